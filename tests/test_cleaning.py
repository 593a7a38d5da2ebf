"""Cleaning: page furniture out, broken and wrapped lines joined, rows and headings kept, no sentence lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.cleaning import clean, strip_links
from sources.decoding import normalise

PROSE = "Sven Holt won the race in Oslo on Sunday."


@pytest.mark.parametrize(
    "furniture",
    [
        "MARI LIND/Getty Images",
        "Mari Lind / Reuters",
        "Mari Anna Lind/Nordfoto",
        "Mari Lind via Imago Images",
        "Photo: Mari Lind",
        "Photograph by Mari Lind",
        "Image credit: Nordfoto",
        "© Nordic Sport 1999",
        "All rights reserved.",
        "Social Media:\n\n[@nordrow](#)\n\n[@nordrow](#) / [#RowOn](#)\n\n[Nord Row](#)\n\nnordrow.example.com/news",
        "What's next ?\n\nSunday, March 3\nMen's 500m, 14:15 (local time)",
        "Stay connected with the federation:\n\n[Entries](#)\n[Press Kits](#)\n[Biographies](#)",
        "Podcast:\n\n[The Rowing Hour](#)",
        "Subscribe to our [weekly letter](#) for the latest from the regatta",
        "Follow us on Facebook and Instagram!",
        "[Home](#)\n[News](#)\n[Results](#)",
        "@nordrow #RowOn https://nordrow.example",
        "Share this",
        "Read more: Lind out for the season",
        "Related articles\n\nLind out for the season\n\nA day at the regatta",
        "Facebook | Twitter | Email",
        "We use cookies to give you the best experience. Accept all.",
        "3 min read",
        "Advertisement",
        "About the Nordic Rowing Federation\n\nThe Nordic Rowing Federation (NRF), founded in 1920, is nrf.example.",
        "About us\n\nWe bring you rowing every day.",
    ],
)
def test_page_furniture_goes(furniture: str) -> None:
    assert clean(f"{PROSE}\n\n{furniture}") == PROSE


@pytest.mark.parametrize(
    "kept",
    [
        "Social media was full of praise for Holt.",
        "About 3,000 spectators lined the course.",
        "About the course\n\nThe course, built by the ski association, is 12 km long.",
        "About Mari Lind\n\nMari Lind was born in Bergen and won the national title.",
        "Read more into it than that and you are mistaken.",
        "Like us, they had trained in the snow.",
        "We baked cookies after the race.",
        "Share of the lead: Holt and Lind, two strokes each.",
        "Follow Holt, and you follow the race.",
        "Photo: Holt, in front, crosses the line before Lind.",
        "Oslo / Norway",
        "Mari Lind/Sven Holt",
        "Photo finish",
        "Visit the course in winter and you will see why.",
        "Team:\nLind\nHolt\nDahl",
    ],
)
def test_a_sentence_or_heading_of_the_report_stays(kept: str) -> None:
    assert clean(f"{PROSE}\n\n{kept}") == f"{PROSE}\n\n{kept}"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (f"Share this\n\nHolt wins gold\n\n{PROSE}", f"Holt wins gold\n\n{PROSE}"),
        (f"{PROSE}\n\nUp next\n\nSunday\n\nSecond race\n\n1. Lind 1:40.2\n2. Holt 1:41.0", None),
        (f"{PROSE}\n\nWhat's next?\n\nHolt will race in Bergen in March.", None),
        (f"{PROSE}\n\nTeam:\n[Lind](#)\n[Holt](#)\n[Dahl](#)", f"{PROSE}\n\nTeam:\nLind\nHolt\nDahl"),
        ("Holt took the title with\n\nMari Lind/Nordfoto\n\nhis last jump.", "Holt took the title with his last jump."),
        ("Holt celebrates (Photo by Mari Lind/Reuters).", "Holt celebrates."),
    ],
)
def test_what_follows_furniture_stays(raw: str, cleaned: str | None) -> None:
    kept = clean(raw)
    if cleaned is None:
        assert kept.startswith(PROSE)
        assert kept.endswith(raw.rsplit("\n\n", 1)[-1])
    else:
        assert kept == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (
            "The crew had spent most of\n\n  their strength by then.",
            "The crew had spent most of their strength by then.",
        ),
        ("Swedish\n\nwas the winner of the sprint.", "Swedish was the winner of the sprint."),
        ("The winner was Lind. And\n\nwas third.", "The winner was Lind. And was third."),
        ("The champion,\n\nMari Lind, was third.", "The champion, Mari Lind, was third."),
        ("It was over.\n\nwas third in the sprint.", "It was over.\n\nwas third in the sprint."),
        ("Second sprint race\n\nwas third.", "Second sprint race\n\nwas third."),
        ("1. Mari Lind\n\nwas third.", "1. Mari Lind\n\nwas third."),
        ("The winners:\n\nhe and she.", "The winners:\n\nhe and she."),
    ],
)
def test_only_a_broken_paragraph_is_mended(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (
            "BERGEN, Norway - Mari Lind of\nNorway, rowing alone for the first time in the regatta, took\nthe title.",
            "BERGEN, Norway - Mari Lind of Norway, rowing alone for the first time in the regatta, took the title.",
        ),
        (
            "Sven Holt of Norway, who had led since the first turn, won the\n1500 Metres on Sunday.",
            "Sven Holt of Norway, who had led since the first turn, won the 1500 Metres on Sunday.",
        ),
        (
            "After the race, in which he had been second, Sven Holt said:\n“I am happy.”",
            "After the race, in which he had been second, Sven Holt said: “I am happy.”",
        ),
        (
            "Mari Lind, who was the favourite that year, is a short-\ntrack skater.",
            "Mari Lind, who was the favourite that year, is a short-track skater.",
        ),
        (
            "   Lind won the race on Sunday in a time of 1:44.2 and was happy\nabout it.\n   Holt was second.",
            "Lind won the race on Sunday in a time of 1:44.2 and was happy about it.\n\nHolt was second.",
        ),
        ("Lind won.\nHolt was second.", "Lind won.\n\nHolt was second."),
    ],
)
def test_wrapped_lines_become_paragraphs(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    "rows",
    [
        "Men's 10 kms\n1. Sven Holt (Norway) 26:17.2 (1)\n2. Per Dahl (Sweden) 26:17.8 (2)\nStandings\n1. Dahl 82",
        "Standings:\n14. Sven Holt 3\n15 equal. Per Dahl 1\n15 equal. Ole Ek 1\nTeams:\n1. Arrow 149",
        "Ranking:\n1 Norway\n=2 Sweden\n=2 Finland\n4 Denmark",
        "GOLD: Mari Lind (NOR) 1:55.10\nSILVER: Ida Ek (SWE) 1:55.80\nBronze - Eva Dahl (FIN) 1:56.01",
        "100 metres\n1. Lind 10.21\n2. Holt 10.33\n200 metres\n1. Dahl 20.45\n2. Lind 20.60",
        "1) Lind\n2) Holt\n10= Dahl\nDNF Ek\nFastest lap: Lind 1:53.0",
        "Did not start:\nSven Holt (Norway) Arrow\nPer Dahl (Sweden) Comet\nvan Ek (Belgium) Comet",
        "Men: 1 Norway 3:41.3, 2 Sweden 3:41.5\nWomen: 1 Finland 3:50.2, 2 Norway 3:51.1",
        "Rank | Name | Time\n1 | Mari Lind | 1:55.10\n2 | Ida Ek | 1:55.80",
    ],
)
def test_rows_and_headings_keep_their_lines(rows: str) -> None:
    assert clean(rows) == rows


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        (
            "1. Sven Holt (Norway) 26 minutes (no\nfaults)\n2. Dahl",
            "1. Sven Holt (Norway) 26 minutes (no faults)\n2. Dahl",
        ),
        ("1. Holt\n2. Dahl (Sweden) Arrow 5.6 seconds\nbehind", "1. Holt\n2. Dahl (Sweden) Arrow 5.6 seconds behind"),
        (
            "1. Holt 1 hour 2 minutes\n12.5 seconds (fast)\n2. Dahl",
            "1. Holt 1 hour 2 minutes 12.5 seconds (fast)\n2. Dahl",
        ),
        (
            "1. Norway 3:37\n(Holt, Dahl)\n2. Sweden 3:38\n(Ek, Alm)",
            "1. Norway 3:37 (Holt, Dahl)\n2. Sweden 3:38 (Ek, Alm)",
        ),
        ("1. Holt 39 seconds.\n\n2. Dahl\n3. Ek", "1. Holt 39 seconds.\n2. Dahl\n3. Ek"),
        ("Medals:\n- Lind, gold\n• Ek, silver", "Medals:\nLind, gold\nEk, silver"),
    ],
)
def test_a_wrapped_or_parted_row_is_one_row(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("[Lind](#) beat [Holt](https://x.example/a_(b)) here", "Lind beat Holt here"),
        ('[Lind](/athletes/4 "Mari Lind") won', "Lind won"),
        ("![crew](crew.png)Lind won", "Lind won"),
        ("he [sic](he) won (again) [and] again", "he [sic](he) won (again) [and] again"),
    ],
)
def test_links_are_reduced_to_their_words(raw: str, plain: str) -> None:
    assert strip_links(raw) == plain


@given(st.text(alphabet=st.sampled_from('aA1 .,:\n\n-()[]#@/|"“”é\t'), max_size=300) | st.text(max_size=300))
def test_any_text_is_cleaned_without_loose_blanks(text: str) -> None:
    lines = clean(normalise(text)).split("\n")
    assert lines == [" ".join(line.split()) for line in lines]


@given(st.text(alphabet=st.sampled_from("aAb1 .,:\n-()"), max_size=200))
def test_cleaned_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once).split() == once.split()
