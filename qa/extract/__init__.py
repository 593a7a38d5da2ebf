"""Reading facts from articles: scenes, then rows and prose, each kind of fact in its own file."""

from qa.extract.article import extract_facts, read_article

__all__ = ["extract_facts", "read_article"]
