"""Reads QAMR: sentences in tokens, questions, and answers as token indices of a writer and two validators."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from train.examples import Example

BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
QUOTES = {"``": "“", "''": "”", "`": "‘"}
NO_SPACE_BEFORE = frozenset(", . ; : ? ! % ) ] } ” ’ ...".split()) | {"n't", "'s", "'ve", "'re", "'ll", "'d", "'m", "'"}
NO_SPACE_AFTER = frozenset("( [ { “ ‘ $ # US$ A$ R$".split())
AGREE = 0.5  # overlap with another answer from which two people are taken to mean the same
MOST_PER_ANSWER = 2  # questions on one answer of one sentence; more say little new


def read_qamr(folder: Path) -> tuple[list[Example], dict[str, list[str]]]:
    """Return the examples, and the sentences of each article in their order."""
    texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    articles: dict[str, list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    with (folder / "wiki-sentences.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            name, _, tokens = line.rstrip("\n").partition("\t")
            texts[name] = detokenise(tokens.split(" "))
            articles[article_of(name)].append((_number(name), texts[name][0]))
    examples = [example for part in ("dev.tsv", "test.tsv") for example in _read_part(folder / part, texts)]
    return examples, {name: [text for _, text in sorted(rows)] for name, rows in articles.items()}


def article_of(sentence: str) -> str:
    """Return a sentence id without its paragraph and number."""
    return sentence.rsplit(":", 2)[0]


def _number(sentence: str) -> tuple[int, ...]:
    return tuple(int(part) for part in sentence.rsplit(":", 2)[1:])


def _read_part(path: Path, texts: dict[str, tuple[str, list[tuple[int, int]]]]) -> list[Example]:
    found = []
    seen: dict[tuple[str, tuple[int, int]], int] = defaultdict(int)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, question = row[0], row[5]
            text, places = texts[name]
            chosen = choose([row[6], *(judged.partition(":")[2] for judged in row[7:9])])
            if chosen is None or not question.strip():
                continue
            span = places[chosen[0]][0], places[chosen[-1]][1]
            seen[name, span] += 1
            if seen[name, span] <= MOST_PER_ANSWER:
                answer = text[slice(*span)]
                found.append(Example(question.strip(), text, span, "qamr", article_of(name), (answer,)))
    return found


def choose(answers: Sequence[str]) -> list[int] | None:
    """Return the token indices that the three people agree on best, None where they do not or it has gaps."""
    given = [[int(part) for part in answer.split()] if _is_numbers(answer) else [] for answer in answers]
    if not all(given[1:]):
        return None  # a validator found the question invalid

    def agreement(index: int) -> float:
        return sum(_overlap(given[index], other) for at, other in enumerate(given) if at != index)

    whole = [index for index, tokens in enumerate(given) if tokens and tokens[-1] - tokens[0] == len(tokens) - 1]
    best = max(whole, key=lambda index: (agreement(index), -index), default=None)
    return given[best] if best is not None and agreement(best) >= 2 * AGREE else None


def _is_numbers(answer: str) -> bool:
    return bool(answer) and all(part.isdigit() for part in answer.split())


def _overlap(some: Sequence[int], others: Sequence[int]) -> float:
    both = len(set(some) & set(others))
    return 2 * both / (len(some) + len(others)) if both else 0.0


def detokenise(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens as people write; return the text and each token's characters in it."""
    text = ""
    places = []
    for index, token in enumerate(tokens):
        word = QUOTES.get(token, BRACKETS.get(token, token))
        before = tokens[index - 1] if index else ""
        opened = QUOTES.get(before, BRACKETS.get(before, before))
        if text and word not in NO_SPACE_BEFORE and opened not in NO_SPACE_AFTER:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places
