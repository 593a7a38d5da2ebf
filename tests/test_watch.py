"""A library in step with a folder, and the answers that changed by it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from index.library import Library
from qa.desk import Desk
from qa.mirror import FolderMissing, Moved, Step, bring_in_step
from sources.readers import read_text

ROOT = Path(__file__).parent.parent
LAKE = "Brått wins\n\nElin Brått won the women's lake race in 2031 in 41:07.3.\n"
HILL = "Kvist wins\n\nOda Kvist won the women's hill race in 2031 in 12:03.5.\n"


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def sources(library: Path) -> list[str]:
    with Library.open(library) as opened:
        return sorted(Path(entry.source).name for entry in opened.articles())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "lake.txt").write_text(LAKE, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_files_come_change_and_go(reports: Path, tmp_path: Path) -> None:
    def step() -> list[tuple[Step, str, int]]:
        return [(moved.step, Path(moved.path).name, moved.articles) for moved in bring_in_step(desk, reports)]

    with Desk.open(tmp_path / "library", reader="none") as desk:
        desk.add(read_text("Prunk won the men's sprint in 2030.", source="elsewhere.txt"))
        (reports / "bad.pdf").write_bytes(b"none")
        assert step() == [(Step.UNREADABLE, "bad.pdf", 0), (Step.ADDED, "lake.txt", 1)]
        assert step() == []  # the bad one is not read again before it changes
        (reports / "deep").mkdir()
        (reports / "deep" / "hill.txt").write_text(HILL, encoding="utf-8")
        (reports / "copy.txt").write_text(LAKE, encoding="utf-8")
        (reports / "lake.txt").write_text(LAKE.replace("41:07.3", "41:08.9"), encoding="utf-8")
        assert step() == [(Step.ADDED, "copy.txt", 1), (Step.ADDED, "hill.txt", 1), (Step.REPLACED, "lake.txt", 1)]
        assert len(desk.library.articles()) == 4  # the copy keeps what lake.txt said before
        (reports / "lake.txt").write_bytes(b"")
        assert step() == [(Step.UNREADABLE, "lake.txt", 0)]
        assert len(desk.library.articles()) == 4
        (reports / "lake.txt").unlink()
        (reports / "deep" / "hill.txt").rename(reports / "mountain.txt")
        assert step() == [(Step.ADDED, "mountain.txt", 1), (Step.REMOVED, "lake.txt", 1)]
        (reports / "news.jsonl").write_text(
            "".join(json.dumps({"text": f"{name} won the {name} cup."}) + "\n" for name in ("Lund", "Holt")), "utf-8"
        )
        assert step() == [(Step.ADDED, "news.jsonl", 2)]
        (reports / "news.jsonl").write_text(json.dumps({"text": "Lund won the Lund cup."}) + "\n", "utf-8")
        assert step() == [(Step.REPLACED, "news.jsonl", 1)]
        titles = {entry.source.rpartition("/")[2] for entry in desk.library.articles()}
        assert "elsewhere.txt" in titles
        assert len(desk.library.articles()) == 4
        reports.rename(tmp_path / "moved")
        with pytest.raises(FolderMissing, match="is no folder"):
            step()
        assert len(desk.library.articles()) == 4


@pytest.mark.slow
def test_the_command_watches_until_it_is_interrupted(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-u", "-m", "cli", "--library", str(library), "watch", str(reports)]
    with (tmp_path / "said").open("wb") as said:
        watching = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, env=dict(os.environ))

    def wait_for(words: str, act: Callable[[], object] = lambda: None) -> None:
        act()
        for _ in range(600):
            if words in (tmp_path / "said").read_text("utf-8"):
                return
            time.sleep(0.1)
        raise AssertionError(f"{words!r} is not in {(tmp_path / 'said').read_text('utf-8')!r}")

    wait_for(f"added {reports / 'lake.txt'} (1 article)")
    wait_for("watching")
    wait_for("added " + str(reports / "hill.txt"), lambda: (reports / "hill.txt").write_text(HILL, "utf-8"))
    wait_for("bad.docx: ", lambda: (reports / "bad.docx").write_bytes(b"none"))
    wait_for("removed " + str(reports / "lake.txt"), (reports / "lake.txt").unlink)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=60) == 0
    assert sources(library) == ["hill.txt"]


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    result = run("--library", tmp_path / "library", "watch", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is no folder" in result.stderr
    assert not (tmp_path / "library").exists()


def test_what_moved_is_a_record() -> None:
    assert Moved(Step.REMOVED, "a.txt", 2) == Moved(Step.REMOVED, "a.txt", 2, "")


@pytest.mark.slow
def test_answers_that_changed_are_told_with_the_reason(reports: Path, tmp_path: Path) -> None:
    library, questions, replies = tmp_path / "library", tmp_path / "questions.jsonl", tmp_path / "replies.jsonl"
    (reports / "hill.txt").write_text(HILL, encoding="utf-8")
    (reports / "sprint.txt").write_text("Prunk wins\n\nIvo Prunk won the men's sprint in 2030 in 3:01.2.\n", "utf-8")
    run("--library", library, "watch", "--once", reports)
    lines: list[dict[str, object]] = [
        {"question": "Who won the women's lake race in 2031?"},
        {"question": "And in 2030?", "context": ["Who won the men's sprint in 2031?"]},
        {"question": "Who won the women's hill race in 2031?"},
        {"question": "Who won the women's dune race in 2031?"},
    ]
    questions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    asked = run("--library", library, "ask", "--jsonl", given=questions.read_text("utf-8"))
    replies.write_text(asked.stdout, encoding="utf-8")

    same = run("--library", library, "diff", questions, "--before", replies)
    assert (same.exit_code, same.stdout) == (0, "0 of 4 answers changed.\n")

    (reports / "lake.txt").write_text(LAKE.replace("Elin Brått", "Mari Holt"), encoding="utf-8")
    (reports / "hill.txt").unlink()
    (reports / "dune.txt").write_text(HILL.replace("hill", "dune"), encoding="utf-8")
    run("--library", library, "watch", "--once", reports)
    after = run("--library", library, "diff", questions, "--before", replies)
    assert after.exit_code == 1
    told = after.stdout.split("\n\n")
    assert [block.split("\n")[0] for block in told[:-1]] == [lines[number]["question"] for number in (0, 2, 3)]
    assert "  before: Elin Brått won" in told[0]
    assert "  now:    Mari Holt won" in told[0]
    assert f"  why:    changed since: Brått wins ({reports / 'lake.txt'})" in told[0]
    assert "  why:    removed: Kvist wins" in told[1]
    assert f"  why:    now rests on: Kvist wins ({reports / 'dune.txt'})" in told[2]
    assert told[-1] == "3 of 4 answers changed.\n"


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ("no json\n", "line 1 of the replies is no JSON"),
        ("{}\n", "line 1 of the replies is no reply"),
        ('{"question": "Who?", "status": "answered", "short": "", "text": "", "citations": [7]}\n', "is no reply"),
        ("", "1 questions, but 0 replies"),
    ],
)
def test_replies_that_do_not_fit_are_a_misuse(bundled: Path, tmp_path: Path, replies: str, said: str) -> None:
    (tmp_path / "questions.jsonl").write_text('{"question": "Who won?"}\n', encoding="utf-8")
    (tmp_path / "replies.jsonl").write_text(replies, encoding="utf-8")
    result = run("--library", bundled, "diff", tmp_path / "questions.jsonl", "--before", tmp_path / "replies.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
