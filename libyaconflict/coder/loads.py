"""What is sent or comes: men, arms, and whose, read from a stretch of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_NAVAL = frozenset(["patrol", "naval", "navy", "war", "gun", "coastguard"])


_MODELS = frozenset(["mig", "migs", "su", "sukhoi", "mirage", "rafale", "fulcrum", "jet"])


class Load:
    """What is sent or comes: men, arms, and whose, read from a stretch of tokens."""

    def __init__(self, run: Run, span: range) -> None:
        now = run.now
        self.men = self.arms = self.carrier = self.naval = self.foreign = self.own = False
        self.actor = self.hirer = ""
        hired = False
        for n in span:
            token, word = now.tokens[n], now.word(n)
            if token.kind in ("actor", "unit", "attribute"):
                side = now.side(token) if token.kind != "attribute" else token.value
                role = run.names.roles.get(side)
                last = token.text.replace("-", " ").split()[-1]
                self.men = self.men or (last in words("troops") and token.kind != "attribute")
                self.own = self.own or role in ("party", "ally")
                if role == "party" and last.startswith("mercenar"):
                    hired = self.foreign = True
                if role == "party" and hired:
                    self.hirer = self.hirer or side  # of "mercenaries loyal to Haftar"
                if token.kind == "actor" and role not in ("party", "ally", "mediator", "civil"):
                    self.foreign = True
                    self.actor = self.actor or side
                    self.men = self.men or side == "Wagner" or token.text in run.names.words.get("foreign-men", ())
            elif word in run.names.words.get("foreign-men", ()) and now.word(n + 1) not in words("troops"):
                self.foreign = self.men = True
            elif word.startswith("mercenar"):
                hired = self.foreign = self.men = True
            elif word in words("foreign") or word in run.names.words.get("foreign", ()):
                self.foreign = True
            if word == "fighters" and not _MODELS.isdisjoint(now.words[max(0, n - 4) : n]):
                self.arms = True  # "14 MiG-29 fighters"
                continue
            if word in ("troops", "mercenaries", "soldiers", "terrorists") or (
                word in words("troops") and now.word(n + 1) not in ("jets", "jet", "aircraft", "bombers", "planes")
            ):
                self.men = True
            if word in ("team", "teams") and now.word(n - 1) in words("team-kind"):
                self.men = True  # "a training and cooperation team"
            part = word in ("system", "battery", "equipment") and now.word(n - 1) in words("defence")
            if (
                part
                or word in words("weapons")
                or (word in words("war-goods") and now.word(n - 1) in ("military", "war"))
                or (word in ("cars", "trucks") and now.word(n - 1) in ("armoured", "armored", "military"))
            ):
                self.arms = True
            patrol = word in ("vessel", "vessels", "boat", "boats", "ship") and now.word(n - 1) in _NAVAL
            if word in words("warship") or patrol:
                self.men = self.carrier = self.naval = True
            if word in words("carrier"):
                self.carrier = True
        if self.men and not self.actor and (his := _speakers_men(run, span)):
            self.foreign, self.actor = True, his


def _speakers_men(run: Run, span: range) -> str:
    """Give the foreign speaker whose men "his troops" are: "Erdogan said his troops are heading to"."""
    now = run.now
    told = [
        r for r in run.reports if not r.trailing and r.at < span.start and run.names.roles.get(r.speaker) == "backer"
    ]
    if not told or _HIS.isdisjoint(now.word(n) for n in span):
        return ""
    other = any(now.tokens[n].kind in ("actor", "unit") for n in range(told[-1].at, span.stop))
    return "" if other else told[-1].speaker


_HIS = frozenset(["his", "our", "its"])


def object_span(now: Sentence, start: int, reach: int = 14) -> range:
    """Give the tokens of the object that begins after a verb."""
    k = start
    while k < min(now.size, start + reach):
        word = now.word(k)
        if word == "to" and now.word(k + 1)[:1].isdigit():
            k += 1  # "sent 3,500 to 3,800 men"
            continue
        if k > start and (
            now.boundary(k)
            or word in words("load-limits")
            or word in (".", '"')
            or (word == "," and now.tokens[k - 1].kind == "date")
        ):
            break
        k += 1
    return range(start, k)


def subject_span(now: Sentence, verb: int) -> range:
    """Give the tokens from the start of a clause to its verb, or to the aside that parts them."""
    k = end = verb
    named = False
    said = reporters()
    while k > 0 and not now.boundary(k - 1) and now.word(k - 1) not in ("that", '"'):
        if said.get(now.word(k - 1)) == "say" and k < verb and now.word(k) != "to":
            break  # "US officials said Russian mercenaries had arrived"
        if not named and k > 1 and now.word(k - 1) == "," and now.asides[k - 2] not in (-1, now.asides[verb]):
            k = end = now.asides[k - 2]  # "X, which the UN backs, massed forces"
            continue
        k -= 1
        named = (
            named or now.word(k) in words("troops") or now.word(k) in words("weapons") or now.tokens[k].kind == "actor"
        )
        if named and now.word(k - 1) == ",":
            break
    return range(k, end)


def antecedent_span(now: Sentence, start: int) -> range:
    """Give the noun phrase that "whom", "which" or "that" before a token stands for."""
    first = last = start - 2 if now.word(start - 2) == "," else start - 1
    while first > 0 and last - first < 8 and not now.boundary(first - 1) and now.word(first - 1) not in (",", "that"):
        first -= 1
    return range(first, last)


def outside(run: Run, actor: str) -> bool:
    """Tell a foreign power or group from the sides of the war and from mediators."""
    return bool(actor) and actor != "civil" and run.names.roles.get(actor) not in ("party", "ally", "mediator", "civil")


def joined(run: Run, actor: str, verb: int) -> list[str]:
    """Give every power of the list that an actor ends or opens: "France, Egypt and the UAE have supplied"."""
    now = run.now
    at = [n for n, t in enumerate(now.tokens) if t.kind == "actor" and now.side(t) == actor]
    if not at:
        return [actor]
    first = last = min(at, key=lambda n: abs(n - verb))
    while (n := _neighbour(now, first, -1)) >= 0:
        first = n
    while (n := _neighbour(now, last, 1)) >= 0:
        last = n
    sides = [now.side(t) for t in now.tokens[first : last + 1] if t.kind == "actor"]
    return [side for side in dict.fromkeys(sides) if outside(run, side)] or [actor]


def _neighbour(now: Sentence, n: int, step: int) -> int:
    """Give the next actor of a list on one side; -1 where the list ends."""
    k = n + step
    joints = ("and", ",", "the", "both", "&")
    while 0 <= k < now.size and abs(k - n) < 4 and now.word(k) in joints:
        k += step
    if 0 <= k < now.size and now.asides[k] not in (-1, now.asides[n]):
        return -1  # "Russia, the US claimed, sent"
    linked = {"and", ","} & set(now.words[min(k, n) + 1 : max(k, n)])
    return k if linked and 0 <= k < now.size and now.tokens[k].kind == "actor" else -1


def blamed(now: Sentence, verb: int) -> bool:
    """Tell what somebody only condemns or warns against."""
    return any(
        now.word(k) in words("judge")
        or now.word(k) in ("warned", "fear", "worry", "worried", "warns", "opposed", "opposes", "against")
        for k in range(max(0, verb - 12), verb)
    )


def power_from(run: Run) -> str:
    """Give the power after "from"."""
    now = run.now
    for k, token in enumerate(now.tokens):
        if (
            now.word(k - 1) == "from"
            and token.kind == "actor"
            and run.names.roles.get(now.side(token)) not in ("party", "ally")
        ):
            return now.side(token)
    source = next((k for k in range(now.size) if now.word(k) == "from"), now.size)
    for k in range(source + 1, min(now.size, source + 7)):  # "from his main backer, the UAE"
        if now.tokens[k].kind == "actor":
            return now.side(now.tokens[k]) if outside(run, now.side(now.tokens[k])) else ""
        if now.word(k) in words("load-limits") or now.boundary(k):
            break
    return ""
