"""Reading: files and pasted text become articles, their sentences and their passages."""

from sources.errors import UnreadableFile
from sources.passages import split_passages
from sources.readers import READERS, find_files, read, read_bytes, read_text
from sources.records import Article, Passage, Sentence
from sources.sentences import split_sentences

__all__ = [
    "READERS",
    "Article",
    "Passage",
    "Sentence",
    "UnreadableFile",
    "find_files",
    "read",
    "read_bytes",
    "read_text",
    "split_passages",
    "split_sentences",
]
