"""What an infinitive or a gerund only intends: "vowed to take X", "close to taking X", "ruled out sending troops"."""

from __future__ import annotations

from .attempts import tried
from .coded import CONTROL
from .grammar import Hit
from .means import helped_to
from .resolved import bent, pretext, sights
from .roles import Sentence
from .tables import either, reporters, words


def verb_form(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what a verb's own form makes unreal: "is to be signed", "promised to let oil flow", "taking X would"."""
    n = _auxiliary(sentence, hit)
    going = sentence.word(n - 1) == "going" and not words("not").isdisjoint(sentence.words[max(0, n - 3) : n])
    if going and sentence.word(n) == "to":
        return sentence.cue("none", n)  # "is not going to leave X"
    if sentence.word(n) == "to" and (not hit.rule.is_noun or hit.rule.name == "new-front"):
        return _to(sentence, hit, n)
    lets = next((m for m in range(n, max(0, n - 4), -1) if sentence.word(m) in ("let", "help")), 0)
    lets = lets or helped_to(sentence, hit, n)
    if lets and sentence.word(lets - 1) == "to":
        return _infinitive(sentence, lets - 1, taking=hit.rule.event_type in CONTROL)
    if sentence.word(n) == "and" and not hit.rule.is_noun:
        if sentence.word(n - 1) in ("try", "tries", "trying"):
            return sentence.cue("planned", n - 1)  # "continued to try and take X"
        noun = hit.rule.frame == "redeploys" and sentence.word(hit.first) in either("troops", "column")
        if not noun and (to := _shared_to(sentence, hit, n)) >= 0:  # not "to take X, and reinforcements have"
            return _infinitive(sentence, to)
    if sentence.word(hit.first).endswith("ing") and not hit.rule.is_noun:
        return _gerund(sentence, hit, n, first) or None
    return None


def _auxiliary(sentence: Sentence, hit: Hit) -> int:
    """Give where the word before a verb stands, past adverbs and "be": the "to" of "is to be signed"."""
    n = hit.first - 1
    while n >= 0 and (sentence.word(n).endswith("ly") or sentence.word(n) in ("again", "also", "soon", "then", '"')):
        n -= 1
    return n - 1 if sentence.word(n) == "be" and sentence.word(n - 1) == "to" else n


def _to(sentence: Sentence, hit: Hit, n: int) -> str:
    """Tell what stands after "to": "vowed to take X", but a fact in "in addition to taking it"."""
    gerund = sentence.word(hit.first).endswith("ing")
    if gerund and sentence.word(n - 1) in words("fact-to"):
        return ""  # "admitted to shelling it"
    if hit.rule.event_type == "advance" and _assails(sentence, n):
        return ""
    if hit.rule.event_type in CONTROL and tried(sentence, n):
        return ""
    taking = hit.rule.event_type in CONTROL
    return (gerund and _nearly(sentence, n)) or _infinitive(sentence, n, taking=taking)


def _shared_to(sentence: Sentence, hit: Hit, n: int) -> int:
    """Give where the "to" stands that a second verb shares: "vowed to shell X and take it"; -1 where none does."""
    for m in range(n - 1, max(-1, n - 6), -1):
        follows = sentence.word(m + 1)
        verb = follows and not follows.endswith(("ed", "ing")) and follows not in words("determiner")
        if sentence.word(m) == "to" and verb:
            return m
        past = sentence.word(hit.first).endswith("ed") or sentence.word(hit.first) in _PAST
        if sentence.boundary(m) or past:
            break
    return -1


def _gerund(sentence: Sentence, hit: Hit, n: int, first: int) -> str:
    """Tell "close to taking X" and "taking X would" from a fact."""
    before = sentence.word(n)
    lead = {sentence.word(m) for m in range(max(0, n - 6), n)}
    if before in ("towards", "toward"):
        return sentence.cue("planned", n)
    if nearly := _nearly(sentence, n):
        return nearly
    if before == "out" and sentence.word(n - 1) in ("ruled", "rules", "ruling", "rule"):
        return sentence.cue("denied", n)  # "has ruled out sending troops"
    if before in words("musing") or (before in ("of", "about") and sentence.word(n - 1) in words("musing")):
        return sentence.cue("hypothetical", n)  # "is considering sending troops"
    if before == "at" and sentence.word(n - 1) in _ATTEMPT and lead & words("countering"):
        return sentence.cue("none", n)  # "ready to answer any attempt at attacking X"
    if before in ("for", "of") and pretext(sentence, n):
        return sentence.cue("none", n - 1)  # "is making up a pretext for attacking X"
    if before in ("for", "to") and sentence.word(n - 1) in words("essential"):
        return sentence.cue("planned", n - 1)  # "is essential for liberating it"
    if before in ("on", "upon", "to", "at") and bent(sentence, n):
        return sentence.cue("planned", n)  # "set on entering it"
    if before == "with" and sentence.word(n - 1) in words("tasked"):
        return sentence.cue("planned", n - 1)  # "is tasked with taking X"
    if aims := sights(sentence, n, before):
        return aims
    if before in words("cease") and sentence.word(n - 1) in either("modal-plan", also=("to",)):
        return sentence.cue("none", n)  # "agreed to stop bombing X"
    if before == "of" and sentence.word(n - 1) == "instead":
        return sentence.cue("none", n)
    if before == "before":  # "before taking X, it would need planes"
        ahead = range(hit.last, min(sentence.size, hit.last + 14))
        modal = next((m for m in ahead if sentence.word(m) in either("modal-plan", "modal-maybe")), -1)
        return sentence.cue("hypothetical", modal) if modal >= 0 else ""
    if before == "in" and {sentence.word(n - 1), sentence.word(n - 2)} & words("short-of"):
        return sentence.cue("none", n)  # "made headway in recapturing it"
    if before == "from" and lead & {"nothing", "nobody", "none"} and lead & words("hinder"):
        return sentence.cue("planned", n)  # "nothing will keep us from taking X"
    hindered = before == "from" and lead & words("preventing")
    if hindered and not words("not").isdisjoint(sentence.words[max(0, n - 8) : n]):
        return ""
    if before == "from" and not lead & {"apart", "aside", "fresh", "back", "result", "came"}:
        return sentence.cue("none", n)
    if n < first or n < 0 or before in (",", '"') or before in reporters():
        for m in range(hit.last, min(sentence.size, hit.last + 8)):
            if sentence.word(m) in ("would", "could", "might", "may", "will", "shall"):
                return sentence.cue("hypothetical", m)  # "taking X will open the way"
            if sentence.word(m) in _BECAME and not either("essential", also=_MUST).isdisjoint(
                sentence.words[m : m + 4]
            ):
                return sentence.cue("planned", m)  # "clearing X of mercenaries has become a must"
            if sentence.word(m) == "was" and hit.rule.frame == "loses":
                break  # "losing X was a blow"
            if sentence.word(m) in either("be", "still") and _is_the_aim(sentence, m):
                return sentence.cue("planned", m)
            if sentence.word(m) in words("bears-on"):
                return sentence.cue("none", m)
            if sentence.word(m) == "," or (m > hit.last and m in sentence.inside):
                break
    return ""


_BECAME = frozenset(["is", "are", "was", "become", "becomes", "became", "remains"])
_MUST = ("compulsory", "inevitable", "imperative", "unavoidable", "must", "required", "duty", "obligation", "urgent")


def _is_the_aim(sentence: Sentence, verb: int) -> bool:
    """Tell "taking X is what they want", "remains their goal"."""
    said = sentence.words[verb + 1 : verb + 10]
    what = "what" in said[:2] and not either("aim", "plan").isdisjoint(said)
    return what or not words("purpose").isdisjoint(said[:5])


def _nearly(sentence: Sentence, n: int) -> str:
    """Tell "close to taking", "on the verge of taking"; "nowhere near" and "came close to" say that it was not."""
    before = sentence.word(n)
    lead = {sentence.word(m) for m in range(max(0, n - 6), n)}
    if before == "near" or (before == "from" and "far" in lead):
        far = lead & {"nowhere", "anywhere"} or ("far" in lead and not lead & words("not"))
        return sentence.cue("none" if far else "planned", n)
    if before == "of" and "within" in lead and lead & {"came", "was", "were", "got", "come"}:
        return sentence.cue("none", n)  # "came within a whisker of taking X"
    if before in ("of", "from", "to", "at") and lead & words("nearly"):
        return sentence.cue("none" if lead & words("came-close") else "planned", n)
    return ""


def _assails(sentence: Sentence, n: int) -> bool:
    """Tell "tried to advance", "in an attempt to push into": to try it is to attack."""
    if sentence.word(n - 1) in ("again", "once", "repeatedly", "twice", "unsuccessfully"):
        n -= 1  # "tried again to storm X"
    if sentence.word(n - 1) not in words("attempted"):
        return False
    before = either("avert", "modal-plan", "not", also=("any", "to", "planned", "preparing", "warned", "if"))
    return before.isdisjoint(sentence.words[max(0, n - 7) : n - 1])


_ATTEMPT = frozenset(["attempt", "attempts", "bid", "bids", "effort", "efforts", "move", "moves"])
_LACKING = frozenset(["have", "has", "had", "need", "needs", "needed", "still"])
_BARGAIN = frozenset(["negotiating", "negotiate", "negotiates", "bargaining", "haggling", "pressing", "pressuring"])


def _infinitive(sentence: Sentence, at: int, *, taking: bool = False) -> str:
    """Tell what a "to" leaves open, from "sent jets to bomb X", not to take it, and "took it, only to leave again"."""
    if pretext(sentence, at):
        return sentence.cue("none", at)
    if not _BARGAIN.isdisjoint(sentence.words[max(0, at - 14) : at]):
        return sentence.cue("planned", at)  # "are negotiating with X to surrender Y"
    if sentence.word(at - 1) in ("fighting", "battling") and sentence.word(at - 2) == "from":
        return sentence.cue("none", at)  # "nothing had kept him from fighting to take X"
    if sentence.word(at - 1) in _ATTEMPT and not words("countering").isdisjoint(sentence.words[max(0, at - 7) : at]):
        return sentence.cue("none", at)  # "would answer any attempt to take X"
    if "still" in sentence.words[max(0, at - 3) : at] and sentence.word(at - 1) in _LACKING:
        return sentence.cue("none", at)  # "still have to take X"
    if sentence.word(at - 1) == ",":  # "began, with the help of a militia, to deploy in X"
        opens = next((m for m in range(at - 3, max(0, at - 18), -1) if sentence.word(m) == ","), 0)
        if opens and sentence.word(opens - 1) in words("achieved"):
            return ""
    lead = sentence.words[max(0, at - 9) : at]
    if not _ORDER.isdisjoint(sentence.words[max(0, at - 16) : at]) and (order := _bidden(sentence, at)) >= 0:
        return sentence.cue("planned", order)  # "orders went out to the GNA's men to take X"
    if "told" in lead and _told_to(sentence, at):
        return sentence.cue("planned", at)
    sent = not words("dispatched").isdisjoint(lead[-5:]) and not words("craft").isdisjoint(lead[-5:])
    if sent and not taking:
        return ""  # "sent jets to bomb X"
    if not words("ordinal").isdisjoint(lead[-6:]) and (told := _ranked(sentence, at)) is not None:
        return told
    if "against" in lead[-5:] and any(word.startswith(("warn", "caution")) for word in sentence.words[:at]):
        return sentence.cue("none", at)  # "warned X against any attempt to take Y"
    if "only" in lead[-8:] and _only_to(sentence, at):
        return ""  # "took it, only to leave again", "only for the GNA to drive them out"
    if not words("lasted").isdisjoint(lead) and _took_time(sentence, at):
        return ""  # "it took the army three hours to win X"
    if sentence.word(at - 1) == "and":  # "went on to declare X and to accept Y"
        first = next((m for m in range(at - 2, max(0, at - 16), -1) if sentence.word(m) == "to"), at)
        if first < at and not any(map(sentence.boundary, range(first, at))):
            return _infinitive(sentence, first)
    means = next((m for m in range(at - 2, max(0, at - 7), -1) if sentence.word(m) in _SPENT), 0)
    means = means or (at - 1 if sentence.word(at - 1) == "exhausted" else 0)
    if taking and means and not any(map(sentence.boundary, range(means, at))):
        return sentence.cue("planned", at)  # "used mercenaries to take X", "exhausted all means to take it"
    told = _right_before(sentence, at)
    return _governing(sentence, at) if told is None else told


_SPENT = frozenset(
    ["used", "using", "exhausted", "employed", "hired", "recruited", "deployed", "assembled", "gathered"]
)


def _told_to(sentence: Sentence, at: int) -> bool:
    """Tell "had been told, it says, to take X", "told its men to take X"."""
    n = at - 1 - (sentence.word(at - 1) == '"')
    if sentence.word(n) == ",":  # an aside
        n = next((m for m in range(n - 1, max(0, n - 6), -1) if sentence.word(m) == ","), 0) - 1
    return sentence.word(n) == "told" and sentence.word(n - 1) in words("be")


_ORDER = frozenset(["order", "orders", "instruction", "instructions", "directive", "directives"])


def _bidden(sentence: Sentence, at: int) -> int:
    """Give where the order stands whose content an infinitive is; -1 for "in order to", and past another clause."""
    for n in range(at - 1, max(-1, at - 17), -1):
        if sentence.word(n) in _ORDER:
            return n if sentence.word(n - 1) not in ("in", "on") else -1
        if sentence.boundary(n) or sentence.word(n) in (",", ";", "and"):
            break
    return -1


def _ranked(sentence: Sentence, at: int) -> str | None:
    """Tell a fact in "the third town to fall", "was the first to be hit"; what is to come in "will be the next to"."""
    n = next(m for m in range(at - 1, -1, -1) if sentence.word(m) in words("ordinal"))
    span = either("duration", "span", also=("fortnight", "time", "few", "two", "three", "attempt", "attempts"))
    if sentence.word(n + 1) in span:
        return None  # "attempts over the last fortnight to retake it"
    if any(sentence.boundary(m) or sentence.word(m) in either("plan", "modal-maybe") for m in range(n + 1, at)):
        return None  # "the first tanker is expected to load"
    before = at - 2 if sentence.word(at - 1) in ('"', "'") else at - 1
    if n < before and sentence.word(before) in either("be", "have", "achieved", "venture"):
        return None  # "a second wave to take X", "the third phase of its campaign to take X"
    lead = range(max(0, n - 5), n)
    ahead = next((m for m in lead if sentence.word(m) in either("modal-plan", "modal-maybe")), -1)
    if ahead >= 0:
        return sentence.cue("planned", ahead)
    waits = sentence.word(n) in ("last", "only") and any(sentence.word(m) in ("is", "are", "remains") for m in lead)
    return None if waits else ""


_SEEN = ("seen", "found", "observed", "shown", "confirmed", "declared")
_PAST = frozenset(["lost", "took", "fell", "left", "won", "held", "drove", "threw", "gave", "went", "came", "fled"])
_ANSWERS = frozenset(["answer", "response", "reply", "reaction", "retort", "act", "revenge", "riposte"])


def _right_before(sentence: Sentence, at: int) -> str | None:
    """Tell what the word before "to" makes of it: "is alleged to have", "moved on to take X"."""
    word = sentence.word(at - 1)
    if sentence.tokens[at - 1].kind == "date":  # "refused on Monday to leave X"
        word = sentence.word(at - 3 if sentence.word(at - 2) == "on" else at - 2)
    if word in words("undone"):
        return sentence.cue("none", at - 1)
    if word == "but" and sentence.word(at - 2) in words("alternative"):
        return _no_choice(sentence, at)
    if word in ("was", "were") and not _ANSWERS.isdisjoint(sentence.words[max(0, at - 8) : at - 1]):
        return ""  # "its answer was to bomb X"
    if word == "had" or word == "only" or word in words("alleged-to"):  # "took X, only to lose it again"
        return ""
    return "" if word == "on" and sentence.word(at - 2) in ("went", "moved", "pushed", "pressed") else None


def _no_choice(sentence: Sentence, at: int) -> str:
    """Tell "had no choice but to leave X", "was left with no option but to", from "will have no choice but to"."""
    lead = range(max(0, at - 9), at - 2)
    if words("next-to-none").isdisjoint(sentence.words[at - 5 : at - 2]):
        return sentence.cue("planned", at)
    made = any(sentence.word(n) in ("had", "left", "leaving", "was", "were", "found", "with") for n in lead)
    open_ = any(sentence.word(n) in either("modal-plan", "modal-maybe", also=("would", "if")) for n in lead)
    return "" if made and not open_ else sentence.cue("planned", at)


def _governing(sentence: Sentence, at: int) -> str:
    """Tell what the verb or noun that governs a "to" makes of it: "failed to", "managed to", "plans to"."""
    for m in range(at - 1, max(-1, at - 9), -1):
        word = sentence.word(m)
        if word in ("deadline", "ultimatum"):
            return sentence.cue("planned", m)
        if word == "had" and (sentence.word(m + 1) in words("bidden") or sentence.word(m + 1) in ("until", "till")):
            continue  # "the deadline it had given them to withdraw"
        brought = word in ("lead", "prompt") and sentence.word(m - 1) not in either("modal-plan", also=("to",))
        if word in words("achieved") or brought:  # "strikes lead the NOC to shut X"
            return _achieved(sentence, m, at)
        if word in either("alleged-to", also=_SEEN) and sentence.word(m - 1) in words("be"):
            return ""  # "was seen by reporters to be in its hands"
        aired = word in words("platform") and (word != "air" or sentence.word(m - 1) == "on")
        if aired and m >= at - 3 and sentence.word(at - 1) != ",":
            return ""  # "went on television to declare"
        if word in words("avert"):
            return sentence.cue("averted", m)
        if (word in words("tough") and sentence.word(m - 1) in either("be", "felt")) or word in words("modal-maybe"):
            return sentence.cue("hypothetical", m)
        if word in words("plan"):
            none = sentence.word(m - 1) == "no" and word in ("order", "orders", "attempt", "attempts")
            return sentence.cue("none" if none else "planned", m)  # "no order has been given to take X"
        if sentence.boundary(m):
            break
    return sentence.cue("planned", at)


def _achieved(sentence: Sentence, m: int, at: int) -> str:
    """Tell "managed to take X" from "will manage to", "was not able to", "starts a counteroffensive to take X"."""
    word, before = sentence.word(m), sentence.word(m - 1)
    begun = word.startswith(("start", "beg", "continue", "made"))
    if begun and not words("determiner").isdisjoint(sentence.words[m + 1 : at]):
        return sentence.cue("planned", m)  # "began, made a push to take it", not "began on Monday to shell it"
    if word in ("kept", "keeps", "keep") and m < at - 1 and not sentence.word(m + 1).endswith("ing"):
        return sentence.cue("planned", at)  # "kept men at X to repel any attack"
    if word == "made" and any(sentence.word(k) in words("preparation") for k in range(m - 5, m)):
        return sentence.cue("planned", m)  # "preparations had been made to take it"
    if word.startswith("oblige") and not words("accorded").isdisjoint(sentence.words[max(0, m - 9) : m]):
        return sentence.cue("planned", m)  # "the deal obliges all fighters to leave"
    if before == "be" or (word == "able" and any(sentence.word(k) in ("not", "un") for k in range(m - 3, m))):
        return sentence.cue("hypothetical", m)
    plan = [k for k in range(max(0, m - 3), m) if sentence.word(k) in words("modal-plan")]
    return sentence.cue("planned", plan[0]) if plan else ""


def _only_to(sentence: Sentence, at: int) -> bool:
    only = next(m for m in range(at - 1, -1, -1) if sentence.word(m) == "only")
    if sentence.word(only - 1) in words("be"):
        return False
    return only == at - 1 or sentence.word(only + 1) == "for"


def _took_time(sentence: Sentence, at: int) -> bool:
    took = next(m for m in range(at - 1, -1, -1) if sentence.word(m) in words("lasted"))
    opens = sentence.word(took - 1) in ("it", "has", "had", "only")
    return opens and not words("spell").isdisjoint(sentence.words[took:at])
