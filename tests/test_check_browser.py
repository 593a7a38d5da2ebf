"""The tab that checks a draft, in a real browser: verdicts, their sentences, files, and texts that stay texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import served, watched

pytestmark = pytest.mark.browser

DRAFT = "Norway won the men's team pursuit at the 2018 Winter Olympics in 3:37.13. It was a cold day."
ATTACKS = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<img src=http://example.org/seen.png>",
    '"><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "[press](javascript:window.pwned=1)",
    '<a class="cite" href="#cite=1:0000:0-4">1</a>',
]


@pytest.fixture(scope="module")
def address(bundled: Path) -> Iterator[str]:
    with served(bundled) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """Give the open tab."""
    with watched(chromium, console=False) as page:
        page.goto(address)
        page.get_by_role("tab", name="Check a draft").click()
        page.locator("#draft").wait_for()
        yield page


def check(page: Page, draft: str) -> None:
    page.locator("#draft").fill(draft)
    with page.expect_response("**/component_server/**"):
        page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("button", name="Check the draft")).to_be_enabled()


def test_claims_are_marked_and_their_citations_open_the_sentences(page: Page) -> None:
    check(page, DRAFT)
    expect(page.locator("#checking .summary")).to_have_text(
        "1 supported, 1 contradicted; 1 sentence without a checkable claim."
    )
    expect(page.locator("#checking .sentence").first).to_have_text(DRAFT.partition(". ")[0] + ".")
    expect(page.locator("#checking .words.contradicted")).to_have_text("3:37.13")
    wrong = page.locator("#checking .claim.contradicted")
    expect(wrong).to_contain_text("3:37.13 → the articles say 3:37.31")
    wrong.locator("a.cite").first.click()
    marked = page.locator("#checking .evidence mark.active")
    expect(marked).to_have_text("1. Norway (Håvard Bøkko, Simen Spieler Nilsen, Sverre Lunde Pedersen) 3:37.31")
    expect(marked).to_be_in_viewport()
    page.locator("#checking .evidence .open").first.click()
    expect(page.locator("#checking .evidence .text")).to_have_count(1)
    page.locator("#checking .evidence .back").click()
    expect(marked).to_be_visible()
    expect(page.locator("#draft")).to_have_value(DRAFT)


def test_altered_words_of_a_quotation_are_marked(page: Page) -> None:
    check(page, '"My leg hasn\'t recovered from the fall," said Nana Takagi.')
    expect(page.locator("#checking .changes del")).to_have_text("leg")
    expect(page.locator("#checking .changes ins")).to_have_text("mind")


def test_a_file_is_checked_and_one_that_is_none_is_explained(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    page.locator("#checking input[type=file]").set_input_files(file)
    expect(page.locator("#checking .words.contradicted")).to_have_text("3:37.13")
    expect(page.locator("#draft")).to_have_value(DRAFT)
    file.write_bytes(b"\x00\x01" * 99)
    page.locator("#checking input[type=file]").set_input_files(file)
    expect(page.locator("#checking .summary.trouble")).to_contain_text("draft.txt: is binary")


def test_an_empty_draft_is_explained(page: Page) -> None:
    check(page, "  ")
    expect(page.locator("#checking .summary.trouble")).to_have_text("The draft is empty: give the text to check.")


def test_texts_of_a_draft_are_shown_and_not_obeyed(page: Page) -> None:
    for attack in ATTACKS:
        check(page, f"{DRAFT} {attack} said Nana Takagi. “{attack} hasn't recovered from the fall,” said Takagi.")
        expect(page.locator("#checking .words.contradicted").first).to_be_visible()
        foreign = "#checking .verdicts :is(script, img, iframe, [onerror])"
        assert page.locator(foreign).count() == 0
        assert page.locator("#checking .sentence a").count() == 0
        assert attack in (page.locator("#checking .verdicts").text_content() or "")


def test_on_a_phone_the_sources_come_up_and_go(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    check(page, DRAFT)
    evidence = page.locator("#checking .evidence")
    expect(evidence).to_be_hidden()
    page.locator("#checking a.cite").first.click()
    expect(evidence).to_be_visible()
    page.locator("#checking .close").click()
    expect(evidence).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
