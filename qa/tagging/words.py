"""Say what a single word is, by itself and by the word before it."""

from __future__ import annotations

from qa import lexicon
from qa.mention import Kind, Mention
from qa.numbers import find_numbers, find_ordinals
from qa.tokens import Token

SEXES = {
    word: sex
    for sex, words in {
        "men": "men mens man male boys boy gentlemen guys",
        "women": "women womens woman ladies lady female girls girl",
        "mixed": "mixed",
    }.items()
    for word in words.split()
}
MEDALS = {
    word: medal
    for medal, words in {
        "gold": "gold golds",
        "silver": "silver silvers",
        "bronze": "bronze bronzes",
    }.items()
    for word in words.split()
}
TITLE_WORDS = frozenset(
    (
        "title titles crown victory victories success triumph honours honors laurels winner-take-all spoils "
        "top-spot championship win wins"
    ).split()
)
WORD_KINDS: dict[str, Kind] = {
    word: kind
    for kind, words in {
        Kind.BY: "by",
        Kind.WITH: "with",
        Kind.AND: "and",
        Kind.OF: "of",
        Kind.FOR: "for",
        Kind.TO: "to",
        Kind.IN: "in at on over",
        Kind.AHEAD: "ahead clear before",
        Kind.BEHIND: "behind adrift back",
        Kind.CLAUSE: "after while but as when whereas although though because that if since until where",
        Kind.WHO: "who which whom",
        Kind.THE: "the a an his her their its",
        Kind.PRONOUN: "he she they it",
        Kind.NOT: "not never no n't",
        Kind.HAVE: "had has have having",
    }.items()
    for word in words.split()
}
MARK_KINDS = {
    mark: kind
    for kind, marks in {
        Kind.COMMA: ",",
        Kind.COLON: ":",
        Kind.SEMICOLON: ";",
        Kind.OPEN: "([",
        Kind.CLOSE: ")]",
        Kind.STOP: ".!?",
        Kind.DASH: "-–—",
        Kind.QUOTE: '"“”',
    }.items()
    for mark in marks
}
VERB_ORDER = (
    ("be", Kind.BE),
    ("win", Kind.WIN),
    ("retain", Kind.RETAIN),
    ("beat", Kind.BEAT),
    ("lose", Kind.LOSE),
    ("say", Kind.SAY),
    ("fall", Kind.FALL),
    ("out", Kind.OUT),
    ("settle", Kind.SETTLE),
    ("replace", Kind.REPLACE),
    ("finish", Kind.FINISH),
    ("win-object", Kind.TAKE),
    ("time", Kind.CLOCK),
    ("break", Kind.BREAK),
    ("lead", Kind.LEAD),
)
NOUN_BEFORE = frozenset(
    (
        "a an the his her their its first second third fourth another this that convincing comfortable easy "
        "narrow surprise winning best home emphatic maiden consecutive successive back-to-back straight one "
        "two three of in 's impressive dominant great stunning sensational overall world olympic deserved"
    ).split()
)
NOUN_TOO = frozenset(
    (
        "clock time times place places record finish end lead skate run runs ride rides row jump jumps throw "
        "throws set place break slip trip fall crash swim drive race shock surprise upset best hammer "
        "retirement comment lift sail clear cruise sprint steal land promise"
    ).split()
)


def word_mention(token: Token, before: str) -> Mention:
    """Return the mention of a single word."""
    word = token.word
    if token.text in MARK_KINDS:
        kind: Kind = MARK_KINDS[token.text]
    elif token.text[0] in "'’":
        kind = Kind.POSSESSIVE
    elif word in SEXES:
        return Mention(Kind.SEX, token.start, token.end, SEXES[word], word)
    elif word in MEDALS:
        return Mention(Kind.MEDAL, token.start, token.end, MEDALS[word], word)
    elif word in TITLE_WORDS and not (word in {"win", "wins"} and before not in NOUN_BEFORE):
        kind = Kind.TITLE
    elif word in {"runner-up", "runners-up", "runnerup"}:
        return Mention(Kind.RANK, token.start, token.end, 2, word)
    elif word in WORD_KINDS:
        kind = WORD_KINDS[word]
    elif ordinals := find_ordinals(token.text):
        return Mention(Kind.RANK, token.start, token.end, ordinals[0].value, word)
    elif numbers := find_numbers(token.text):
        return Mention(Kind.NUMBER, token.start, token.end, numbers[0].value, word)
    elif word in lexicon.verbs() and not ((before in NOUN_BEFORE or before.endswith("est")) and word in NOUN_TOO):
        kind = next(kind for name, kind in VERB_ORDER if name in lexicon.verbs()[word])
    else:
        kind = Kind.WORD
    return Mention(kind, token.start, token.end, None, word)
