"""Check a draft: read it as an article is read, and set each claim beside what the articles state."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer import Citation, cite
from qa.archive import Archive
from qa.check.alignment import Place, align
from qa.check.judgement import Judgement, Told
from qa.check.races import Races
from qa.check.reading import ReadDraft, read_draft
from qa.check.records import CheckedClaim, CheckedDraft, CheckedSentence, Claim, ClaimKind, Verdict, Words
from qa.check.statements import Statement, state
from qa.check.table import JUDGES
from qa.check.wording import tell
from qa.draft import Support


def check_draft(text: str, archive: Archive) -> CheckedDraft:
    """Check every claim of a draft against the articles of an archive.

    Offsets in the result count characters of `text`. Raise BadDraft where it is empty or too long.
    """
    draft = read_draft(text, archive)
    races = Races(archive.with_full_events)
    judged = [(statement, JUDGES[statement.kind](statement, races)) for statement in state(draft)]
    return _compose(text, draft, _settled(judged))


def _settled(judged: Sequence[tuple[Statement, Judgement]]) -> list[tuple[Statement, Judgement]]:
    """Leave out who said what no article quotes, and what a list of persons did of whom one is wrong."""
    wrong = [
        span
        for statement, judgement in judged
        if statement.kind is ClaimKind.LINE_UP and judgement.verdict is Verdict.CONTRADICTED
        for span in statement.spans
    ]
    return [
        (statement, judgement)
        for statement, judgement in judged
        if not (statement.kind is ClaimKind.SPEAKER and judgement.verdict is Verdict.NOT_IN_ARTICLES)
        and not (judgement.verdict is Verdict.SUPPORTED and _covers(statement.spans[0], wrong))
    ]


def _covers(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span holds several of the others."""
    return sum(span[0] <= start and end <= span[1] for start, end in others) > 1


def _compose(text: str, draft: ReadDraft, judged: Sequence[tuple[Statement, Judgement]]) -> CheckedDraft:
    """Number the citations in order of appearance and put every claim to its sentence."""
    place = align(text, draft.scenes.article.text)
    citations: dict[Support, Citation] = {}
    by_sentence: dict[int, list[CheckedClaim]] = {}
    for statement, judgement in judged:
        scene = draft.scene_at(statement.spans[0][0])
        for item in judgement.told:
            for support in item.places:
                if support not in citations:
                    number = len(citations) + 1
                    citations[support] = cite(number, support.article, support.start, support.end)
        sentence = Words(*place(scene.sentence.start, scene.sentence.end))
        words = tuple(Words(*place(*span)) for span in statement.spans)
        claim = Claim(statement.kind, statement.said, statement.about, sentence, words)
        checked = _checked(statement, claim, judgement, citations)
        by_sentence.setdefault(scene.sentence.start, []).append(checked)
    sentences = [
        _sentence(text, place, scene.sentence.start, scene.sentence.end, by_sentence.get(scene.sentence.start, ()))
        for scene in draft.scenes.scenes
    ]
    return CheckedDraft(text, tuple(sentences), tuple(citations.values()))


def _checked(
    statement: Statement, claim: Claim, judgement: Judgement, citations: dict[Support, Citation]
) -> CheckedClaim:
    used = tuple(dict.fromkeys(citations[support] for item in judgement.told for support in item.places))
    right = "; ".join(item.value for item in judgement.told) or None
    if judgement.verdict is Verdict.NOT_IN_ARTICLES:
        right = None
    marked = [(item.value, _marks(item, citations)) for item in judgement.told]
    return CheckedClaim(claim, judgement.verdict, tell(statement, judgement, marked), right, used, judgement.changes)


def _marks(item: Told, citations: dict[Support, Citation]) -> str:
    return "".join(f"[{citations[support].number}]" for support in dict.fromkeys(item.places))


def _sentence(text: str, place: Place, start: int, end: int, claims: Sequence[CheckedClaim]) -> CheckedSentence:
    begin, stop = place(start, end)
    line = text.count("\n", 0, begin) + 1
    column = begin - text.rfind("\n", 0, begin)
    return CheckedSentence(begin, stop, line, column, text[begin:stop], tuple(claims))
