"""How names are written: straight quotes, one pattern of all names, and spellings of one Arabic name that differ."""

from __future__ import annotations

import re

_FLAT = (("’", "'"), ("‘", "'"), ("‑", "-"), ("–", "-"), ("—", "-"), ("“", '"'), ("”", '"'))


_LINE = re.compile(r"(?<=[a-z])(?<!\b[A-Za-z]{2})-(?=(?:[Aae]l-)?[A-Z][a-z]+ (?:oil |gas |crude )?pipeline)")


def flatten(text: str) -> str:
    """Straighten quotation marks and dashes without moving any character."""
    if not text.isascii():
        for sign, plain in _FLAT:
            text = text.replace(sign, plain)
    return _LINE.sub("/", text) if " pipeline" in text else text


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
    ("dj", "j"),
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
    low = re.sub(r"(?:^|(?<= ))[ae](?:[lznrtds]|sh) ", "", key_of(name)).replace("'", "")
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


TOWN, SHORTEST, LONG = 5, 6, 8  # letters of a name that may be one letter off, of a town's and another's, and two


class Spellings:
    """The spellings of places, to be asked for the one nearest to a name that none of them is.

    Parameters
    ----------
    spellings : dict
        What is named, by its spelling as `key_of` gives it.

    Examples
    --------
    >>> near = Spellings({"qaddahiya": "qaddahiya", "mashrou al hadba": "mashrou-al-hadba"})
    >>> near.nearest("Qaddiya"), near.nearest("Habda al-Mashru"), near.nearest("Madrid")
    ('qaddahiya', 'mashrou-al-hadba', '')
    """

    def __init__(self, spellings: dict[str, str]) -> None:
        self._known: dict[str, list[tuple[int, str, str]]] = {}
        for key, place in spellings.items():
            for spelling, _, start in _forms(key, TOWN):
                self._known.setdefault(start, []).append((_letters(spelling), spelling, place))

    def nearest(self, name: str, shortest: int = SHORTEST) -> str:
        """Give what is named by the nearest spelling: one letter off, two in a long name; empty if two are as near."""
        found: dict[int, set[str]] = {}
        for spelling, allowed, start in _forms(name, shortest):
            letters, size = _letters(spelling), len(spelling)
            for others, known, place in self._known.get(start, ()):
                if len(known) < shortest or abs(len(known) - size) > allowed:
                    continue
                if (letters ^ others).bit_count() <= 2 * allowed:
                    away = _distance(spelling, known)
                    near = away < 2 or (away <= allowed and max(size, len(known)) >= LONG)
                    if near and _sounds_like(spelling, known, _HARD if shortest > TOWN else 2):
                        found.setdefault(away, set()).add(place)
        nearest = found[min(found)] if found else ()
        return next(iter(nearest)) if len(nearest) == 1 else ""


_VOWELS = "aeiou"
_ARTICLES = frozenset(["al", "ar", "as", "at", "ad", "an", "az", "el"])


def _forms(name: str, shortest: int = SHORTEST) -> list[tuple[str, int, str]]:
    """Give the spellings under which a name is looked for, each with how many letters may be off, and how it begins.

    Folded, its first letter stands; as it is written, its first three.
    """
    folded, plain = _in_order(fold(name)), _in_order(key_of(name))
    forms = [(folded, 1 if len(folded) < LONG else 2, folded[0])] if len(folded) >= shortest else []
    return [*forms, (plain, 2, plain[:3])] if len(plain) >= LONG - 1 else forms


def _letters(spelling: str) -> int:
    """Give the letters of a word as bits."""
    bits = 0
    for letter in spelling:
        bits |= 1 << (ord(letter) & 31)
    return bits


_SOFT = str.maketrans("", "", "aeiouhwy' ")
_HARD = 6  # consonants of a name of which one more may be written otherwise


def _sounds_like(one: str, two: str, hard: int) -> bool:
    """Tell two spellings with the same consonants; one may be dropped or swapped in a long name."""
    first, second = one.translate(_SOFT), two.translate(_SOFT)
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1 or _distance(first, second) > 1:
        return False
    dropped = len(first) != len(second)
    swapped = not dropped and sorted(first) == sorted(second)
    return swapped or min(len(first), len(second)) >= (hard if dropped else _HARD)


def same_sound(one: str, two: str) -> bool:
    """Tell whether two names with the same consonants are one: they begin and end alike, but for a vowel or two.

    Examples
    --------
    >>> same_sound("Khmies", "Khamis"), same_sound("Baraka", "Abraq"), same_sound("Zimzamiya", "Zamzam")
    (True, False, False)
    """
    first, second = fold(one), fold(two)
    if (first[0] in _VOWELS) != (second[0] in _VOWELS) or (first[-1] == "i" and second[-1] not in _VOWELS):
        return False
    if _feminine(one) and not _feminine(two):
        return False
    return _distance(first, second) <= (1 if min(len(first), len(second)) < 5 else 2)


def _feminine(name: str) -> bool:
    """Tell a name that ends in "a", written with or without h."""
    return key_of(name).rstrip("'h").endswith(("a", "e"))


def by_skeleton(spellings: dict[str, str]) -> dict[str, dict[str, str]]:
    """Give the places by the consonants of their spellings, each with those spellings."""
    found: dict[str, dict[str, str]] = {}
    for key, place in spellings.items():
        bones = skeleton(key)
        if len(bones) > 2:
            found.setdefault(bones, {})[key] = place
    return found


def heard_as(name: str, skeletons: dict[str, dict[str, str]]) -> str:
    """Give the one place whose spelling has a name's consonants and sounds like it."""
    places = {place for known, place in skeletons.get(skeleton(name), {}).items() if same_sound(name, known)}
    return next(iter(places)) if len(places) == 1 else ""


def _in_order(spelling: str) -> str:
    """Give the words of a name without articles, in one order whichever way round they stand."""
    return " ".join(sorted(part for part in spelling.split() if part not in _ARTICLES))


def _distance(one: str, two: str) -> int:
    """Count the letters to change, add, drop or swap with the next, between two words."""
    before: list[int] = []
    last = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(two, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
