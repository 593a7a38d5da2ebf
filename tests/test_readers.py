"""Reading files, uploads and pasted text: encodings, heads, formats, and errors that name the remedy."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import Article, UnreadableFile, find_files, read, read_bytes, read_text
from sources.limits import MAX_BYTES

BODY = "Håvard Lind of Norway won the “long” race in Bergen on Sunday, ahead of Sven Holt."


def read_one(data: bytes, name: str = "a.txt") -> Article:
    (article,) = read_bytes(data, name=name)
    return article


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        codecs.BOM_UTF8 + BODY.encode(),
        BODY.encode("utf-16"),
        BODY.encode("utf-32"),
        BODY.encode("cp1252"),
        BODY.replace("å", "a\u030a").encode(),
        BODY.replace(" ", "\u00a0").encode(),
        ("\u200b" + BODY + "\r\n\x07").encode(),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read_one(data).text == BODY


def test_mojibake_is_repaired_and_quotes_stay_as_they_are() -> None:
    assert (
        read_one("HÃ¥vard Lind won “it” in Bergen &amp; Oslo.".encode()).text
        == "Håvard Lind won “it” in Bergen &amp; Oslo."
    )


def test_one_byte_of_another_encoding_spoils_no_other() -> None:
    text = read_one("Håvard Lind won, “second” was Ida Øst, ".encode() + b"and Ole \xd8k was third.").text
    assert text == "Håvard Lind won, “second” was Ida Øst, and Ole Øk was third."


@pytest.mark.parametrize(
    ("head", "title", "published", "first"),
    [
        (
            " date 2019-03-02 Lind holds on in Bergen\n\n",
            "Lind holds on in Bergen",
            date(2019, 3, 2),
            "Lind holds on in Bergen",
        ),
        (" date 2019-03-02 MARI EK/Getty Images\n\n", BODY, date(2019, 3, 2), BODY),
        (" date 2019-03-02 ", BODY, date(2019, 3, 2), BODY),
        ("Date: 2019-03-02\n\n", BODY, date(2019, 3, 2), BODY),
        (
            "\n\nMarch 2, 2019\n\nBergen, Norway\n\nLind holds on in Bergen\n\n",
            "Lind holds on in Bergen",
            date(2019, 3, 2),
            "March 2, 2019",
        ),
        ("2 March 2019\nLind holds on in Bergen\n\n", "Lind holds on in Bergen", date(2019, 3, 2), "2 March 2019"),
        (
            "Lind holds on in Bergen\nBy Mari Ek\nBergen, 2019-03-02\n\n",
            "Lind holds on in Bergen",
            date(2019, 3, 2),
            "Lind holds on in Bergen",
        ),
        ("Saturday, 2 March 2019, 14:30\n\n", BODY, date(2019, 3, 2), "Saturday, 2 March 2019, 14:30"),
        ("Rowing\n\nWho can stop Lind now?\n\n", "Who can stop Lind now?", None, "Rowing"),
        ("Bergen / Norway\n\n", BODY, None, "Bergen / Norway"),
        ("date 2019-02-30 Lind holds on\n\n", "date 2019-02-30 Lind holds on", None, "date 2019-02-30 Lind holds on"),
        (
            "Lind remembers 2 March 2019 well\n\n",
            "Lind remembers 2 March 2019 well",
            None,
            "Lind remembers 2 March 2019 well",
        ),
        ("", BODY, None, BODY),
    ],
)
def test_the_head_tells_title_and_date(head: str, title: str, published: date | None, first: str) -> None:
    article = read_one((head + BODY).encode())
    assert (article.title, article.published, article.text.split("\n")[0]) == (title, published, first)


def test_a_title_cut_from_a_long_sentence_stands_in_the_text() -> None:
    article = read_one(("Lind won the race " + "and the crowd sang " * 20 + "at last.").encode())
    assert len(article.title) <= 100
    assert article.text.startswith(article.title)
    assert article.text[len(article.title)] == " "


MARKDOWN = """---
title: Lind holds on
date: 2019-03-02
publisher: Nordic Sport
---
<!-- draft -->
# The race

![crew](crew.png)

**Mari Lind** won in [Bergen][b], ahead of *Ida Ek*.

Results
-------

| Rank | Name | Time |
|---|---|---|
| 1 | Mari Lind | 1:55.10 |

1. Mari Lind (Norway)
2. Ida Ek (Sweden)
2. Eva Dahl (Finland)

- One boat

GOLD: Lind
SILVER: Ek

[b]: https://bergen.example
"""


def test_markdown_gives_its_words_its_rows_and_its_front_matter() -> None:
    article = read_one(MARKDOWN.encode(), "a.md")
    assert article.text == (
        "Lind holds on\n\nThe race\n\nMari Lind won in Bergen, ahead of Ida Ek.\n\nResults\n\n"
        "Rank | Name | Time\n1 | Mari Lind | 1:55.10\n\n"
        "1. Mari Lind (Norway)\n2. Ida Ek (Sweden)\n2. Eva Dahl (Finland)\n\nOne boat\n\nGOLD: Lind\nSILVER: Ek"
    )
    assert (article.title, article.published, article.publisher) == ("Lind holds on", date(2019, 3, 2), "Nordic Sport")


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# Lind holds on\n\nLind won.", "Lind holds on"),
        ("---\n\nLind: won {it\n\n---\n\nHolt was second in the race.", "Lind: won {it"),
        ("Lind won the race on Sunday.", "Lind won the race on Sunday."),
    ],
)
def test_markdown_without_front_matter_has_its_headline(markdown: str, title: str) -> None:
    assert read_one(markdown.encode(), "a.markdown").title == title


PAGE = """<html><head><title>Lind holds on | Nordic Sport</title><meta property="og:site_name" content="Nordic Sport">
<meta property="article:published_time" content="2019-03-02T10:00:00Z"><meta charset="iso-8859-1"></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav><article><h1>Lind holds on</h1>
<p>H\xe5vard <a href="#">Lind</a> won the <b>long race</b>
in Bergen on Sunday.</p><h2>Results</h2>
<table><tr><th>Rank</th><th>Name</th></tr><tr><td>1</td><td>H\xe5vard <b>Lind</b></td></tr></table>
<ol><li>H\xe5vard Lind (Norway)</li><li>Sven Holt (Norway)</li></ol>
<p>"It was hard," said Lind.</p></article><footer>Imprint <a href="/p">Privacy</a></footer></body></html>"""


def test_a_page_gives_its_main_text_with_one_row_a_line() -> None:
    article = read_one(PAGE.encode("latin-1"), "a.HTML")
    assert article.text == (
        "Lind holds on\n\nHåvard Lind won the long race in Bergen on Sunday.\n\nResults\n\n"
        'Rank | Name\n1 | Håvard Lind\n\n1. Håvard Lind (Norway)\n2. Sven Holt (Norway)\n\n"It was hard," said Lind.'
    )
    assert (article.title, article.published, article.publisher) == ("Lind holds on", date(2019, 3, 2), "Nordic Sport")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\n ", "a.txt", "holds no report"),
        (b"Share this\n\n@lind", "a.txt", "holds no report"),
        (b"\x89PNG\0\0", "a.txt", "is binary"),
        (bytes(range(1, 32)) * 9, "a.txt", "is binary"),
        (b"\xff\xfeL", "a.txt", "is not the utf-16"),
        (b"\x81\x8d\x90\x9d" * 50, "a.txt", "is in an encoding"),
        (BODY.encode(), "a.xyz", "is in no format"),
        (BODY.encode(), "README", "is in no format"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "is larger than 20 MB"),
        (b"<html><body></body></html>", "a.html", "is a page without"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, name=name)
    assert caught.value.path == name
    assert caught.value.reason.startswith(reason)
    assert caught.value.remedy
    assert str(caught.value) == f"{name}: {caught.value.reason}; {caught.value.remedy}"


def test_a_file_that_is_missing_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    for path, reason in [(tmp_path / "gone.txt", "does not exist"), (tmp_path, "is a folder")]:
        with pytest.raises(UnreadableFile) as caught:
            read(path)
        assert caught.value.reason == reason


def test_the_source_is_the_path_as_given_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [article.source for article in read(Path("a.txt"))] == ["a.txt"]
    assert [article.source for article in read(Path("a.txt"), source="upload")] == ["upload"]


def test_the_id_names_the_content_not_the_place() -> None:
    article = read_one(BODY.encode(), "a.txt")
    assert len(article.id) == 16
    assert int(article.id, 16) >= 0
    assert read_one(b"\r\n" + BODY.encode("cp1252"), "b.txt").id == article.id
    others = [
        read_text(BODY + " Again.", source="a"),
        read_text(BODY, source="a", title="Another title"),
        read_text(BODY, source="a", published=date(2019, 3, 2)),
        read_text(BODY, source="a", publisher="Nordic Sport"),
    ]
    assert len({article.id, *(other.id for other in others)}) == 5


def test_pasted_text_keeps_what_was_told_about_it() -> None:
    article = read_text(
        BODY, source="pasted", title="Lind holds on", published=date(2019, 3, 2), publisher="Nordic Sport"
    )
    assert article == Article(
        id=article.id,
        source="pasted",
        title="Lind holds on",
        text=f"Lind holds on\n\n{BODY}",
        published=date(2019, 3, 2),
        publisher="Nordic Sport",
    )
    with pytest.raises(UnreadableFile, match="pasted: is empty"):
        read_text(" \n", source="pasted")


def test_folders_give_their_readable_files_sorted_and_once(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for path in (
        "in/b.txt",
        "in/a.md",
        "in/deep/c.HTM",
        "in/deep/d.png",
        "in/.hidden.txt",
        "in/.git/e.txt",
        "out/f.txt",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(BODY, encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "f.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "inner.txt").symlink_to(folder / "b.txt")
    expected = [folder / "a.md", folder / "b.txt", folder / "deep/c.HTM", folder / "inner.txt"]
    assert find_files([folder, folder / "b.txt"]) == expected
    assert find_files([folder / "deep/d.png", tmp_path / "gone.txt"]) == [tmp_path / "gone.txt", folder / "deep/d.png"]


@given(st.text(max_size=400) | st.text(alphabet=st.sampled_from("aA1 .:\n-date2019/[]()#*|<>&"), max_size=200))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    try:
        article = read_text(text, source="pasted")
    except UnreadableFile:
        return
    assert article.title
    assert article.title in article.text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        articles = read_bytes(data, name=name)
    except UnreadableFile:
        return
    assert [article.source for article in articles] == [name]
