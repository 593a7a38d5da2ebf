"""The chat page in a real browser: citations open their sentence, texts stay texts, nothing leaves this machine."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from browsing import PHONE, served, violations, watched
from index.library import Library
from qa.answer import Answer
from qa.desk import Desk
from qa.exhibit import places_in
from sources import readers
from web import app, feedback
from web.labels import labels

pytestmark = pytest.mark.browser

FRESH_MS = 20_000  # a server that has just begun reads all facts before its first answer
ATTACKS = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=http://example.org/seen.png>",
    '<svg><a href="javascript:window.pwned=1"><text y="9">press</text></a></svg>',
    '"><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "' autofocus onfocus='window.pwned=1",
    "[press](javascript:window.pwned=1) ![seen](http://example.org/seen.png)",
    "${window.pwned=1} {{window.pwned=1}} <%= window.pwned=1 %>",
    '<form action="javascript:window.pwned=1"><input name="chat"><button>press</button></form>',
    '<div style="position:fixed;inset:0;background:url(http://example.org/seen.png)">press</div>',
    '<a class="cite" href="#cite=1:0000:0-4">1</a>',
]
OURS = "a.cite, a.ask, a.link, a.judge, a.source"
FOREIGN = "img, svg, iframe, form, input, script, style, video, object, embed, [onerror], [onfocus], [style*=fixed]"


@pytest.fixture(scope="module")
def address(bundled: Path) -> Iterator[str]:
    with served(bundled) as address:
        yield address


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched(chromium) as page:
        yield page


def ask(page: Page, question: str) -> None:
    answers = page.locator("#chat .reply").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .reply")).to_have_count(answers + 1)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#welcome .lead").wait_for()


def wait_for_marked(page: Page, words: str) -> None:
    """Wait until exactly these words are marked as those of the citation last opened."""
    page.wait_for_function(
        "words => words === [...document.querySelectorAll('#sources mark.active')].map(m => m.textContent).join('')",
        arg=words,
    )


def test_a_question_is_answered_and_its_citations_open_the_cited_sentences(
    page: Page, address: str, desk: Desk
) -> None:
    [question] = desk.suggestions(1)
    reply = desk.ask(question)
    assert isinstance(reply, Answer)
    cited = [*reply.citations, *places_in(reply.exhibits, reply.disputes)]
    citations = {str(citation.number): citation.quote for citation in cited}
    open_page(page, address)
    ask(page, question)
    expect(page.locator("#welcome")).to_be_hidden()
    expect(page.locator("#question textarea")).to_have_value("")
    cites = page.locator("#chat a.cite:not(.found *)").all()
    assert {cite.inner_text() for cite in cites} == set(citations)
    for cite in cites:
        cite.click()
        expect(cite).to_have_class("cite active")
        wait_for_marked(page, citations[cite.inner_text()])
        expect(page.locator("#sources mark.active").first).to_be_in_viewport()


def test_what_is_asked_while_an_answer_is_on_its_way_is_answered_after_it(page: Page, address: str, desk: Desk) -> None:
    first, second, third = desk.suggestions(3)
    streams: list[str] = []
    page.on("request", lambda request: streams.append(request.url) if "/queue/" in request.url else None)
    open_page(page, address)
    page.locator("#tools .tools").wait_for()  # with which the page has loaded all it shows
    held: list[Route] = []

    def hold_the_second(route: Route) -> None:
        held.append(route)
        if len(held) != 2:  # the first shows the question, the second asks for its answer
            route.continue_()

    page.route("**/run/predict*", hold_the_second)
    questions = page.locator("#chat .user-row .message-content")  # one row holds those that wait together
    for number, question in enumerate((first, second, third), start=1):
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        expect(questions).to_have_count(number)
    expect(page.locator("#chat .reply")).to_have_count(0)
    held[1].continue_()
    expect(page.locator("#chat .reply")).to_have_count(3)
    assert [shown.strip() for shown in questions.all_text_contents()] == [first, second, third]
    rows = page.locator("#chat .message-row").evaluate_all("rows => rows.map(row => row.matches('.user-row'))")
    assert rows == [True, False] * 3
    asked = "&".join(f"q={quote(question, safe='')}" for question in (first, second, third))
    expect(page).to_have_url(f"{address}/?{asked}")
    assert streams == []  # a stream that is being closed would lose what is asked in that moment


def test_the_article_opens_at_the_cited_sentence(page: Page, address: str, desk: Desk) -> None:
    [question] = desk.suggestions(1)
    citation = desk.ask(question).citations[0]
    article = desk.library.article(citation.article)
    open_page(page, address)
    ask(page, question)
    page.locator("#chat a.cite").first.click()
    page.locator("#sources .open").first.click()
    expect(page.locator("#sources .text")).to_have_count(1)
    assert page.locator("#sources .text").text_content() == article.text
    wait_for_marked(page, citation.quote)
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()
    page.locator("#sources .back").click()
    expect(page.locator("#sources .open").first).to_be_visible()
    wait_for_marked(page, citation.quote)


def test_the_citations_of_an_earlier_answer_still_open(page: Page, address: str, desk: Desk) -> None:
    first, second = desk.suggestions(2)
    open_page(page, address)
    ask(page, first)
    ask(page, second)
    page.locator("#chat .reply").first.locator("a.cite").first.click()
    expect(page.locator("#sources mark.active").first).to_be_visible()
    wait_for_marked(page, desk.ask(first).citations[0].quote)


def test_a_link_asks_its_question(page: Page, address: str, desk: Desk) -> None:
    question = desk.suggestions(3)[2]
    page.goto(f"{address}/?q={quote(question)}")
    expect(page.locator("#chat .user-row .message-content")).to_have_text(question)
    expect(page.locator("#chat .reply a.cite").first).to_be_visible()
    link = page.locator("#chat .reply a.link").get_attribute("href")
    assert link == f"?q={quote(question, safe='')}"


def test_a_suggestion_is_asked_by_a_click_and_a_new_conversation_starts_over(page: Page, address: str) -> None:
    open_page(page, address)
    question = page.locator("#welcome .ask").nth(1).inner_text()
    page.locator("#welcome .ask").nth(1).click()
    expect(page.locator("#chat .user-row .message-content")).to_have_text(question)
    expect(page.locator("#chat .reply")).to_have_count(1)
    page.locator("#anew").click()
    expect(page.locator("#chat .reply")).to_have_count(0)
    expect(page.locator("#welcome .ask").first).to_be_visible()
    expect(page.locator("#sources .card")).to_have_count(0)


def test_the_keyboard_reaches_everything(page: Page, address: str, desk: Desk) -> None:
    [question] = desk.suggestions(1)
    open_page(page, address)
    page.locator("#anew").focus()
    page.keyboard.press("/")
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(f"/{question}")
    expect(page.locator("#question textarea")).to_have_value(f"/{question}")
    ask(page, question)
    cite = page.locator("#chat a.cite").first
    for key in ("Enter", " "):
        cite.focus()
        page.keyboard.press(key)
        expect(page.locator("#sources .card:focus")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(cite).to_be_focused()


def test_a_phone_shows_sources_in_a_sheet(page: Page, address: str, desk: Desk) -> None:
    page.set_viewport_size(PHONE)
    [question] = desk.suggestions(1)
    open_page(page, address)
    ask(page, question)
    expect(page.locator("#sources .panel")).to_be_hidden()
    page.locator("#chat a.cite").first.click()
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()
    page.locator("#sources .close").click()
    expect(page.locator("#sources .panel")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


WON = "Who won the women's team pursuit in 2022?"
FELL = "What happened to Japan?"
DIFFER = "What was the Netherlands' time in the women's team pursuit in 2018?"


def test_the_conversation_is_there_again_after_a_reload(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, WON)
    ask(page, "And the men?")
    expect(page).to_have_url(f"{address}/?q={quote(WON, safe='')}&q={quote('And the men?', safe='')}")
    shown = page.locator("#chat .reply .said").all_inner_texts()
    page.reload()
    expect(page.locator("#chat .reply")).to_have_count(2)
    assert page.locator("#chat .reply .said").all_inner_texts() == shown
    page.locator("#chat .reply").first.locator("a.cite").first.click()
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()


def test_an_earlier_conversation_is_taken_up_again_after_a_restart(chromium: Browser, bundled: Path) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    with served(bundled) as address:
        open_page(page, address)
        ask(page, WON)
        expect(page.locator("#tools .list a")).to_have_count(1)
    with served(bundled, port=urlsplit(address).port or 0):
        open_page(page, address)
        page.locator("#tools .earlier summary").click()
        page.locator("#tools .list a", has_text=WON).click()
        expect(page.locator("#chat .reply .headline")).to_have_text("Canada", timeout=FRESH_MS)
        page.locator("#chat a.cite").first.click()
        expect(page.locator("#sources mark.active").first).to_be_visible()
    context.close()


def test_a_link_opens_an_article_at_a_span(page: Page, address: str, desk: Desk) -> None:
    citation = desk.ask(WON).citations[0]
    page.goto(f"{address}/?article={citation.article}&span={citation.start}-{citation.end}")
    wait_for_marked(page, citation.quote)
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()
    assert page.locator("#sources .text").text_content() == desk.library.article(citation.article).text
    expect(page.locator("#welcome .lead")).to_be_visible()


@pytest.mark.parametrize(
    "query", ["article=none&span=0-4", "article=<b>&span=<b>", "article=&span=4-0", "span=0-4", "article=%00"]
)
def test_a_link_that_leads_nowhere_opens_nothing(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/?{query}")
    expect(page.locator("#welcome .lead")).to_be_visible()
    expect(page.locator("#sources .empty")).to_be_visible()


def test_a_place_is_copied_as_a_quotation_and_as_a_link(page: Page, address: str, desk: Desk) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    citation = desk.ask(WON).citations[0]
    open_page(page, address)
    ask(page, WON)
    page.locator("#chat a.cite").first.click()
    page.locator("#sources .copies:not([hidden]) .copy").first.click()
    expect(page.locator("#tools .told")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{citation.quote.strip()}” (“{citation.title}”, ")
    page.locator("#sources .copies:not([hidden]) .copy").nth(1).click()
    link = f"{address}/?article={citation.article}&span={citation.start}-{citation.end}"
    page.wait_for_function("async link => link === await navigator.clipboard.readText()", arg=link)


def test_a_condition_is_changed_by_a_click_and_the_answer_with_it(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, WON)
    expect(page.locator("#chat .headline")).to_have_text("Canada")
    page.locator("#chat .found > summary").click()
    page.locator("#chat .choice > summary", has_text="2022").click()
    page.locator("#chat .options .ask", has_text="2018").click()
    expect(page.locator("#chat .reply")).to_have_count(2)
    expect(page.locator("#chat .headline").last).to_have_text("Japan")
    expect(page.locator("#chat .user-row .message-content").last).to_have_text(WON.replace("2022", "2018"))


def test_what_was_considered_opens_in_its_place(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, WON)
    page.locator("#chat .found > summary").click()
    page.locator("#chat .aside > summary").first.click()
    cite = page.locator("#chat .aside a.cite").first
    cite.click()
    expect(cite).to_have_class("cite active")
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()


def test_a_suggestion_to_ask_next_is_answered(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, WON)
    page.locator("#chat .chips .ask").first.click()
    expect(page.locator("#chat .reply")).to_have_count(2)
    expect(page.locator("#chat .reply").last.locator("a.cite").first).to_be_visible()


def test_a_conversation_is_saved_as_markdown(page: Page, address: str, desk: Desk) -> None:
    open_page(page, address)
    ask(page, WON)
    ask(page, FELL)
    with page.expect_download() as saving:
        page.locator("#tools .export").click()
    assert saving.value.suggested_filename == "podium.md"
    written = saving.value.path().read_text(encoding="utf-8").replace("\\", "")
    for question, context in ((WON, []), (FELL, [WON])):
        quotes = [" ".join(citation.quote.split()) for citation in desk.ask(question, context=context).citations]
        assert f"## {question}" in written
        assert [quote for quote in quotes if quote not in written] == []


def test_what_a_reader_thinks_of_an_answer_is_kept(page: Page, copied: Path) -> None:
    with served(copied) as address:
        open_page(page, address)
        ask(page, WON)
        page.locator("#chat a.judge").last.click()
        page.locator("#tools dialog input").fill("the <b>wrong</b> year")
        page.keyboard.press("Enter")
        expect(page.locator("#tools .told")).to_contain_text("Thank you")
        page.locator("#chat a.judge").first.click()
        page.keyboard.press("Escape")
        expect(page.locator("#tools dialog")).to_be_hidden()
    [line] = (copied / feedback.FILE).read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["question"], kept["helpful"], kept["word"]) == (WON, False, "the <b>wrong</b> year")


@pytest.mark.parametrize(
    ("locale", "placeholder"), [("de-DE", "Frage zu einem Rennen"), ("ja-JP", "レースについて質問する")]
)
def test_labels_are_in_the_language_of_the_reader(
    chromium: Browser, address: str, locale: str, placeholder: str
) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    open_page(page, address)
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", placeholder)
    said = labels()[locale[:2]]
    expect(page.locator("#anew")).to_have_text(said["new_conversation"])
    expect(page.locator(".masthead p")).to_have_text(said["tagline"])
    ask(page, WON)
    expect(page.locator("#chat .badge").first).to_have_text(said["facts"], use_inner_text=False)
    page.locator("#chat a.cite").first.click()
    page.locator("#sources .open").first.click()
    expect(page.locator("#sources .back")).to_contain_text(said["sources"])
    context.close()


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_the_page(page: Page, address: str, scheme: str, size: ViewportSize) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, on the empty page, with answers, with sources, in a dialog."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(size)
    open_page(page, address)
    assert violations(page) == []
    for question in (WON, FELL, DIFFER, "Who won the pancake race at Quillmarsh in 1801?"):
        ask(page, question)
    for summary in page.locator("#chat :is(.found, .choice, .aside) > summary").all():
        summary.evaluate("summary => summary.parentElement.open = true")
    page.locator("#tools .earlier summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#chat a.cite").first.click()
    expect(page.locator("#sources mark.active").first).to_be_in_viewport()
    assert violations(page) == []
    page.locator("#sources .open").first.click()
    expect(page.locator("#sources .text")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#chat a.judge").last.click()
    assert violations(page) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_question_stays_text(page: Page, address: str, attack: str) -> None:
    page.goto(f"{address}/?q={quote(attack)}")
    expect(page.locator("#chat .reply")).to_have_count(1)
    ask(page, f"Who won {attack}?")
    shown = page.locator("#chat .user-row .message-content")
    assert [text.strip() for text in shown.all_text_contents()] == [attack, f"Who won {attack}?"]
    assert page.locator(f"#chat .message-wrap :is({FOREIGN}), #chat .message-content a:not({OURS})").count() == 0


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve articles whose titles, texts and names are attacks; give the address and the articles' texts."""
    folder = tmp_path_factory.mktemp("attacked")
    with Library.open(folder / "library") as library:
        desk = Desk(library)
        for number, attack in enumerate(ATTACKS):
            path = folder / f"{number}.txt"
            path.write_text(
                f"Bramble {attack} gold\n\n"
                f"Bramble{number} won the women's kayak sprint in 20{number + 10} {attack} by a length.\n\n"
                f"The Bramble{number} crew said: {attack}\n",
                encoding="utf-8",
            )
            for article in readers.read(path, source=f"{attack}.txt"):
                desk.add(article)
        texts = [library.article(entry.article).text for entry in library.articles()]
    with served(folder / "library") as address:
        yield address, texts


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_an_article_stays_text(page: Page, attacked: tuple[str, list[str]], number: int) -> None:
    address, texts = attacked
    open_page(page, address)
    ask(page, f"What happened to Bramble{number}?")
    page.locator("#chat a.cite").first.click()
    page.locator("#sources .open").first.click()
    expect(page.locator("#sources .text")).to_have_count(1)
    assert page.locator("#sources .text").text_content() in texts
    page.locator("#sources .text").click()
    assert (
        page.locator(f".message-wrap :is({FOREIGN}), #sources :is({FOREIGN}), .message-content a:not({OURS})").count()
        == 0
    )
    assert page.locator(f"#sources a:not({OURS})").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(page: Page, address: str, desk: Desk, scheme: str) -> None:
    """Every text has at least the contrast of 4.5 to 1 that WCAG 2.2 AA asks for."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    [question] = desk.suggestions(1)
    open_page(page, address)
    ask(page, question)
    page.locator("#chat summary").first.click()
    page.locator("#chat a.cite").first.click()
    assert page.evaluate("document.body.classList.contains('dark')") is (scheme == "dark")
    assert page.evaluate(CONTRASTS) == []


CONTRASTS = """() => {
  const colour = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = colour(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("#masthead *, #talk *, #sources *")) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || node.classList.contains("sr-only") || !node.checkVisibility({checkVisibilityCSS: true})) continue;
    const [a, b] = [light(colour(getComputedStyle(node).color)), light(behind(node))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < 4.5) faint.push(`${node.tagName}.${node.className} ${contrast.toFixed(2)}`);
  }
  return faint;
}"""


def test_a_server_ends_although_pages_are_open(chromium: Browser, bundled: Path) -> None:
    page = chromium.new_page()
    with served(bundled) as address:
        open_page(page, address)
        began = time.monotonic()
    assert time.monotonic() - began < app.GRACE_S
    page.close()
