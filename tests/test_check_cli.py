"""`podium check`: what it prints in each form, its exit codes, and what becomes of files that are no drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app

RIGHT = "Norway won the men's team pursuit at the 2018 Winter Olympics in 3:37.31.\n"
WRONG = "Norway won the men's team pursuit at the 2018 Winter Olympics in 3:37.13.\n"


def check(library: Path, *arguments: str | Path, given: str | bytes | None = None) -> Result:
    words = ["--library", str(library), "check", *map(str, arguments)]
    return CliRunner().invoke(app, words, input=given)


@pytest.mark.parametrize(("draft", "code"), [(RIGHT, 0), (WRONG, 1), ("It rained all day.\n", 0)])
def test_the_exit_code_tells_whether_something_is_contradicted(draft: str, code: int, bundled: Path) -> None:
    for form in ((), ("--json",), ("--github",), ("--markdown",)):
        assert check(bundled, "-", *form, given=draft).exit_code == code


def test_a_draft_is_shown_with_the_right_value_and_the_sentence_that_says_so(bundled: Path) -> None:
    shown = check(bundled, "-", given=WRONG).stdout
    assert "✗ contradicted  3:37.13 → the articles say 3:37.31 [" in shown
    assert "✓ supported  Norway won → the articles say so [1]" in shown
    assert "“1. Norway (Håvard Bøkko, Simen Spieler Nilsen, Sverre Lunde Pedersen) 3:37.31”" in shown
    assert shown.endswith("1 supported, 1 contradicted.\n")


def test_annotations_name_file_line_and_column(bundled: Path, tmp_path: Path) -> None:
    file = tmp_path / "final.md"
    file.write_text(f"# Final\n\n{WRONG}", encoding="utf-8")
    (line,) = check(bundled, file, "--github").stdout.splitlines()
    assert line.startswith(
        f"::error file={file},line=3,col=66,title=contradicted::3:37.13 → the articles say 3:37.31 [1]"
    )


def test_json_is_one_object(bundled: Path) -> None:
    found = json.loads(check(bundled, "-", "--json", given=WRONG).stdout)
    assert found["verdict"] == "contradicted"
    assert [claim["right"] for claim in found["sentences"][0]["claims"]] == ["first", "3:37.31"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n ", "The draft is empty"),
        ("binary.txt", b"won\x00\x01\x02" * 50, "is binary"),
        ("huge.txt", b"won " * 300_000, "is larger than 1 MB"),
        ("long.txt", b"won " * 60_000, "240,000 characters, 200,000 are allowed"),
        ("broken.docx", b"PK\x03\x04 no zip", "broken.docx"),
    ],
)
def test_what_is_no_draft_ends_with_exit_code_2_and_a_reason(
    name: str, data: bytes, reason: str, bundled: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    result = check(bundled, tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "given", "reason"),
    [
        (("missing.txt",), None, "missing.txt: does not exist"),
        ((".",), None, "is no file"),
        (("-",), b"", "standard input: is empty"),
        (("-",), b"\x00\x01" * 40, "is binary"),
        (("-",), b"won " * 300_000, "is larger than 1 MB"),
        (("-", "--json", "--github"), b"", "only with one of them"),
    ],
)
def test_misuse_ends_with_exit_code_2_and_a_reason(
    arguments: tuple[str, ...], given: bytes | None, reason: str, bundled: Path
) -> None:
    result = check(bundled, *arguments, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_a_word_file_is_a_draft_too(bundled: Path, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(WRONG.strip())
    document.save(str(tmp_path / "draft.docx"))
    result = check(bundled, tmp_path / "draft.docx")
    assert result.exit_code == 1
    assert "3:37.13 → the articles say 3:37.31" in result.stdout


def test_what_a_terminal_would_obey_is_not_shown(bundled: Path) -> None:
    shown = check(bundled, "-", given=WRONG.replace("Norway", "\x1b[31mNorway\u202e")).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
