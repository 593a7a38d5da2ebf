"""Reading PDF and Word files, JSON lines, feeds and archives: what is read from them, and how damage is refused."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # has no types of its own

from sources import Article, UnreadableFile, read, read_bytes
from sources.limits import MAX_BYTES

WON = "Mari Lind of Norway won the long race in Bergen on Sunday, ahead of Ida Ek."


def read_one(data: bytes, name: str) -> Article:
    (article,) = read_bytes(data, name=name)
    return article


def refusal(data: bytes, name: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, name=name)
    assert caught.value.remedy
    return caught.value


# PDF


def pdf(pages: Sequence[Sequence[str]], *, title: str | None = None, password: str | None = None) -> bytes:
    """Make a PDF file with one line of text below the other."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=password, invariant=1)
    if title is not None:
        canvas.setTitle(title)
    for page in pages:
        for number, line in enumerate(page):
            canvas.drawString(60, 760 - 14 * number, line)
        canvas.rect(50, 20, 100, 30)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


REPORT = [
    [
        "Nordic Sport Bulletin",
        "Lind holds on in Bergen",
        "2 March 2019",
        "",
        WON,
        "She led from the first lap.",
        "Page 1",
    ],
    ["Nordic Sport Bulletin", "Results:", "1. Mari Lind (Norway) 1:55.10", "2. Ida Ek (Sweden) 1:56.30", "Page 2"],
]
REPORT_TEXT = (
    f"Lind holds on in Bergen\n\n2 March 2019\n\n{WON}\n\nShe led from the first lap.\n\n"
    "Results:\n1. Mari Lind (Norway) 1:55.10\n2. Ida Ek (Sweden) 1:56.30"
)


def words(text: str) -> list[str]:
    return text.split()


def test_a_pdf_gives_the_text_of_its_pages_without_what_stands_on_each() -> None:
    article = read_one(pdf(REPORT, title="Lind holds on in Bergen"), "a.pdf")
    assert words(article.text) == words(REPORT_TEXT)
    assert "\r" not in article.text
    assert (article.source, article.title, article.published) == (
        "a.pdf",
        "Lind holds on in Bergen",
        date(2019, 3, 2),
    )


@pytest.mark.parametrize(
    "title",
    [None, "", "untitled", "Results", "Microsoft Word - report3.doc", "Ek wins in Oslo", "Untitled document of Mari"],
)
def test_a_title_in_the_properties_of_a_pdf_is_not_believed_unless_it_is_printed(title: str | None) -> None:
    assert read_one(pdf([REPORT[0][1:]], title=title), "a.pdf").title == "Lind holds on in Bergen"


def test_a_title_that_takes_two_lines_of_a_pdf_becomes_one() -> None:
    article = read_one(pdf([["LIND HOLDS", "ON IN BERGEN", "", WON]], title="Lind holds on in Bergen"), "a.pdf")
    assert (article.title, article.text) == ("LIND HOLDS ON IN BERGEN", f"LIND HOLDS ON IN BERGEN\n\n{WON}")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Lind and Ek were in win-", "ning form on Sunday."], "Lind and Ek were in winning form on Sunday."),
        (["Lind, the three-", "time winner, led all day."], "Lind, the three-time winner, led all day."),
        (["Ek, a runner-up before, was the runner-", "up again."], "Ek, a runner-up before, was the runner-up again."),
        (["It was the German-", "Swiss crew that led."], "It was the German-Swiss crew that led."),
        (['It was "sur-', 'prising", said Ek.'], 'It was "surprising", said Ek.'),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_whole_again(lines: list[str], text: str) -> None:
    assert read_one(pdf([lines]), "a.pdf").text == text


def test_numbers_at_the_edge_of_one_page_are_results_not_page_numbers() -> None:
    article = read_one(pdf([["Long race", "1 Mari Lind", "2 Ida Ek"], ["3 Eva Dahl", "4 Ona Berg"]]), "a.pdf")
    assert article.text.split("\n")[-4:] == ["1 Mari Lind", "2 Ida Ek", "3 Eva Dahl", "4 Ona Berg"]


def loop_of_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 5>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Mari Lind won.", "is damaged, or no PDF at all"),
        (b"%PDF-1.7\n", "is damaged, or no PDF at all"),
        (pdf(REPORT)[:900], "is damaged, or no PDF at all"),
        (pdf(REPORT, password="secret"), "is protected by a password"),
        (pdf([[], []]), "holds pictures of its pages, no text"),
        (loop_of_pages(), "is damaged: page 2 of 5 cannot be read"),
    ],
    ids=["text", "empty", "cut off", "encrypted", "scan", "loop"],
)
def test_a_pdf_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    assert refusal(data, "a.pdf").reason == reason


def test_pdfs_can_be_read_from_several_threads() -> None:
    files = [pdf([[f"Lind won race {number} in Bergen."]]) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda data: read_one(data, "a.pdf").text, files * 4))
    assert texts == [f"Lind won race {number} in Bergen." for number in range(8)] * 4


# Word


def word(build: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def write_report(document: Document) -> None:
    document.core_properties.title = "Template for press releases"
    document.core_properties.created = datetime(2013, 12, 23)
    document.add_heading("Lind holds on in Bergen", 0)
    document.add_paragraph("2 March 2019")
    document.add_paragraph("Mari Lind\twon the ").add_run("long race").bold = True
    document.add_heading("Results", 2)
    for name in ("Mari Lind (Norway)", "Ida Ek (Sweden)", "Eva Dahl (Finland)"):
        document.add_paragraph(name, style="List Number")
    document.add_paragraph("One boat", style="List Bullet")
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, [("Rank", "Name", "Time"), ("1", "Mari\nLind", "1:55.10"), ("2", "Ida Ek", "")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("“It was hard,” said Håvard Øst.")


def test_a_word_file_gives_paragraphs_lists_and_tables_in_their_order() -> None:
    article = read_one(word(write_report), "a.DOCX")
    assert article == Article(
        id=article.id,
        source="a.DOCX",
        title="Lind holds on in Bergen",
        text=(
            "Lind holds on in Bergen\n\n2 March 2019\n\nMari Lind won the long race\n\nResults\n\n"
            "1. Mari Lind (Norway)\n2. Ida Ek (Sweden)\n3. Eva Dahl (Finland)\nOne boat\n\n"
            "Rank | Name | Time\n1 | Mari Lind | 1:55.10\n2 | Ida Ek |\n\n“It was hard,” said Håvard Øst."
        ),
        published=date(2019, 3, 2),
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [("Lind holds on", "Lind holds on"), ("Another title", "Bergen races on Sunday"), ("", "Bergen races on Sunday")],
)
def test_a_title_in_the_properties_of_a_word_file_is_not_believed_unless_it_is_in_the_text(
    stated: str, title: str
) -> None:
    def write(document: Document) -> None:
        document.core_properties.title = stated
        for text in ("Bergen races on Sunday", "Lind holds on", WON):
            document.add_paragraph(text)

    assert read_one(word(write), "a.docx").title == title


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:r><w:t>Lind won</w:t><w:br/><w:t>in 1:55.</w:t></w:r></w:p>", "Lind won in 1:55."),
        (
            "<w:p><w:r><w:t>Lind </w:t></w:r><w:del><w:r><w:delText>lost</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>won.</w:t></w:r></w:ins></w:p>",
            "Lind won.",
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>Lind won.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "Lind won.",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lind won.</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>Ek was second.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "Lind won.\n\nEk was second.",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r>"
            "<w:t>Lind won.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
            "1 | Lind won.",
        ),
        (
            "<w:p><w:r><w:t>Lind won.</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Advert</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>",
            "Lind won.",
        ),
    ],
    ids=["line end", "changes", "control", "frame", "nested table", "box"],
)
def test_what_word_puts_around_text_is_seen_through(xml: str, text: str) -> None:
    outer = f"<w:body {nsdecls('w')}>{xml}</w:body>"

    def write(document: Document) -> None:
        for element in parse_xml(outer):
            document.element.body.insert_element_before(element, "w:sectPr")

    assert read_one(word(write), "a.docx").text == text


def test_numbered_lists_of_word_count_on_unless_they_begin_again() -> None:
    def write(document: Document) -> None:
        lists = document.part.numbering_part.element
        style = document.styles["List Number"].element
        old = style.pPr.numPr.numId.val
        definition = lists.num_having_numId(old).abstractNumId.val
        again = lists.add_num(definition)
        again.add_lvlOverride(0).add_startOverride(1)
        for name in ("Mari Lind", "Ida Ek"):
            document.add_paragraph(name, style="List Number")
        document.add_paragraph("In the final:")
        for name in ("Eva Dahl", "Ona Berg"):
            numbers = document.add_paragraph(name, style="List Number")._p.get_or_add_pPr().get_or_add_numPr()
            numbers.get_or_add_ilvl().val = 0
            numbers.get_or_add_numId().val = again.numId
        numbers = document.add_paragraph("The coach", style="List Number")._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_numId().val = 0

    rows = read_one(word(write), "a.docx").text.split("\n")
    assert [row for row in rows if row] == [
        "1. Mari Lind",
        "2. Ida Ek",
        "In the final:",
        "1. Eva Dahl",
        "2. Ona Berg",
        "The coach",
    ]


def packed(*members: tuple[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Mari Lind won.", "is damaged, or no archive at all"),
        (word(write_report)[:9000], "is damaged, or no archive at all"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password, or an old .doc file"),
        (packed(("a.txt", WON)), "is damaged, or no Word file at all"),
        (packed(("word/document.xml", bytes(MAX_BYTES + 1))), "is larger than 20 MB"),
        (word(lambda document: None), "holds no report once page furniture is gone"),
    ],
    ids=["text", "cut off", "old or encrypted", "another archive", "bomb", "empty"],
)
def test_a_word_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    assert refusal(data, "a.docx").reason == reason


# JSON lines


def lines(*objects: object) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in objects).encode()


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ("a.jsonl#1", WON, None, None)),
        ({"title": "Lind holds on"}, ("a.jsonl#1", "Lind holds on", None, None)),
        ({"published": "2019-03-02"}, ("a.jsonl#1", WON, date(2019, 3, 2), None)),
        ({"published": "2019-03-02T23:30:00-05:00"}, ("a.jsonl#1", WON, date(2019, 3, 2), None)),
        ({"date": "Sat, 2 Mar 2019 10:00:00 GMT"}, ("a.jsonl#1", WON, date(2019, 3, 2), None)),
        ({"published": None, "date": "March 2, 2019"}, ("a.jsonl#1", WON, date(2019, 3, 2), None)),
        ({"publisher": "Nordic Sport", "more": [1]}, ("a.jsonl#1", WON, None, "Nordic Sport")),
        ({"url": "https://n.example/1"}, ("https://n.example/1", WON, None, None)),
        ({"source": "reports/lind.txt"}, ("reports/lind.txt", WON, None, None)),
        ({"source": "lind.txt"}, ("lind.txt", WON, None, None)),
        ({"source": "Nordic Sport"}, ("a.jsonl#1", WON, None, "Nordic Sport")),
        ({"source": "Nordic Sport", "url": "https://n.example/1"}, ("https://n.example/1", WON, None, "Nordic Sport")),
    ],
)
def test_a_line_of_json_is_an_article(
    slots: dict[str, object], expected: tuple[str, str, date | None, str | None]
) -> None:
    article = read_one(lines({"text": WON, **slots}), "a.jsonl")
    assert (article.source, article.title, article.published, article.publisher) == expected


def test_the_sources_of_a_file_are_never_the_same() -> None:
    data = lines(
        {"text": "Lind won the race.", "url": "https://n.example/"},
        {"text": "Ek was second in it.", "url": "https://n.example/"},
        {"text": "Dahl was third in it.", "url": "https://n.example/3"},
    )
    articles = read_bytes(b"\n" + data.replace(b"\n", b"\r\n\r\n"), name="a.jsonl")
    assert [article.source for article in articles] == ["a.jsonl#2", "a.jsonl#4", "https://n.example/3"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\n\n", "is empty"),
        (lines({"text": WON}) + b"\n{", "line 2 cannot be read: it is no JSON"),
        (b"[" * 100_000, "line 1 cannot be read: it is no JSON"),
        (b'{"text": ' + b"1" * 5000 + b"}", "line 1 cannot be read: it is no JSON"),
        (lines(WON), "line 1 cannot be read: it is no object"),
        (lines({"title": WON}), 'line 1 cannot be read: it has no "text"'),
        (lines({"text": " . "}), 'line 1 cannot be read: it has no "text"'),
        (lines({"text": ["Lind won."]}), 'line 1 cannot be read: its "text" is no text'),
        (lines({"text": WON}, {"text": WON, "title": 7}), 'line 2 cannot be read: its "title" is no text'),
        (lines({"text": WON, "date": "2/3/2019"}), "line 1 cannot be read: '2/3/2019' is no date such as '2021-03-04'"),
        (b"\xff\xfe\x00" * 9, "is not the utf-16 that its first bytes announce"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_half_read(data: bytes, reason: str) -> None:
    assert refusal(data, "a.jsonl").reason == reason


# Feeds

RSS = """<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Nordic Sport</title>{items}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Nordic Sport</title>
<id>urn:x:1</id><updated>2019-03-03T00:00:00Z</updated>{items}</feed>"""


def rss(*items: str, doctype: str = "") -> bytes:
    return RSS.format(doctype=doctype, items="".join(f"<item>{item}</item>" for item in items)).encode()


def atom(*entries: str) -> bytes:
    return ATOM.format(items="".join(f"<entry>{entry}</entry>" for entry in entries)).encode()


def test_a_feed_gives_an_article_for_each_entry_with_words() -> None:
    data = rss(
        "<title>Lind &amp;amp; Øst win</title><link>https://n.example/1</link>"
        "<pubDate>Sat, 02 Mar 2019 00:30:00 +0900</pubDate>"
        "<description>Lind won &lt;b&gt;the race&lt;/b&gt;…</description>"
        "<content:encoded><![CDATA[<p>Mari <a href='/l'>Lind</a> won the\nrace.</p><script>x()</script>"
        "<ol><li>Lind</li><li>Ek</li></ol><table><tr><td>1</td><td>Lind</td></tr></table>]]></content:encoded>",
        "<title>Ek wins the sprint</title>",
        "<title>Podcast</title><description>Read more</description>",
        "<link>https://n.example/4</link>",
        "<description>Dahl lost the race by 3 &amp;lt; 4 seconds.</description><link>javascript:x()</link>",
    )
    first, second, third = read_bytes(data, name="a.xml")
    assert first == Article(
        id=first.id,
        source="https://n.example/1",
        title="Lind & Øst win",
        text="Lind & Øst win\n\nMari Lind won the race.\n\n1. Lind\n2. Ek\n\n1 | Lind",
        published=date(2019, 3, 2),
        publisher="Nordic Sport",
    )
    assert (second.source, second.text) == ("a.xml#2", "Ek wins the sprint")
    assert (third.source, third.text) == ("a.xml#5", "Dahl lost the race by 3 < 4 seconds.")


def test_an_atom_feed_is_read_alike() -> None:
    data = atom(
        '<title type="text">Lind wins</title><link href="https://n.example/1"/><published>'
        "2019-03-02T23:30:00-05:00</published><updated>2020-01-01T00:00:00Z</updated>"
        '<content type="html">&lt;p&gt;Lind won.&lt;/p&gt;</content>',
        '<title>Ek wins</title><updated>2019-03-04T00:00:00Z</updated><content type="xhtml"><div '
        'xmlns="http://www.w3.org/1999/xhtml"><p>Ek won<br/>at last.</p></div></content>',
        '<title>Dahl wins</title><link href="https://n.example/1"/><content type="text">Dahl &lt;3 won.</content>',
    )
    assert [
        (article.source, article.title, article.text, article.published) for article in read_bytes(data, name="a.atom")
    ] == [
        ("https://n.example/1", "Lind wins", "Lind wins\n\nLind won.", date(2019, 3, 2)),
        ("a.atom#2", "Ek wins", "Ek wins\n\nEk won at last.", date(2019, 3, 4)),
        ("https://n.example/1#3", "Dahl wins", "Dahl wins\n\nDahl <3 won.", None),
    ]


BOMB = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))


@pytest.mark.parametrize(
    "doctype", [f'<!DOCTYPE x [<!ENTITY a0 "lol">{BOMB}]>', '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>']
)
def test_a_feed_cannot_blow_up_or_read_other_files(doctype: str) -> None:
    data = rss(f"<title>Lind wins</title><description>&a9; {WON}</description>", doctype=doctype)
    text = read_one(data, "a.xml").text.replace("&a9;", "").replace("&a9", "")  # the name may stay, not what it means
    assert text.split() == f"Lind wins {WON}".split()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"http://127.0.0.1:9/feed.xml", "is XML, but no feed (RSS or Atom)"),
        (__file__.encode(), "is XML, but no feed (RSS or Atom)"),
        (b"<report><p>Lind won.</p></report>", "is XML, but no feed (RSS or Atom)"),
        (rss(), "is a feed without an entry that has words"),
        (rss("<title>...</title>"), "is a feed without an entry that has words"),
        (rss(f"<description>{WON}</description>")[:-30], "is a feed that is cut off"),
    ],
)
def test_what_is_no_whole_feed_says_so(data: bytes, reason: str) -> None:
    assert refusal(data, "a.xml").reason == reason


# Archives


def test_an_archive_gives_the_articles_of_its_files() -> None:
    data = packed(
        ("lind.txt", WON),
        ("2019/ek.md", "# Ek wins\n\nIda Ek won."),
        ("2019/report.PDF", pdf([["Eva Dahl won the sprint."]])),
        ("feed.xml", rss("<title>Berg wins</title><link>https://n.example/1</link>", "<title>Holt wins</title>")),
        ("all.jsonl", lines({"text": "Sven Holt lost."})),
        ("word.docx", word(write_report)),
        ("2019/", ""),
        ("logo.png", b"\x89PNG"),
        (".hidden.txt", "Nobody won."),
        ("__MACOSX/lind.txt", "Nobody won."),
    )
    assert [(article.source, article.title) for article in read_bytes(data, name="a.zip")] == [
        ("a.zip/lind.txt", WON),
        ("a.zip/2019/ek.md", "Ek wins"),
        ("a.zip/2019/report.PDF", "Eva Dahl won the sprint."),
        ("https://n.example/1", "Berg wins"),
        ("a.zip/feed.xml#2", "Holt wins"),
        ("a.zip/all.jsonl#1", "Sven Holt lost."),
        ("a.zip/word.docx", "Lind holds on in Bergen"),
    ]


@pytest.mark.parametrize(
    ("member", "source"),
    [
        ("../../evil.txt", "a.zip/evil.txt"),
        ("/etc/evil.txt", "a.zip/etc/evil.txt"),
        ("..\\..\\evil.txt", "a.zip/evil.txt"),
        ("in/./evil\x1b[2J.txt", "a.zip/in/evil[2J.txt"),
    ],
)
def test_a_name_in_an_archive_leads_nowhere(member: str, source: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(packed((member, WON)))
    assert [article.source for article in read(path, source="a.zip")] == [source]
    assert sorted(tmp_path.rglob("*")) == [path.parent, path]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_an_archive_stay_two() -> None:
    articles = read_bytes(packed(("a.txt", WON), ("a.txt", "Ek won.")), name="a.zip")
    assert [(article.source, article.text) for article in articles] == [
        ("a.zip/a.txt", WON),
        ("a.zip/a.txt#2", "Ek won."),
    ]


def encrypted() -> bytes:
    """Mark a member as encrypted, in its own header and in the archive's list."""
    data = bytearray(packed(("a.txt", WON)))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """Say that a member is smaller than it is."""
    data = bytearray(packed(("a.txt", WON * 1000)))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def nameless() -> bytes:
    """Take the name of a member away: its one letter becomes part of what follows the name."""
    data = bytearray(packed(("a", WON)))
    for header, place in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        start = data.index(header) + place
        data[start : start + 4] = b"\x00\x00\x01\x00"
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (b"Mari Lind won.", "a.zip", "is damaged, or no archive at all"),
        (packed(("a.txt", WON))[:60], "a.zip", "is damaged, or no archive at all"),
        (packed(), "a.zip", "holds no file in a format that can be read"),
        (packed(("a.png", "x")), "a.zip", "holds no file in a format that can be read"),
        (nameless(), "a.zip", "holds no file in a format that can be read"),
        (packed(("b/in.zip", packed(("a.txt", WON)))), "a.zip/b/in.zip", "is an archive within an archive"),
        (packed(("a.txt", WON), ("b.docx", WON)), "a.zip/b.docx", "is damaged, or no archive at all"),
        (packed(("a.txt", WON), ("b.txt", "")), "a.zip/b.txt", "holds no report once page furniture is gone"),
        (encrypted(), "a.zip/a.txt", "is protected by a password"),
        (lying(), "a.zip/a.txt", "is damaged within its archive"),
        (packed(("a.txt", bytes(MAX_BYTES + 1))), "a.zip/a.txt", "is larger than 20 MB"),
        (
            packed(*((f"{number}.txt", bytes(MAX_BYTES - 1)) for number in range(6))),
            "a.zip",
            "is larger than 100 MB once unpacked",
        ),
        (packed(*((f"{number}.txt", "") for number in range(10_001))), "a.zip", "holds more than 10,000 files"),
    ],
    ids=[
        "text",
        "cut off",
        "empty",
        "other",
        "nameless",
        "nested",
        "bad",
        "blank",
        "encrypted",
        "lying",
        "bomb",
        "sum",
        "many",
    ],
)
def test_an_archive_that_cannot_be_read_says_which_file_and_why(data: bytes, path: str, reason: str) -> None:
    refused = refusal(data, "a.zip")
    assert (refused.path, refused.reason) == (path, reason)


# All of them

WHOLE = {
    "a.pdf": pdf(REPORT),
    "a.docx": word(write_report),
    "a.xml": rss(f"<title>Lind wins</title><description>&lt;p&gt;{WON}&lt;/p&gt;</description>"),
    "a.jsonl": lines({"text": WON, "date": "2019-03-02"}, {"text": "Ek won."}),
    "a.zip": packed(("a.txt", WON), ("b.jsonl", lines({"text": "Ek won."}))),
}


@pytest.mark.parametrize("name", [*WHOLE])
def test_any_damage_is_read_or_refused(name: str) -> None:
    chance = random.Random(1)
    for _ in range(60):
        data = bytearray(WHOLE[name])
        for _ in range(chance.choice((1, 4, 20))):
            place = chance.randrange(len(data))
            data[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        try:
            articles = read_bytes(bytes(data), name=name)
        except UnreadableFile:
            continue
        assert len({article.source for article in articles}) == len(articles)


@pytest.mark.parametrize("name", [*WHOLE])
def test_an_empty_file_says_so(name: str) -> None:
    assert refusal(b"", name).reason == "is empty"
