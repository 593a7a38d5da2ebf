"""Podium from Python: `from qa import Desk` opens a library, asks, checks, lists facts; and is cheap to import."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

import qa
from index.records import Change
from qa import Answer, Desk, FactLine, NoAnswer, Status, Verdict
from qa.lines import FactLine as SameFactLine
from sources.errors import UnreadableFile

ROOT = Path(__file__).parent.parent
LAKE = """Brått wins the lake race

STORVIK, 5 July 2031 - Elin Brått won the women's lake race on Saturday in 41:07.3.
"""


def test_what_the_package_offers_is_the_real_thing() -> None:
    assert FactLine is SameFactLine
    assert {"Desk", "Answer", "NoAnswer", "Citation", "FactLine", "RaceTable", "CheckedDraft"} <= set(dir(qa))
    assert [name for name in dir(qa) if name != "Reply" and getattr(qa, name).__name__.split(".")[-1] != name] == []
    with pytest.raises(AttributeError, match="Podium"):
        _ = qa.Podium  # type: ignore[attr-defined]


def test_importing_the_package_loads_no_engine() -> None:
    code = "import sys, qa; print([name for name in ('qa.desk', 'pandas', 'numpy', 'torch') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_library_is_asked_and_a_draft_checked(bundled: Path) -> None:
    with Desk.open(bundled, reader="none") as desk:
        answer = desk.ask("Who won the women's team pursuit in 2022?")
        assert isinstance(answer, Answer)
        assert (answer.short, answer.status, answer.citations[0].number) == ("Canada", Status.ANSWERED, 1)
        assert isinstance(desk.ask("Who won the pancake race at Quillmarsh in 1801?"), NoAnswer)
        assert desk.check("Norway won the women's team pursuit in 2022.").verdict is Verdict.CONTRADICTED
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        desk.library.articles()


def test_facts_are_dataclasses_and_a_frame(bundled: Path) -> None:
    with Desk.open(str(bundled)) as desk:
        facts = list(desk.facts())
        frame = desk.frame()
        entries = {entry.article: entry for entry in desk.library.articles()}
    assert len(frame) == len(facts) > 0
    assert list(frame.columns) == [*asdict(facts[0]), "title", "publisher", "published", "source"]
    for row, fact in zip(frame.to_dict("records"), facts, strict=True):
        entry = entries[fact.article]
        assert {name: row[name] for name in asdict(fact)} == asdict(fact)
        assert (row["title"], row["source"]) == (entry.title, entry.source)
        assert pd.isna(row["published"]) if entry.published is None else row["published"].date() == entry.published


def test_the_facts_of_an_empty_library_are_an_empty_frame(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "new") as desk:
        frame = desk.frame()
    assert (len(frame), str(frame["start"].dtype), str(frame["published"].dtype)) == (0, "int64", "datetime64[s]")


@pytest.mark.slow
def test_a_file_is_added_and_answers(tmp_path: Path) -> None:
    (tmp_path / "lake.txt").write_text(LAKE, encoding="utf-8")
    (tmp_path / "lake.pdf").write_bytes(b"none")
    with Desk.open(tmp_path / "new") as desk:
        assert desk.add_file(tmp_path / "lake.txt") == Counter({Change.ADDED: 1})
        assert desk.add_file(str(tmp_path / "lake.txt")) == Counter({Change.UNCHANGED: 1})
        assert desk.ask("Who won the women's lake race?").short == "Elin Brått"
        with pytest.raises(UnreadableFile, match=r"lake\.pdf"):
            desk.add_file(tmp_path / "lake.pdf")
