"""Facts as a pandas DataFrame. What a fact says in words is left to `lines`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from index.records import ArticleEntry
from qa.lines import FactLine

if TYPE_CHECKING:
    import pandas as pd

OF_FACT = tuple(field.name for field in fields(FactLine))
OF_ARTICLE = ("title", "publisher", "published", "source")


def facts_frame(facts: Iterable[FactLine], entries: Iterable[ArticleEntry]) -> pd.DataFrame:
    """Return a row for each fact, with what is known of its article; `published` is a day, NaT where none is known."""
    import pandas as pd

    known = {entry.article: {name: getattr(entry, name) for name in OF_ARTICLE} for entry in entries}
    frame = pd.DataFrame([asdict(fact) | known[fact.article] for fact in facts], columns=[*OF_FACT, *OF_ARTICLE])
    return frame.astype({"start": "int64", "end": "int64", "published": "datetime64[s]"})
