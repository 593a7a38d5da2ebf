"""Which roles (rider, trainer, cox, brakeman …) a question asks about, and from which side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qa import lexicon
from qa.stems import stem

# Roles that a question may mean by the word for another.
ALSO = {
    "trainer": ("coach",),
    "coach": ("trainer", "manager"),
    "pilot": ("driver",),
    "driver": ("pilot", "rider"),
    "skipper": ("captain",),
    "captain": ("skipper",),
    "partner": ("brakeman", "co-driver", "passenger", "pilot"),
}
# Nouns that mean a role only with whose it is: in most sports the contestants are called so.
OF_SOMEONE = frozenset(
    "rider riders driver drivers pilot pilots skipper skippers captain captains".split()
) | frozenset("partner partners stroke strokes helm keeper keepers".split())
PHRASES = {
    r"\b(?:aboard|in the saddle|(?:had|got|took) the ride|on board|up on)\b": ("rider", "skipper"),
    r"\bwho (?:was|were|won|came|finished)(?: \w+)? on (?!the\b|podium)": ("rider",),
    r"\b(?:at|took) the (?:helm|tiller)\b": ("skipper", "cox"),
    r"\b(?:at|behind) the wheel\b": ("driver",),
    r"\bon the brakes?\b": ("brakeman",),
    r"\bin goal\b|\bkept goal\b|\bbetween the posts\b": ("goalkeeper",),
    r"\bsteer(?:s|ed|ing)?\b": ("pilot", "cox", "skipper", "driver", "rider"),
    r"\b(?:which|what) (?:horse|pony|mount)\b.*\b(?:win|won)\b|'s (?:horse|mount|ride)\b": (
        "rider",
        "driver",
        "trainer",
    ),
}
# Verbs as they stand behind "did": "who did Berg coach".
BARE = {
    "rider": "ride riding",
    "trainer": "train training",
    "owner": "own",
    "coach": "coach coaching",
    "cox": "cox coxing",
    "pilot": "pilot piloting",
    "driver": "drive driving",
    "skipper": "skipper helm",
    "captain": "captain",
    "manager": "manage managing",
    "partner": "partner partnering",
    "breeder": "breed",
}
MOUNTS = "horse mount pony boat yacht crew car bob bobsleigh sled team side club athlete skater runner swimmer".split()
CONTESTANT = "|".join(MOUNTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """The roles a question names, and with them all those it may mean by their words.

    `behind` tells that it asks for whom, and not who; `worded` that a word for the role stands in it, `noun` a noun.
    """

    roles: frozenset[str]
    named: frozenset[str]
    behind: bool
    worded: bool
    noun: bool


@lru_cache(maxsize=256)
def read_roles(text: str) -> Asked | None:
    """Return which roles a folded question asks about; None where it asks about none."""
    roles = {role for role, pattern in _patterns() if pattern.search(text)}
    worded = bool(roles)
    roles |= {role for pattern, named in PHRASES.items() if re.search(pattern, text) for role in named}
    if not roles:
        return None
    named = frozenset(roles)
    roles |= {other for role in roles for other in ALSO.get(role, ())}
    noun = any(pattern.search(text) for _, pattern in _nouns())
    return Asked(frozenset(roles), named, _behind().search(text) is not None, worded, noun)


@cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern of the nouns for each role."""
    found = []
    for role, words in lexicon.roles().items():
        nouns = sorted({*words.nouns, *words.asked})
        loose = "|".join(noun for noun in nouns if noun not in OF_SOMEONE) or "(?!)"
        bound = "|".join(noun for noun in nouns if noun in OF_SOMEONE) or "(?!)"
        pattern = (
            rf"\b(?:{loose})\b|'s (?:{bound})\b|\b(?:{bound}) (?:of|to)\b"
            rf"|^(?!.*\b(?:which|what)\b).*\b(?:{bound}) for\b"
        )
        found.append((role, re.compile(pattern)))
    return tuple(found)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern of the nouns and of the verbs for each role."""
    verbs = []
    for role, words in lexicon.roles().items():
        forms = "|".join(dict.fromkeys((*words.active, *words.passive))) or "(?!)"
        bare = "|".join(BARE.get(role, "(?!)").split())
        verbs.append(
            (
                role,
                re.compile(
                    rf"\b(?:who|whom|which|what|whose|that|was|were|is|been)\b.*\b(?:{forms})\b"
                    rf"(?! (?:for|in|at|against|alongside)\b)"
                    rf"|\b(?:did|does|do|is|was)\b.*\b(?:{bare})(?: (?:in|at|to)\b|$)"
                ),
            )
        )
    return (*_nouns(), *verbs)


@cache
def _behind() -> re.Pattern[str]:
    """Return the pattern of questions for whom someone had a role: "which horse did Berg ride", "whose cox is Berg"."""
    nouns = "|".join(noun for words in lexicon.roles().values() for noun in (*words.nouns, *words.asked))
    forms = "|".join(form for words in lexicon.roles().values() for form in (*words.active, *words.passive))
    bare = "|".join(form for forms in BARE.values() for form in forms.split())
    gerunds = "|".join(form for forms in BARE.values() for form in forms.split() if form.endswith("ing"))
    return re.compile(
        rf"\b(?:which|what|whose) (?:{CONTESTANT})s?\b(?!'s| (?:{nouns}))"
        rf"|\bwhose (?:{nouns})\b|\b(?:{nouns}) (?:of|to|for) (?:who|whom|what|which)\b"
        rf"|\b(?:who|whom|what) (?:did|does|do) (?!it\b).*\b(?:{bare})(?: (?:in|at|to)\b|$)"
        rf"|\b(?:who|whom|what) (?:is|was) (?!it\b).*\b(?:{gerunds})(?: (?:in|at|to)\b|$)"
        rf"|\b(?:who|whom|what) (?:is|was) .*\b(?:{nouns}) (?:of|to|for)$|\b(?:{forms}) (?:who|whom|what|which)\b"
        rf"|'s (?:horse|mount|ride)\b"
    )


@lru_cache(maxsize=256)
def words_of(roles: frozenset[str]) -> frozenset[str]:
    """Return the stems of which a sentence has to hold one to tell of these roles."""
    listed = (lexicon.roles()[role] for role in roles)
    return frozenset(stem(word) for words in listed for column in words for word in column)


@cache
def role_stems() -> frozenset[str]:
    """Return the stems of words that ask for a role; no article has to hold them."""
    words = {word for role in lexicon.roles().values() for column in role for word in column}
    words |= {word for forms in BARE.values() for word in forms.split()} | set(MOUNTS)
    words |= set(
        "steered aboard saddle helm tiller wheel brakes brake goal posts board victory victorious head tell".split()
    )
    return frozenset(stem(word) for word in words)
