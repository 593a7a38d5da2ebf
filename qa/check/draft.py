"""Check a draft: read it as an article is read, and set each claim beside what the articles state."""

from __future__ import annotations

from qa.archive import Archive
from qa.check.alignment import align
from qa.check.records import CheckedDraft, CheckedSentence
from qa.extract.scene import read_scenes
from sources.drafts import Draft, finish
from sources.errors import UnreadableFile

LONGEST_DRAFT = 200_000  # characters: a long feature has 30,000
NAME = "draft"


class BadDraft(ValueError):
    """A text that cannot be checked; the message says why and what to do."""


def check_draft(text: str, archive: Archive) -> CheckedDraft:
    """Check every claim of a draft against the articles of an archive.

    Offsets in the result count characters of `text`. Raise BadDraft where it is empty or longer than LONGEST_DRAFT.
    """
    if len(text) > LONGEST_DRAFT:
        raise BadDraft(f"The draft has {len(text):,} characters, {LONGEST_DRAFT:,} are allowed: check it in parts.")
    if not text.strip():
        raise BadDraft("The draft is empty: give the text to check.")
    try:
        article = finish(Draft(text), source=NAME)
    except UnreadableFile as error:
        raise BadDraft("The draft holds no text to check: give sentences.") from error
    place = align(text, article.text)
    sentences = []
    for scene in read_scenes(article).scenes:
        start, end = place(scene.sentence.start, scene.sentence.end)
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        sentences.append(CheckedSentence(start, end, line, column, text[start:end]))
    return CheckedDraft(text, tuple(sentences))
