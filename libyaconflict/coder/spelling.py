"""How names are written: straight quotes, one pattern of all names, and spellings of one Arabic name that differ."""

from __future__ import annotations

import re

_FLAT = (("’", "'"), ("‘", "'"), ("‑", "-"), ("–", "-"), ("—", "-"), ("“", '"'), ("”", '"'))


def flatten(text: str) -> str:
    """Straighten quotation marks and dashes without moving any character."""
    if not text.isascii():
        for sign, plain in _FLAT:
            text = text.replace(sign, plain)
    return text


def lower(text: str) -> str:
    """Lower the case without moving any character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def compile_names(names) -> re.Pattern:
    """Compile names into one pattern by way of a trie, so that time does not grow with their number."""
    trie: dict = {}
    for name in names:
        node = trie
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(rf"(?<!\w)(?:{_branch(trie)})(?!\w)") if trie else re.compile(r"(?!)")


_FOLDS = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("y", "i"),
    ("gh", "g"),
    ("q", "g"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("e", "a"),
    ("o", "u"),
)


def fold(name: str) -> str:
    """Fold what transliterations of one Arabic name write differently.

    Examples
    --------
    >>> fold("Azizziyah") == fold("Aziziya")
    True
    """
    low = re.sub(r"(?:^|(?<= ))(?:a[lznrtds]|el|ash) ", "", key_of(name))
    low = re.sub(r"^al(?=\w{5})|(?<= )al(?=\w{4})", "", low)  # "Souq Alsabt", "Altwaisha"
    low = re.sub(r"^(?:abu|bou|bu) ", "bu ", low)
    for old, new in _FOLDS:
        low = low.replace(old, new)
    return re.sub(r"(?<=\w\w\w)ah?$", "", re.sub(r"(.)\1+", r"\1", low))


def key_of(name: str) -> str:
    """Give the form under which a name is looked up: lower case, hyphens as blanks."""
    return lower(flatten(name)).replace("-", " ").strip()


def _branch(node: dict) -> str:
    options = [
        ("[ -]" if char == " " else re.escape(char)) + _branch(rest)
        for char, rest in sorted(node.items(), reverse=True)
        if char
    ]
    if not options:
        return ""
    body = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    return f"(?:{body})?" if "" in node else body


def skeleton(name: str) -> str:
    """Give the consonants of a folded name, which spellings by ear have in common.

    Examples
    --------
    >>> skeleton("Sog al-Khmies") == skeleton("Souq al-Khamis")
    True
    """
    return re.sub(r"[aeiou' ]", "", fold(name))
