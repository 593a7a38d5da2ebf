"""Read a question: what it asks and the constraints it makes, with the same tagger and word lists that read articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from qa import lexicon
from qa.answer import Constraint, Reading
from qa.archive import Archive
from qa.asks import Asks, read_asks
from qa.atlas import nation
from qa.dates import DateMention
from qa.entrant import Entrant, EntrantKind
from qa.mention import Kind, Mention
from qa.names import fold
from qa.stems import stem
from qa.tagger import SEXES, TITLE_WORDS, WORD_KINDS, Names, tag

SLIPS = {"gp": "grand prix", "champs": "championships", "teh": "the", "whos": "who is", "whats": "what is", "wat": "what", "wich": "which", "hwo": "who", "wehn": "when", "waht": "what", "didnt": "did not", "wasnt": "was not", "ladys": "ladies", "womans": "womens", "mans": "mens"}
EVENT_NOUNS = frozenset("gp grand prix championship championships champs cup open tour games marathon derby record records title league stage classic masters trophy".split())
ACCORDING = re.compile(r",? ?\b(?:according to|says|in the words of) (?:the )?(?P<who>[\w-]+(?: [\w-]+){0,3})$")
TYPO_CUTOFF = 80
SHORTEST_TYPO = 4
GENERAL_WORDS = frozenset(
    "won win wins winning winner winners beat beats beating lose lost time times record records margin gap lead podium medal medals gold silver bronze title titles champion champions fell fall crash crashed score scored final finals "
    "finish finished finishes come came place placed position quick quickest quicker fast faster fastest slow slower ahead behind close far long high old older oldest young younger youngest age team teams line lineup line-up country nation "
    "happened said say race races skate skated skaters skater ride rode ran run swim swam rider runner member members squad top event year day date city venue held holder holds set broke break held previous new men mens women womens man woman ladies girls boys "
    "who what when where which whose why how did does was were whom many much get got take took taken leader leading leads leader points standings standing overall result results rank ranked ranking medallist medallists after before winning-time medals "
    "second seconds third first fourth fifth sixth last next disqualified penalised penalty penalties drive driving drove beaten defeated against versus opponent opponents defend defended retain retained keep kept mark throw threw jump jumped distance "
    "height speed row rowed ski skied sail sailed compete competed olympic olympics world games took earned lower lowered between difference compare comparison better worse best retire retired withdraw withdrew summary describe recap tell list name named according article articles reports "
    "big small large huge narrow wide tight slim comfortable defeat clock show shown shows among during winning lead leads early total combined altogether straight earlier later afterwards beforehand gun course again first-placed women's men's medallist athletes final-result after before although though no not until because off away ever only even both either neither "
    "nor per via upon onto against between within without while since than wrong right despite still yet just also always never else etc us s t re ll ve d m one two three four five ten held hold happen happening unfold end ended compare "
    "stadium circuit arena rink oval venue location town holders defeated eliminated knocked crossing joined stand stood leading-results results "
    "host hosted hosts hosting reason reasons cause caused come score goals goal teammate teammates teammates opponent runner-up runners-up lost loses season career often number total count".split()
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the engine understands it. Empty and None mean: no such constraint."""

    text: str
    asks: Asks
    words: tuple[str, ...]
    entities: tuple[Entrant, ...] = ()
    event: frozenset[str] = frozenset()
    sport: str | None = None
    sex: str | None = None
    round: str | None = None
    medal: str | None = None
    rank: int | None = None
    years: tuple[int, ...] = ()
    days: tuple[DateMention, ...] = ()
    host: tuple[str, tuple[int, ...]] | None = None
    venue_nation: str | None = None
    named_nation: str | None = None
    record: str | None = None
    terms: tuple[str, ...] = ()
    quoted: str | None = None
    source: tuple[str, ...] = ()
    origins: tuple[Constraint, ...] = ()

    @property
    def reading(self) -> Reading:
        """What is shown to the user of how the question was read."""
        return Reading(self.asks.value, self.origins)

    @property
    def nations(self) -> tuple[str, ...]:
        """The codes of the nations it names."""
        return tuple(entrant.nation for entrant in self.entities if entrant.kind is EntrantKind.NATION and entrant.nation)

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons it names, as said."""
        return tuple(entrant.name for entrant in self.entities if entrant.kind is EntrantKind.PERSON)

    def has(self, *words: str) -> bool:
        """Tell whether one of the folded words stands in the question."""
        return any(word in self.words for word in words)


def read_question(question: str, archive: Archive) -> Query:
    """Return what a question asks and constrains, typos mended by the words of the library."""
    quoted = re.search(r"[\"“”«]([^\"“”»]{3,})[\"“”»]", question)
    plain = _mend(fold(question.replace("?", " ")), archive)
    source: tuple[str, ...] = ()
    if (told := ACCORDING.search(plain)) and not any(word in archive.people for word in told.group("who").split()):
        source = tuple(stem(word) for word in told.group("who").split() if word not in lexicon.filler())
        plain = (plain[: told.start()] + plain[told.end() :]).strip()
    mentions = tag(plain, names=Names(person=archive.find_person), cased=False)
    asks = read_asks(plain)
    if asks in {Asks.PLACE, Asks.WHO, Asks.PODIUM, Asks.OTHER, Asks.HOW_MANY} and _lists_nation(mentions):
        asks = Asks.LIST
    return _build(plain, asks, mentions, archive, quoted.group(1) if quoted else None, source)


def _lists_nation(mentions: list[Mention]) -> bool:
    """Tell "which Kenyans …" and "how many Jamaicans …"."""
    return any(one.word in {"which", "many"} and two.kind is Kind.NATION and two.word.endswith("s") and two.value.nation not in {"USA", "NED"} or (one.word in {"which", "many"} and two.word in {"americans", "dutch"}) for one, two in zip(mentions, mentions[1:], strict=False) if two.kind is Kind.NATION)


def _mend(text: str, archive: Archive) -> str:
    """Return the folded question with misspelt words replaced by the nearest known word."""

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        return _mended(word, archive)

    return re.sub(r"[^\W\d_][\w'-]*", mend, text)


def _mended(word: str, archive: Archive) -> str:
    if word in SLIPS:
        return SLIPS[word]
    bare = word.removesuffix("'s")
    if _is_known(bare, archive):
        return word
    if bare.endswith("s") and _is_known(bare[:-1], archive):
        return bare[:-1] + "'s" if bare[:-1] in archive.people else bare
    if len(bare) < SHORTEST_TYPO:
        return word
    known = [*archive.vocabulary, *GENERAL_WORDS, *_listed_words()]
    best = process.extractOne(bare, sorted(set(known)), scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF)
    if best is None or (best[0][0] != bare[0] and best[1] < 88) or not best[0].isalpha():
        return word
    return best[0] + word[len(bare) :]


def _listed_words() -> set[str]:
    forms = [*lexicon.events().forms(), *lexicon.sports().forms(), *lexicon.rounds().forms(), *lexicon.hosts().forms()]
    return {word for form in forms for word in form.split()}


def _is_known(word: str, archive: Archive) -> bool:
    return (
        word in archive.vocabulary
        or word in GENERAL_WORDS
        or word in lexicon.filler()
        or word in lexicon.verbs()
        or word in SEXES
        or word in TITLE_WORDS
        or word in WORD_KINDS
        or word in _listed_words()
        or any(ch.isdigit() for ch in word)
        or bool(tag(word, names=Names(person=lambda tokens, index: None), cased=False)[0].kind in {Kind.NATION, Kind.ADJECTIVE, Kind.DEMONYM, Kind.RANK, Kind.NUMBER, Kind.DATE})
    )


def _build(text: str, asks: Asks, mentions: list[Mention], archive: Archive, quoted: str | None, source: tuple[str, ...]) -> Query:
    entities: list[Entrant] = []
    event: set[str] = set()
    origins: list[Constraint] = []
    values: dict[str, object] = {}
    years: list[int] = []
    days: list[DateMention] = []
    terms: list[str] = []
    venue: str | None = None
    named: str | None = None

    def note(kind: str, value: object, mention: Mention) -> None:
        values.setdefault(kind, value)
        origins.append(Constraint(kind, str(value), text[mention.start : mention.end]))

    for index, mention in enumerate(mentions):
        kind = mention.kind
        after = mentions[index + 1 : index + 3]
        before = mentions[index - 1].word if index else ""
        if kind in {Kind.NATION, Kind.ADJECTIVE, Kind.DEMONYM} and mention.value is not None:
            if _names_event(mentions, index, before):
                named = mention.value.nation
                origins.append(Constraint("event", nation(named).name, text[mention.start : mention.end]))
            elif mention.kind is Kind.NATION and not (after and after[0].kind is Kind.POSSESSIVE) and (before in {"in", "at"} or (before == "after" and asks is Asks.LEADER)):
                venue = mention.value.nation
                origins.append(Constraint("place", nation(venue).name, text[mention.start : mention.end]))
            else:
                entities.append(mention.value)
                origins.append(Constraint("nation", mention.value.name, text[mention.start : mention.end]))
                if mention.value.sex:
                    note("sex", mention.value.sex, mention)
        elif kind is Kind.PERSON:
            entities.append(mention.value)
            origins.append(Constraint("person", mention.value.name, text[mention.start : mention.end]))
        elif kind is Kind.EVENT:
            event |= set(mention.value)
            origins.append(Constraint("event", " ".join(mention.value), text[mention.start : mention.end]))
        elif kind is Kind.SPORT:
            note("sport", mention.value, mention)
        elif kind is Kind.SEX:
            note("sex", mention.value, mention)
        elif kind is Kind.ROUND:
            note("round", mention.value, mention)
        elif kind is Kind.MEDAL:
            note("medal", mention.value, mention)
        elif kind is Kind.RANK and not (after and after[0].word in {"half", "time", "lap", "leg", "skater", "olympic", "ever", "race", "team", "gold", "place-holder"} or before == "stage"):
            note("rank", int(mention.value), mention)
        elif kind is Kind.RECORD:
            note("record", mention.value, mention)
        elif kind is Kind.PLACE:
            note("host", mention.value[0], mention)
            values["host_value"] = mention.value
        elif kind is Kind.DATE:
            day: DateMention = mention.value
            if day.first.year == day.last.year and (day.last - day.first).days > 300:
                years.append(day.first.year)
            else:
                days.append(day)
            origins.append(Constraint("date", text[mention.start : mention.end], text[mention.start : mention.end]))
        elif kind is Kind.NUMBER and 1890 <= mention.value <= 2100:
            years.append(int(mention.value))
            origins.append(Constraint("date", mention.word, mention.word))
        elif kind is Kind.COMPETITION or (kind is Kind.WORD and mention.word):
            terms += _terms(mention, text, archive)
        elif kind in {Kind.FALL, Kind.OUT, Kind.SAY, Kind.REPLACE} or (mention.word and kind not in _GRAMMAR and mention.word not in lexicon.filler() and mention.word not in GENERAL_WORDS):
            if mention.word and mention.word.isalpha():
                terms.append(stem(mention.word))
    return Query(
        text=text,
        asks=asks,
        words=tuple(re.findall(r"[\w'-]+", text)),
        entities=tuple(dict.fromkeys(entities)),
        event=frozenset(event),
        sport=_text(values.get("sport")),
        sex=_text(values.get("sex")),
        round=_text(values.get("round")),
        medal=_text(values.get("medal")),
        rank=values.get("rank") if isinstance(values.get("rank"), int) else None,
        years=tuple(years),
        days=tuple(days),
        host=values.get("host_value"),
        venue_nation=venue,
        named_nation=named,
        record=_text(values.get("record")),
        terms=tuple(dict.fromkeys(terms)),
        quoted=quoted,
        source=source,
        origins=tuple(origins),
    )


_GRAMMAR = frozenset({Kind.BY, Kind.WITH, Kind.AND, Kind.OF, Kind.FOR, Kind.TO, Kind.IN, Kind.WHO, Kind.THE, Kind.PRONOUN, Kind.CLAUSE, Kind.NOT, Kind.POSSESSIVE, Kind.BE, Kind.HAVE, Kind.AHEAD, Kind.BEHIND, Kind.COMMA, Kind.NUMBER})  # fmt: skip


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _names_event(mentions: list[Mention], index: int, before: str) -> bool:
    """Tell "the Belgian grand prix", "tour of the Netherlands" from a racing nation."""
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if mentions[index].kind is Kind.ADJECTIVE and after is not None and (after.word in EVENT_NOUNS or after.kind is Kind.COMPETITION):
        return True
    words = [item.word for item in mentions[max(index - 4, 0) : index]]
    return "of" in words and any(word in EVENT_NOUNS for word in words) and before in {"of", "the"}


def _terms(mention: Mention, text: str, archive: Archive) -> Iterable[str]:
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text[mention.start : mention.end]):
        if word in lexicon.filler() or word in GENERAL_WORDS or len(word) < 2 or word in WORD_KINDS:
            continue
        yield stem(word)
