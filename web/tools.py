"""The tools that a language model is given over a library (Model Context Protocol). Answering is left to the desk."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from qa.check import BadDraft
from qa.check import as_object as checked_object
from qa.reply import as_object
from qa.request import BadRequest, check_question
from web.desk import SharedDesk

MOST_HITS, MOST_LISTED, MOST_TEXT = 50, 200, 20_000
INSTRUCTIONS = """Podium answers questions about races (results, times, margins, records, medals, line-ups, incidents, \
quotations) from a library of articles, and quotes the sentence behind every sentence it says. Use `ask` for a \
question, `search` where it does not answer, `check` for a text that tells of races. Repeat what a citation says no \
more strongly than its quote, name its title and date, and say so where the articles do not answer."""
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def tool_server(desk: SharedDesk, *, version: str) -> MCPServer[Any]:
    """Return a server with the tools over a desk; each returns JSON as text."""
    server: MCPServer[Any] = MCPServer("podium", instructions=INSTRUCTIONS, version=version, log_level="WARNING")
    tool = server.tool(annotations=READS, structured_output=False)

    @tool
    def ask(
        question: Annotated[str, Field(description="One question in English, with what it is about named in full")],
        context: Annotated[
            list[str], Field(description="The earlier questions of the conversation, oldest first, for a follow-up")
        ] = [],  # noqa: B006  a default that the description shows
    ) -> str:
        """Answer one question about races from the articles, such as "Who won the women's relay in 2019?".

        Returns a JSON object: `status` ("answered", "not_in_articles" or "ambiguous"), `short` (the bare answer),
        `text` (sentences with marks such as [1]), `citations` (each with its number, article id, title, date, source
        and the exact quote), `notes` (disagreements between articles, corrected results) and `how` ("facts" was read
        by rules, "passages" and "reader" quote the nearest sentences, which may not answer). Nothing is made up: if
        `status` is "not_in_articles", the articles do not say; `text` tells why and what they say instead.
        """
        try:
            earlier = [check_question(one) for one in context]
            return _json(as_object(desk.ask(check_question(question), context=earlier)))
        except BadRequest as error:
            raise ToolError(str(error)) from error

    @tool
    def search(
        query: Annotated[str, Field(description="Names and words to look for; no operators")],
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="How many passages at most")] = 8,
    ) -> str:
        """Find the passages of the articles nearest to some words, best first, to read what `ask` does not answer.

        Returns a JSON list: each passage with its `text`, the `article` id, `title`, `published`, `source`, and the
        characters `start` to `end` of the article's text. The nearest passage may still be about something else.
        """
        try:
            hits = desk.search(check_question(query), k=limit)
        except BadRequest as error:
            raise ToolError(str(error)) from error
        entries = {entry.article: entry for entry in desk.articles()}
        return _json(
            [
                {
                    "text": hit.passage.text,
                    "article": hit.passage.article,
                    "title": entries[hit.passage.article].title,
                    "published": entries[hit.passage.article].published,
                    "source": entries[hit.passage.article].source,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                }
                for hit in hits
                if hit.passage.article in entries  # another process may have removed it in the meantime
            ]
        )

    @tool
    def check(
        text: Annotated[str, Field(description="The draft, as plain text or Markdown")],
    ) -> str:
        """Check a text about races against the articles, claim by claim: winners, places, times, margins, quotations.

        Returns a JSON object: `verdict` (the gravest), `counts`, `sentences` with their `claims` (each with `said`,
        `verdict`: "supported", "contradicted", "disagreement", "not_in_articles"; `right`, what the articles say
        instead; and the numbers of its citations), and `citations` with the exact quotes. "not_in_articles" means
        that the articles do not say, not that the claim is wrong; "no_claim" that nothing in the sentence was checked.
        """
        try:
            return _json(checked_object(desk.check(text)))
        except BadDraft as error:
            raise ToolError(str(error)) from error

    @tool
    def list_articles(
        words: Annotated[str, Field(description="Only articles that hold all of these words; empty for all")] = "",
        offset: Annotated[int, Field(ge=0, description="How many to leave out at the beginning")] = 0,
        limit: Annotated[int, Field(ge=1, le=MOST_LISTED, description="How many at most")] = 50,
    ) -> str:
        """List the articles of the library, the latest added first, to see what it covers.

        Returns a JSON object: `total`, and `articles`, each with `id`, `title`, `publisher`, `published`, `source`.
        """
        found = [holding.entry for holding in desk.holdings(words)]
        shown = [
            {
                "id": entry.article,
                "title": entry.title,
                "publisher": entry.publisher,
                "published": entry.published,
                "source": entry.source,
            }
            for entry in found[offset : offset + limit]
        ]
        return _json({"total": len(found), "articles": shown})

    @tool
    def get_article(
        id: Annotated[str, Field(description="The whole id, as a citation or list_articles gives it")],
        start: Annotated[int, Field(ge=0, description="The first character to return")] = 0,
        length: Annotated[int, Field(ge=1, le=MOST_TEXT, description="How many characters at most")] = MOST_TEXT,
    ) -> str:
        """Read an article, or a part of it: the surroundings of a quote, or a table of results.

        Returns a JSON object: `id`, `title`, `publisher`, `published`, `source`, the `text` from character `start`
        on, and `total`, how many characters the whole text has.
        """
        article = desk.article(id)
        if article is None:
            raise ToolError(f"There is no article {id!r}: list_articles gives the ids.")
        whole = article.text
        return _json(asdict(article) | {"text": whole[start : start + length], "start": start, "total": len(whole)})

    return server


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
