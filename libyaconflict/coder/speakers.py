"""Who speaks: the source that stands before or after a verb of saying, and with what voice."""

from __future__ import annotations

from functools import cache

from .roles import Sentence
from .tables import either, reporters, words

_ASIDE_OF_SPEAKER = frozenset(["with", "to", "from", "for", "in", "among", "on"])
_NO_NOUN = either("pronoun", "be", "have", also=("always", "also", "as", "thus", "perhaps", "sometimes", "does"))
PAUSES = frozenset([",", ".", ";", ":", '"', "-", "\u2013", "\u2014"])


def by_whom(sentence: Sentence, n: int) -> tuple[str, str]:
    """Give who says what "was reported": whom "by" names, else nobody."""
    by = next((k for k in range(n + 1, min(sentence.size, n + 7)) if sentence.word(k) == "by"), 0)
    by = 0 if any(map(sentence.boundary, range(n + 1, by))) else by
    return speaker_in(sentence, range(by + 1, min(sentence.size, by + 10)))[:2] if by else ("", "hedge")


def speaker_left(sentence: Sentence, n: int) -> tuple[str, str, bool]:
    """Give who speaks before a verb of saying, with what voice, and whether anybody was found."""
    named = n - 3 if sentence.word(n - 2) == "," else n - 2
    if sentence.word(n - 1) in ("which", "who") and named >= 0 and sentence.tokens[named].kind in ("actor", "unit"):
        side = sentence.side(sentence.tokens[named])  # "residents contradicted the LNA, which says"
        return side, standing(sentence, side), True
    comma = next((k for k in range(n - 1, max(-1, n - 12), -1) if sentence.word(k) in (",", '"')), None)
    start = comma + 1 if comma is not None else 0
    if n - start < 12 and _two_sides(sentence, range(start, n)):
        return sentence.cue(sentence.names.both, n - 1), "party", True
    comma = comma if comma is not None and comma > n - 9 else None
    if comma is not None and comma < n - 1:
        who, voice, found = speaker_in(sentence, range(n - 1, comma, -1))
        if who or voice != "other":
            return who, voice, found
        if comma == n - 2 and sentence.word(n - 1)[-1:] == "s" and sentence.word(n - 1) not in _NO_NOUN:
            return "", "source", True  # ", diplomats said"
        if who == "" and _strangers(sentence, comma + 1, n):
            return "", "source", True  # ", engineers at the field said", ", a diplomat in X said"
    stop = n - 1
    while stop >= 0 and n - stop < 22:
        word = sentence.word(stop)
        if word == '"' and '"' in sentence.words[max(0, stop - 5) : stop]:
            stop = (
                max(k for k in range(stop) if sentence.word(k) == '"') - 1
            )  # 'of the "Volcano of Rage" operation said'
            continue
        ends = word in ("while", "but", "although", "though", ";", ":", "that", '"') and stop < n - 1
        forces = word == "that" and (
            sentence.tokens[stop - 1].kind in ("actor", "unit") or sentence.word(stop - 1) in words("party-noun")
        )  # "a source with the forces that attack the town said"
        if (ends and not forces) or (word == "and" and stop < n - 3):
            break
        stop -= 1
    return speaker_in(sentence, range(n - 1, stop, -1))


_SOME = frozenset(["a", "an", "one", "two", "three", "several", "some", "many", "local"])


def _strangers(sentence: Sentence, first: int, last: int) -> bool:
    """Tell people of no side behind a comma, who speak: "engineers at the field", "two diplomats"."""
    head = sentence.word(first)
    many = head.isalpha() and head[-1:] == "s" and len(head) > 4 and head not in _NO_NOUN
    plain = all(sentence.tokens[k].kind in ("w", "place", "near") for k in range(first, last))
    verbs = either("have", "be", "modal-plan", "modal-maybe", also=("who", "which"))
    return (many or head in _SOME) and plain and verbs.isdisjoint(sentence.words[first:last])


def _two_sides(sentence: Sentence, span: range) -> bool:
    """Tell "a source on their side and a GNA spokesman said": sources of both parties."""
    joint = next((k for k in span if sentence.word(k) == "and"), -1)
    said = sentence.words[span.start : span.stop]
    if joint < 0 or words("source").isdisjoint(said) or not reporters().keys().isdisjoint(said):
        return False  # not "a spokesman dismissed the statement of the other side and said"
    sides = set()
    for k in span:
        token = sentence.tokens[k]
        if token.kind in ("actor", "unit"):
            sides.add(sentence.names.sides.get(sentence.side(token), ""))
        elif token.text == "side" and sentence.word(k - 1) in ("their", "his", "its"):
            sides.add(sentence.names.sides.get(sentence.actor_before(span.start), ""))
    return sides >= set(sentence.names.parties) and bool(sentence.names.both)


def speaker_in(sentence: Sentence, span: range) -> tuple[str, str, bool]:
    """Give who speaks, with what voice (party, resident, witness, other), and whether anybody was found."""
    voice, who = "", ""
    backwards = span.step < 0
    for n in span:
        token = sentence.tokens[n]
        if not backwards and token.text in PAUSES and (who or voice or not _source_ahead(sentence, n)):
            break
        if token.kind in ("actor", "unit"):
            anothers = (
                sentence.word(n + 1) == "'s" and sentence.word(span.start) == "and"
            )  # "mocked X's truce and said"
            if backwards and (anothers or _dismissed(sentence, n) or _met_by(sentence, n) or _fought(sentence, n)):
                continue
            side = sentence.side(token)
            who = who or side
            if not voice or voice == "source":
                voice = standing(sentence, side)
        elif token.kind == "w":
            word = token.text
            seen = "resident" if word in words("resident") else "witness" if word in words("witness") else ""
            if seen:
                if backwards and sentence.governor(n)[0] in _ASIDE_OF_SPEAKER:
                    continue
                return sentence.cue(word, n), seen, True
            if not who and (meant := _by_pronoun(sentence, n, span)):
                return meant
            if word in words("source"):
                voice = voice or "source"
            if word == "it" and backwards and sentence.word(n + 1) in (",", "and") and sentence.word(n - 1).isalpha():
                continue  # "rejected it and said"
            if word in ("he", "she", "it", "they") and not who:
                who = _pronoun(sentence, n)
                voice = standing(sentence, who)
            elif word not in ("hand", "part", "turn") and _tells(sentence, n, backwards=backwards):
                break  # not "on the other hand, said"
    if who or voice:
        return who, voice or "source", True
    opening = [sentence.tokens[n] for n in span[:2]]
    return "", "other", any(token.kind == "w" and token.text.isalpha() for token in opening)


def _source_ahead(sentence: Sentence, n: int) -> bool:
    """Tell a pause before words that name a source: "according to, among others, an official"."""
    return any(sentence.word(k) in words("source") for k in range(n + 1, n + 5))


def _by_pronoun(sentence: Sentence, n: int, span: range) -> tuple[str, str, bool] | None:
    """Give who speaks by "its spokesman", "both sides" or the "he" of a stranger, as `speaker_in` does."""
    word = sentence.word(n)
    if span.step < 0 and word in ("its", "his", "their") and _spokesmen(sentence, n, span.start):
        who = sentence.actor_before(n) or sentence.memory.speaker or sentence.memory.actor
        return who, standing(sentence, who), True
    if span.step < 0 and word in ("its", "his", "their") and _own_men(sentence, n, span.start):
        man = sentence.memory.person if word == "his" else ""
        who = sentence.actor_before(n) or man or sentence.memory.actor
        return (who, "party", True) if sentence.names.sides.get(who) in sentence.names.parties else None
    if word in words("both") and sentence.word(n - 1) in words("agreeing"):
        return sentence.cue(sentence.names.both, n), "party", True
    return ("", "source", True) if word in ("he", "she") and sentence.memory.stranger else None


def _pronoun(sentence: Sentence, n: int) -> str:
    """Give whom "he", "it" or "they" means: the last speaker or actor, else whom the sentence names."""
    near = sentence.actor_before(n) if sentence.word(n) == "it" and n < 16 else ""  # "the GNA did X when it announced"
    group = sentence.memory.they if sentence.word(n) == "they" else ""
    body = sentence.memory.body if sentence.word(n) == "it" else ""
    known = near or group or body or sentence.memory.speaker or sentence.memory.actor
    if known or '"' in sentence.words[:n]:  # what somebody unknown says of others
        return known
    who = next((sentence.side(token) for token in sentence.tokens if token.kind in ("actor", "unit")), "")
    return who if who in sentence.names.parties else ""  # not "it said mercenaries were there"


def _tells(sentence: Sentence, n: int, *, backwards: bool) -> bool:
    """Tell a verb that itself tells an event, behind which nobody speaks of another."""
    return n in sentence.inside and not sentence.inside[n].rule.is_noun and not (backwards and _related(sentence, n))


def _spokesmen(sentence: Sentence, n: int, last: int) -> bool:
    """Tell "its media center said", "their spokesman said"."""
    return not either("source", "bureau").isdisjoint(sentence.words[n + 1 : last + 1])


def _own_men(sentence: Sentence, n: int, last: int) -> bool:
    """Tell "his forces say", "their side has announced"."""
    if last - n > 3 or sentence.word(n - 1) in words("object-preposition"):
        return False
    return sentence.word(n + 1) in either("party-noun", also=("side", "camp", "command"))


def _related(sentence: Sentence, n: int) -> bool:
    """Tell a verb of a relative clause: "a source with the forces that have been attacking the capital said"."""
    return any(sentence.word(k) in ("that", "who", "which") for k in range(n - 4, n))


def standing(sentence: Sentence, who: str) -> str:
    """Tell a voice of the war's sides from a mediator and from others."""
    if sentence.names.sides.get(who):
        return "party"
    return "neutral" if sentence.names.roles.get(who) == "mediator" else "other"


def _dismissed(sentence: Sentence, n: int) -> bool:
    """Tell whose word is only spoken of: "X dismissed the statement of the LNA and said"."""
    word, at = sentence.governor(n)
    if word not in ("of", "by", "from") or sentence.word(at - 1) not in words("claim-noun"):
        return False
    return any(sentence.word(k) in words("deny") for k in range(max(0, at - 5), at - 1))


_FIGHTING = frozenset(
    ["against", "combat", "combating", "fight", "fighting", "counter", "countering", "repel", "battling"]
)


def _fought(sentence: Sentence, n: int) -> bool:
    """Tell whom the speaker's side fights: "a spokesman for the campaign against Haftar said"."""
    before = [sentence.word(k) for k in (n - 1, n - 2)]
    return before[0] in _FIGHTING or (before[0] in ("the", "any") and before[1] in _FIGHTING)


def _met_by(sentence: Sentence, n: int) -> bool:
    """Tell whom the speaker only deals with: "Haftar, meeting Macron, said"."""
    opens = sentence.asides[n]
    return opens > 0 and sentence.word(opens + 1).endswith("ing") and sentence.tokens[opens - 1].kind == "actor"


@cache
def _owning_outlets() -> frozenset[str]:
    """Give the outlets as they own a reporter: "jazeera's"."""
    return frozenset(f"{outlet}'s" for outlet in words("outlet"))


def own_reporter(sentence: Sentence) -> str:
    """Give the surname in "Al Jazeera's Mahmoud Abdelwahed, in Tripoli, said"; empty where nobody is so named."""
    if _owning_outlets().isdisjoint(sentence.said):
        return ""
    outlets = words("outlet")
    for n, word in enumerate(sentence.words):
        if word.endswith("'s") and word[:-2] in outlets:
            last = n + 1
            while last < sentence.size and sentence.tokens[last].value[:1].isupper() and sentence.word(last):
                last += 1
            if last > n + 2:
                return sentence.word(last - 1)
    return ""
