"""The chat page: what it says for a question, every text shown as it is, and what the panel shows for a citation."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

import ui
from index.library import Library
from qa.account import Account, Choice, Considered, Option, SetAside
from qa.answer import Answer, Citation, Constraint, How, NoAnswer, Note, Pointed, Reading, Status, cite
from qa.desk import Desk
from qa.exhibit import Dispute, Drawn, Moment, Row, Side, Table, Timeline
from sources.records import Article
from web import conversation, markup
from web.charts import Chart, Point, editions
from web.cites import BadCite, Cite, cite_of, parse, write
from web.excerpts import Excerpt, Piece, excerpts, whole
from web.talk import Talk

TEXT = """Lund skates to relay gold

Lund won the relay on Saturday. The track record fell too.

Results
1. Lund 2:53.44
2. Arvik 2:53.86"""
ARTICLE = Article("a1", "reports/lund.txt", "Lund skates to relay gold", TEXT, date(2019, 3, 2), "Hillwater Courier")
WON, RECORD, FIRST = "Lund won the relay on Saturday.", "The track record fell too.", "1. Lund 2:53.44"
READING = Reading("winner", (Constraint("event", "relay", "relay"), Constraint("year", "2019")))
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<http://example.org>",
    "https://example.org/",
    "${alert(1)} {{alert(1)}} {% raw %}",
    "`code` **bold** _it_ ~~no~~ # head",
    "\n\n# head\n\n- list\n\n    code",
    "$$x$$ \\(x\\)",
    "a | b\n--|--\n1 | 2",
    "&lt;script&gt; &#60;b&#62;",
    '<form action="http://example.org"><input name="chat"></form>',
    '<a class="cite" href="#cite=1:a1:0-4">1</a>',
]


def found(words: str, number: int = 1, article: Article = ARTICLE) -> Citation:
    start = article.text.index(words)
    return cite(number, article, start, start + len(words))


def answer(text: str = "Lund won the relay [1].", *citations: Citation, **changes: Any) -> Answer:
    plain = Answer("Who won?", "Lund", text, citations or (found(WON),), READING, How.FACTS)
    return replace(plain, **changes)


def reply(told: Answer | NoAnswer, **changes: Any) -> str:
    return markup.reply(replace(Account(told), **changes))


def shown_text(markup_: str) -> str:
    """Return what a browser would show: the text between the tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup_))


def tags(markup_: str) -> list[str]:
    return re.findall(r"<[^>]*>", markup_)


# Escaping


@pytest.mark.parametrize("attack", ATTACKS)
def test_escaped_text_holds_nothing_that_markdown_or_html_reads(attack: str) -> None:
    escaped = markup.md_escape(attack)
    assert re.sub(r"&#\d+;", "", escaped).replace(" ", "").isalnum() or not re.sub(r"&#\d+;|\s", "", escaped)
    assert html.unescape(escaped) == attack


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Lund", "Lund"),
        ("2:53.44", "2&#58;53&#46;44"),
        ("a & b", "a &#38; b"),
        ("Bøkko – “gull”", "Bøkko – “gull”"),
        ("one\r\ntwo\rthree", "one&#10;two&#10;three"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape&#91;31m"),
        ("", ""),
    ],
)
def test_text_is_escaped_by_number(text: str, escaped: str) -> None:
    assert markup.md_escape(text) == escaped


Sink = Callable[[str], str]
SINKS: dict[str, Sink] = {
    "question": markup.question,
    "answer": lambda text: reply(answer(f"{text} [1]")),
    "short": lambda text: reply(answer(short=text)),
    "note": lambda text: reply(answer(notes=(Note(text, text),))),
    "follow-up": lambda text: reply(answer(follow_ups=(text,))),
    "asked": lambda text: reply(answer(question=text)),
    "reading": lambda text: reply(answer(reading=Reading(text, (Constraint(text, text, text),)))),
    "cited title": lambda text: reply(answer("Lund [1]", found(WON, article=replace(ARTICLE, title=text)))),
    "not in the articles": lambda text: reply(NoAnswer("Who?", text, READING)),
    "asked before": lambda text: markup.reply(Account(answer()), context=[text]),
    "table": lambda text: reply(answer(exhibits=(table(text),))),
    "timeline": lambda text: reply(answer(exhibits=(Timeline((Moment(text, text, text, (found(WON),)),)),))),
    "dispute": lambda text: reply(answer(disputes=(Dispute(text, text, (Side(text, (found(WON),)),)),))),
    "choice": lambda text: reply(answer(), choices=(Choice(text, text, text, (Option(text, text),)),)),
    "considered": lambda text: reply(answer(), considered=(considered(text),)),
    "set aside": lambda text: reply(answer(), set_aside=(SetAside(text, 1, (considered(text),)),)),
    "pointed at": lambda text: reply(pointed_at(f"Lund said {text} on Saturday.", text)),
    "earlier conversation": lambda text: markup.tools([[text, text]], here=[text]),
    "trouble": markup.trouble,
    "suggestion": lambda text: markup.welcome([text], articles=1),
    "card": lambda text: markup.cards([cite_of(found(WON))], lambda _: attacked(text)),
    "whole article": lambda text: markup.article(attacked(text), [cite_of(found(WON))]),
}


def table(text: str, drawn: Drawn | None = None) -> Table[Citation]:
    rows = (
        Row((text, text), (found(WON),), value=100, year=2018),
        Row((text, text), (found(FIRST),), value=90, year=2022),
    )
    return Table(text, ("Name", "Result"), rows, drawn)


def considered(text: str) -> Considered:
    return Considered(text, text, text, found(WON), used=True)


def pointed_at(text: str, words: str) -> Answer:
    article = replace(ARTICLE, text=text)
    start = text.index(words)
    citation = cite(1, article, 0, len(text))
    pointed = Pointed(1, start, start + len(words))
    return answer(f"“{text}” [1]", citation, how=How.READER, pointed=pointed)


def attacked(text: str) -> Article:
    return Article("a1", f"reports/{text}", text, f"{TEXT} {text}\n\n{text}", date(2019, 3, 2), text)


@pytest.mark.parametrize("sink", SINKS.values(), ids=SINKS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_markup(sink: Sink, attack: str) -> None:
    """The tags are those that harmless lines get, but for what stands in quotation marks, which cannot be left."""

    def kinds(markup_: str) -> set[str]:
        return {re.sub(r'"[^"]*"', '""', tag) for tag in tags(markup_)}

    assert kinds(sink(attack)) <= kinds(sink("word")) | kinds(sink("word\n- word"))
    assert "\n\n" not in sink(attack)


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "data:text/html,x", "reports/a.txt", "//example.org", "ftp://a"]
)
def test_only_web_addresses_become_links(source: str) -> None:
    def card(source: str) -> str:
        return markup.cards([cite_of(found(WON))], lambda _: replace(ARTICLE, source=source))

    assert "<a " not in card(source)
    assert "<a " in card("https://example.org/lund")


# The answer


def test_each_mark_becomes_a_link_to_its_place() -> None:
    said = reply(answer("Lund won [1][2]. See [7].", found(WON), found(FIRST, 2)))
    assert re.findall(r'class="cite" role="button" href="([^"]*)" title="([^"]*)">(\d+)</a>', said) == [
        (
            markup.md_escape(f"#cite={cite_of(found(WON))}"),
            markup.md_escape("Lund skates to relay gold, 2 March 2019"),
            "1",
        ),
        (
            markup.md_escape(f"#cite={cite_of(found(FIRST, 2))}"),
            markup.md_escape("Lund skates to relay gold, 2 March 2019"),
            "2",
        ),
    ]
    assert "Lund won\xa01\xa02. See [7]." in shown_text(said)


@pytest.mark.parametrize(
    ("told", "badge"),
    [
        (answer(), "Answer from facts"),
        (answer(how=How.READER), "Quoted from the articles"),
        (answer(how=How.PASSAGES), "Quoted from the articles"),
        (answer(status=Status.AMBIGUOUS), "More than one"),
        (NoAnswer("Who?", "The articles do not say.", READING), "Not in the articles"),
    ],
)
def test_the_badge_says_how_the_question_ended(told: Answer | NoAnswer, badge: str) -> None:
    assert re.findall(r'<span class="badge [^"]*">([^<]*)</span>', reply(told)) == [badge]


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        (answer(), ["Lund"]),
        (answer(short=""), []),
        (answer("Lund. [1]"), []),
        (answer("“Lund” [1]"), []),
        (answer(short="L" * 61), []),
        (answer(how=How.PASSAGES), []),
        (NoAnswer("Who?", "The articles do not say.", READING, short="no"), []),
    ],
)
def test_a_bare_answer_is_a_headline_where_it_says_less_than_the_text(
    told: Answer | NoAnswer, headline: list[str]
) -> None:
    assert re.findall(r'<p class="headline">([^<]*)</p>', reply(told)) == headline


def test_a_note_that_the_text_holds_already_is_not_repeated() -> None:
    said = reply(answer(notes=(Note("reason", "Lund won"), Note("other_round", "In the heat, Arvik won."))))
    assert re.findall(r'<span class="kind">(.*?)</span>', said.partition("<details")[0]) == ["Other round"]


def test_an_answer_says_how_its_question_was_read() -> None:
    choices = (
        Choice("year", "2019", "2019", (Option("2018", "Who won in 2018?"), Option("", "Who won?"))),
        Choice("sex", "women", "", ()),
    )
    details = reply(answer(), choices=choices).partition('<details class="found">')[2]
    assert shown_text("".join(re.findall(r'<span class="asks">.*?</span>', details))) == "winner"
    assert [
        (html.unescape(href), shown_text(label))
        for href, label in re.findall(r'<a class="ask[^"]*" role="button" href="([^"]*)"[^>]*>(.*?)</a>', details)
    ] == [("#ask=Who%20won%20in%202018%3F", "2018"), ("#ask=Who%20won%3F", "leave this out")]
    assert re.findall(r'<span class="choice fixed">.*?</span>.*?</span>', details.replace("\n", ""))[0].endswith(
        '<span class="kind">sex</span> women</span>'
    )


def test_facts_are_told_apart_by_what_became_of_them() -> None:
    used, other = considered("Lund"), replace(considered("Arvik"), used=False, citation=found(FIRST, 2))
    details = reply(answer(), considered=(used, other), set_aside=(SetAside("at another time", 4, (other,)),))
    assert [shown_text(line) for line in re.findall(r"<li.*?</li>", details)] == [
        "Lund: Lund Lund\xa01 in the answer",
        "Arvik: Arvik Arvik\xa02",
        "Arvik: Arvik Arvik\xa02",
    ]
    assert "4 at another time" in shown_text(details)


def test_a_table_cites_every_row() -> None:
    said = reply(answer(exhibits=(table("Lund"),)))
    rows = re.findall(r"<tr.*?</tr>", said)
    assert [shown_text(row) for row in rows] == ["NameResultSource", "LundLund\xa01", "LundLund\xa01"]


def test_gaps_are_drawn_in_their_row_and_editions_over_their_years() -> None:
    gaps = reply(answer(exhibits=(table("Lund", Drawn.GAPS),)))
    assert [html.unescape(style) for style in re.findall(r'class="bar" style="(.*?)"', gaps)] == [
        "width: 100.0%",
        "width: 90.0%",
    ]
    chart = editions(table("Lund", Drawn.EDITIONS))
    assert chart == Chart((Point(9.0, 34.0, "Lund", "2018"), Point(91.0, 92.0, "Lund", "2022")))
    drawn = reply(answer(exhibits=(table("Lund", Drawn.EDITIONS),)))
    assert re.findall(r"<(svg|line|circle|text)\b", drawn) == ["svg", "line", *["circle", "text", "text"] * 2]
    assert "<table>" in drawn  # which says the same in words


def test_a_timeline_takes_the_place_of_the_sentences_that_it_holds() -> None:
    moments = (
        Moment("2019-03-02", "fall", "Lund fell.", (found(WON),)),
        Moment("2021", "result", "Lund won.", (found(WON),)),
    )
    said = reply(answer("“Lund fell.” [1] “Lund won.” [1]", exhibits=(Timeline(moments),)))
    assert [shown_text(item) for item in re.findall(r"<li>.*?</li>", said)] == [
        "2 March 2019fall“Lund fell.”\xa01",
        "2021result“Lund won.”\xa01",
    ]
    assert 'class="said' not in said


def test_what_a_reader_pointed_at_is_marked_within_its_sentence() -> None:
    said = reply(pointed_at("On a cold Saturday, Lund won.", "Lund"))
    assert 'On a cold Saturday&#44; <mark class="pointed">Lund</mark> won&#46;' in said


def test_sources_that_disagree_stand_side_by_side() -> None:
    sides = (Side("2:53.44", (found(WON),)), Side("2:53.46", (found(FIRST, 2),)))
    note = Note("disagreement", "2:53.44 and 2:53.46: one is rounded.")
    said = reply(answer(disputes=(Dispute("Lund in the relay", "one is rounded", sides),), notes=(note,)))
    assert re.findall(r'<span class="badge [^"]*">([^<]*)</span>', said) == ["Answer from facts", "Sources disagree"]
    assert [shown_text(side) for side in re.findall(r'<p class="value">.*?</p>', said)] == ["2:53.44", "2:53.46"]
    assert said.count("one is rounded") == 1  # not once more as a note


def test_lines_that_list_are_set_as_a_list() -> None:
    said = reply(answer("Which one?\n- the relay [1]\n- the mass start\n1. Lund"))
    assert [shown_text(line) for line in re.findall(r'<p class="listed">(.*?)</p>', said)] == [
        "the relay\xa01",
        "the mass start",
    ]


# The address of a citation


@pytest.mark.parametrize("line", ["", "1:a1:0-4", "1:a1:0-4 2:b-2_c.d:10-200"])
def test_cites_are_read_as_they_were_written(line: str) -> None:
    assert write(parse(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        None,
        7,
        ["1:a1:0-4"],
        {"cites": "1:a1:0-4"},
        "1:a1:4-4",
        "1:a1:5-4",
        "1:a1:-1-4",
        "1:a1",
        "1:<b>:0-4",
        "1:a/../b:0-4",
        "x:a1:0-4",
        "1:a1:0-4,",
        "1:a1:٠-٤",
        "1:a1:0-9999999999",
        " ".join(["1:a1:0-4"] * 101),
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(line: object) -> None:
    with pytest.raises(BadCite):
        parse(line)


# The panel


def test_an_excerpt_is_the_paragraph_with_what_is_cited_in_its_place() -> None:
    cites = [cite_of(found(RECORD, 2)), cite_of(found(FIRST, 3)), cite_of(found(WON))]
    assert excerpts(TEXT, cites) == (
        Excerpt(27, 85, (Piece(WON, (1,)), Piece(" "), Piece(RECORD, (2,)))),
        Excerpt(87, 127, (Piece("Results\n"), Piece(FIRST, (3,)), Piece("\n2. Arvik 2:53.86"))),
    )


def test_cites_that_overlap_keep_their_own_words() -> None:
    cites = [Cite(1, "a1", 27, 58), Cite(2, "a1", 40, 58), Cite(3, "a1", 27, 58)]
    [excerpt] = excerpts(TEXT, cites)
    assert excerpt.pieces == (
        Piece("Lund won the ", (1, 3)),
        Piece("relay on Saturday.", (1, 2, 3)),
        Piece(" The track record fell too."),
    )


def test_a_long_paragraph_is_cut_between_words() -> None:
    text = f"{'before ' * 200}The answer. {'after ' * 200}".strip()
    start = text.index("The answer.")
    [excerpt] = excerpts(text, [Cite(1, "a1", start, start + 11)])
    shown = "".join(piece.text for piece in excerpt.pieces)
    assert (excerpt.cut_before, excerpt.cut_after) == (True, True)
    assert re.fullmatch(r"(before )+The answer\.( after)+", shown)
    assert 600 < len(shown) <= 11 + 2 * 320


@pytest.mark.parametrize("text", [TEXT, f"\n\n{TEXT}\n", "One line.", "x" * 2000, "A\n\n\n\nB\n \nC"])
def test_pieces_joined_are_the_text_of_the_article(text: str) -> None:
    places = [(start, min(start + 9, len(text))) for start in range(0, len(text), 7)]
    cites = [Cite(number, "a1", start, end) for number, (start, end) in enumerate(places, 1)]
    for excerpt in [*excerpts(text, cites), whole(text, cites)]:
        assert "".join(piece.text for piece in excerpt.pieces) == text[excerpt.start : excerpt.end]
    for cite_ in cites:
        alone = [piece.text for excerpt in excerpts(text, [cite_]) for piece in excerpt.pieces if piece.numbers]
        assert alone == [text[cite_.start : cite_.end]]


def marked(panel: str) -> list[tuple[str, str]]:
    return [
        (numbers, html.unescape(text))
        for numbers, text in re.findall(r'<mark data-numbers="(.*?)">(.*?)</mark>', panel)
    ]


def test_a_card_shows_article_and_cited_sentence() -> None:
    panel = markup.cards([cite_of(found(FIRST, 2)), cite_of(found(WON))], {"a1": ARTICLE}.get)
    assert marked(panel) == [("1", WON), ("2", FIRST)]
    assert [shown_text(head) for head in re.findall(r"<h3>.*?</h3>", panel)] == ["Lund skates to relay gold"]
    assert "Hillwater Courier2 March 2019reports/lund.txt" in shown_text(panel)


def test_a_citation_that_the_library_no_longer_holds_is_said_to_be_gone() -> None:
    cites = [Cite(1, "gone", 0, 4), Cite(2, "a1", 0, 9999), cite_of(found(WON, 3))]
    panel = markup.cards(cites, {"a1": ARTICLE}.get)
    assert re.findall(r'<article class="card lost" data-numbers="(\d)"', panel) == ["1", "2"]
    assert marked(panel) == [("3", WON)]


def test_the_whole_article_marks_what_is_cited() -> None:
    panel = markup.article(ARTICLE, [cite_of(found(WON)), Cite(2, "another", 0, 4)])
    assert marked(panel) == [("1", WON)]
    [text] = re.findall(r'<div class="text">(.*?)</div>', panel)
    assert shown_text(text) == TEXT


# The handlers, over the real desk


Handler = Callable[..., Any]


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


@pytest.fixture(scope="module")
def page(desk: Desk) -> gr.Blocks:
    async def build() -> gr.Blocks:
        return ui.build(desk)

    return asyncio.run(build())  # outside a running loop, gradio makes loops of its own and never closes them


@pytest.fixture(scope="module")
def handlers(page: gr.Blocks) -> dict[str, Handler]:
    return {str(event.name): event.fn for event in page.fns.values() if event.fn}


def ask(handlers: dict[str, Handler], talk: Talk, question: str) -> tuple[list[dict[str, str]], Any]:
    """Ask as the page does; return the messages and the sources shown then."""
    handlers["pose"](question, talk)
    messages, sources, *_ = handlers["answer"](talk, [])
    return messages, sources


def untimed(messages: list[dict[str, str]]) -> list[str]:
    return [re.sub(r"\d+ ms", "", message["content"]) for message in messages]


def test_the_chat_answers_what_it_suggests(handlers: dict[str, Handler], desk: Desk) -> None:
    for question in desk.suggestions(conversation.SUGGESTED):
        messages, sources = ask(handlers, Talk(), question)
        told = desk.ask(question)
        assert [message["role"] for message in messages] == ["user", "assistant"]
        assert messages[0]["content"] == markup.md_escape(question)
        assert re.search(r'<span class="badge answered', messages[1]["content"])
        assert {words for _, words in marked(sources)} >= {citation.quote for citation in told.citations[:1]}


def test_the_question_is_shown_before_it_is_answered(handlers: dict[str, Handler], desk: Desk) -> None:
    [question] = desk.suggestions(1)
    shown, box, welcome = handlers["pose"](question, Talk())
    assert shown == [{"role": "user", "content": markup.question(question)}]
    assert (box, welcome["visible"]) == ("", False)


def test_questions_that_wait_are_answered_in_their_order(handlers: dict[str, Handler], desk: Desk) -> None:
    first, second = desk.suggestions(2)
    talk = Talk()
    for question in (first, "\x07", second):
        handlers["pose"](question, talk)
    messages, _, history, _ = handlers["answer"](talk, [["Who fell?"], [first]])
    assert history == [[first, second], ["Who fell?"]]
    assert [message["role"] for message in messages] == ["user", "assistant"] * 3
    said = [
        markup.question(first),
        markup.reply(desk.account(first)),
        "",
        markup.trouble("The question is empty: ask something."),
        markup.question(second),
        markup.reply(desk.account(second, context=[first]), context=[first]),
    ]
    assert untimed(messages) == untimed([{"content": text} for text in said])
    assert talk.understood() == [first, second]


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_nothing_asked_changes_nothing(handlers: dict[str, Handler], nothing: str) -> None:
    talk = Talk()
    assert handlers["pose"](nothing, talk) == (gr.skip(),) * 3
    assert not talk


def test_what_is_not_in_the_articles_is_said_to_be(handlers: dict[str, Handler]) -> None:
    messages, _ = ask(handlers, Talk(), "Who won the pancake race at Quillmarsh in 1801?")
    assert "Not in the articles" in messages[1]["content"]


def test_a_new_conversation_forgets_the_old_one(handlers: dict[str, Handler], desk: Desk) -> None:
    first, waiting = desk.suggestions(2)
    talk = Talk()
    ask(handlers, talk, first)
    handlers["pose"](waiting, talk)
    messages, box, welcome, sources = handlers["begin_anew"](talk)
    assert (messages, box, welcome["visible"], marked(sources)) == ([], "", True, [])
    assert handlers["answer"](talk, [[first]])[:3] == ([], gr.skip(), gr.skip())


def test_programs_find_no_way_into_the_page(page: gr.Blocks) -> None:
    assert {event.api_visibility for event in page.fns.values()} == {"private"}
