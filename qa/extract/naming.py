"""Tag a sentence with the names of its article: persons, "the defending champions", "the trio"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.entrant import Entrant, EntrantKind
from qa.mention import Kind, Mention
from qa.names import fold
from qa.people import People
from qa.tagger import Names, tag
from qa.tokens import Token
from sources.records import Article, Sentence

EPITHETS = frozenset("champions holders hosts winners favourites favorites medallists".split())
MATES = frozenset("team-mate teammate team-mates teammates club-mate clubmate duo crew crews".split())
SIDES = frozenset("trio quartet foursome quintet".split())
MOST_INITIALS = 3  # whose full stops are tokens of their own
LONG_RACE = re.compile(r"\b(?:hours?|marathon|stage|\d+ ?km|kilomet\w+)\b", re.IGNORECASE)
HUNDREDTHS = re.compile(r"\b\d:[0-5]\d\.\d\d\b|\bminutes?,? (?:and )?\d+\.\d\d\b")
COLON_HUNDREDTHS = re.compile(r"\b\d:[0-5]\d:(?:[6-9]\d)\b")


def tag_sentence(article: Article, sentence: Sentence, names: Names, *, colon_decimals: bool) -> list[Mention]:
    """Return the mentions of a sentence; one in capitals throughout is read as if it were written as a title."""
    piece = article.text[sentence.start : sentence.end]
    text = article.text
    letters = [character for character in piece if character.isalpha()]
    if (
        letters
        and sum(character.isupper() for character in letters) > 0.8 * len(letters)
        and len(piece) > 12
        and len(piece.title()) == len(piece)
    ):
        text = text[: sentence.start] + piece.title() + text[sentence.end :]
    return tag(
        text,
        start=sentence.start,
        end=sentence.end,
        names=names,
        reference=article.published,
        colon_decimals=colon_decimals,
    )


def writes_colon_decimals(text: str) -> bool:
    """Tell whether 2:47:15 means hundredths in this article: another time proves it, or no long race is spoken of."""
    return bool(COLON_HUNDREDTHS.search(text)) or (bool(HUNDREDTHS.search(text)) and not LONG_RACE.search(text))


def person_finder(people: People) -> Callable[[Sequence[Token], int], tuple[int, Entrant] | None]:
    """Return the finder of persons that the tagger asks: by full name, alias, or a part that only one bears."""
    full = {_words(name): name for name in sorted(people.full | people.single)}
    full |= {_words(alias): name for alias, name in people.alias.items()}
    longest = max((len(words) for words in full), default=0)

    def find(tokens: Sequence[Token], index: int) -> tuple[int, Entrant] | None:
        token = tokens[index]
        if not token.capital and token.word not in {"van", "von", "de", "ter", "el"}:
            return None
        for length in range(min(longest + (MOST_INITIALS if len(token.text) == 1 else 0), len(tokens) - index), 0, -1):
            words = tuple(part for token in tokens[index : index + length] for part in _words(token.word))
            if words in full and tokens[index + length - 1].text[0].isalpha():
                if length == 1 and full[words] in people.single and _names_more(tokens, index + 1):
                    return None
                return length, Entrant(EntrantKind.PERSON, full[words])
        bearers = people.bearers(token.word) if token.word in people.by_part else []
        if not bearers:
            return None
        if len(bearers) == 1:
            return 1, Entrant(EntrantKind.PERSON, bearers[0])
        return 1, Entrant(EntrantKind.PERSON, token.text)

    return find


def _words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without the full stops of its initials."""
    return tuple(fold(name).replace(".", " ").split())


def _names_more(tokens: Sequence[Token], index: int) -> bool:
    """Tell "Harbour Scullers" and "Harbour team-mate Dahl" from a surname alone."""
    if index >= len(tokens) or tokens[index].start > tokens[index - 1].end + 1:
        return False
    token = tokens[index]
    beside = token.start == tokens[index - 1].end + 1
    return beside and (token.word in MATES or (token.capital and token.text.isalpha() and not token.text.isupper()))


def name_epithets(mentions: list[Mention], epithets: dict[str, set[Entrant]]) -> list[Mention]:
    """Learn "defending champions Norway", and read "the defending champions" as Norway from then on."""
    for index, mention in enumerate(mentions[:-1]):
        if mention.word in EPITHETS and mentions[index + 1].kind is Kind.NATION:
            epithets.setdefault(mention.word, set()).add(replace(mentions[index + 1].value, sex=None))
    named = []
    for index, mention in enumerate(mentions):
        known = epithets.get(mention.word, set())
        before = [item.word for item in mentions[max(index - 2, 0) : index]]
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        definite = "the" in before and (
            mention.word == "hosts" or before[-1:] in (["defending"], ["reigning"], ["the"])
        )
        if len(known) == 1 and definite and (after is None or after.kind is not Kind.NATION):
            named.append(replace(mention, kind=Kind.NATION, value=next(iter(known))))
        else:
            named.append(mention)
    return named


def name_sides(mentions: list[Mention], topic: Entrant | None) -> list[Mention]:
    """Read "the trio" as the team that the sentence before was about."""
    if topic is None:
        return mentions
    return [
        replace(mention, kind=Kind.NATION, value=topic)
        if mention.word in SIDES
        and index
        and mentions[index - 1].word == "the"
        and (index + 1 == len(mentions) or mentions[index + 1].kind is not Kind.OF)
        else mention
        for index, mention in enumerate(mentions)
    ]


def leading_team(mentions: Sequence[Mention]) -> Entrant | None:
    """Return the nation a sentence is about: the first outside a prepositional phrase, else the first at all."""
    dash = next((at for at, mention in enumerate(mentions[:8]) if mention.kind is Kind.DASH), -1)
    mentions = mentions[dash + 1 :]
    nations = [index for index, mention in enumerate(mentions) if mention.kind is Kind.NATION]
    for index in nations:
        before = index - 1
        while before >= 0 and mentions[before].kind in {Kind.THE, Kind.ADJECTIVE, Kind.SEX}:
            before -= 1
        if (
            before < 0
            or mentions[before].kind
            not in {Kind.OF, Kind.FOR, Kind.IN, Kind.WITH, Kind.BY, Kind.AHEAD, Kind.BEHIND, Kind.TO}
            and mentions[before].word not in {"from", "against", "over", "like"}
        ):
            found: Entrant = mentions[index].value
            return found
    if nations and nations[0] <= 2 and mentions[0].kind is Kind.FOR:
        opening: Entrant = mentions[nations[0]].value
        return opening
    return None
