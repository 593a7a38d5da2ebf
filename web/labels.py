"""The static labels of the page in the languages of its readers; answers stay in the language of the articles."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FALLBACK = "en"
ALSO = {"no": "nb", "nn": "nb"}  # Norwegian is asked for under three names
LANGUAGE = re.compile(r"[a-z]{2,3}")


@cache
def labels() -> dict[str, dict[str, str]]:
    """Map each language code to its labels by their keys."""
    rows = (Path(__file__).parent / "labels.tsv").read_text(encoding="utf-8").splitlines()
    heads, *written = [row.split("\t") for row in rows]
    return {language: {row[0]: row[at] for row in written} for at, language in enumerate(heads) if at}


def language_of(preferred: object) -> str:
    """Return our language for what a browser prefers ("de-CH,de;q=0.9"), English where there is none."""
    for wish in preferred.casefold().split(",") if isinstance(preferred, str) else ():
        read = LANGUAGE.match(wish.strip())
        code = ALSO.get(read[0], read[0]) if read else ""
        if code in labels():
            return code
    return FALLBACK
