"""Noun phrases of actors, each joined into one token: "forces loyal to Haftar", "the Turkish-backed militias".

Which side a phrase stands for follows from its modifiers: whom it is led by, backed by, loyal to or opposed to.
"""

from __future__ import annotations

from .names import Names
from .phrases_names import JOINTS, attribute_side, join_aligned, join_government, join_names, value_of
from .tables import either, reporters, words
from .tokens import Token

_REACH = 7  # tokens between "loyal to" and the name: "to the eastern commander Field Marshal"


def join_actors(tokens: list[Token], names: Names, speaker: str = "") -> list[Token]:
    """Join the phrases of actors of one sentence, each to one token that spans it and has the actor as its value."""
    named = [n for n, token in enumerate(tokens) if token.kind != "w"]
    if not named:
        return tokens
    for n in named:
        if tokens[n].value in names.seats and _speaks(tokens, n):
            tokens[n] = Token("actor", tokens[n].text, names.seats[tokens[n].value], tokens[n].start, tokens[n].end)
    kinds = {tokens[n].kind for n in named}
    actors = [n for n in named if tokens[n].kind == "actor"] if "actor" in kinds else ()
    if any(tokens[n + 1].text in JOINTS for n in actors if n + 1 < len(tokens)):
        tokens = join_names(tokens, names)
    said = [token.text for token in tokens]
    if "attribute" in kinds or not words("aligned").isdisjoint(said):
        tokens = join_aligned(tokens, names)
        said = [token.text for token in tokens]
    if "government" in said:
        tokens = join_government(tokens, names)
    return tokens if either("force", "foe-noun").isdisjoint(said) else _join_forces(tokens, names, speaker)


def _join_forces(tokens: list[Token], names: Names, speaker: str) -> list[Token]:
    """Join "forces", "troops" and the like with the words that tell whose they are; "their foes" are the other side."""
    out: list[Token] = []
    n = 0
    force, ours = words("force"), either("force", "foe-noun")
    while n < len(tokens):
        token = tokens[n]
        if token.text not in ours or token.kind != "w":
            out.append(token)
            n += 1
            continue
        if token.text in force and not (out and out[-1].text == "air"):
            first, last, side = _force(tokens, n, out, names, speaker)
            if not side and (owner := _joined_owner(out, names)) is not None:
                owner.end = token.end  # "the GNA and its foreign fighters"
                del out[out.index(owner) + 1 :]
                n += 1
                continue
            if side and names.sides.get(side) and names.roles.get(side) != "backer":
                start = out[first].start if first < len(out) else token.start
                text = " ".join(part.text for part in [*out[first:], token])
                del out[first:]
                out.append(Token("actor", text, side, start, tokens[last - 1].end))
                n = last
                continue
        elif token.text in words("foe-noun") and (past := _foes_of(tokens, n, names)) is not None:
            last, side = past
            token = Token("actor", token.text, side, token.start, tokens[last - 1].end)
            n = last - 1
        elif token.text in words("foe-noun") and out and _owned(out[-1]):
            side = _who_attacked(out, token, names) or _foe_of_nearest(out, names)
            if side:
                token = Token("actor", token.text, side, token.start, token.end)
        out.append(token)
        n += 1
    return out


def _foes_of(tokens: list[Token], n: int, names: Names) -> tuple[int, str] | None:
    """Give the side of "foes of Haftar", "opponents to the GNA", and where the phrase ends; nothing for others."""
    if tokens[n].text in _ATTACKING or n + 2 >= len(tokens) or tokens[n + 1].text not in ("of", "to"):
        return None
    for m in range(n + 2, min(len(tokens), n + _REACH)):
        token = tokens[m]
        if token.kind in ("actor", "unit"):
            side = names.foe(names.sides.get(value_of(token, names), ""))
            return (m + 1, side) if side else None
        if not _is_title(token):
            break
    return None


_ATTACKING = ("attackers", "assailants", "attacker")


def _joined_owner(out: list[Token], names: Names) -> Token | None:
    """Give the party whose men are named with it: "X" before the noun in "X and its foreign fighters"."""
    own = next((n for n in range(len(out) - 1, max(1, len(out) - 5), -1) if out[n].text in ("its", "their", "his")), 0)
    if own < 2 or out[own - 1].text != "and" or out[own - 2].kind != "actor":
        return None
    between = out[own + 1 :]
    party = names.roles.get(out[own - 2].value) == "party"
    hostile = any(t.text in ("rival", "enemy", "opposing") or t.kind in ("place", "unit", "date") for t in between)
    return out[own - 2] if party and not hostile else None


def _who_attacked(out: list[Token], token: Token, names: Names) -> str:
    """Give who is meant by "the attackers" where the sentence names who attacked: "was attacked by X"."""
    if token.text not in _ATTACKING:
        return ""
    last = next((n for n in range(len(out) - 1, 0, -1) if out[n].kind == "actor"), 0)
    by = {out[last - 1].text, out[last - 2].text} if last > 1 else set()
    attacked = not by.isdisjoint(("by", "from", "under")) or (
        last + 1 < len(out) and out[last + 1].text in words("attacks")
    )
    return names.sides.get(out[last].value, "") if attacked else ""


def _force(tokens: list[Token], n: int, out: list[Token], names: Names, speaker: str) -> tuple[int, int, str]:
    """Give where a phrase of forces begins, in what was read, where it ends, and whose they are."""
    first, side = _modifiers(out, names)
    last = n + 1
    if not side:
        last, side = _complement(tokens, n + 1, names)
    if not side and out and "by" in (out[-1].text, out[-2].text if len(out) > 1 else ""):
        last, side = _origin(tokens, n + 1, names)
    if not side and first < len(out) and _is_foe_adjective(out, first):
        side = _foe_of_nearest(out[:first], names)
    if not side and out and first and out[first - 1].text in ("our", "my"):
        said = _speaker_before(out, names) or _speaker_after(tokens, last, names) or speaker
        side = names.sides.get(said, "") or _nearest(out[: first - 1], names)
        first -= 1
    return first, last, side


def _origin(tokens: list[Token], at: int, names: Names) -> tuple[int, str]:
    """Give the side of men by the town they come from, and where the phrase ends: "driven off by fighters from X"."""
    if at + 1 < len(tokens) and tokens[at].text == "from" and tokens[at + 1].kind == "place":
        return at + 2, names.home_sides.get(tokens[at + 1].value, "")
    return at, ""


def _speaker_before(out: list[Token], names: Names) -> str:
    """Give the party whose spokesman opens a sentence: "X, spokesman for the GNA, told Reuters: 'Our forces ..."."""
    quote = next((n for n in range(len(out) - 1, -1, -1) if out[n].text in (":", '"')), 0)
    if not any(reporters().get(token.text) == "say" for token in out[:quote]):
        return ""
    sides = [t.value for t in out[:quote] if t.kind == "actor" and names.sides.get(t.value) in names.parties]
    return sides[0] if len(set(sides)) == 1 else ""


def _speaks(tokens: list[Token], n: int) -> bool:
    """Tell a seat of government that stands for it: "Tripoli said", "while Benghazi denied"."""
    before = tokens[n - 1].text if n else ""
    if before == "by":  # "was denied on Monday by Tripoli"
        return any(reporters().get(token.text) in ("deny", "admit", "confirm") for token in tokens[max(0, n - 6) : n])
    opens = not before or before in words("stop") or before in (",", '"', "and")
    follows = tokens[n + 1].text if n + 1 < len(tokens) else ""
    return opens and tokens[n].kind == "place" and reporters().get(follows) in ("say", "deny", "admit", "confirm")


def _speaker_after(tokens: list[Token], n: int, names: Names) -> str:
    """Give the party that says what stands before: "our forces repelled them, the GNA said"."""
    for k in range(n, len(tokens)):
        if tokens[k].kind == "actor" and names.sides.get(tokens[k].value) in names.parties:
            said = [t.text for t in tokens[max(0, k - 2) : k + 6] if t.kind == "w"]
            if any(reporters().get(word) == "say" for word in said):
                return tokens[k].value
    return ""


def _modifiers(out: list[Token], names: Names) -> tuple[int, str]:
    """Give where the modifiers before a noun begin, and the side that the nearest of them names."""
    n = len(out)
    side = ""
    while n:
        token = out[n - 1]
        if token.kind == "attribute":
            side = side or attribute_side(token, names)
        elif token.kind in ("actor", "unit"):
            allied = n < len(out) and out[n].text == "-" and names.roles.get(token.value) == "backer"
            side = side or (names.sides[token.value] if allied else value_of(token, names))  # "Turkey-allied forces"
            n -= 1
            break
        elif not (_owns(out, n) or (token.kind == "w" and token.text in words("force-adjective"))):
            break
        n -= 1
    return n, side


def _owns(out: list[Token], n: int) -> bool:
    """Tell the 's of "the LNA's" and what follows the name in "LNA-aligned"."""
    word = out[n - 1].text
    if word in ("'s", "'", "-"):
        return n > 1 and out[n - 2].kind in ("actor", "unit")
    return word in words("aligned") and n > 2 and out[n - 2].text == "-" and out[n - 3].kind == "actor"


def _complement(tokens: list[Token], at: int, names: Names) -> tuple[int, str]:
    """Read what follows a noun: "loyal to X", "of X", "led by X", "opposed to X", "under X", "supporting X"."""
    n, word, against = _joint(tokens, at)
    sent = word in ("sent", "dispatched", "deployed")
    by = n > 0 and tokens[n - 1].text == "by"
    for m in range(n, min(len(tokens), n + _REACH)) if word else ():
        token = tokens[m]
        side = ""
        if token.kind in ("place", "near") and (word in words("loyal") or word == "of"):
            side = names.home_sides.get(token.value, "")
        elif token.kind in ("actor", "unit"):
            backer = names.roles.get(token.value) == "backer" and not by  # "mercenaries of the Wagner Group"
            backer = backer or (sent and names.roles.get(token.value) != "party")  # "troops sent by Turkey"
            side = (
                "" if backer or (token.kind == "unit" and word == "of") else names.sides.get(value_of(token, names), "")
            )
        elif token.kind == "attribute" or _is_title(token) or (word == "under" and token.text in _UNDER):
            continue
        if side and word == "under" and [t.text for t in tokens[m + 1 : m + 2]] in (["'s"], ["'"]):
            m += 2 * (m + 2 < len(tokens) and tokens[m + 2].text in _UNDER)  # "under Haftar's command"
        return (m + 1, names.foe(side) if against else side) if side else (at, "")
    return at, ""


_SERVING = frozenset(["fighting", "fight", "fought", "serving", "serve", "operating", "acting"])
_FOR_WHOM = frozenset(["behalf", "side", "name", "service", "banner", "payroll", "ranks"])
_UNDER = frozenset(["command", "orders", "banner", "flag", "flags", "leadership", "authority", "colours", "of"])


def _joint(tokens: list[Token], at: int) -> tuple[int, str, bool]:
    """Give what joins a name to the noun before it: where the name may begin, the word, and whether it is "against"."""
    n, size = at, len(tokens)
    if n + 1 < size and tokens[n].text == "," and tokens[n + 1].text in words("loyal"):
        n += 1
    if n < size and tokens[n].text in ("that", "who", "which") and n + 1 < size:
        n += 1
        if tokens[n].text in words("be") and n + 1 < size:
            n += 1
    sided = n + (n < size and tokens[n].text in _SERVING)
    if sided < size and tokens[sided].text in ("on", "in", "under"):
        ahead = [token.text for token in tokens[sided + 1 : sided + 4]]
        if "of" in ahead and ahead[ahead.index("of") - 1] in _FOR_WHOM:
            n = sided + 1 + ahead.index("of")  # "fighting on behalf of X", "on the side of", "in the name of"
    if n >= size:
        return at, "", False
    word = tokens[n].text
    follows = tokens[n + 1].text if n + 1 < size else ""
    if word in _SERVING and follows in ("for", "under", "alongside"):
        return n + 2, "under", False
    if word in words("opposed") and (follows == "to" or word in ("opposing", "fighting", "resisting")):
        return n + (2 if follows in ("to", "against") else 1), word, True
    loyal = word in words("loyal") and follows in ("to", "with")
    sent = word in ("sent", "dispatched", "deployed")
    if loyal or (follows == "by" and (sent or word in words("led-by") or word in words("backed-suffix"))):
        return n + 2, word, False
    if word in words("backing") or word in ("of", "under"):
        return n + 1, word, False
    return at, "", False


def _is_title(token: Token) -> bool:
    """Tell a word that can stand before a name: "the", "General", a name itself."""
    if token.kind != "w":
        return False
    return token.value[:1].isupper() or token.text in words("title") or token.text in words("determiner")


def _owned(token: Token) -> bool:
    """Tell what makes "their foes" somebody's."""
    return token.text in ("its", "their", "his", "the", "'s") or token.text in words("force-adjective")


def _is_foe_adjective(out: list[Token], first: int) -> bool:
    """Tell "rival forces"."""
    return any(token.text in ("rival", "enemy", "opposing") for token in out[first:])


def _nearest(out: list[Token], names: Names) -> str:
    """Give the side named last, first of those that no preposition governs."""
    sides = [
        (names.sides.get(value_of(token, names), ""), n and out[n - 1].text in words("object-preposition"))
        for n, token in enumerate(out)
        if token.kind in ("actor", "unit")
    ]
    told = [side for side, _ in sides if side]
    free = [side for side, governed in sides if side and not governed]  # "took captives from X's men and the rival"
    return (free or told or [""])[-1]


def _foe_of_nearest(out: list[Token], names: Names) -> str:
    """Give the foe of the side named last."""
    return names.foe(_nearest(out, names))
