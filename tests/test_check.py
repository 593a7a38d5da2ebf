"""Checking a draft: claims are supported, contradicted, in dispute or not in the articles, with the evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.library import Library
from qa.archive import Archive
from qa.check import (
    BadDraft,
    Change,
    CheckedClaim,
    CheckedDraft,
    Claim,
    ClaimKind,
    Verdict,
    Words,
    as_object,
    check_draft,
)
from qa.check.gold import measure_checks, read_gold_drafts
from qa.check.reading import LONGEST_DRAFT
from qa.check.report import as_annotations, as_markdown, changes_line, summary
from qa.desk import Desk
from qa.gold import BadGold
from sources.readers import read_text

GOLD = Path(__file__).parent / "gold" / "claims.jsonl"
LAKE = """date 2031-07-05 Brått wins the lake race

STORVIK - Elin Brått of Norway won the women's 10km lake race on Saturday in 41:07.3.
Mari Holt of Sweden was second in 41:09.8 and Ana Prunk of Slovenia third in 41:15.0.
"I saw nothing but foam," said Holt.
"""
OTHER = """date 2031-07-06 Norwegian joy on the lake

Elin Brått won the women's 10km lake race in Storvik on Saturday. Mari Holt was second in 41:09.9.
"""


@pytest.fixture(scope="module")
def reports(bundled: Path) -> Archive:
    """What the bundled reports state."""
    with Library.open(bundled, read_only=True) as library:
        return Desk(library).archive


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """What two invented reports of one race state, which differ in a tenth."""
    with Library.open(tmp_path_factory.mktemp("lake") / "library") as library:
        desk = Desk(library)
        desk.add(read_text(LAKE, source="lake.txt"))
        desk.add(read_text(OTHER, source="other.txt"))
        return desk.archive


def verdicts(text: str, archive: Archive) -> list[tuple[str, str, str]]:
    """Return kind, words and verdict of every claim."""
    return [
        (claim.claim.kind.value, claim.claim.said, claim.verdict.value)
        for sentence in check_draft(text, archive).sentences
        for claim in sentence.claims
    ]


def test_gold_drafts_are_judged_as_well_as_promised(reports: Archive) -> None:
    with GOLD.open("rb") as lines:
        gold = read_gold_drafts(lines)
    figures = measure_checks(gold, [check_draft(one.draft, reports) for one in gold])
    assert len(gold) >= 150
    assert figures.contradicted.percent >= 98, figures.misses
    assert figures.supported.percent >= 98, figures.misses
    assert figures.altered.percent >= 80, figures.misses
    assert figures.uncovered.percent >= 98, figures.misses


def test_the_bundled_reports_do_not_contradict_themselves(reports: Archive) -> None:
    found = [
        claim.text
        for article in reports.articles.values()
        for sentence in check_draft(f"date {article.published}  {article.text}", reports).sentences
        for claim in sentence.claims
        if claim.verdict is Verdict.CONTRADICTED
    ]
    assert found == []


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (
            "Elin Brått won the women's 10km lake race in 41:07.3.",
            [("winner", "Elin Brått", "supported"), ("mark", "41:07.3", "supported")],
        ),
        (
            "Elin Brått won the women's 10km lake race in 41:07.",
            [("winner", "Elin Brått", "supported"), ("mark", "41:07", "supported")],
        ),
        (
            "Elin Brått won the women's 10km lake race in 41:07.8.",
            [("winner", "Elin Brått", "supported"), ("mark", "41:07.8", "contradicted")],
        ),
        ("Mari Holt won the women's 10km lake race in 2031.", [("winner", "Mari Holt", "contradicted")]),
        ("Oda Berg won the women's 10km lake race in 2031.", [("winner", "Oda Berg", "contradicted")]),
        ("Oda Berg won the women's 10km lake race in 2030.", [("winner", "Oda Berg", "not_in_articles")]),
        ("Oda Berg won the women's 10km lake race in Vik.", [("winner", "Oda Berg", "not_in_articles")]),
        ("Oda Berg was ninth in the women's 10km lake race.", [("place", "ninth", "not_in_articles")]),
        (
            "Mari Holt was second in the women's 10km lake race, in 41:09.8.",
            [("place", "second", "supported"), ("mark", "41:09.8", "disagreement")],
        ),
        (
            "Brått won the women's 10km lake race by 7.7 seconds from Prunk.",
            [
                ("beat", "Brått", "supported"),
                ("winner", "Brått", "supported"),
                ("margin", "7.7 seconds", "supported"),
            ],
        ),
        (
            "Elin Brått of Denmark won the women's 10km lake race.",
            [("winner", "Elin Brått", "supported"), ("team", "Denmark", "contradicted")],
        ),
        (
            "“I saw nothing but water,” said Prunk.",
            [("quote", "I saw nothing but water,", "contradicted"), ("speaker", "Prunk", "contradicted")],
        ),
        (
            "“We had a plan for the last lap,” said Holt.",
            [("quote", "We had a plan for the last lap,", "not_in_articles")],
        ),
        (
            "Brått won the women's 10km lake race in 2031. The winning time was 41:17.3.",
            [("winner", "Brått", "supported"), ("mark", "41:17.3", "contradicted")],
        ),
        ("The water was cold and the lake wide.", []),
    ],
)
def test_claims_get_their_verdicts(draft: str, found: list[tuple[str, str, str]], lake: Archive) -> None:
    assert sorted(verdicts(draft, lake)) == sorted(found)


def test_a_contradicted_claim_tells_what_is_right_and_where_it_stands(lake: Archive) -> None:
    draft = check_draft("Mari Holt won the women's 10km lake race in 2031.", lake)
    (claim,) = draft.sentences[0].claims
    assert claim.text == "Mari Holt won → the articles say Elin Brått [1][2] (Mari Holt was second)"
    assert claim.right == "Elin Brått"
    assert [(one.number, one.source) for one in claim.citations] == [(1, "lake.txt"), (2, "lake.txt")]
    for one in draft.citations:
        assert lake.articles[one.article].text[one.start : one.end] == one.quote


def test_where_articles_differ_both_are_cited(lake: Archive) -> None:
    draft = check_draft("Mari Holt was second in the women's 10km lake race, in 41:09.8.", lake)
    claim = next(claim for claim in draft.sentences[0].claims if claim.verdict is Verdict.DISAGREEMENT)
    assert claim.text == "41:09.8 → the articles differ: 41:09.8 [1], 41:09.9 [2]"
    assert {one.source for one in claim.citations} == {"lake.txt", "other.txt"}


def test_altered_words_of_a_quotation_are_shown(lake: Archive) -> None:
    draft = check_draft('"I saw nothing but water," said Holt.', lake)
    claim = draft.sentences[0].claims[0]
    assert claim.changes == (
        Change("same", "I saw nothing but"),
        Change("removed", "water,"),
        Change("added", "foam,"),
    )
    assert changes_line(claim) == "I saw nothing but [-water,-] {+foam,+}"


def test_pronouns_and_surnames_are_followed(lake: Archive) -> None:
    text = "Mari Holt raced in the women's 10km lake race in 2031. She was third. Brått won."
    assert verdicts(text, lake) == [("place", "third", "contradicted"), ("winner", "Brått", "supported")]


def test_sentences_know_their_place_in_a_draft_as_it_was_given(lake: Archive) -> None:
    text = "# Lake\r\n\r\nShare this\r\nElin Brått won the\r\nwomen's 10km [lake](http://x.y) race in 41:07.8.\r\n"
    draft = check_draft(text, lake)
    sentence = next(sentence for sentence in draft.sentences if sentence.claims)
    assert sentence.text == "Elin Brått won the\r\nwomen's 10km [lake](http://x.y) race in 41:07.8."
    assert (sentence.line, sentence.column) == (4, 1)
    for one in draft.sentences:
        assert text[one.start : one.end] == one.text
    claim = next(claim for claim in sentence.claims if claim.verdict is Verdict.CONTRADICTED)
    assert text[slice(claim.claim.words[0].start, claim.claim.words[0].end)] == "41:07.8"


@pytest.mark.parametrize("text", ["", " \n\t", "…!", "a" * (LONGEST_DRAFT + 1)])
def test_what_is_no_draft_is_refused(text: str, lake: Archive) -> None:
    with pytest.raises(BadDraft):
        check_draft(text, lake)


@pytest.mark.parametrize(
    "text",
    [
        "]]>{{%[0]🏁\x00\x1b[31m<script>",
        "Norway " * 400,
        "1. " * 500,
        '"' * 999 + "a",
        "Holt Holt Holt won won won in 41:09.8 41:09.8",
        "١٢٣ 東京で優勝した。",
    ],
)
def test_no_draft_does_harm(text: str, lake: Archive) -> None:
    assert check_draft(text, lake).text == text


def test_a_draft_is_checked_against_no_articles_too() -> None:
    assert verdicts("Elin Brått won the 10km race in 41:07.3.", Archive({}, [])) == [
        ("winner", "Elin Brått", "not_in_articles"),
        ("mark", "41:07.3", "not_in_articles"),
    ]


def test_the_json_object_has_the_names_of_the_contract(lake: Archive) -> None:
    found: Any = as_object(check_draft("Mari Holt won the women's 10km lake race in 2031. It rained.", lake))
    assert found["verdict"] == "contradicted"
    assert found["counts"] == {
        "supported": 0,
        "contradicted": 1,
        "disagreement": 0,
        "not_in_articles": 0,
        "no_claim": 1,
    }
    sentence = found["sentences"][0]
    assert {name: sentence[name] for name in ("start", "end", "line", "column", "verdict")} == {
        "start": 0,
        "end": 49,
        "line": 1,
        "column": 1,
        "verdict": "contradicted",
    }
    claim = sentence["claims"][0]
    assert (claim["kind"], claim["said"], claim["right"], claim["citations"]) == (
        "winner",
        "Mari Holt",
        "Elin Brått",
        [1, 2],
    )
    assert [one["number"] for one in found["citations"]] == [1, 2]


def test_a_verdict_without_evidence_cannot_be_built() -> None:
    claim = Claim(ClaimKind.WINNER, "Holt", "", Words(0, 9), (Words(0, 4),))
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.DISAGREEMENT):
        with pytest.raises(ValueError, match="citation"):
            CheckedClaim(claim, verdict, "Holt → so it is", right="Berg")
    with pytest.raises(ValueError, match="span"):
        Words(4, 4)


def test_annotations_stand_at_the_words_and_are_escaped(lake: Archive) -> None:
    draft = check_draft("It rained.\n\nMari Holt won the women's 10km lake race in 2031.", lake)
    (line,) = as_annotations(draft, file="a,b:c%.md")
    assert line.startswith("::error file=a%2Cb%3Ac%25.md,line=3,col=1,title=contradicted::Mari Holt won → ")


def test_a_markdown_report_shows_verdicts_and_sources(lake: Archive) -> None:
    draft = check_draft("Here *Mari Holt* won the women's 10km lake race in 2031.", lake)
    report = as_markdown(draft, name="draft_1.md")
    assert report.startswith("# Check of draft\\_1.md\n\n1 contradicted.\n")
    assert "Here \\*Mari Holt\\* won" in report
    assert "- ✗ **contradicted**: Mari Holt won → the articles say Elin Brått \\[1\\]\\[2\\]" in report
    assert "## Sources\n\n1. " in report


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rained.", "no claim that can be checked"),
        ("It rained. Elin Brått won the women's 10km lake race.", "1 supported; 1 sentence without a checkable claim"),
        ("Elin Brått won the women's 10km lake race.", "1 supported"),
    ],
)
def test_the_summary_counts(text: str, said: str, lake: Archive) -> None:
    assert summary(check_draft(text, lake)) == said


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": 1, "label": "altered", "kind": "time", "draft": "In 9.8."}',
        b'{"id": 1, "label": "true", "kind": "time", "draft": "In 9.8.", "altered": ["9.8"]}',
        b'{"id": 1, "label": "altered", "kind": "time", "draft": "In 9.8.", "altered": ["9.9"]}',
        b'{"id": 1, "label": "odd", "kind": "time", "draft": "In 9.8."}',
        b"[]",
    ],
)
def test_what_is_no_gold_draft_is_refused_naming_the_line(line: bytes) -> None:
    with pytest.raises(BadGold, match="line 1"):
        read_gold_drafts([line])


def test_a_draft_without_text_has_no_verdict() -> None:
    assert CheckedDraft("x", ()).verdict is Verdict.NO_CLAIM
