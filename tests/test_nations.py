"""Nations: every usual way to name one is read, and words that only look like one are not."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.core import get_global

from qa.nations import (
    Nation,
    NationForm,
    NationMention,
    find_nations,
    iso3,
    nation,
    nations,
    read_nation,
    related,
)

NOUN, ADJECTIVE, PERSON, PEOPLE, CODE = NationForm

Found = list[tuple[str, str, NationForm]]


def read(text: str, *, cased: bool = True) -> Found:
    return [(text[found.start : found.end], found.code, found.form) for found in find_nations(text, cased=cased)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's Tore Lund (NOR)", [("Norway", "NOR", NOUN), ("NOR", "NOR", CODE)]),
        ("Tore Lund of the Netherlands' B team", [("Netherlands", "NED", NOUN)]),
        ("Korea lost to Great Britain", [("Korea", "KOR", NOUN), ("Great Britain", "GBR", NOUN)]),
        ("North Korea, South Korea", [("North Korea", "PRK", NOUN), ("South Korea", "KOR", NOUN)]),
        (
            "the US, the U.S., USA and the States",
            [("US", "USA", NOUN), ("U.S.", "USA", NOUN), ("USA", "USA", CODE), ("the States", "USA", NOUN)],
        ),
        ("the People's Republic of China", [("People's Republic of China", "CHN", NOUN)]),
        (
            "Hong Kong, China and Chinese Taipei",
            [("Hong Kong, China", "HKG", NOUN), ("Chinese Taipei", "TPE", NOUN)],
        ),
        ("Trinidad & Tobago", [("Trinidad & Tobago", "TTO", NOUN)]),
        ("Bosnia-Herzegovina", [("Bosnia-Herzegovina", "BIH", NOUN)]),
        ("the United\nStates", [("United\nStates", "USA", NOUN)]),
        ("Côte d’Ivoire and Türkiye", [("Côte d’Ivoire", "CIV", NOUN), ("Türkiye", "TUR", NOUN)]),
        ("Irina Volk (Belorus)", [("Belorus", "BLR", NOUN)]),
        ("1. Jan Holt (Netherland) 1:40.11", [("Netherland", "NED", NOUN)]),
        ("Irina Volk (DEU)", [("DEU", "GER", CODE)]),
        ("J. Friis (Den) at 3sec, P. Ruiz (Sp.) 5", [("Den", "DEN", CODE), ("Sp", "ESP", CODE)]),
        ("Jan Holt (Ned) of Den Bosch", [("Ned", "NED", CODE)]),
        ("East German and West German crews", [("East German", "GDR", ADJECTIVE), ("West German", "FRG", ADJECTIVE)]),
        ("the Soviet Union, the USSR", [("Soviet Union", "URS", NOUN), ("USSR", "URS", NOUN)]),
        ("the Russian Olympic Committee (ROC)", [("Russian Olympic Committee", "ROC", NOUN), ("ROC", "ROC", CODE)]),
        ("GERMANY BEAT POLISH CREW", [("GERMANY", "GER", NOUN), ("POLISH", "POL", ADJECTIVE)]),
        ("Scotland and Northern Ireland", [("Scotland", "SCO", NOUN), ("Northern Ireland", "NIR", NOUN)]),
        ("Hosts England won", [("England", "ENG", NOUN)]),
        ("In Jordan, Jordan Hale of Jordan won", [("Jordan", "JOR", NOUN), ("Jordan", "JOR", NOUN)]),
    ],
)
def test_articles_name_nations_by_noun_and_code(text: str, expected: Found) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Dutch trio", [("Dutch", "NED", ADJECTIVE)]),
        ("the Dutch faded", [("Dutch", "NED", PEOPLE)]),
        ("behind the French, who", [("French", "FRA", PEOPLE)]),
        ("the Norwegians", [("Norwegians", "NOR", PEOPLE)]),
        ("American Jo Hart", [("American", "USA", ADJECTIVE)]),
        ("the American was third", [("American", "USA", PERSON)]),
        ("the Kenyan's best", [("Kenyan", "KEN", PERSON)]),
        ("fellow Canadian, Jo Hart", [("Canadian", "CAN", PERSON)]),
        ("the Japanese was third", [("Japanese", "JPN", PERSON)]),
        ("the Japanese were third", [("Japanese", "JPN", PEOPLE)]),
        ("one more Danish speed record", [("Danish", "DEN", ADJECTIVE)]),
        ("Dutchman Jan Holt and Dutchwoman Eva Holt", [("Dutchman", "NED", PERSON), ("Dutchwoman", "NED", PERSON)]),
        ("a Briton, a Swede, a Pole", [("Briton", "GBR", PERSON), ("Swede", "SWE", PERSON), ("Pole", "POL", PERSON)]),
        ("two Frenchmen and three Danes", [("Frenchmen", "FRA", PEOPLE), ("Danes", "DEN", PEOPLE)]),
        ("Finn Jari Salmi", [("Finn", "FIN", PERSON)]),
    ],
)
def test_adjectives_persons_and_peoples_are_told_apart(text: str, expected: Found) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pole vault results",
        "started from Pole Position",
        "KAMLOOPS, British Columbia",
        "in New England and New South Wales",
        "Finn Hale won",
        "Tom Holland won",
        "Georgia Moss and Chad Lowe",
        "a Kenyan-born runner",
        "us and them can win; per den",
        "he wore the polish of a champion in jordan",
        "YOU CAN WIN AND LOSE",
        "VAN DALEN TAKES STAGE",
        "at 7:30 p.m. EST",
        "12 MAR 2015",
        "(OR) and (WR)",
        "South American champions",
    ],
)
def test_words_that_only_look_like_a_nation_are_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ned women 2015 time", [("ned", "NED", CODE)]),
        ("nor women relay", [("nor", "NOR", CODE)]),
        ("did CAN beat NOR", [("CAN", "CAN", CODE), ("NOR", "NOR", CODE)]),
        ("how come the us lost", [("us", "USA", NOUN)]),
        ("how did us men do", [("us", "USA", NOUN)]),
        ("u.s. or uk", [("u.s.", "USA", NOUN), ("uk", "GBR", NOUN)]),
        ("norways winning time", [("norway", "NOR", NOUN)]),
        ("norway's winning time", [("norway", "NOR", NOUN)]),
        ("did the russians beat the dutch?", [("russians", "RUS", PEOPLE), ("dutch", "NED", PEOPLE)]),
        ("polish girls in the pole vault", [("polish", "POL", ADJECTIVE)]),
        ("what about the poles", [("poles", "POL", PEOPLE)]),
        ("who skated for jordan?", [("jordan", "JOR", NOUN)]),
        ("team chad", [("chad", "CHA", NOUN)]),
        ("great britain v south korea", [("great britain", "GBR", NOUN), ("south korea", "KOR", NOUN)]),
        ("roc men", [("roc", "ROC", CODE)]),
    ],
)
def test_questions_name_nations_in_small_letters(text: str, expected: Found) -> None:
    assert read(text, cased=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "can you say who won and by how much per lap",
        "who won in may, nor or the mas",
        "did he tell us who won",
        "who beat us",
        "did jordan win",
        "time of chad hedges",
        "who crossed the finnish line first",
        "what about the pole vault",
    ],
)
def test_questions_keep_small_words_that_are_no_nation(text: str) -> None:
    assert read(text, cased=False) == []


def test_a_mention_holds_its_span_without_article_and_possessive() -> None:
    assert find_nations("by the Norwegians' B team") == [NationMention(7, 17, "NOR", PEOPLE)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the Dutch", "NED"),
        ("NED", "NED"),
        ("norwegians", "NOR"),
        ("Team GB", None),
        ("gb", "GBR"),
        ("the United States", "USA"),
        ("Norway won", None),
        ("British Columbia", None),
        ("", None),
    ],
)
def test_words_alone_are_one_nation_or_none(words: str, code: str | None) -> None:
    assert read_nation(words) == (nation(code) if code else None)


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("RUS", {"RUS", "ROC", "OAR", "ANA", "AIN", "EUN", "URS"}),
        ("ROC", {"RUS", "ROC", "OAR", "ANA", "AIN", "EUN", "URS"}),
        ("GDR", {"GER", "GDR", "FRG", "EUA"}),
        ("ENG", {"ENG", "GBR"}),
        ("CZE", {"CZE", "TCH", "BOH"}),
        ("NOR", {"NOR"}),
    ],
)
def test_codes_of_the_same_athletes_are_related(code: str, codes: set[str]) -> None:
    assert related(code) == codes


def test_being_related_is_mutual() -> None:
    assert all(one.code in related(other) for one in nations() for other in related(one.code))


def test_an_unknown_code_is_named_in_the_error() -> None:
    assert nation("NED") == Nation("NED", "Netherlands")
    with pytest.raises(KeyError, match="XYZ"):
        nation("XYZ")


def test_every_code_stands_once() -> None:
    codes = [one.code for one in nations()]
    assert len(codes) == len(set(codes))


def test_iso_codes_and_names_agree_with_the_unicode_tables() -> None:
    aliases, territories = get_global("territory_aliases"), Locale("en").territories
    coded = {
        one.code: code for one in nations() if (code := iso3(one.code)) and one.code != "KOS"
    }  # XKX is no ISO code
    assert len(coded) > 200
    named = {code: re.sub(r" \(.*\)", "", territories[aliases[iso][0]]) for code, iso in coded.items()}
    named = {code: name.replace(" - ", "-") for code, name in named.items()}
    read_as = {code: found.code if (found := read_nation(name)) else name for code, name in named.items()}
    assert read_as == {code: code for code in coded}
