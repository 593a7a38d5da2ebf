"""How an article is referred to: its key, its day, its address. The formats that list references share it."""

from __future__ import annotations

import re

from anyascii import anyascii

from sources.records import Article

KEY_LETTERS = 24
ID_LETTERS = 8  # of the id, enough to tell the articles of a library apart


def key_of(article: Article) -> str:
    """Return the name a bibliography knows the article by, such as `longtrackbulletin2022-3f9a0c12`."""
    name = re.sub(r"[^a-z0-9]", "", anyascii(article.publisher or article.title).lower())[:KEY_LETTERS]
    year = str(article.published.year) if article.published else ""
    return f"{name or 'article'}{year}-{article.id[:ID_LETTERS]}"
