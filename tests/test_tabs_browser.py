"""The Library and Results tabs in a real browser: every format goes in, a bad file stops no other, texts stay texts."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # has no types of its own

from browsing import PHONE, served, violations, watched
from index.library import Library
from qa.desk import Desk
from qa.racefile import race_lines, race_object
from qa.races import pick_races
from sources import readers
from sources.limits import MAX_BYTES
from web.uploads import MOST_FILES

pytestmark = pytest.mark.browser

TITLE = "Berg wins at the lake"
BODY = "Lena Berg won the women's kayak sprint on the lake at Varno on 2 June 2019 in 41.20 seconds."
ATTACKS = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=http://example.org/seen.png>",
    '<svg><a href="javascript:window.pwned=1"><text y="9">press</text></a></svg>',
    '"><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "' autofocus onfocus='window.pwned=1",
    "${window.pwned=1} {{window.pwned=1}} {% raw %}",
    '<div style="position:fixed;inset:0;background:url(http://example.org/seen.png)">press</div>',
    "</template></button><form action='http://example.org'><input name=q></form>",
]
FOREIGN = (
    "img, svg, iframe, script, style, video, object, embed, [onerror], [onfocus], [style*=fixed], [action*=example]"
)


@pytest.fixture(scope="module")
def address(bundled: Path) -> Iterator[str]:
    """The page over the bundled reports, to look at."""
    with served(bundled, read_only=True) as address:
        yield address


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Library]]:
    """The page over a library to change, and the library as another program sees it."""
    folder = tmp_path_factory.mktemp("changing") / "library"
    with Library.open(folder) as library, served(folder) as address:
        yield address, library


@pytest.fixture
def empty(changing: tuple[str, Library]) -> str:
    """The page over a library that another program has just emptied."""
    address, library = changing
    for entry in library.articles():
        library.remove(entry.article)
    return address


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched(chromium, console=False) as page:
        yield page


def open_tab(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator("#welcome .lead").wait_for()
    page.get_by_role("tab", name=name).click()
    page.locator("#library .list > *, #results .found > *").first.wait_for()


def files(**contents: bytes) -> list[FilePayload]:
    return [
        {"name": name.replace("_", "."), "mimeType": "application/octet-stream", "buffer": content}
        for name, content in contents.items()
    ]


def upload(page: Page, sent: list[FilePayload]) -> list[str]:
    """Choose files; return what the page says of them, the last first."""
    page.set_input_files("#shelf .drop input", files=sent)
    expect(page.locator("#shelf .outcome")).to_have_count(len(sent), timeout=60_000)
    expect(page.locator("#shelf .progress")).to_be_hidden()
    return [" ".join(text.split()) for text in page.locator("#shelf .outcome").all_text_contents()]


def titles(page: Page) -> list[str]:
    return page.locator("#shelf .holding .title").all_text_contents()


def report(number: int) -> tuple[str, str]:
    """Return title and text of a report, each of another race, lest one count as a copy of another."""
    title = f"{TITLE} in race {number}"
    return title, BODY.replace("kayak sprint", f"{number * 100 + 100}m kayak sprint").replace(
        "2019", f"{1990 + number}"
    )


def in_every_format() -> list[FilePayload]:
    told = iter([report(number) for number in range(8)])
    text, markdown, html, pdf, word, lines, feed, archive = ("\n\n".join(next(told)) for _ in range(8))
    printed = io.BytesIO()
    canvas = Canvas(printed)
    for place, line in enumerate(pdf.split("\n\n")):
        canvas.drawString(40, 800 - 40 * place, line)
    canvas.save()
    written = io.BytesIO()
    document = docx.Document()
    for line in word.split("\n\n"):
        document.add_paragraph(line)
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        members.writestr("berg.txt", archive)
    title, body = html.split("\n\n")
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )
    head, story = feed.split("\n\n")
    rss = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lake Post</title><item><title>{head}</title>'
        f"<description>{story}</description></item></channel></rss>"
    )
    first, rest = lines.split("\n\n")
    return files(
        text_txt=text.encode(),
        marked_md=f"# {markdown}".encode(),
        page_html=page.encode(),
        printed_pdf=printed.getvalue(),
        written_docx=written.getvalue(),
        lines_jsonl=json.dumps({"title": first, "text": rest}).encode(),
        feed_xml=rss.encode(),
        packed_zip=packed.getvalue(),
    )


# Library


def test_files_of_every_format_go_in_and_bad_ones_stop_none(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    expect(page.locator("#shelf .nothing")).to_contain_text("The library is empty.")
    good = in_every_format()
    bad = files(
        empty_txt=b"",
        binary_txt=bytes(range(256)) * 40,
        broken_pdf=b"%PDF-1.4 and then nothing",
        program_exe=b"MZ",
        large_txt=b"word " * (MAX_BYTES // 5 + 1),
    )
    said = upload(page, [bad[0], *good, *bad[1:]])
    done = [line for line in said if line.endswith("Added")]
    assert sorted(line.split()[0] for line in done) == sorted(file["name"] for file in good)
    refused = {line.split()[0]: line for line in said if line not in done}
    assert set(refused) == {file["name"] for file in bad}
    assert refused["empty.txt"] == "empty.txt is empty. Give a file with the report's text."
    assert refused["large.txt"] == "large.txt is larger than 20 MB. Split it into one file per report."
    assert refused["program.exe"].startswith("program.exe is in no format that can be read.")
    expect(page.locator("#shelf .count")).to_have_text("8 articles")
    assert sorted(titles(page)) == sorted(report(number)[0] for number in range(8))


def test_the_server_itself_refuses_what_is_too_large(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    page.evaluate("document.querySelector('.shelf').dataset.mostBytes = 1e12")
    [said] = upload(page, files(large_txt=b"word " * (MAX_BYTES // 5 + 1)))
    assert said == "large.txt could not be sent. Is Podium still running?"
    assert titles(page) == []


def test_more_files_than_are_taken_at_once_are_named(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    sent: list[FilePayload] = [
        {"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b""} for number in range(MOST_FILES + 1)
    ]
    said = upload(page, sent)
    assert [line for line in said if "empty" not in line] == [
        f"{MOST_FILES}.txt was left out. {MOST_FILES} files are taken at once: add the rest afterwards."
    ]


def test_dropped_files_go_in(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    dropped = page.evaluate_handle(
        """text => { const data = new DataTransfer(); data.items.add(new File([text], "lake.txt")); return data; }""",
        f"{TITLE}\n\n{BODY}",
    )
    page.dispatch_event("#shelf .drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#shelf .outcome")).to_have_text("lake.txt Added", timeout=60_000)
    expect(page.locator("#shelf .holding .title")).to_have_text([TITLE])


def test_a_pasted_text_goes_in_and_its_correction_takes_its_place(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    page.get_by_text("Paste a text instead").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Date").fill("2019-06-03")
    page.get_by_label("Text", exact=True).fill(BODY)
    page.get_by_role("button", name="Add the text").click()
    expect(page.locator("#shelf .outcome")).to_have_text(f"{TITLE} Added", timeout=60_000)
    expect(page.locator("#shelf .holding time")).to_have_text("3 June 2019")
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Text", exact=True).fill(BODY.replace("41.20", "41.30"))
    page.get_by_role("button", name="Add the text").click()
    expect(page.locator("#shelf .outcome")).to_have_text(f"{TITLE} Replaced the earlier one", timeout=60_000)
    expect(page.locator("#shelf .holding")).to_have_count(1)


def test_what_is_added_is_asked_about_at_once_and_what_is_removed_no_longer(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    upload(page, files(lake_txt=f"{TITLE}\n\n{BODY}".encode()))
    page.get_by_role("tab", name="Results").click()
    expect(page.locator("#results .race h3")).to_have_text("Women's kayak sprint")
    page.get_by_role("tab", name="Ask").click()
    suggested = page.locator("#welcome .ask").first
    expect(suggested).to_have_text("Who won the women's kayak sprint in 2019?")
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name=f"Remove {TITLE}").click()
    expect(page.locator("dialog .which")).to_have_text(TITLE)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#shelf .holding")).to_have_count(1)
    page.get_by_role("button", name=f"Remove {TITLE}").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator("#shelf .outcome")).to_have_text(f"{TITLE} Removed")
    expect(page.locator("#shelf .nothing")).to_contain_text("The library is empty.")
    page.get_by_role("tab", name="Results").click()
    expect(page.locator("#results .nothing")).to_contain_text("No race yet.")
    page.get_by_role("tab", name="Ask").click()
    expect(page.locator("#welcome .ask")).to_have_count(0)


def test_a_library_is_searched_and_its_articles_opened_whole(page: Page, address: str, desk: Desk) -> None:
    open_tab(page, address, "Library")
    entries = desk.library.articles()
    assert titles(page) == [entry.title for entry in reversed(entries)]
    page.get_by_label("Search the library").fill("kipchoge")
    expect(page.locator("#shelf .holding")).to_have_count(1)
    expect(page.locator("#shelf .count")).to_have_text(f"1 article of {len(entries)} with these words")
    [found] = [entry for entry in entries if entry.title == titles(page)[0]]
    page.locator("#shelf .holding .title").click()
    expect(page.locator("#reading-title")).to_be_focused()
    article = desk.library.article(found.article)
    assert page.locator("#shelf .reading .text").text_content() == article.text
    fact = page.locator("#shelf .reading .facts button").nth(3)
    fact.click()
    expect(fact).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#shelf .reading mark.active").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#shelf .holding .title")).to_be_focused()
    page.get_by_label("Search the library").fill("quillmarsh")
    expect(page.locator("#shelf .nothing")).to_have_text("No article holds these words.")


def test_visitors_who_may_only_look_are_offered_nothing_to_change(page: Page, address: str) -> None:
    open_tab(page, address, "Library")
    expect(page.locator("#shelf .holding").first).to_be_visible()
    assert page.locator("#shelf :is(.adding, .remove, dialog)").count() == 0


def test_whatever_files_are_called_and_hold_is_text(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    sent: list[FilePayload] = []
    for number, attack in enumerate(ATTACKS):
        won = f"Bramble{number} won the women's kayak sprint in {1990 + number} {attack}."
        text = f"Bramble{number} {attack} gold\n\n{won}\n"
        name = f"{attack.replace('/', '∕')}.txt"
        sent.append({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
        sent.append({"name": f"empty {name}", "mimeType": "text/plain", "buffer": b""})
    said = upload(page, sent)
    assert [line.endswith("Added") for line in said] == [False, True] * len(ATTACKS)
    assert page.locator(f"#library :is({FOREIGN})").count() == 0
    for number, attack in enumerate(ATTACKS):
        page.get_by_label("Search the library").fill(attack)
        page.get_by_label("Search the library").fill(f"bramble{number}")
        holding = page.locator("#shelf .holding", has_text=f"Bramble{number} ")
        holding.locator(".remove").click()
        expect(page.locator("dialog .which")).to_contain_text(f"Bramble{number} {attack.strip()}")
        page.keyboard.press("Escape")
        holding.locator(".title").click()
        page.locator("#shelf .reading .text").click()
        assert page.locator(f"#library :is({FOREIGN})").count() == 0
        page.locator("#shelf .reading .back").click()
    page.get_by_role("tab", name="Results").click()
    for value in page.locator("#results .race .value").all():
        value.click()
        expect(page.locator("#results .evidence mark").first).to_contain_text("Bramble")
    assert page.locator(f"#results :is({FOREIGN})").count() == 0


# Results


def test_races_are_picked_and_saved_as_they_are_picked(page: Page, address: str, desk: Desk, tmp_path: Path) -> None:
    open_tab(page, address, "Results")
    every = desk.races()
    expect(page.locator("#results .race")).to_have_count(len(every))
    page.get_by_label("Event").select_option("Team pursuit")
    page.get_by_label("Year").select_option("2018")
    page.get_by_label("Women or men").select_option("Men")
    [race] = pick_races(every, event="team pursuit", year=2018, sex="men")
    expect(page.locator("#results .race")).to_have_count(1)
    expect(page.locator("#results .count")).to_have_text(f"1 of {len(every)} races")
    rows = page.locator("#results .race tbody tr")
    assert rows.locator("th .value").first.all_text_contents() == ["Norway"]
    assert [name.split("\n")[0] for name in rows.locator("th[scope=row] > .value").all_inner_texts()] == [
        row.name for row in race.rows
    ]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as CSV").click()
    saved.value.save_as(tmp_path / "races.csv")
    assert (tmp_path / "races.csv").read_bytes().decode() == race_lines([race])
    lines = list(csv.DictReader(io.StringIO((tmp_path / "races.csv").read_text("utf-8"))))
    assert [line["entrant"] for line in lines] == [row.name for row in race.rows]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as JSON").click()
    saved.value.save_as(tmp_path / "races.json")
    assert json.loads((tmp_path / "races.json").read_text("utf-8"))["races"] == [race_object(race)]
    page.get_by_label("Nation").select_option("Kenya")
    expect(page.locator("#results .nothing")).to_have_text("No race meets all of these conditions.")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#results .race")).to_have_count(len(every))


def test_a_value_opens_the_sentence_it_rests_on_and_its_article(page: Page, address: str, desk: Desk) -> None:
    open_tab(page, address, "Results")
    [race] = pick_races(desk.races(), event="team pursuit", year=2018, sex="men")
    [fourth] = [row for row in race.rows if row.place == 4]
    for cell in fourth.mark:
        value = page.locator("#results .value", has_text=cell.text)
        value.click()
        marked = page.locator("#results .evidence mark.active")
        expect(marked).to_have_text([place.quote for place in cell.support])
        expect(marked.first).to_be_in_viewport()
    page.locator("#results .evidence .open").click()
    expect(page.locator("#results .evidence .text")).to_have_count(1)
    assert page.locator("#results .evidence .text").text_content() == fourth.mark[1].support[0].article.text
    expect(page.locator("#results .evidence mark.active").first).to_be_in_viewport()
    page.locator("#results .evidence .back").click()
    expect(page.locator("#results .evidence .open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#results .value", has_text=fourth.mark[1].text)).to_be_focused()
    expect(page.locator("#results .evidence .empty")).to_be_visible()


def test_values_that_differ_stand_side_by_side(page: Page, address: str, desk: Desk) -> None:
    open_tab(page, address, "Results")
    expect(page.locator("#results .differ li", has_text="New Zealand")).to_have_text(
        "New Zealand: 3:43.45 and 3:43.54: nearly the same digits, so one may be a slip."
    )


def test_the_medal_table_opens_to_its_races(page: Page, address: str) -> None:
    open_tab(page, address, "Results")
    page.get_by_label("Year").select_option("2018")
    page.get_by_role("button", name="Medals").click()
    nation = page.get_by_role("button", name="Norway")
    expect(nation).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#medals-1")).to_be_hidden()
    nation.click()
    expect(nation).to_have_attribute("aria-expanded", "true")
    parts = page.locator(f"#{nation.get_attribute('aria-controls')} li")
    assert [" ".join(text.split()) for text in parts.all_text_contents()] == ["Gold Men's team pursuit in 2018"]
    parts.get_by_role("button").click()
    expect(page.locator("#results .evidence mark.active")).to_contain_text("Norway")


def test_the_keyboard_reaches_all_of_both_tabs(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    upload(page, files(lake_txt=f"{TITLE}\n\n{BODY}".encode()))
    expect(page.locator("#shelf .holding")).to_be_visible()  # which is drawn after the outcome
    page.get_by_label("Search the library").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#shelf .drop input")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#shelf .paste summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#shelf .holding .title")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reading-title")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#shelf .holding .remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#shelf .holding .remove")).to_be_focused()
    page.get_by_role("tab", name="Results").click()
    value = page.locator("#results .race .value").nth(1)
    value.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results .evidence .card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(value).to_be_focused()


def test_a_list_drawn_anew_keeps_the_place_of_the_keyboard(page: Page, empty: str) -> None:
    open_tab(page, empty, "Library")
    upload(page, files(lake_txt=f"{TITLE}\n\n{BODY}".encode()))
    for button in (page.locator("#shelf .holding .title"), page.locator("#shelf .holding .remove")):
        expect(button).to_be_visible()
        button.focus()
        page.locator("#shelf .holding").evaluate("holding => (holding.dataset.old = 'yes')")
        page.locator("#shelf .search input").dispatch_event("input")
        expect(page.locator("#shelf .holding[data-old]")).to_have_count(0)
        expect(button).to_be_focused()


@pytest.mark.parametrize("tab", ["Library", "Results"])
def test_a_phone_shows_the_tabs_without_scrolling_sideways(page: Page, address: str, tab: str) -> None:
    page.set_viewport_size(PHONE)
    open_tab(page, address, tab)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    hidden = page.locator("#results .evidence")
    if tab == "Results":
        expect(hidden).to_be_hidden()
        page.locator("#results .race .value").first.click()
        expect(page.locator("#results .evidence mark.active").first).to_be_in_viewport()
        page.locator("#results .evidence .close").click()
        expect(hidden).to_be_hidden()
        page.get_by_role("button", name="Medals").click()
        page.locator("#results .medals .nation").first.click()
    else:
        page.locator("#shelf .holding .title").first.click()
        expect(page.locator("#shelf .reading .text")).to_be_visible()
    wide = page.evaluate(
        "() => [...document.querySelectorAll('#shelf *, #results *')].filter(n => n.checkVisibility() && "
        "!n.closest('.scroll') && n.getBoundingClientRect().right > innerWidth + 1).map(n => n.outerHTML.slice(0, 80))"
    )
    assert wide == []


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_both_tabs(page: Page, address: str, empty: str, scheme: str, size: ViewportSize) -> None:
    """axe-core finds nothing against WCAG 2.2 AA: empty, with outcomes, with articles, in the dialog, with sources."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(size)
    for tab in ("Results", "Library"):
        open_tab(page, empty, tab)
        assert violations(page) == []
    page.get_by_text("Paste a text instead").click()
    upload(page, files(empty_txt=b"", lake_txt=f"{TITLE}\n\n{BODY}".encode()))
    page.locator("#shelf .holding").wait_for()
    assert violations(page) == []
    page.locator("#shelf .holding .remove").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    open_tab(page, address, "Library")
    assert violations(page) == []
    page.locator("#shelf .holding .title").first.click()
    page.locator("#shelf .reading .facts button").first.click()
    assert violations(page) == []
    page.get_by_role("tab", name="Results").click()
    page.locator("#results .race .value").first.click()
    page.locator("#results .evidence .card").first.wait_for()
    assert violations(page) == []
    page.locator("#results .evidence .open").first.click()
    page.locator("#results .evidence .text").wait_for()
    assert violations(page) == []
    page.locator("#results .evidence .close").dispatch_event("click")
    page.get_by_role("button", name="Medals").click()
    page.locator("#results .medals .nation").first.click()
    assert violations(page) == []


def test_the_bundled_reports_step_back_when_a_visitor_adds(
    page: Page, bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shutil.copytree(bundled, tmp_path / "podium" / "bundled")
    with served(tmp_path / "podium" / "bundled") as address:
        open_tab(page, address, "Library")
        expect(page.locator("#shelf .hint")).to_contain_text("the samples step back")
        upload(page, files(lake_txt=f"{TITLE}\n\n{BODY}".encode()))
        expect(page.locator("#shelf .holding .title")).to_have_text([TITLE])
        expect(page.locator("#shelf .hint")).to_have_count(0)
        page.get_by_role("tab", name="Ask").click()
        expect(page.locator("#welcome .ask").first).to_have_text("Who won the women's kayak sprint in 2019?")
    assert len(readers.find_files([tmp_path / "podium"])) == 0  # nothing of what was sent is kept as a file
