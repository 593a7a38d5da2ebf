"""The cited articles as CSL-JSON, which Zotero and pandoc read, and as BibTeX."""

from __future__ import annotations

import json
from typing import Any

from qa.export.fragments import is_web_address
from qa.export.printed import Printed
from qa.export.references import key_of
from qa.words_out import one_line
from sources.records import Article

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {special: f"\\{special}" for special in "&%$#_"}
UNSAFE_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


def csl_json(printed: Printed) -> str:
    """Write the cited articles as a CSL-JSON list (https://docs.citationstyles.org)."""
    return json.dumps([_csl(article) for article in printed.cited], ensure_ascii=False, indent=2) + "\n"


def bibtex(printed: Printed) -> str:
    """Write the cited articles as BibTeX entries, in UTF-8."""
    return "\n".join(_entry(article) for article in printed.cited)


def _csl(article: Article) -> dict[str, Any]:
    day = article.published
    item: dict[str, Any] = {
        "id": key_of(article),
        "type": "article-newspaper" if article.publisher else "document",
        "title": one_line(article.title),
    }
    if article.publisher:
        item["container-title"] = one_line(article.publisher)
    if day is not None:
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if is_web_address(article.source):
        item["URL"] = article.source
    else:
        item["note"] = article.source
    return item


def _entry(article: Article) -> str:
    day = article.published
    fields = [f"title = {{{{{_tex(article.title)}}}}}"]  # two pairs keep the capitals
    if article.publisher:
        fields.append(f"journal = {{{{{_tex(article.publisher)}}}}}")
    if day is not None:
        fields += [f"year = {{{day.year}}}", f"month = {MONTHS[day.month - 1]}", f"day = {{{day.day}}}"]
    if is_web_address(article.source):
        fields.append(f"url = {{{_address(article.source)}}}")
    else:
        fields.append(f"note = {{{_tex(article.source)}}}")
    kind = "article" if article.publisher else "misc"
    inside = "".join(f"  {field},\n" for field in fields)
    return f"@{kind}{{{key_of(article)},\n{inside}}}\n"


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in one_line(text))


def _address(text: str) -> str:
    return "".join(UNSAFE_IN_ADDRESS.get(character, character) for character in text.strip())
