"""Read a draft the way articles are read: cleaned, cut into sentences, its facts found. Judging them is for others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.archive import Archive
from qa.extract.article import facts_of
from qa.extract.scene import Scene, Scenes, read_scenes
from qa.facts import Fact
from sources.drafts import Draft, finish
from sources.errors import UnreadableFile

LONGEST_DRAFT = 200_000  # characters: a long feature has 30,000
NAME = "draft"
# The marks around *so* and **so** in Markdown.
EMPHASIS = re.compile(
    r"(?<![\w*])[*_]{1,3}(?=[\w\"“‘(])|(?<=[\w.,;:!?\"”’)])[*_]{1,3}(?![\w*])"
)  # of Markdown: *so*, **so**


class BadDraft(ValueError):
    """A text that cannot be checked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft as an article, with its sentences and facts."""

    scenes: Scenes
    facts: tuple[Fact, ...]

    def scene_at(self, position: int) -> Scene:
        """Return the sentence that holds a character of the draft's cleaned text, else the one before it."""
        found = self.scenes.scenes[0]
        for scene in self.scenes.scenes:
            if scene.sentence.start > position:
                break
            found = scene
        return found


def read_draft(text: str, archive: Archive) -> ReadDraft:
    """Read a draft; whom the articles know, it may name by the surname. Raise BadDraft where it cannot be read."""
    if len(text) > LONGEST_DRAFT:
        raise BadDraft(f"The draft has {len(text):,} characters, {LONGEST_DRAFT:,} are allowed: check it in parts.")
    if not text.strip():
        raise BadDraft("The draft is empty: give the text to check.")
    try:
        article = finish(Draft(EMPHASIS.sub("", text)), source=NAME)
    except UnreadableFile as error:
        raise BadDraft("The draft holds no text to check: give sentences.") from error
    known = sorted({name for names in archive.people.values() for name in names}, key=lambda name: (-len(name), name))
    scenes = read_scenes(article, known=dict.fromkeys(known).keys())
    return ReadDraft(scenes, tuple(facts_of(scenes)))
