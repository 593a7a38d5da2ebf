"""Text and files made to do harm: each is read or refused, in time that grows with its length, all spans in place."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.library import Library
from qa.desk import Desk
from qa.extract import extract_facts
from qa.facts import Quote
from qa.request import LONGEST_QUESTION, BadRequest, check_question
from sources import UnreadableFile, read_bytes, read_text, split_passages, split_sentences
from sources.aside import LIMIT_S, read_pages
from sources.records import Article

# What the readers and the tagger react to, to be put together in any order.
PIECES = (
    "Ann Berg|Norway|Canada's|Li|O'Neill|van Dam|1:02.3|"
    "2:58:07|41m 07.3s|12th|1.|=3|0.04 seconds|3-2 (1-0)|won|beat|"
    "was|second|gold|final|women's|men's|400 metres|in 2019|on Friday|12 March 2031|dnf|did not finish|record|said|"
    "she|the|"
    "of|by|and|,|.|;|:|(|)|“|”|\"|'|’|–|-|/|\n|\n\n|\t|[a](b)|#|*|| |<b>|&amp;|\u200b|\u202e|é|ø|\U0001f3c1|½|²"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map(" ".join) | st.text(max_size=300)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spans(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        if {"start", "end"} <= held.keys():
            yield held["start"], held["end"]
        for item in held.values():
            yield from spans(item)


def count_words(text: str) -> int:
    return len(text.split())


def check_spans(article: Article) -> None:
    length = len(article.text)
    sentences = split_sentences(article.text)
    ends = [0, *(sentence.end for sentence in sentences)]
    assert all(end <= sentence.start < sentence.end for end, sentence in zip(ends, sentences, strict=False))
    assert ends[-1] <= length
    for passage in split_passages(article, count_tokens=count_words, window=30):
        assert passage.text == article.text[passage.start : passage.end]
    for fact in extract_facts(article):
        assert all(0 <= start < end <= length for start, end in spans(fact)), fact
        if isinstance(fact, Quote):
            assert fact.words.value == article.text[fact.words.start : fact.words.end]


@CALM
@given(TEXTS)
def test_whatever_a_text_says_its_facts_stand_in_it(text: str) -> None:
    try:
        article = read_text(text, source="any.txt")
    except UnreadableFile:
        return
    check_spans(article)


NUMBERED = (
    "{} m|{} seconds|{}.{} seconds|{} minutes|{} hours|{} km|{}/{} miles|in {}|"
    "{}th|1:{}|{} points|beat Norway {}-1|4x{}m|"
    "{}s|the {} metres|March {}|{} laps|aged {}|{}"
).split("|")


@pytest.mark.parametrize("words", NUMBERED)
def test_a_number_without_end_is_no_measure_and_no_trouble(words: str) -> None:
    number = words.format("9" * 900, "9" * 900)
    for text in (f"Ann Berg won the race by {number} in Oslo.", f"1. Ann Berg (NOR) {number}\n2. Bea Dahl {number}"):
        check_spans(read_text(f"Ann Berg won.\n{text}", source="long.txt"))


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled, read_only=True) as library:
        yield Desk(library)


@CALM
@given(TEXTS, st.lists(TEXTS, max_size=2))
def test_whatever_is_asked_gets_a_reply_whose_quotations_are_in_their_places(
    desk: Desk, question: str, context: list[str]
) -> None:
    try:
        checked, *earlier = map(check_question, [question, *context])
    except BadRequest:
        return
    reply = desk.ask(checked, context=earlier)
    assert reply.text
    for citation in reply.citations:
        assert desk.library.article(citation.article).text[citation.start : citation.end] == citation.quote


LONG_WORDS = ["a", "A", "1", "Ann ", "1. ", "(", '"', "and ", "Ann-", "won ", "a,b;"]


@pytest.mark.parametrize("unit", LONG_WORDS)
def test_the_longest_question_is_answered(desk: Desk, unit: str) -> None:
    assert desk.ask(check_question((unit * LONGEST_QUESTION)[: LONGEST_QUESTION - 5] + " won?")).text


# What the patterns that read articles nearly match, over and over: found by running each of them over repetitions of
# what it nearly matches.
NEAR_MATCHES = (
    "Ann Berg (NOR) 1:02.3, |1. |and |of |the |A-|r-Z|<b |(no penalty|«_|Ø|9:59.|,058|1/2 |12th |in 2019 |Norway |"
    "gold |final |seconds |km |'s |won |beat |said “|\"|'|http://a.b |@a |[a](b) |"
    "how badly did |from A les |de |a_|a.|A.|[|](|"
    "Norway beat Sweden 3-2 (1-0), |abz Øz ØzA|full time: |Stade A|94,4|J.A.|a-b-|T&P|about the |getty/|2,05"
).split("|")


@pytest.mark.slow
@pytest.mark.parametrize("gap", ["", "\n", ". Then Ann Berg of Norway won. "])
def test_a_megabyte_of_near_matches_is_read_to_its_end(gap: str) -> None:
    each = 1_000_000 // len(NEAR_MATCHES)
    runs = [(unit * each)[:each] if not gap else gap.join([(unit * 90)[:90]] * (each // 100)) for unit in NEAR_MATCHES]
    article = read_text("\n".join(["Ann Berg of Norway won the race.", *runs]), source="near.txt")
    length = len(article.text)
    facts = extract_facts(article)
    assert length > 500_000
    assert facts
    assert all(0 <= start < end <= length for fact in facts for start, end in spans(fact))


@pytest.mark.slow
@pytest.mark.parametrize("unit", NEAR_MATCHES)
def test_time_grows_with_length_and_not_with_its_square(unit: str) -> None:
    """Eight times the text takes about eight times as long; its square would be sixty-four."""

    def seconds(length: int) -> float:
        article = read_text(f"Ann Berg won.\n{(unit * length)[:length]}", source="near.txt")
        begin = time.process_time()
        extract_facts(article)
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(24_000) < 40 * max(seconds(3_000), 0.02)


# files


def word(document: str) -> bytes:
    """Make a Word file whose main part is this."""
    plain, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, document if name == "word/document.xml" else source.read(name))
    return changed.getvalue()


def laughs(entity: str = "&a9;") -> str:
    return "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + f"]><x>{entity}</x>"


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
FRAME, END = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a0 "Ann">' + laughs().split("]>")[0] + "]>"
LISTS = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3/Prev 10>>\nstartxref\n10\n%%EOF"
)
FORMS = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 5>>stream\n/A Do\nendstream endobj\n"
    b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 23>>stream\n"
    b"/A Do /A Do /A Do /A Do\nendstream endobj\ntrailer<</Root 1 0 R/Size 6/Prev 10>>\nstartxref\n10\n%%EOF"
)

HOSTILE: list[tuple[str, Callable[[], bytes]]] = [
    ("laughs.docx", lambda: word(f"{ENTITIES}{BODY}<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>")),
    ("deep.docx", lambda: word(f"{BODY}{FRAME * 50_000}{END * 50_000}</w:body></w:document>")),
    ("laughs.xml", lambda: f"{ENTITIES}<rss version='2.0'><item><title>&a9;</title></item></rss>".encode()),
    ("deep.xml", lambda: b"<rss version='2.0'>" + b"<a>" * 100_000),
    ("deep.html", lambda: b"<html><body><article>" + b"<div>" * 100_000 + b"Ann Berg won the race."),
    ("open.html", lambda: b"<" * 500_000),
    ("comments.html", lambda: b"<!--" * 100_000),
    ("attributes.html", lambda: b"<p " + b"a " * 300_000 + b">Ann Berg won the long race in Oslo.</p>"),
    ("lists.md", lambda: f"---\ntitle: &a0 [x, y]\n{LISTS}publisher: *a8\n---\nAnn Berg won.".encode()),
    ("quotes.md", lambda: b">" * 100_000 + b" Ann"),
    ("brackets.md", lambda: b"[" * 50_000),
    ("links.md", lambda: b"[a](" * 20_000),
    ("stars.md", lambda: b"*a **b " * 20_000),
    ("ticks.md", lambda: b"a``" * 50_000),
    ("deep.jsonl", lambda: b"[" * 500_000),
    ("number.jsonl", lambda: b'{"text": ' + b"9" * 500_000 + b"}"),
    ("loop.pdf", lambda: LOOP),
    ("lines.txt", lambda: b"\n" * 3_000_000 + b"Ann"),
    ("blanks.txt", lambda: b" " * 3_000_000 + b"Ann"),
    ("marks.txt", lambda: b"e" + "\u0301".encode() * 300_000),
]


@pytest.mark.parametrize(("name", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_a_file_made_to_do_harm_is_read_or_refused_soon(name: str, make: Callable[[], bytes]) -> None:
    begin = time.process_time()
    try:
        articles = read_bytes(make(), name=name)
    except UnreadableFile:
        articles = []
    assert time.process_time() - begin < 20
    assert all(len(article.text) < 4_000_000 for article in articles)


@pytest.mark.slow
def test_a_pdf_that_keeps_its_reader_busy_costs_itself_alone() -> None:
    begin = time.monotonic()
    with pytest.raises(UnreadableFile, match="is damaged, or made to do harm"):
        read_pages(FORMS, "forms.pdf", limit_s=3)
    assert time.monotonic() - begin < LIMIT_S
    with pytest.raises(UnreadableFile, match="damaged, or no PDF"):
        read_pages(b"%PDF-1.4", "next.pdf")


SCRIPTED = b"""<html><body><article><script>document.write("<p>Mari Holt won.</p>")</script><style>p {}</style>
<p onclick="steal()">Ann Berg won the long race in Oslo on Sunday, ahead of nine others, by four seconds.</p>
<iframe src="http://a.b"></iframe><p>She led <b>all</b> the way &lt;script&gt;alert(1)&lt;/script&gt;</p>
</article></body></html>"""


def test_scripts_of_a_page_are_no_text() -> None:
    [article] = read_bytes(SCRIPTED, name="page.html")
    assert "Ann Berg won the long race" in article.text
    assert [word for word in ("document", "Mari", "steal", "http") if word in article.text] == []


def test_an_archive_that_grows_without_end_is_refused_before_it_does() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", bytes(15_000_000))
    begin = time.process_time()
    with pytest.raises(UnreadableFile, match="larger than 100 MB once unpacked"):
        read_bytes(bomb.getvalue(), name="bomb.zip")
    assert time.process_time() - begin < 2
