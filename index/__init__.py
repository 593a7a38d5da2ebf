"""FINDING: articles in, hits out. The library on disk, its vectors and its words."""

from index.errors import LibraryError
from index.filters import Filters
from index.library import Library
from index.records import ArticleEntry, Change, FactRow, Hit

__all__ = ["ArticleEntry", "Change", "FactRow", "Filters", "Hit", "Library", "LibraryError"]
