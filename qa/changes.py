"""Which answers are no longer what they were, and why: a reply object of before beside the reply of now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from index.records import ArticleEntry
from qa.answer import Reply
from qa.reply import as_object

MARK = re.compile(r"\s*\[\d+\]")


class BadReplies(ValueError):
    """What should be replies of before is none; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is answered differently: what was said, what is said now, and the reasons for it."""

    question: str
    before: str
    now: str
    why: tuple[str, ...]


def read_replies(lines: Iterable[bytes]) -> list[Mapping[str, Any]]:
    """Read the reply objects that `podium ask --jsonl` printed; raise BadReplies."""
    read: list[Mapping[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            reply = json.loads(line)
        except ValueError as error:
            raise BadReplies(f"line {number} of the replies is no JSON: write them with podium ask --jsonl") from error
        if not isinstance(reply, dict) or ("error" not in reply and not _is_reply(reply)):
            raise BadReplies(f"line {number} of the replies is no reply: write them with podium ask --jsonl")
        read.append(reply)
    return read


def _is_reply(reply: Mapping[str, Any]) -> bool:
    texts = all(isinstance(reply.get(name), str) for name in ("question", "status", "short", "text"))
    cited = reply.get("citations")
    return texts and isinstance(cited, list) and all(isinstance(one, dict) and "article" in one for one in cited)


def compare(before: Mapping[str, Any], reply: Reply, entries: Mapping[str, ArticleEntry]) -> Change | None:
    """Return how a reply differs from the one before, None if it says the same from the same places.

    `entries` is the catalogue of the library as it is now, by id.
    """
    now = as_object(reply)
    if "error" in before:
        return Change(reply.question, str(before["error"]), _said(now), ("it could not be asked before",))
    if (_said(before), _places(before)) == (_said(now), _places(now)):
        return None
    return Change(reply.question, _said(before), _said(now), tuple(_reasons(before, now, entries)))


def _reasons(before: Mapping[str, Any], now: Mapping[str, Any], entries: Mapping[str, ArticleEntry]) -> list[str]:
    cited = {one["article"]: one for one in before["citations"]}
    by_source = {entry.source: entry for entry in entries.values()}
    reasons = []
    for id, citation in cited.items():
        if id in entries:
            continue
        replaced = by_source.get(citation.get("source", ""))
        title = citation.get("title", id)
        reasons.append(f"changed since: {replaced.title} ({replaced.source})" if replaced else f"removed: {title}")
    for id in dict.fromkeys(one["article"] for one in now["citations"]):
        if id not in cited and id in entries:
            reasons.append(f"now rests on: {entries[id].title} ({entries[id].source})")
    told = {note["text"] for note in before.get("notes", [])}
    reasons += [f"{note['kind']}: {note['text']}" for note in now["notes"] if note["text"] not in told]
    if not reasons:
        kept = {one["article"] for one in now["citations"]} < set(cited)
        reasons.append("it rests on fewer articles" if kept else "Podium reads the same articles differently")
    return reasons


def _said(reply: Mapping[str, Any]) -> str:
    return " ".join(MARK.sub("", reply["text"]).split())


def _places(reply: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one["article"], one.get("quote", "")) for one in reply["citations"]}
