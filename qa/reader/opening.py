"""Opens a reader by its name: Podium's own, none, or a question-answering model of the Hugging Face hub."""

from __future__ import annotations

from pathlib import Path

from qa.reader.errors import ReaderMissing
from qa.reader.hub import HubReader
from qa.reader.own import OwnReader
from qa.reader.records import Reader

DEFAULT_READER = OwnReader.name
NONE = "none"


def open_reader(name: str = DEFAULT_READER) -> Reader | None:
    """Return a reader, None for "none"; what it needs is loaded at its first question.

    Raise ReaderMissing where the name can be no model: it looks like a folder, and there is none.
    """
    if name == NONE:
        return None
    if name == DEFAULT_READER:
        return OwnReader()
    if not Path(name).is_dir() and (name.count("/") != 1 or name.startswith((".", "/", "~"))):
        remedy = f"name a folder, a model of the Hugging Face hub (owner/name), `{DEFAULT_READER}` or `{NONE}`"
        raise ReaderMissing(name, "there is no such reader", remedy)
    return HubReader(name)
