"""Reduce a folded word to a stem, so that "skated", "skating" and "skates" meet. Light on purpose: names stay whole."""

from __future__ import annotations

from functools import lru_cache

IRREGULAR = {
    "won": "win", "fell": "fall", "fallen": "fall", "beaten": "beat", "ran": "run", "rode": "rid", "ridden": "rid", "swam": "swim", "swum": "swim", "threw": "throw",
    "thrown": "throw", "drove": "driv", "driven": "driv", "led": "lead", "lost": "lose", "held": "hold", "broke": "break", "broken": "break", "took": "tak", "taken": "tak",
    "came": "com", "went": "go", "gone": "go", "said": "say", "told": "tell", "thought": "think", "felt": "feel", "became": "becom", "began": "begin", "made": "mak",
    "got": "get", "gave": "giv", "given": "giv", "saw": "see", "seen": "see", "men": "man", "women": "woman", "children": "child", "feet": "foot", "people": "person",
    "knew": "know", "left": "leav", "caught": "catch", "bought": "buy", "brought": "bring", "hit": "hit", "put": "put", "kept": "keep", "met": "meet", "sent": "send",
    "best": "good", "better": "good", "flew": "fly", "flown": "fly", "hurt": "hurt", "injured": "injur", "injury": "injur", "injuries": "injur", "death": "die", "died": "die",
    "dead": "die", "champs": "championship", "champ": "champion", "gp": "grand-prix", "slid": "slid", "sold": "sell", "paid": "pay", "stood": "stand", "spoke": "speak",
    "chose": "choos", "chosen": "choos", "wore": "wear", "worn": "wear", "struck": "strik", "shot": "shoot", "spent": "spend", "fought": "fight", "sought": "seek", "taught": "teach",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded lower-case word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            return _unvoiced(base)
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _unvoiced(word[:-1])
    return _unvoiced(word)


def _unvoiced(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
