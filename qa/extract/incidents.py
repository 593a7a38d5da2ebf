"""Read falls, crashes, penalties, disqualifications and retirements, with whom they befell."""

from __future__ import annotations

from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.grammar import subject_of
from qa.extract.objects import entity_behind
from qa.extract.scene import Line, Scene
from qa.extract.verb_forms import is_unreal
from qa.facts import Incident, Slot
from qa.mention import Kind, Mention

NOUN_FORMS = frozenset("fall crash slip trip tumble stumble collision".split())
NOUNS = frozenset("fall crash spill collision tumble pile-up puncture disqualification penalty false-start".split())
KINDS = {
    word: kind
    for kind, words in {
        "fall": "fall fell fallen falls falling stumble stumbled tumbled tripped slipped",
        "crash": "crash crashed",
        "collision": "collided collision tangled",
        "disqualification": "disqualified disqualification",
        "penalty": "penalised penalized penalty",
        "retirement": "retired abandoned",
        "withdrawal": "withdrew withdrawn",
    }.items()
    for word in words.split()
}
# Behind "fell" these make it no fall: "fell short", "fell behind", "fell silent", "fell to a defeat".
NO_FALL = frozenset("short behind silent back apart away to by from outside just off asleep in".split())


def find_incidents(scene: Scene, resolver: Resolver) -> Iterator[Incident]:
    """Yield the incidents of a sentence of prose."""
    if scene.line is not Line.PROSE and scene.line is not Line.HEADING or scene.standings:
        return
    mentions = scene.mentions
    for index, mention in enumerate(mentions):
        if (
            mention.word in NOUN_FORMS
            and index
            and (
                mentions[index - 1].kind in {Kind.THE, Kind.ADJECTIVE, Kind.DEMONYM, Kind.POSSESSIVE, Kind.RANK}
                or mentions[index - 1].word.endswith(("ing", "ed"))
                or (mentions[index - 1].kind is Kind.WORD and index > 1 and mentions[index - 2].kind is Kind.THE)
            )
        ):
            yield from _noun(scene, resolver, index)
        elif mention.kind in {Kind.FALL, Kind.OUT} and mention.word in KINDS and not is_unreal(mentions, index):
            if not _really(mentions, index):
                continue
            who = subject_of(mentions, index) or _included(mentions, index)
            slots = [
                slot
                for member in who
                if member.word not in {"they", "it"}
                if (slot := resolver.slot(member, scene)) is not None
            ]
            kind = Slot(KINDS[mention.word], mention.start, mention.end)
            for slot in slots:
                yield Incident(scene.race_at(index), scene.sentence.start, scene.sentence.end, kind, slot)
        elif (kind_of := _phrase(mentions, index)) is not None and (
            kind_of == "did not start" or kind_of == "retirement" or not is_unreal(mentions, index)
        ):
            for member in subject_of(mentions, index):
                slot = resolver.slot(member, scene)
                if slot is not None:
                    named: Slot[str] = Slot(kind_of, mention.start, mention.end)
                    yield Incident(scene.race_at(index), scene.sentence.start, scene.sentence.end, named, slot)
        elif (
            mention.word in NOUNS
            and mention.kind is not Kind.FALL
            or mention.kind is Kind.WORD
            and mention.word in NOUNS
        ):
            yield from _noun(scene, resolver, index)


OBSTACLES = frozenset("wall barrier barriers ice deck boards fence tarmac ground netting pads hurdle".split())
LOST = frozenset("footing balance control edge grip".split())


def _phrase(mentions: list[Mention], index: int) -> str | None:
    """Return the kind of incident of "hit the wall", "lost her footing", "spun off", "went down", "did not finish"."""
    word = mentions[index].word
    after = [item.word for item in mentions[index + 1 : index + 5]]
    if word in {"hit", "struck"} and OBSTACLES & set(after[:4]):
        return "crash"
    if word in {"lost", "loses", "losing"} and LOST & set(after[:3]):
        return "fall"
    if word in {"spun", "spins"}:
        return "crash"
    if (
        word in {"went", "goes", "going"}
        and after[:1] == ["down"]
        and after[1:2] not in (["well"], ["badly"], ["to"], ["in"], ["as"])
    ):
        return "fall"
    if (
        word in {"start", "finish"}
        and index >= 2
        and mentions[index - 1].kind is Kind.NOT
        and mentions[index - 2].word in {"did", "does"}
    ):
        return "did not start" if word == "start" else "retirement"
    return None


def _included(mentions: list[Mention], index: int) -> list[Mention]:
    """Return the person named in "three athletes were disqualified, including Berg"."""
    for at in range(index + 1, min(index + 8, len(mentions))):
        if mentions[at].word == "including":
            return [mention for mention in mentions[at + 1 : at + 5] if mention.kind is Kind.PERSON][:1]
    return []


def _really(mentions: list[Mention], index: int) -> bool:
    after = mentions[index + 1].word if index + 1 < len(mentions) else ""
    if KINDS[mentions[index].word] == "fall":
        if any(item.word == "way" for item in mentions[index + 1 : index + 4]):
            return False
        if (
            after == "to"
            and len(mentions) > index + 3
            and any(
                item.word in {"ice", "ground", "track", "floor", "deck", "snow"}
                for item in mentions[index + 2 : index + 5]
            )
        ):
            return True
        following = [item.word for item in mentions[index + 1 : index + 3]]
        if following in (["in", "love"], ["in", "with"]) or after in {"ill", "into"}:
            return False
        if after in {"on", "in", "at"}:
            return True
        return after not in NO_FALL
    if KINDS[mentions[index].word] == "crash":
        following = [item.word for item in mentions[index + 1 : index + 3]]
        return after != "to" and following != ["out", "of"]
    return True


def _noun(scene: Scene, resolver: Resolver, index: int) -> Iterator[Incident]:
    """Read "a Japanese fall", "the fall of Berg", "Berg's crash"."""
    mentions = scene.mentions
    kind = Slot(KINDS.get(mentions[index].word, mentions[index].word), mentions[index].start, mentions[index].end)
    before = mentions[index - 1] if index else None
    owner: list[Mention] = []
    if before is not None and before.kind is Kind.POSSESSIVE and index >= 2:
        owner = [mentions[index - 2]]
    elif before is not None and before.kind in {Kind.ADJECTIVE, Kind.DEMONYM}:
        entrant = before.value
        if entrant is not None:
            yield Incident(
                scene.race_at(index),
                scene.sentence.start,
                scene.sentence.end,
                kind,
                Slot(entrant, before.start, before.end),
            )
        return
    elif index + 1 < len(mentions) and mentions[index + 1].word in {"by", "of", "from", "for"}:
        owner = entity_behind(mentions, index + 1)
    for member in owner:
        slot = resolver.slot(member, scene)
        if slot is not None:
            yield Incident(scene.race_at(index), scene.sentence.start, scene.sentence.end, kind, slot)
