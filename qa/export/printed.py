"""What is exported: replies in their order, and the articles they cite. Writing it down is left to the formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qa.answer import Citation, Reply
from qa.export.fragments import fragment_link
from sources.records import Article


@dataclass(frozen=True, slots=True)
class Printed:
    """The replies of a conversation, oldest first, with their articles by id; a cited one that is missing raises."""

    replies: tuple[Reply, ...]
    articles: Mapping[str, Article]

    def __post_init__(self) -> None:
        missing = {citation.article for citation in self.citations} - set(self.articles)
        if missing:
            raise ValueError(f"cited, but not given: {', '.join(sorted(missing))}")

    @property
    def citations(self) -> list[Citation]:
        """Every citation of every reply, in their order."""
        return [citation for reply in self.replies for citation in reply.citations]

    @property
    def cited(self) -> list[Article]:
        """The articles that are cited, once each, in the order in which they are first."""
        return [self.articles[id] for id in dict.fromkeys(citation.article for citation in self.citations)]

    def link(self, citation: Citation) -> str | None:
        """Return the address that leads a browser to the cited words, None where the source is no web address."""
        return fragment_link(citation.source, self.articles[citation.article].text, citation.start, citation.end)
