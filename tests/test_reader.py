"""The reader: exact places, the same ones each time, and silence where nothing fits what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from index.library import Library
from qa.answer import How, Status
from qa.desk import Desk
from qa.evaluation import says
from qa.findings import Finding, second_opinion
from qa.reader import DEFAULT_READER, Reader, Span, Window, open_reader
from qa.reader.calibration import Calibration
from qa.reader.errors import ReaderMissing
from qa.reader.own import OwnReader
from qa.reader.pieces import Row
from qa.reader.spans import best_span
from sources.records import Article

REPORT = """STORVIK - Elin Brått of Norway won the women's lake race on Saturday in 41:07.3.

Mari Holt of Sweden was second in 41:09.8. Afterwards she complained because a strap of her ski had torn on the dam.
Her trainer Ole Dahl, a baker by trade, carried the broken ski home and never spoke of it again.
"""
COMPLAINT = "Why did Holt complain?"
SENTENCE = "Afterwards she complained because a strap of her ski had torn on the dam."


@dataclass(frozen=True)
class Pattern:
    """A reader that points at what a pattern matches, wherever it does."""

    pattern: str
    score: float = 0.99
    name: str = "pattern"

    def read(self, question: str, windows: Sequence[Window]) -> list[Span]:
        """Return the first match of each window."""
        found = [
            Span(number, match.start(), match.end(), 1.0, self.score)
            for number, window in enumerate(windows)
            if (match := re.compile(self.pattern).search(window.text, window.start, window.end))
        ]
        return sorted(found, key=lambda span: (-span.score, span.window, span.start))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("reader") / "library")
    Desk(library).add(Article("a" * 16, "lake.txt", "The women's lake race", REPORT))
    return library


# what a desk makes of what a reader says


def test_the_words_pointed_at_are_the_short_answer_and_their_sentence_is_quoted(library: Library) -> None:
    reply = Desk(library, Pattern("a strap of her ski had torn")).ask(COMPLAINT)
    assert reply.how is How.READER
    assert reply.short == "a strap of her ski had torn"
    assert reply.citations[0].quote == SENTENCE
    assert REPORT[reply.citations[0].start : reply.citations[0].end] == SENTENCE
    assert [(note.kind, "99%" in note.text) for note in reply.notes] == [("reader", True)]


@pytest.mark.parametrize("reader", [None, Pattern("a strap", score=0.2), Pattern("nothing of the kind")])
def test_a_reader_that_is_not_sure_changes_nothing(library: Library, reader: Reader | None) -> None:
    reply = replace(Desk(library, reader).ask(COMPLAINT), elapsed_ms=0)
    assert reply == replace(Desk(library).ask(COMPLAINT), elapsed_ms=0)
    assert (reply.how, reply.notes) == (How.PASSAGES, ())


@pytest.mark.parametrize(
    ("question", "pattern", "answered"),
    [
        ("Who carried the broken ski home?", "Ole Dahl", True),
        ("Who carried the broken ski home?", "the broken ski", False),  # nobody
        ("Who carried the broken ski home?", "home", False),  # what the question says itself
        ("Why did Holt complain?", "a strap", True),
        ("Did Holt complain?", "a strap", False),  # wants a yes
    ],
)
def test_only_words_of_the_kind_asked_for_count(library: Library, question: str, pattern: str, answered: bool) -> None:
    assert (Desk(library, Pattern(pattern)).ask(question).how is How.READER) == answered


def test_facts_stay_first(library: Library) -> None:
    reply = Desk(library, Pattern("Mari Holt|Ole Dahl")).ask("Who won the women's lake race?")
    assert (reply.how, reply.short) == (How.FACTS, "Elin Brått")


def test_a_condition_that_no_article_meets_is_not_read_away(library: Library) -> None:
    desk = Desk(library, Pattern("Elin Brått|Mari Holt|Ole Dahl"))
    for question in ("Who carried the broken ski home in the men's race?", "Why did Ana Prunk complain?"):
        assert desk.ask(question).status is Status.NOT_IN_ARTICLES


def test_facts_and_a_reader_that_differ_are_a_finding(library: Library) -> None:
    question = "Who won the women's lake race?"
    desk = Desk(library, Pattern("Norway|Mari Holt"))
    assert second_opinion(desk, question, (), desk.ask(question)) == Finding(question, "Elin Brått", "Norway", 0.99)
    agreeing = Desk(library, Pattern("Elin Brått"))
    assert second_opinion(agreeing, question, (), agreeing.ask(question)) is None
    assert second_opinion(Desk(library), question, (), desk.ask(question)) is None


# choosing a span

ROW = Row((101, 7, 102, 11, 12, 13, 102), (0, 0, 0, 1, 1, 1, 1), first=3, places=((0, 4), (5, 9), (10, 14)))


@pytest.mark.parametrize(
    ("start", "end", "inside", "chosen"),
    [
        ((0, 0, 0, 1, 3, 1, 0), (0, 0, 0, 1, 1, 3, 0), None, (5, 14)),
        ((0, 0, 0, 2, 2, 2, 0), (0, 0, 0, 2, 2, 2, 0), None, (0, 4)),  # of equal ones the first and shortest
        ((0, 0, 0, 0, 0, 9, 0), (0, 0, 0, 5, 0, 0, 0), None, (10, 14)),  # it does not end before it starts
        ((0, 0, 0, 9, 1, 2, 0), (0, 0, 0, 9, 1, 2, 0), (5, 14), (10, 14)),  # the best one is not inside
    ],
)
def test_the_best_span_is_chosen(
    start: tuple[float, ...], end: tuple[float, ...], inside: tuple[int, int] | None, chosen: tuple[int, int]
) -> None:
    found = best_span(start, end, ROW, inside=inside)
    assert found is not None
    assert (found.start, found.end) == chosen


def test_there_is_no_span_where_no_piece_is_inside() -> None:
    assert best_span([0.0] * 7, [0.0] * 7, ROW, inside=(20, 30)) is None


def test_a_score_is_a_probability_that_rises_with_the_evidence() -> None:
    calibration = Calibration(margin=0.5, share=0.2, answerable=0.1, bias=0.0)
    scores = [calibration.score(margin=margin, share=0, answerable=0) for margin in (-1e9, -2, 0, 2, 1e9)]
    assert scores == sorted(scores)
    assert (scores[2], scores[0] > 0, scores[-1] < 1) == (0.5, True, True)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 3), (0, 99)])
def test_a_window_is_a_part_of_its_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        Window("Elin Brått won.", start, end)


# readers by name


def test_a_reader_is_named_or_none() -> None:
    assert open_reader("none") is None
    assert isinstance(open_reader(), OwnReader)
    named = open_reader("somebody/some-reader")
    assert named is not None
    assert named.name == "somebody/some-reader"


@pytest.mark.parametrize("name", ["./no-such-folder", "not-a-model", "a/b/c"])
def test_a_bad_name_is_told_at_once_with_the_remedy(name: str) -> None:
    with pytest.raises(ReaderMissing, match="name a folder"):
        open_reader(name)
    result = CliRunner().invoke(app, ["--reader", name, "list"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"The reader {name} cannot be loaded" in result.stderr


@pytest.mark.parametrize(("name", "how"), [("none", '"how": "passages"'), (DEFAULT_READER, '"how": "')])
def test_the_command_line_names_the_reader(tmp_path: Path, name: str, how: str) -> None:
    (tmp_path / "lake.txt").write_text(REPORT, encoding="utf-8")
    folder = str(tmp_path / "library")
    assert CliRunner().invoke(app, ["--library", folder, "add", str(tmp_path / "lake.txt")]).exit_code == 0
    result = CliRunner().invoke(app, ["--library", folder, "--reader", name, "ask", "--json", COMPLAINT])
    assert how in result.stdout


# Podium's own


@pytest.mark.slow
def test_our_reader_points_exactly_and_again_the_same() -> None:
    text = f"The women's lake race. {SENTENCE}"
    start = text.index(SENTENCE)
    windows = [Window(text, start, len(text)), Window(REPORT[:80], 0, 80)]
    reader = OwnReader()
    spans = reader.read(COMPLAINT, windows)
    assert spans == reader.read(COMPLAINT, windows) == OwnReader().read(COMPLAINT, windows)
    first = spans[0]
    assert first.window == 0
    assert says(text[first.start : first.end], "strap")
    assert start <= first.start < first.end <= len(text)
    assert [0 < span.score < 1 for span in spans] == [True, True]
    assert reader.read(COMPLAINT, []) == []


@pytest.mark.slow
def test_our_reader_takes_any_text() -> None:
    for text in ("x", "🏅" * 40, "Ærøskøbing 1:2:3 " * 200, "\u202e\x00 ."):
        for span in OwnReader().read("?" * 300, [Window(text, 0, len(text))]):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.slow
def test_a_hub_model_reads_from_a_folder(tmp_path: Path) -> None:
    """A tiny, untrained one: what matters is that its places are exact and its calls repeat."""
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted(set(re.findall(r"\w+", SENTENCE.lower())))]
    cutter = BertWordPieceTokenizer({word: number for number, word in enumerate(words)})
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=cutter._tokenizer, pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", unk_token="[UNK]"
    ).save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertForQuestionAnswering(config).save_pretrained(tmp_path)
    reader = open_reader(str(tmp_path))
    assert reader is not None
    [span] = reader.read(COMPLAINT, [Window(SENTENCE, 11, 30)])
    assert [span] == reader.read(COMPLAINT, [Window(SENTENCE, 11, 30)])
    assert 11 <= span.start < span.end <= 30
    assert 0 < span.score < 1


@pytest.mark.slow
def test_a_hub_model_that_is_not_there_is_told_with_the_remedy(tmp_path: Path) -> None:
    reader = open_reader(str(tmp_path))
    assert reader is not None
    with pytest.raises(ReaderMissing, match="work offline"):
        reader.read(COMPLAINT, [Window(SENTENCE, 0, 10)])
