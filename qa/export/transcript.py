"""A conversation as JSON: its reply objects, each citation with its link, and the articles they cite."""

from __future__ import annotations

import json
from typing import Any

from qa.answer import Reply
from qa.export.printed import Printed
from qa.reply import as_object


def transcript(printed: Printed) -> str:
    """Write `{"replies": […], "articles": […]}`; a reply is what `podium ask --json` prints."""
    articles = [
        {
            "id": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "source": article.source,
        }
        for article in printed.cited
    ]
    made = {"replies": [_reply(reply, printed) for reply in printed.replies], "articles": articles}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _reply(reply: Reply, printed: Printed) -> dict[str, Any]:
    made = as_object(reply)
    for citation, written in zip(reply.citations, made["citations"], strict=True):
        written["link"] = printed.link(citation)
    return made
