"""Whether a happening that a noun names took place: "the imminent fall of X", "the assault never came"."""

from __future__ import annotations

from .accord_terms import laid_down
from .aims import aimed_at, still_to_come
from .coded import STRUCK
from .grammar import Hit
from .nominal import stands_before, yet_to_come
from .resolved import sights
from .roles import Sentence
from .tables import either, words

_CHANGES = ("capture", "recapture", "withdrawal")
_FRAMES = frozenset(
    ["noun-taken", "offensive", "event", "clash", "fire", "graves", "displaces", "noun-fall", "noun-leaves"]
    + ["noun-whose", "deploys", "control-noun", "redeploys", "talks"]
)


def names_happening(hit: Hit) -> bool:
    """Tell a noun that names what happens: "the capture of X", "clashes"."""
    return hit.rule.frame in _FRAMES and hit.rule.event_type != "declaration"


def happening(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell a happening that is still to come, or never came, from one that took place."""
    if not names_happening(hit):
        return None
    if _done(sentence, hit) or (of_a_day(sentence, hit) and not _unreal(sentence, hit)):
        return ""
    return (
        _fought_for(sentence, hit)
        or _warded_off(sentence, hit)
        or _not_come(sentence, hit)
        or _unreal(sentence, hit)
        or _wished(sentence, hit, first)
        or _predicate(sentence, hit, first)
        or _foretold(sentence, hit)
        or None
    )


def of_a_day(sentence: Sentence, hit: Hit) -> bool:
    """Tell what a day gone by is said to have seen: "today's attack on X could have led to", not "tomorrow's"."""
    n = hit.first - 1
    adjectives = either("heavier", also=("deadly", "brutal", "rocket", "missile"))
    while n > hit.first - 4 and (sentence.word(n) in adjectives or sentence.tokens[n].kind in ("actor", "attribute")):
        n -= 1
    day = sentence.tokens[n - 1] if n > 0 and sentence.word(n) == "'s" else None
    return day is not None and day.kind == "date" and not day.text.startswith(("tomorrow", "next"))


_ANY = frozenset(["any", "a", "an", "possible", "potential", "eventual", "expected", "feared", "further", "future"])


def _warded_off(sentence: Sentence, hit: Hit) -> str:
    """Tell an attack against which somebody only makes ready: "sent men to block any attack on X"."""
    n = hit.first - 1
    while n > hit.first - 5 and sentence.word(n) not in _ANY and sentence.word(n) not in words("preposition"):
        n -= 1
    if sentence.word(n) not in _ANY:
        return ""
    while sentence.word(n) in either("determiner", "party-noun", also=_ANY) or sentence.word(n) in ("off", "back"):
        n -= 1
    against = sentence.word(n) in either("keeps-off", "defending", "countering", "preventing", also=("ward",))
    ready = sentence.word(n - 1) == "to" and sentence.word(n - 2) not in words("achieved")
    return sentence.cue("averted", n) if against and ready else ""


def _done(sentence: Sentence, hit: Hit) -> bool:
    """Tell "the withdrawal had been planned for weeks and was completed at dawn"."""
    if words("done").isdisjoint(sentence.words[hit.last : hit.last + 14]):
        return False
    return any(
        sentence.word(m) in words("done") and sentence.word(m - 1) != "be" for m in range(hit.last, hit.last + 14)
    )


def _not_come(sentence: Sentence, hit: Hit) -> str:
    """Tell "the attack on X that was announced has not come"."""
    if hit.rule.frame != "offensive" or "not" not in sentence.words[hit.last :]:
        return ""
    for m in range(hit.last, min(sentence.size, hit.last + 14)):
        come = sentence.word(m + 1) in words("happened")
        if come and sentence.word(m) == "not" and sentence.word(m - 1) in either("have", also=("did",)):
            later = any(
                t.text.startswith(("until", "till")) or t.text == "before" for t in sentence.tokens[m + 2 : m + 5]
            )
            return "" if later else sentence.cue("planned", m)
        if sentence.word(m) in (",", ";"):
            break
    return ""


def _fought_for(sentence: Sentence, hit: Hit) -> str:
    """Tell what a war is fought for: "the war for the liberation of X", 'a "decisive battle" for'."""
    changes = hit.rule.event_type in ("capture", "recapture", "entry_unopposed")
    return aimed_at(sentence, hit) or still_to_come(sentence, hit) if changes else ""


def _unreal(sentence: Sentence, hit: Hit) -> str:
    """Tell what an adjective makes unreal: "the imminent fall of X"."""
    unreal = [m for m in (hit.first - 1, hit.first - 2) if sentence.word(m) in words("unreal")]
    governor, at = sentence.governor(hit.first)
    if governor in ("on", "about", "over") and sentence.word(at - 1) in either("talks-noun", also=_DEBATES):
        return sentence.cue("none", at - 1)  # "talks on the handover of X"
    if governor == "of" and sentence.word(at - 1) in ("event", "case"):
        return sentence.cue("hypothetical", at - 1)  # "in the event of the fall of X"
    if governor == "of" and sentence.word(at - 1) in ("speak", "talk", "think", "dream"):
        lead = sentence.words[max(0, at - 6) : at]
        if not {"early", "premature", "soon", "dare"}.isdisjoint(lead):
            return sentence.cue("none", at - 1)  # "it is too early to speak of the capture of X"
    if not unreal and hit.rule.event_type not in STRUCK and (foreseen := _foreseen(sentence, hit)) >= 0:
        return sentence.cue("hypothetical", foreseen)
    return sentence.cue("hypothetical", unreal[0]) if unreal else ""


def _foreseen(sentence: Sentence, hit: Hit) -> int:
    """Give the adjective of an attack that others get ready for: "ahead of a suspected GNA assault"; -1 without one."""
    n = hit.first - 1
    while n > hit.first - 6 and (
        sentence.tokens[n].kind in ("actor", "unit", "attribute")
        or sentence.word(n) in either("party-noun", "force-adjective", also=("'s", "large", "new", "major", "big"))
    ):
        n -= 1
    if sentence.word(n) not in either("foreseen", "unreal"):
        return -1
    opens = n - 1 - (sentence.word(n - 1) in words("determiner"))
    return n if sentence.word(opens) in words("in-view-of") else -1


_DEBATES = frozenset(["discussions", "discussion", "debate", "dispute", "question", "contacts", "consultations"])


def _wished(sentence: Sentence, hit: Hit, first: int) -> str:
    """Tell a change that somebody wants, or that lies ahead: "demanded the withdrawal of", "is to take place"."""
    if hit.rule.event_type not in _CHANGES:
        return ""
    for m in range(max(first, hit.first - 7), hit.first):
        called = sentence.word(m).startswith("call") and sentence.word(m + 1) != "for"
        called = called or (sentence.word(m).startswith("insist") and sentence.word(m + 1) in (",", '"'))
        if sentence.word(m) in words("wished") and m not in sentence.inside and not called:
            return sentence.cue("planned", m)
    if (ruled := laid_down(sentence, hit.first)) >= 0:
        return sentence.cue("planned", ruled)  # "the deal provides for the withdrawal of X"
    owned = sentence.word(hit.first - 1) in ("'s", "'") and sentence.tokens[hit.first - 2].kind in ("actor", "unit")
    governor, at = sentence.governor(hit.first - 2 if owned else hit.first)
    if governor in words("bringing") and sentence.word(at - 1) == "and":
        governor, at = "and", at - 1  # "aims to end the war and secure the withdrawal of X"
    if governor in ("and", "including") and (meant := _joined_aim(sentence, hit, first, at)):
        return meant
    if governor in ("on", "upon", "of") and (aims := sights(sentence, at, governor)):
        return aims  # "has its sights on the capture of X"
    if governor in words("be") and not words("goal").isdisjoint(sentence.words[max(0, at - 5) : at]):
        return sentence.cue("planned", at)  # "its purpose was the capture of X"
    return stands_before(sentence, hit) or yet_to_come(sentence, hit)


def _joined_aim(sentence: Sentence, hit: Hit, first: int, at: int) -> str:
    """Tell the second of what somebody wants: "its aim is peace and the withdrawal of X"."""
    for m in range(at - 1, max(first, at - 16) - 1, -1):
        word = sentence.word(m)
        if word in words("wished") or word in _INSISTED or (word == "to" and not _names_next(sentence, m)):
            return sentence.cue("planned", m) if not _managed(sentence, m) else ""
        if word in words("be") and not words("goal").isdisjoint(sentence.words[max(0, m - 8) : m]):
            return sentence.cue("planned", m)
        if sentence.boundary(m) or word in (";", "."):
            break
    return ""


_INSISTED = frozenset(["insisted", "insist", "insists", "insisting", "urging", "sought", "seeks", "wants", "want"])


def _names_next(sentence: Sentence, to: int) -> bool:
    """Tell the "to" of a way or a side from that of an infinitive."""
    noun = sentence.tokens[to + 1].kind != "w" or sentence.word(to + 1) in either("determiner", "possessive", "number")
    return noun or sentence.word(to + 1).endswith(("ing", "s"))


def _managed(sentence: Sentence, to: int) -> bool:
    """Tell "managed to take X and cause the withdrawal of", "led to"."""
    return not words("achieved").isdisjoint(sentence.words[max(0, to - 4) : to])


def _predicate(sentence: Sentence, hit: Hit, first: int) -> str:
    """Tell what is said of a happening that a noun names: it "is imminent", somebody "ruled out" or "called off" it."""
    verbs = either("be", also=("looks", "look", "looked", "seems", "seemed", "appears", "appeared", "lies", "lay"))
    for m in range(hit.last, min(sentence.size, hit.last + 9)):
        word = sentence.word(m)
        if word in words("looms"):
            return sentence.cue("hypothetical", m)  # "a battle for X looms"
        absent = word == "never" or (word == "to" and sentence.word(m - 1) == "failed")
        if absent and sentence.word(m + 1) in words("happened"):
            return sentence.cue("none", m)  # "the assault never came"
        put_off = word == "off" and sentence.word(m - 1) == "put"
        if (put_off or word in words("postponed")) and any(sentence.word(k) in words("be") for k in (m - 1, m - 2)):
            return sentence.cue("planned", m)  # "the assault has been postponed"
        if word in verbs:
            follows = [k for k in range(m + 1, m + 5) if sentence.word(k) in words("pending")]
            counted = bool(follows) and sentence.word(follows[0] + 1)[:1].isdigit()  # "is approaching 16,000"
            return sentence.cue("hypothetical", follows[0]) if follows and not counted else ""
        if word in (",", ".", ";") or sentence.boundary(m) or m in sentence.starts:
            break
    m = hit.last
    while m < min(sentence.size, hit.last + 18) and (
        sentence.tokens[m].kind == "place" or sentence.word(m) in either("list-joint", "preposition")
    ):
        m += 1
    if (
        m > hit.last
        and sentence.word(m) in ("would", "will", "shall")
        and hit.rule.frame in ("noun-leaves", "noun-taken")
    ):
        return sentence.cue("planned", m)  # "the evacuation of X and Y would be finished by Thursday"
    for m in range(hit.first - 1, max(first, hit.first - 6) - 1, -1):
        put_off = sentence.word(m) == "off" and sentence.word(m - 1) in ("put", "puts", "putting")
        if put_off or sentence.word(m) in words("postponed"):
            return sentence.cue("planned", m)
        if sentence.word(m) in words("cancelled") and sentence.word(m + 1) in ("a", "an", "the", "its", "their", "his"):
            return sentence.cue("none", m)  # "cancelled an attack on X"
        issued = sentence.word(m) == "out" and sentence.word(m - 1)[:3] == "put"  # "put out a statement"
        if sentence.word(m) in ("out", "off") and sentence.word(m - 1) in words("called-out") and not issued:
            return sentence.cue("denied" if sentence.word(m) == "out" else "none", m - 1)
        if m in sentence.inside or sentence.word(m) in (",", ";"):
            break
    return ""


def _foretold(sentence: Sentence, hit: Hit) -> str:
    """Tell what the verb after it makes unreal: "the fall of X would be a turning point", "the talks will resume"."""
    if hit.rule.frame == "redeploys":
        return ""
    for m in range(hit.last, hit.last + 3):
        follows = sentence.word(m + 1)
        if sentence.word(m + 2) in ("heard", "seen") or not words("verified").isdisjoint(sentence.words[m + 1 : m + 5]):
            break
        if hit.rule.frame == "fire" and follows in ("be", "have", "constitute", "amount"):
            break  # "the strike could be a war crime"
        if sentence.word(m) in words("modal-maybe") and sentence.word(m) != "can":
            return sentence.cue("hypothetical", m)
        judged = sentence.word(m) == "would" and follows in ("be", "mean", "mark", "represent")
        if judged and sentence.word(m + 2) in ("a", "an", "the"):
            return sentence.cue("none", m)
        if sentence.word(m) in words("modal-plan") and sentence.word(m) != "going":
            return sentence.cue("planned", m)
    return ""
