"""Replies as documents: what each format holds, and that no sign of an article changes what it means."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from cli import app
from index.library import Library
from qa.answer import Answer, Citation, How, NoAnswer, Note, Reading, Reply, cite
from qa.desk import Desk
from qa.export import FORMATS, Printed, UnknownFormat, export, format_named
from qa.export.fragments import directive, fragment_link
from qa.reply import as_object
from sources.records import Article

WEB = Article(
    "5e1fa0b1c2d3",
    "https://ski.example/2031/relay?lang=en#top",
    "Relay & sprint: 100% Østby",
    "Østby won the relay. Holt fell on the last hill.",
    published=date(2031, 2, 9),
    publisher="Fell_Post",
)
FILE = Article("77aa00bb11cc", "reports/heat_[1].txt", "=1+1", "# Heat <b>one</b>: *Prunk* won by +0.2 s.")
WON = Answer(
    "Who won the relay?",
    "Østby",
    "Østby won the relay. [1][2]\n- *Holt* fell. [3]",
    (cite(1, WEB, 0, 20), cite(2, FILE, 0, 41), cite(3, WEB, 21, 48)),
    Reading("winner"),
    How.FACTS,
    notes=(Note("same_text", "Two_papers print it [1]."),),
)
UNKNOWN = NoAnswer("Who came <i>last</i>?", "The articles do not say who was last.", Reading("place"))
ARTICLES = {article.id: article for article in (WEB, FILE)}
LINK = "https://ski.example/2031/relay?lang=en#top:~:text="


def written(name: str, *replies: Reply) -> str:
    return export(replies, format_named(name), articles=ARTICLES)


def test_markdown_has_the_questions_the_answers_and_their_sources() -> None:
    assert (
        written("markdown", WON, UNKNOWN)
        == rf"""## Who won the relay?

Østby won the relay. [1][2]

- \*Holt\* fell. [3]

- *Same text:* Two\_papers print it [1].

1. [Relay & sprint: 100% Østby](<{LINK}%C3%98stby%20won%20the%20relay.>) (Fell\_Post, 2031-02-09)

   > Østby won the relay.

2. \=1+1 · reports/heat\_\[1\].txt

   > \# Heat \<b\>one\</b\>: \*Prunk\* won by +0.2 s.

3. [Relay & sprint: 100% Østby](<{LINK}Holt%20fell%20on%20the%20last%20hill.>) (Fell\_Post, 2031-02-09)

   > Holt fell on the last hill.

## Who came \<i\>last\</i\>?

The articles do not say who was last.
"""
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![see](https://elsewhere.example/a.png)",
        "# heading",
        "- item",
        "1. one",
        "1) one",
        "--- rule",
        "=== rule",
        "> quoted",
        "    code",
        "`code` **bold** __bold__ ~~gone~~",
        "a | b",
        "&amp; &#65; &copy;",
        "back\\slash\\*",
        "[1]: https://elsewhere.example",
        "[1]:",
        "https://elsewhere.example <https://elsewhere.example>",
        "+ plus",
        "$x$",
    ],
)
def test_markdown_shows_every_text_as_it_is(hostile: str) -> None:
    article = Article("ab12", "a.txt", hostile, f"{hostile} end")
    reply = Answer(
        hostile,
        hostile,
        f"{hostile} [1]",
        (cite(1, article, 0, len(article.text)),),
        Reading("other"),
        How.PASSAGES,
        notes=(Note("count", hostile),),
    )
    tokens = MarkdownIt("commonmark").parse(export([reply], FORMATS["markdown"], articles={article.id: article}))
    kinds = [token.type for token in tokens if token.nesting >= 0]
    text = ["inline"]
    assert kinds == [
        *["heading_open", *text],
        *["paragraph_open", *text],
        *["bullet_list_open", "list_item_open", "paragraph_open", *text],
        *["ordered_list_open", "list_item_open", "paragraph_open", *text],
        *["blockquote_open", "paragraph_open", *text],
    ] or kinds == [
        *["heading_open", *text],
        *["bullet_list_open", "list_item_open", "paragraph_open", *text],  # an answer's line that lists something
        *["list_item_open", "paragraph_open", *text],
        *["ordered_list_open", "list_item_open", "paragraph_open", *text],
        *["blockquote_open", "paragraph_open", *text],
    ]
    inlines = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for children in inlines for child in children} <= {"text", "em_open", "em_close", "text_special"}
    shown = ["".join(child.content for child in children) for children in inlines]
    assert shown[0] == " ".join(hostile.split())
    assert shown[-1] == " ".join(article.text.split())


def test_json_has_reply_objects_with_links_and_the_articles() -> None:
    made = json.loads(written("json", WON, UNKNOWN))
    assert list(made) == ["replies", "articles"]
    links = [citation.pop("link") for reply in made["replies"] for citation in reply["citations"]]
    assert made["replies"] == [as_object(WON), as_object(UNKNOWN)]
    assert links == [f"{LINK}%C3%98stby%20won%20the%20relay.", None, f"{LINK}Holt%20fell%20on%20the%20last%20hill."]
    assert made["articles"][0] == {
        "id": "5e1fa0b1c2d3",
        "title": "Relay & sprint: 100% Østby",
        "publisher": "Fell_Post",
        "published": "2031-02-09",
        "source": "https://ski.example/2031/relay?lang=en#top",
    }
    assert [article["id"] for article in made["articles"]] == ["5e1fa0b1c2d3", "77aa00bb11cc"]


def test_csv_has_a_line_for_each_citation_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", WON, UNKNOWN))))
    assert [(row["question"], row["number"], row["title"], row["start"], row["end"]) for row in rows] == [
        ("Who won the relay?", "1", "Relay & sprint: 100% Østby", "0", "20"),
        ("Who won the relay?", "2", "'=1+1", "0", "41"),
        ("Who won the relay?", "3", "Relay & sprint: 100% Østby", "21", "48"),
        ("Who came <i>last</i>?", "", "", "", ""),
    ]
    assert rows[3]["status"] == "not_in_articles"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("@cmd", "'@cmd"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("+0.27", "+0.27"),
        ("-1:04.5", "-1:04.5"),
        ("3 = 3", "3 = 3"),
        ("won by +0.2", "won by +0.2"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str, shown: str) -> None:
    reply = NoAnswer(cell, "The articles do not say.", Reading("other"))
    [row] = csv.DictReader(io.StringIO(written("csv", reply)))
    assert row["question"] == shown


def test_csl_json_has_each_cited_article_once() -> None:
    assert json.loads(written("csl", WON)) == [
        {
            "id": "fellpost2031-5e1fa0b1",
            "type": "article-newspaper",
            "title": "Relay & sprint: 100% Østby",
            "container-title": "Fell_Post",
            "issued": {"date-parts": [[2031, 2, 9]]},
            "URL": "https://ski.example/2031/relay?lang=en#top",
        },
        {"id": "11-77aa00bb", "type": "document", "title": "=1+1", "note": "reports/heat_[1].txt"},
    ]


def test_bibtex_has_each_cited_article_once_with_what_tex_reads_escaped() -> None:
    assert (
        written("bibtex", WON)
        == r"""@article{fellpost2031-5e1fa0b1,
  title = {{Relay \& sprint: 100\% Østby}},
  journal = {{Fell\_Post}},
  year = {2031},
  month = feb,
  day = {9},
  url = {https://ski.example/2031/relay?lang=en#top},
}

@misc{11-77aa00bb,
  title = {{=1+1}},
  note = {reports/heat\_[1].txt},
}
"""
    )


HEAD = "question,status,short,text,how,number,title,publisher,published,source,link,article,start,end,quote\n"
EMPTY = {
    "markdown": ["", "## Who came \\<i\\>last\\</i\\>?\n\nThe articles do not say who was last.\n"],
    "json": [
        json.dumps({"replies": replies, "articles": []}, indent=2) + "\n" for replies in ([], [as_object(UNKNOWN)])
    ],
    "csv": [
        HEAD,
        f"{HEAD}Who came <i>last</i>?,not_in_articles,,The articles do not say who was last.,facts,,,,,,,,,,\n",
    ],
    "csl": ["[]\n", "[]\n"],
    "bibtex": ["", ""],
}


@pytest.mark.parametrize("name", [*FORMATS])
def test_no_reply_is_a_document_too(name: str) -> None:
    assert [export([], FORMATS[name], articles={}), written(name, UNKNOWN)] == EMPTY[name]


def test_a_format_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownFormat, match=r"no format 'docx': choose one of markdown, json, csv, csl, bibtex"):
        format_named("docx")


def test_an_article_that_is_cited_has_to_be_given() -> None:
    with pytest.raises(ValueError, match="77aa00bb11cc"):
        Printed((WON,), {WEB.id: WEB})


@pytest.mark.parametrize("name", [*FORMATS])
def test_replies_of_a_real_library_are_exported(name: str, bundled: Path) -> None:
    with Library.open(bundled) as library:
        desk = Desk(library)
        replies = [desk.ask(question) for question in desk.suggestions(6)]
        cited = {citation.article for reply in replies for citation in reply.citations}
        document = export(replies, FORMATS[name], articles={id: library.article(id) for id in cited})
    titles = {citation.title for reply in replies for citation in reply.citations}
    assert titles
    if name in {"markdown", "json", "csv"}:
        assert [reply.question for reply in replies if reply.question not in document] == []
    if name in {"json", "csl"}:
        assert [title for title in titles if json.dumps(title, ensure_ascii=False) not in document] == []


# text fragments

SUNDAY = "Holt won the long race of the valley on Sunday, too."
PAGE = """Holt wins at last

STORVIK, 3 March - Holt won the long race of the valley on Saturday and said she would be back next year.
Asked again, she said she would be back next year. The long race of the valley is 44 kilometres long.

1. Holt, 2:04.1
2. Ruud-Berg, 2:04.9 (+0.8)
Holt won the long race of the valley on Sunday, too.
"""


def read_as_a_browser(page: str, text: str) -> tuple[int, int]:
    """Return the place that a text directive names, found by the rules of its specification."""
    terms = text.split(",")
    decoded = [re.sub(r"%([0-9A-F]{2})", lambda hexed: chr(int(hexed[1], 16)), term) for term in terms]
    decoded = [term.encode("latin-1").decode("utf-8") for term in decoded]
    prefix = decoded.pop(0)[:-1] if terms[0].endswith("-") else ""

    def pattern(words: str) -> str:
        return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"

    start = re.compile((rf"{pattern(prefix)}\s+" if prefix else "") + f"({pattern(decoded[0])})", re.I).search(page)
    assert start is not None
    if len(decoded) == 1:
        return start.span(1)
    end = re.compile(pattern(decoded[1]), re.I).search(page, start.end())
    assert end is not None
    return start.start(1), end.end()


@pytest.mark.parametrize(
    ("quoted", "occurrence", "expected"),
    [
        ("2. Ruud-Berg, 2:04.9 (+0.8)", 0, "2.%20Ruud%2DBerg%2C%202%3A04.9%20%28%2B0.8%29"),
        ("Holt wins at last", 0, "Holt%20wins%20at%20last"),
        (
            "Asked again, she said she would be back next year. The long race of the valley is 44 kilometres long.",
            0,
            "Asked%20again%2C%20she%20said,is%2044%20kilometres%20long.",
        ),
        ("she said she would be back next year.", 0, "she%20said%20she%20would%20be%20back%20next%20year."),
        (SUNDAY, 0, quote(SUNDAY)),
        ("she would be back next year.", 0, "she%20would%20be%20back%20next%20year."),
        ("she would be back next year.", 1, "she%20said-,she%20would%20be%20back%20next%20year."),
    ],
)
def test_a_directive_names_the_words_and_no_others(quoted: str, occurrence: int, expected: str) -> None:
    start = [match.start() for match in re.finditer(re.escape(quoted), PAGE)][occurrence]
    made = directive(PAGE, start, start + len(quoted))
    assert made == expected
    assert read_as_a_browser(PAGE, made) == (start, start + len(quoted))


def test_every_sentence_of_the_bundled_reports_is_found_again(bundled: Path) -> None:
    from sources.sentences import split_sentences

    missed = []
    with Library.open(bundled) as library:
        for entry in library.articles():
            text = library.article(entry.article).text
            for sentence in split_sentences(text):
                made = directive(text, sentence.start, sentence.end)
                if read_as_a_browser(text, made) != (sentence.start, sentence.end):
                    missed.append((text[sentence.start : sentence.end], made))
    assert missed == []


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://a.example/x", "https://a.example/x#:~:text=Prunk"),
        ("http://a.example/x#part", "http://a.example/x#part:~:text=Prunk"),
        ("https://a.example/x#:~:text=old", "https://a.example/x#:~:text=Prunk"),
        ("HTTPS://a.example", "HTTPS://a.example#:~:text=Prunk"),
        ("reports/x.txt", None),
        ("ftp://a.example/x", None),
        ("javascript:alert(1)", None),
        ("https:///x", None),
        ("https://[::1/x", None),
    ],
)
def test_only_a_web_address_has_a_link(source: str, link: str | None) -> None:
    assert fragment_link(source, "Prunk", 0, 5) == link


def test_a_citation_is_needed_for_a_link() -> None:
    assert Printed((), {WEB.id: WEB}).link(Citation(1, WEB.id, WEB.source, WEB.title, None, 0, 5, "Østby")) == (
        f"{LINK}%C3%98stby"
    )


# podium ask --format


@pytest.mark.parametrize("name", [*FORMATS])
def test_the_command_prints_the_document(name: str, bundled: Path) -> None:
    with Library.open(bundled) as library:
        desk = Desk(library)
        [first, second] = desk.suggestions(2)
        replies = [desk.ask(first), desk.ask(second, context=[first])]
        articles = {id: library.article(id) for reply in replies for id in (c.article for c in reply.citations)}
    given = f"{json.dumps({'question': first})}\n\n{json.dumps({'question': second, 'context': [first]})}\n"
    whole = CliRunner().invoke(app, ["--library", str(bundled), "ask", "--jsonl", "--format", name], input=given)
    single = CliRunner().invoke(app, ["--library", str(bundled), "ask", "--format", name, first])
    assert (whole.exit_code, single.exit_code) == (0, 0)
    assert untimed(whole.stdout) == untimed(export(replies, FORMATS[name], articles=articles))
    assert untimed(single.stdout) == untimed(export(replies[:1], FORMATS[name], articles=articles))


def test_a_line_that_cannot_be_asked_is_reported_and_left_out_of_the_document(bundled: Path) -> None:
    result = CliRunner().invoke(app, ["--library", str(bundled), "ask", "--jsonl", "--format", "csv"], input="{}\n")
    assert (result.exit_code, result.stdout) == (1, HEAD)
    assert result.stderr == 'podium: The line has no "question", or it is not a text.\n'


def test_a_format_that_does_not_exist_is_a_misuse(bundled: Path) -> None:
    result = CliRunner().invoke(app, ["--library", str(bundled), "ask", "--format", "docx", "Who won?"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "choose one of markdown, json, csv, csl, bibtex" in result.stderr


def untimed(document: str) -> str:
    return re.sub(r'"elapsed_ms": [\d.]+', '"elapsed_ms": 0', document)
