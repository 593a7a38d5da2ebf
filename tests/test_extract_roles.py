"""Who rode, trained, owned, coached, coxed or piloted whom is read where both names are certain, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from qa.extract import extract_facts
from qa.facts import Role
from sources.readers import read_text

Row = tuple[str, str, str | None]
HORSES = "Horse racing: Harrow Gold Cup"
ROWING = "Rowing regatta, women's eight"
BOBS = "Four-man bobsleigh World Cup"
SAILING = "Sailing: Harbour Week"
RALLY = "Rally of the Lakes"


def roles(text: str) -> list[Row]:
    """Return each role as (who, role, of whom)."""
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    facts = [fact for fact in extract_facts(article) if isinstance(fact, Role)]
    return [(fact.member.value.name, fact.role.value, fact.of.value.name if fact.of else None) for fact in facts]


RIVER = "Bold River"
STATED = [
    (
        HORSES,
        "Bold River, trained by Jack Lane and ridden by Tom Moss, won by a neck.",
        [("Jack Lane", "trainer", RIVER), ("Tom Moss", "rider", RIVER)],
    ),
    (HORSES, "Bold River was ridden by Tom Moss.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "Bold River, partnered by 19-year-old Tom Moss, won.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "Bold River (11-4), a six-year-old mare owned by Ada Gore, won.", [("Ada Gore", "owner", RIVER)]),
    (
        HORSES,
        "Owned and trained by Ada Gore, Bold River won by a neck.",
        [("Ada Gore", "owner", RIVER), ("Ada Gore", "trainer", RIVER)],
    ),
    (HORSES, "Tom Moss rode the 12-1 shot Bold River to victory.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "Tom Moss won on Bold River.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "Tom Moss, aboard Bold River, won by a neck.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "Bold River won under Tom Moss.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "The favourite Bold River, with Tom Moss up, was third.", [("Tom Moss", "rider", RIVER)]),
    (HORSES, "The Jack Lane-trained Bold River won by a neck.", [("Jack Lane", "trainer", RIVER)]),
    (HORSES, "Jack Lane, trainer of Bold River, was happy.", [("Jack Lane", "trainer", RIVER)]),
    (HORSES, "Jack Lane, Bold River's trainer, was happy.", [("Jack Lane", "trainer", RIVER)]),
    (HORSES, "Bold River's trainer Jack Lane said the mare was tired.", [("Jack Lane", "trainer", RIVER)]),
    (HORSES, "The owner of Bold River, Ada Gore, was happy.", [("Ada Gore", "owner", RIVER)]),
    (HORSES, "Winning jockey Tom Moss said the horse was tired.", [("Tom Moss", "rider", None)]),
    (
        HORSES,
        "Queen's Whisper, owned by Ada Gore, was second.",
        [("Ada Gore", "owner", "Queen's Whisper")],
    ),
    (
        HORSES,
        "1. Bold River (T. Moss, J. Lane) 5-1\n2. Old Tin (P. Reed) 9-2 fav\n3. Sunlight 20-1 ridden by Will Orme",
        [
            ("T. Moss", "rider", RIVER),
            ("J. Lane", "trainer", RIVER),
            ("P. Reed", "rider", "Old Tin"),
            ("Will Orme", "rider", "Sunlight"),
        ],
    ),
    (
        HORSES,
        "1. Bold River 5-1\n2. Old Tin 9-2 favourite\nWinner owned by Mrs Ada Gore and trained in Dorset by Jack Lane.",
        [("Ada Gore", "owner", RIVER), ("Jack Lane", "trainer", RIVER)],
    ),
    (
        BOBS,
        "Pilot Jan Brandt steered Poland II to the title.",
        [("Jan Brandt", "pilot", "Poland II")],
    ),
    (
        BOBS,
        "Germany's Jan Brandt and brakeman Kai Holm won by 0.02 seconds.",
        [("Kai Holm", "brakeman", "Jan Brandt")],
    ),
    (
        BOBS,
        "Poland I, piloted by Jan Brandt with brakeman Kai Holm, won.",
        [("Jan Brandt", "pilot", "Poland I"), ("Kai Holm", "brakeman", "Jan Brandt")],
    ),
    (
        BOBS,
        "Jan Brandt and his crew of Dirk Zan, Lutz Eis and brakeman Jorg Pol clocked 3:33.64.",
        [("Jorg Pol", "brakeman", "Jan Brandt")],
    ),
    (BOBS, "Jan Brandt won with Kai Holm on the brakes.", [("Kai Holm", "brakeman", "Jan Brandt")]),
    (
        ROWING,
        "Leander, stroked by 20-year-old Ada Vaud and coxed by Nell Pom, won in 5:49.91.",
        [("Ada Vaud", "stroke", "Leander"), ("Nell Pom", "cox", "Leander")],
    ),
    (ROWING, "With Nell Pom coxing, Leander won the eights.", [("Nell Pom", "cox", "Leander")]),
    (ROWING, "Norway coach Ada Gore was happy.", [("Ada Gore", "coach", "Norway")]),
    (ROWING, "Norway, coached by Ada Gore, won in 5:49.91.", [("Ada Gore", "coach", "Norway")]),
    (ROWING, "Ada Gore, the coach of Norway, was happy.", [("Ada Gore", "coach", "Norway")]),
    (ROWING, "Lena Frost is coached by her father Ole Frost.", [("Ole Frost", "coach", "Lena Frost")]),
    (ROWING, "Lena Frost won. Her coach Ada Gore was happy.", [("Ada Gore", "coach", "Lena Frost")]),
    (SAILING, "Skipper Hugo Pell steered Wind Rose to third place.", [("Hugo Pell", "skipper", "Wind Rose")]),
    (SAILING, "Wind Rose, skippered by Hugo Pell, was third.", [("Hugo Pell", "skipper", "Wind Rose")]),
    (RALLY, "Rui Santos and co-driver Hugo Pell won the rally.", [("Hugo Pell", "co-driver", "Rui Santos")]),
    (RALLY, "Rui Santos drove the Lotus to victory.", [("Rui Santos", "driver", "Lotus")]),
    ("Sidecar race", "Rui Santos and passenger Hugo Pell won.", [("Hugo Pell", "passenger", "Rui Santos")]),
    ("Tandem sprint", "Ada Gore and pilot Lena Frost won the tandem sprint.", [("Lena Frost", "pilot", "Ada Gore")]),
    ("Tennis doubles", "Lena Frost, partnered by Ada Gore, won.", [("Ada Gore", "partner", "Lena Frost")]),
    ("Handball", "Norway goalkeeper Ada Gore saved a penalty.", [("Ada Gore", "goalkeeper", "Norway")]),
]
NOT_STATED = [
    (HORSES, "Bold River was not ridden by Tom Moss."),
    (HORSES, "Bold River will be ridden by Tom Moss."),
    (HORSES, "If Tom Moss rides Bold River, he wins."),
    (HORSES, "Tom Moss had ridden Bold River last year."),
    (HORSES, "Tom Moss rode home on Saturday."),
    (HORSES, '"Tom Moss rode Bold River well," said Jack Lane.'),
    (HORSES, "Trainer Jack Lane said Bold River was tired."),
    (HORSES, "was ridden by Tom Moss."),
    (HORSES, "Will Tom Moss, aboard Bold River, win?"),
    (ROWING, "Lena Frost was formerly coached by Ada Gore."),
    (ROWING, "The Norwegian coach Ada Gore was happy."),
    (ROWING, "Lena Frost beat Mara Quill. Her coach Ada Gore was happy."),
    (ROWING, "Leander beat Thames with Nell Pom coxing."),
    (ROWING, "Lena Frost's training partner Ada Gore was second."),
    (ROWING, "Lena Frost was coached to victory."),
    (ROWING, "Lena Frost, who was coached by Ada Gore until last year, won."),
    (ROWING, "Lena Frost owns the Harbour record."),
    (ROWING, "The coach of the year, Ada Gore, was there."),
    (ROWING, "Ole Frost trained with Hugo Pell in Kenya."),
    (ROWING, "Captain Lena Frost led Norway home."),
    (BOBS, "He and brakeman Kai Holm walked away."),
    (RALLY, "Rui Santos drove Norway wild."),
    ("Cycling: tour of the lakes", "Rui Santos rode Hugo Pell off his wheel."),
]


@pytest.mark.parametrize(("heading", "text", "stated"), STATED)
def test_a_role_is_read_with_who_has_it_and_for_whom(heading: str, text: str, stated: list[Row]) -> None:
    assert sorted(roles(f"{heading}\n\n{text}\n"), key=str) == sorted(stated, key=str)


@pytest.mark.parametrize(("heading", "text"), NOT_STATED)
def test_where_a_name_or_the_fact_is_uncertain_there_is_no_role(heading: str, text: str) -> None:
    assert roles(f"{heading}\n\n{text}\n") == []


def test_every_slot_of_a_role_stands_where_it_was_read() -> None:
    text = "Horse racing\n\nBold River, trained by Jack Lane, won.\n"
    article = read_text(text, source="x.txt", published=date(2031, 2, 9))
    found = [fact for fact in extract_facts(article) if isinstance(fact, Role)]
    spans = [(slot.start, slot.end) for fact in found for slot in (fact.member, fact.role, fact.of) if slot is not None]
    assert [article.text[start:end] for start, end in spans] == ["Jack Lane", "trained", "Bold River"]
