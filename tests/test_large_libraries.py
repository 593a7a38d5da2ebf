"""What keeps large libraries quick: gists, fields found by what they are kept under, and changes read alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from index.library import Library
from index.records import Hit
from qa.archive import Archive
from qa.asks import Asks
from qa.concepts import alike
from qa.copies import find_copies
from qa.desk import Desk
from qa.dossier import Dossier
from qa.entrant import Entrant, EntrantKind
from qa.evidence import BATCH, content_terms, find_evidence, scores
from qa.extract.scene import Line, read_scenes
from qa.facts import Result
from qa.field import fields
from qa.gathering import Company, Gathering
from qa.gold import read_gold
from qa.identity import evidently_same, same_entrant, same_race
from qa.proof import is_named_in, names
from qa.query import Query
from qa.question import read_question
from qa.race import Race
from qa.runner import Field, Runner
from qa.stems import stem
from qa.store import dump, load_gist
from shelving import desk_over
from sources.readers import read_text
from sources.records import Article

REGATTA = """Dahl wins the regatta

Ida Dahl won the women's single sculls at Varno on Sunday in 7:41.20, ahead of Lena Strand of Norway.

Semi-finals

Strand won the first in 7:50.11. "The wind was cruel", she said.
"""
MARATHON = """Ferrante holds on

Marco Ferrante of Italy won the men's marathon at Tarnhaven on Sunday in 2:09:41, 11 seconds ahead of Jon Aker.
"""
PUBLISHED = date(2031, 5, 5)
# Spellings of one person, two of them with nothing but the sound of a word in common.
SPELLINGS = (
    "Kim Min-seok",
    "Minseok Kim",
    "Kim Min Seok",
    "M. Kim",
    "Lindqvist",
    "Lindqist",
    "Marco Lindqvist",
    "Dahl",
)
EVERY_RACE = Query(text="", asks=Asks.OTHER, words=())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_over(tmp_path / "library", [REGATTA, MARATHON], published=PUBLISHED) as found:
        yield found


@pytest.fixture(scope="module")
def archive(bundled: Path) -> Iterator[Archive]:
    with Desk.open(bundled, reader="none") as found:
        yield found.archive


def test_the_gist_names_those_whom_a_sentence_names_and_no_others(archive: Archive) -> None:
    asked = [*archive.entrants, *(Entrant(EntrantKind.NATION, code, code) for code in ("NOR", "FIN", "XXX"))]
    wrong = [
        (entrant.name, article_id)
        for entrant, article_id in product(asked, archive.articles)
        if is_named_in(entrant, archive.gist(article_id), archive)
        != any(names(entrant, scene, archive) for scene in archive.scenes(article_id))
    ]
    assert wrong == []


def test_the_gist_has_the_races_and_the_headings_of_all_sentences(archive: Archive) -> None:
    for article_id, article in archive.articles.items():
        scenes = read_scenes(article).scenes
        gist = archive.gist(article_id)
        assert set(gist.races) == {race for scene in scenes for race in (scene.race, *(p.race for p in scene.parts))}
        assert gist.headings == tuple(scene.sentence.start for scene in scenes if scene.line is Line.HEADING)


def test_a_gist_is_kept_and_comes_back_as_it_went_in(archive: Archive, bundled: Path) -> None:
    with Library.open(bundled) as library:
        kept = library.snapshot().gists
    assert {article_id: load_gist(body) for article_id, body in kept.items()} == {
        article_id: dossier.gist for article_id, dossier in archive.dossiers.items()
    }
    assert {dump(load_gist(body)) for body in kept.values()} == set(kept.values())


@pytest.mark.parametrize(
    "question", ["Who won the women's single sculls?", "How was the wind?", "What happened to Italy?", "Who has a dog?"]
)
def test_a_library_from_before_there_were_gists_answers_the_same(desk: Desk, question: str) -> None:
    told = desk.ask(question)
    with closing(sqlite3.connect(desk.library.folder / "library.db")) as other:
        other.execute("UPDATE article SET gist = NULL")
        other.commit()
    with Desk.open(desk.library.folder, reader="none") as later:
        again = later.ask(question)
    assert (again.status, again.text, again.citations) == (told.status, told.text, told.citations)


def test_only_what_changed_is_read_again(desk: Desk) -> None:
    regatta, marathon = desk.archive.articles
    before = dict(desk.archive.dossiers)
    desk.add(read_text(MARATHON.replace("2:09:41", "2:09:14"), source="1.txt", published=PUBLISHED))
    assert list(desk.archive.articles)[0] == regatta
    assert desk.archive.dossiers[regatta] is before[regatta]
    assert marathon not in desk.archive.articles
    assert desk.ask("What was Ferrante's time in the marathon?").short == "2:09:14"
    desk.library.remove(regatta)
    assert [article.source for article in desk.archive.articles.values()] == ["1.txt"]


def test_facts_read_anew_and_another_source_are_seen(desk: Desk) -> None:
    regatta, marathon = desk.archive.articles
    desk.library.replace_facts(regatta, [])
    assert {known.article.id for known in desk.archive.known} == {marathon}
    assert desk.ask("Who won the marathon?").short == "Marco Ferrante"
    # The same text from another file, and then another text from the file it was known by.
    desk.add(read_text(MARATHON, source="copy.txt", published=PUBLISHED))
    desk.add(read_text(REGATTA.replace("Varno", "Holm"), source="1.txt", published=PUBLISHED))
    assert desk.archive.articles[marathon].source == "copy.txt"


def test_a_library_that_is_restored_from_a_backup_is_read_anew(desk: Desk, tmp_path: Path) -> None:
    held = list(desk.archive.articles)
    with (
        closing(sqlite3.connect(desk.library.folder / "library.db")) as now,
        closing(sqlite3.connect(tmp_path / "backup.db")) as kept,
    ):
        now.backup(kept)
        for article_id in held:
            desk.library.remove(article_id)
        assert not desk.archive.articles
        kept.backup(now)
    assert list(desk.archive.articles) == held
    assert desk.ask("Who won the marathon?").short == "Marco Ferrante"


def test_the_races_found_are_the_callers_to_change(desk: Desk) -> None:
    first = fields(EVERY_RACE, desk.archive, every_round=True)
    said = [(item.race, [(runner.entrant, len(runner.facts)) for runner in item.runners]) for item in first]
    assert said
    for item in first:
        item.race = Race()
        for runner in item.runners:
            runner.facts.clear()
        item.runners.clear()
    again = fields(EVERY_RACE, desk.archive, every_round=True)
    assert [(item.race, [(one.entrant, len(one.facts)) for one in item.runners]) for item in again] == said


def test_no_sentence_that_supports_all_words_is_overlooked(archive: Archive, root: Path) -> None:
    gold = read_gold((root / "tests/gold/questions.jsonl").read_bytes().splitlines())
    seen = 0
    for query in (read_question(one.question, archive) for one in gold[::4]):
        terms = content_terms(query)
        words = [alike(term) for term in terms]
        for article_id, dossier in archive.dossiers.items():
            article = archive.articles[article_id]
            if any(len(held) == len(terms) for _, _, held in scores(query, terms, article, archive)):
                assert dossier.may_support(words), (query.text, article_id)
                seen += 1
    assert seen > 50


def test_of_very_many_articles_those_found_best_answer(tmp_path: Path) -> None:
    # Of these, the places follow from the numbers, and every article has the words of the question.
    told = [
        f"Regatta number {number}\n\nThe umpire stopped the race because of a swan in lane {number}. "
        f"Ida Dahl rowed home alone after {number} minutes."
        for number in range(1, BATCH + 12)
    ]
    with desk_over(tmp_path / "library", told, published=PUBLISHED) as desk:
        query = read_question("Why did the umpire stop the race?", desk.archive)
        last = list(desk.archive.articles)[-1]
        hit = Hit(desk.library.passages(last)[0], score=1.0, lexical=1.0, semantic=1.0)
        evidence, missing = find_evidence(query, desk.archive, lambda _: [hit])
        assert (evidence[0].article.id, missing) == (last, [])
        assert [item.article.id for item in find_evidence(query, desk.archive, lambda _: [])[0]] != [last]
        unasked = read_question("Why did the umpire stop the parade?", desk.archive)
        assert find_evidence(unasked, desk.archive, lambda _: [hit]) == ([], ["parade"])


def test_a_copy_is_found_among_many_reports_that_share_phrases() -> None:
    phrases = "The results are those of the timekeepers on the day. Protests may be lodged until noon of the next day."
    texts = [
        " ".join(f"{crew}{number} rowed down lane {number} far behind {crew}{number + 1}." for crew in "ABCDEFGHIJKL")
        for number in range(60)
    ]
    articles = [Article(f"{at:016x}", f"{at}.txt", "Regatta", f"{text} {phrases}") for at, text in enumerate(texts)]
    copies = [Article(f"{at + 100:016x}", f"{at}.txt", "The regatta", f"{texts[at]} {phrases}") for at in range(40, 60)]
    assert find_copies([*articles, *copies]) == {copy.id: articles[at].id for at, copy in enumerate(copies, 40)}


@pytest.mark.parametrize(
    ("words", "may"),
    [
        (("wept", "fell"), True),  # next to each other
        (("wept", "regatta"), True),  # the title counts for all sentences
        (("wept", "cheered"), False),  # too far apart
        (("swan",), False),
    ],
)
def test_words_support_where_they_stand_together(words: Sequence[str], may: bool) -> None:
    filling = "Nothing more of note took place on the lake. " * 4
    text = f"{filling}Dahl fell. She wept. {filling}The crowd cheered."
    dossier = Dossier(Article("a" * 16, "a.txt", "Regatta", text))
    assert dossier.may_support([frozenset({stem(word)}) for word in words]) is may


def of_results(archive: Archive) -> Sequence[Field]:
    """Return a field for every result of an archive, unjoined."""
    return [Field(known.fact.race, [Runner(known.fact.entrant.value, [known])]) for known in archive.of(Result)]


def test_no_field_of_the_same_race_is_overlooked(archive: Archive) -> None:
    gathering = Gathering()
    for item in of_results(archive):
        gathering.add(item)
    for race in (Race(sport="rowing", year=2031), Race(competition="Varno Cup"), Race(event=("relay",), year=2018)):
        gathering.add(Field(race))
    races = dict.fromkeys([*(item.race for item in gathering.fields), Race(), Race(competition="Varno Cup", year=2031)])
    for race in races:
        same = set(gathering.same(race))
        assert {at for at, item in enumerate(gathering.fields) if same_race(item.race, race)} <= same
        assert list(gathering.near(race)) == sorted(gathering.near(race))


def test_no_field_that_is_evidently_the_same_is_overlooked(archive: Archive) -> None:
    gathering = Gathering()
    for item in of_results(archive):
        gathering.add(item)
    for item in gathering.fields:
        near = {at for at in gathering.near(item.race) if Company(gathering.fields[at]).may_share(Company(item))}
        assert {at for at, other in enumerate(gathering.fields) if evidently_same(other, item)} <= near


def test_a_field_that_is_described_anew_is_found_by_its_new_description() -> None:
    gathering = Gathering()
    known, fuller = Race(event=("relay",)), Race(event=("4x100m", "relay"), sex="women", year=2031)
    place = gathering.add(Field(known))
    gathering.describe(place, fuller)
    assert gathering.fields[place].race == fuller
    assert (gathering.same(Race(event=("4x100m",), sex="women", year=2031)), gathering.near(Race())) == ([0], [0])
    assert gathering.near(Race(event=("relay",), sex="men")) == []


@pytest.mark.parametrize(("one", "other"), list(product(SPELLINGS, SPELLINGS)))
def test_fields_with_one_person_in_common_may_share_company(one: str, other: str) -> None:
    left, right = (Entrant(EntrantKind.PERSON, name) for name in (one, other))
    if same_entrant(left, right):
        assert Company(Field(Race(), [Runner(left)])).may_share(Company(Field(Race(), [Runner(right)])))
