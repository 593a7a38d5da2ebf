"""The gist of an article: whom its sentences name and of which races they speak, kept so that most need not be read.

Reading the sentences of an article takes milliseconds, so a question to thousands of articles looks at their gists
first: an article whose gist does not meet its conditions has no sentence that does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.entrant import Entrant
from qa.extract.scene import Line, Scene
from qa.mention import Kind
from qa.nations import nations_of
from qa.race import Race
from sources.records import Article


@dataclass(frozen=True, slots=True)
class Gist:
    """What an article names, each once, in the order of its sentences.

    `persons` are those named, each with the nation that is said beside the name; `nations` are the codes of those
    whose racers or teams are named, `mentioned` of all whose name the title or the text holds; `races` are those that
    a sentence or a part of one may speak of; `headings` are the characters at which a heading begins.
    """

    persons: tuple[Entrant, ...]
    nations: tuple[str, ...]
    mentioned: tuple[str, ...]
    races: tuple[Race, ...]
    headings: tuple[int, ...]


def gist_of(article: Article, scenes: Iterable[Scene]) -> Gist:
    """Return the gist of an article whose sentences are read already."""
    persons: dict[Entrant, None] = {}
    nations: dict[str, None] = {}
    races: dict[Race, None] = {}
    headings = []
    for scene in scenes:
        races |= dict.fromkeys((scene.race, *(part.race for part in scene.parts)))
        if scene.line is Line.HEADING:
            headings.append(scene.sentence.start)
        for mention in scene.mentions:
            if not isinstance(mention.value, Entrant):
                continue
            if mention.kind is Kind.PERSON:
                persons[mention.value] = None
            elif mention.value.nation is not None:
                nations[mention.value.nation] = None
    mentioned = sorted(nations_of(f"{article.title}\n{article.text}"))
    return Gist(tuple(persons), tuple(nations), tuple(mentioned), tuple(races), tuple(headings))
