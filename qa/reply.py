"""The reply object: an Answer or NoAnswer as the JSON object that programs read. Its names are a contract."""

from __future__ import annotations

from typing import Any

from qa.answer import Citation, Reply


def as_object(reply: Reply) -> dict[str, Any]:
    """Return the reply as a dictionary of JSON values, in the order the contract lists them."""
    return {
        "question": reply.question,
        "status": reply.status.value,
        "short": reply.short,
        "text": reply.text,
        "citations": [citation_object(citation) for citation in reply.citations],
        "reading": {
            "asks": reply.reading.asks,
            "constraints": [
                {"kind": constraint.kind, "value": constraint.value, "words": constraint.words}
                for constraint in reply.reading.constraints
            ],
        },
        "notes": [{"kind": note.kind, "text": note.text} for note in reply.notes],
        "how": reply.how.value,
        "elapsed_ms": reply.elapsed_ms,
    }


def citation_object(citation: Citation) -> dict[str, Any]:
    """Return a citation as a dictionary of JSON values."""
    return {
        "number": citation.number,
        "article": citation.article,
        "source": citation.source,
        "title": citation.title,
        "published": citation.published.isoformat() if citation.published else None,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }
