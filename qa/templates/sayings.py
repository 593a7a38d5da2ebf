"""Quotations: what someone said, and who said something."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from qa.archive import Archive, Known, words
from qa.atlas import related
from qa.draft import Clause, Draft, Support
from qa.facts import Quote
from qa.matching import failing, is_entrant
from qa.names import fold
from qa.nations import find_nations
from qa.question import Query
from qa.stems import stem

EXAMPLES = {
    "said": ("What did Noah Lyles say after the race?",),
    "who said": ('Who said "I am going to be a dog chasing"?',),
}
MOST_SENTENCES = 4
ALIKE = 85
SAYING = frozenset("say tell comment explain think react reaction admit quot word race after about feel fe".split())


def said(query: Query, archive: Archive) -> Draft | None:
    """Quote what someone said, the sentences on the topic asked about first."""
    if not query.entities:
        return None
    told = query.text.split(" after ")[0].split(" before ")[0].split(" when ")[0]
    topic = {term for term in query.terms if term not in SAYING and term in {stem(word) for word in words(told)}}
    speakers = query.entities[:1]
    about = query.entities[1:]
    found: list[Known] = []
    for known in archive.of(Quote):
        fact: Quote = known.fact
        if fact.speaker is None or not any(is_entrant(who, fact.speaker.value, archive) for who in speakers):
            continue
        if failing(replace(query, terms=(), round=None, event=frozenset(), record=None, sex=None), known, archive) is None:
            found.append(known)
    if not found:
        return None
    if topic or about:
        scored = [(len(topic & {stem(word) for word in words(known.fact.words.value)}) + sum(_mentions(known, entity, archive) for entity in about), known) for known in found]
        best = max(score for score, _ in scored)
        if best:
            chosen = [known for score, known in scored if score == best]
            found = _with_neighbours(found, chosen)
        elif topic and not about:
            return None
    speaker = found[0].fact.speaker.value.name
    clauses = [Clause(f"{speaker}: “{known.fact.words.value.strip()}”", (Support(known.article, known.fact.words.start, known.fact.words.end),)) for known in found[: MOST_SENTENCES + 4]]
    return Draft(found[0].fact.words.value.strip(), clauses)


def _mentions(known: Known, entity, archive: Archive) -> int:
    fact: Quote = known.fact
    if entity.nation and not entity.kind == "person":
        return int(any(mention.code in related(entity.nation) for mention in find_nations(fact.words.value)))
    return int(any(part in fold(fact.words.value) for part in fold(entity.name).split()))


def _with_neighbours(found: list[Known], chosen: list[Known]) -> list[Known]:
    """Keep the sentences next to the chosen ones of the same quotation: they belong together."""
    kept = []
    for index, known in enumerate(found):
        near = found[max(index - 1, 0) : index + 3]
        if any(item in chosen for item in near):
            kept.append(known)
    return kept


def who_said(query: Query, archive: Archive) -> Draft | None:
    """Answer who spoke the words in the question."""
    wanted = fold(query.quoted) if query.quoted else " ".join(query.text.split("said")[-1:]).strip()
    if len(wanted) < 4:
        return None
    best: tuple[float, Known] | None = None
    for known in archive.of(Quote):
        fact: Quote = known.fact
        score = fuzz.partial_ratio(wanted, fold(fact.words.value)) if len(wanted) <= len(fold(fact.words.value)) else fuzz.ratio(wanted, fold(fact.words.value))
        if fact.speaker is not None and (best is None or score > best[0]):
            best = (score, known)
    if best is None or best[0] < ALIKE:
        return None
    fact = best[1].fact
    name = fact.speaker.value.name
    return Draft(name, [Clause(f"{name} said: “{fact.words.value.strip()}”", (Support(best[1].article, fact.start, fact.end),))])
