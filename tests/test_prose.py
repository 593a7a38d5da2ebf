"""What is written about Podium is true: examples are run, commands and targets exist, and all of them are described."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
HELP = {name: CliRunner().invoke(app, [*name.split(), "--help"]).stdout for name in ("", *COMMANDS)}

CONVERSATIONS = re.findall(r"```console\n\$ (podium .*)\n((?:.*\n)*?)```", README)
LINES = sorted(
    {
        line.strip()
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", README + PAGES, re.S)
        for line in block.splitlines()
    }
    | {line.strip() for text in HELP.values() for line in text.splitlines()}
)
EXAMPLES = [line.removeprefix("$ ") for line in LINES if line.removeprefix("$ ").startswith("podium")]


def test_the_readme_shows_a_conversation() -> None:
    assert CONVERSATIONS


@pytest.mark.parametrize(("command", "output"), CONVERSATIONS)
def test_a_conversation_in_the_readme_is_what_the_program_says(command: str, output: str, bundled: Path) -> None:
    arguments = shlex.split(command)[1:]
    assert CliRunner().invoke(app, ["--library", str(bundled), *arguments]).stdout == output


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_names_a_command_and_options_that_exist(example: str) -> None:
    words = shlex.split(re.split(r"\s{2,}(?=[a-z])|[<>|]", example, maxsplit=1)[0], comments=True)[1:]
    options = {option for parameter in typer.main.get_command(app).params for option in parameter.opts}
    if words[:1] == ["--library"]:
        words = words[2:]
    if words and not words[0].startswith("-"):
        options = {option for parameter in COMMANDS[words[0]].params for option in parameter.opts}
    assert [word for word in words if word.startswith("--") and word not in options] == []


@pytest.mark.parametrize("example", [example for example in EXAMPLES if re.match(r"podium ask (--json )?\"", example)])
def test_a_question_shown_as_an_example_is_answered(example: str, bundled: Path) -> None:
    question = shlex.split(example, comments=True)[-1 if "  " not in example else 2]
    reply = CliRunner().invoke(app, ["--library", str(bundled), "ask", "--json", question])
    assert '"status": "answered"' in reply.stdout


@pytest.mark.parametrize("name", [*COMMANDS])
def test_every_command_is_in_the_readme_and_teaches_by_example(name: str) -> None:
    assert f"podium {name}" in README
    assert re.search(rf"Examples?:\n(?:.*\n)*?    podium (?:--library \w+ )?{name}\b", HELP[name])


@pytest.mark.parametrize("name", [*COMMANDS])
def test_every_option_says_what_it_does(name: str) -> None:
    assert [parameter.name for parameter in COMMANDS[name].params if not getattr(parameter, "help", None)] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z-]+)", README + CONTRIBUTING))))
def test_a_make_target_that_is_mentioned_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_every_make_target_is_described() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.M)
    assert [target for target in targets if f"make {target}" not in README + CONTRIBUTING] == []


@pytest.mark.parametrize(
    "file", [*re.findall(r"\]\((?!http)([^)#]+)\)", README), *re.findall(r"\]\((?!http)([^)#]+)\)", CONTRIBUTING)]
)
def test_a_file_that_is_linked_exists(file: str) -> None:
    assert (ROOT / file).exists()


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert f'version = "{versions[0]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
