"""Points at the words of quoted sentences that answer, if a reader is sure of them. Finding these is left to evidence.

What a reader says counts only where the kind of thing that the question asks for stands in its span.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Support
from qa.entrant import Entrant
from qa.evidence import Evidence
from qa.extract.scene import Line
from qa.matching import is_named
from qa.mention import ENTITIES, Kind
from qa.names import fold
from qa.proof import NEED
from qa.query import Query
from qa.reader import Reader, Span, Window

READ = 8  # sentences of evidence that are read
LATER = 0.35  # what the odds of a span in another sentence than the best are worth, measured on our gold questions
TITLE = 100  # characters of an article's title that the reader is shown
AROUND = 1  # sentences before and behind that are shown to the reader with each
SURE = 0.88  # probability from which a span is pointed at
# A span answers none of these: they want a yes, several things, something worked out, a story; or the older of two
# records, or a place on the way, which the reader does not tell from the newer and the last.
NOT_POINTED = frozenset(
    {Asks.YES_NO, Asks.COMPARE, Asks.LIST, Asks.PODIUM, Asks.LINE_UP, Asks.HAPPENED, Asks.RECORD_BEFORE, Asks.RESULT}
)
# The kinds of thing of which a span has to hold one, where evidence asks less of a sentence.
KINDS: dict[Asks, frozenset[Kind]] = {
    **{asks: kinds for asks, kinds in NEED.items() if asks is not Asks.SAID},
    Asks.MARGIN: NEED[Asks.MARGIN] - {Kind.NUMBER},
    Asks.TEAM: frozenset({Kind.NATION, Kind.ADJECTIVE, Kind.DEMONYM, Kind.CLUB}),
    Asks.WHERE: frozenset({Kind.PLACE, Kind.NATION, Kind.CLUB, Kind.LENGTH, Kind.LAPS, Kind.RANK, Kind.ROUND}),
    Asks.WHO_SAID: frozenset({Kind.PERSON, Kind.DEMONYM}),
}
NAMED = frozenset({Asks.WHO, Asks.WHO_SAID, Asks.PLACE, Asks.OPPONENT, Asks.RECORD_HOLDER, Asks.INCIDENT, Asks.LEADER})
NO_REASON = re.compile(r"(?:\w+ ){0,3}(?:later|earlier|before|afterwards?|ago)")  # "an hour later" is no why
BEFORE = re.compile(r"[\s,;:.“”\"'(]*")
BEHIND = re.compile(r"[\s,;:.“”\"')]*$")


@dataclass(frozen=True, slots=True)
class Pointed:
    """The words that answer, the sentence that holds them, and the probability that they are right."""

    place: Support
    sentence: Support
    score: float

    @property
    def words(self) -> str:
        """The article's words there."""
        return self.place.quote

    @property
    def note(self) -> Note:
        """What the asker should know of an answer that no template stands for."""
        return Note(
            "reader", f"A reader pointed at “{self.words}”; it is right in about {self.score:.0%} of such cases."
        )


@dataclass(frozen=True, slots=True)
class _Told:
    evidence: Evidence
    place: Support
    rank: int  # of the evidence, 0 the best
    score: float


def from_reader(query: Query, evidence: Sequence[Evidence], archive: Archive, reader: Reader) -> Pointed | None:
    """Return what the reader is sure of in the evidence, None where it is not.

    Where there is no evidence nothing is read: over several sets of questions, too many of the spans found there were
    wrong (see the model card).
    """
    pointed = point(query, evidence, archive, reader)
    return pointed if pointed is not None and pointed.score >= SURE else None


def point(query: Query, sentences: Sequence[Evidence], archive: Archive, reader: Reader) -> Pointed | None:
    """Return the answer that the reader is surest of, sentences that give the same one counted together.

    `sentences` come best first; None where no span holds the kind of thing that is asked.
    """
    if query.asks in NOT_POINTED or not sentences:
        return None
    shown = [_window(evidence, archive) for evidence in sentences]
    told: list[_Told] = []
    for span in reader.read(query.text, [window for window, _ in shown]):
        evidence, shift = sentences[span.window], shown[span.window][1]
        place = _trimmed(Support(evidence.article, span.start + shift, span.end + shift))
        if place is not None and _fits(query, evidence, place):
            told.append(_Told(evidence, place, span.window, _weighed(span)))
    groups: dict[str, list[_Told]] = {}
    for item in sorted(told, key=lambda item: (-item.score, item.rank)):
        groups.setdefault(_same(item.place.quote), []).append(item)
    answers = [Pointed(items[0].place, items[0].evidence.place, _joined(items)) for items in groups.values()]
    return min(answers, key=lambda answer: (-answer.score, answer.place.article.id, answer.place.start), default=None)


def _window(evidence: Evidence, archive: Archive) -> tuple[Window, int]:
    """Return a sentence amid its neighbours in its paragraph, and where in the article the window begins."""
    scenes = archive.scenes(evidence.article.id)
    at = scenes.index(evidence.scene)
    near = [
        scene
        for scene in scenes[max(0, at - AROUND) : at + AROUND + 1]
        if scene.paragraph == evidence.scene.paragraph and scene.line is not Line.HEADING
    ] or [evidence.scene]
    sentence = evidence.scene.sentence
    begin = min(scene.sentence.start for scene in (evidence.scene, *near))
    end = max(scene.sentence.end for scene in (evidence.scene, *near))
    text = evidence.article.text[begin:end]
    # The title says which race it is, where the sentence need not.
    title = f"{evidence.article.title[:TITLE]}. " if evidence.article.title[:TITLE] not in text else ""
    start, stop = sentence.start - begin + len(title), sentence.end - begin + len(title)
    return Window(title + text, start, stop), begin - len(title)


def _trimmed(place: Support) -> Support | None:
    """Return the place without punctuation at its edges."""
    text = place.article.text[place.start : place.end]
    left, right = BEFORE.match(text), BEHIND.search(text)
    start = place.start + (left.end() if left else 0)
    end = place.start + (right.start() if right else len(text))
    return Support(place.article, start, end) if start < end else None


def _fits(query: Query, evidence: Evidence, place: Support) -> bool:
    """Tell whether a place holds the kind of thing asked for, and not only what the question itself names."""
    held = [mention for mention in evidence.scene.mentions if mention.start < place.end and mention.end > place.start]
    if query.asks is Asks.WHY and NO_REASON.fullmatch(place.quote):
        return False
    need = KINDS.get(query.asks)
    if need is not None and need.isdisjoint(mention.kind for mention in held):
        return False
    others = [
        mention
        for mention in held
        if mention.kind in ENTITIES and isinstance(mention.value, Entrant) and not is_named(query, mention.value.name)
    ]
    if query.asks in NAMED and not others:
        return False
    said = set(fold(query.text).split())
    return not set(fold(place.quote).split()) <= said


def _same(words: str) -> str:
    return " ".join(fold(words).removeprefix("the ").split())


def _joined(items: Sequence[_Told]) -> float:
    """Return the probability that an answer is right which several sentences give, at most one an article counted."""
    missed = 1.0
    for score in {item.evidence.article.id: item.score for item in reversed(items)}.values():
        missed *= 1 - score
    return 1 - missed


def _weighed(span: Span) -> float:
    """Return the probability that a span is right, less where its sentence is not the one that fits best."""
    if span.window == 0:
        return span.score
    odds = LATER * span.score / max(1 - span.score, 1e-9)
    return odds / (1 + odds)
