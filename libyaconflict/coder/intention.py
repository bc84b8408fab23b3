"""What is told as fact, and what is denied, planned or only imagined by its own clause."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import either, words


def intention(sentence: Sentence, hit: Hit) -> str:
    """Tell what is planned or only imagined from what is told as fact; empty for fact."""
    first, _ = sentence.clause(hit)
    opener = sentence.word(first - 1)
    if sentence.word(sentence.size - 1) == "?":
        return sentence.cue("hypothetical", sentence.size - 1)  # what is asked is not told
    if hit.rule.event_type == "withdrawal" and any(
        sentence.word(k) in words("finishing") for k in range(max(0, hit.first - 3), hit.first)
    ):
        return ""  # "will finish withdrawing from X": it is under way
    almost = (sentence.word(hit.first - 2), sentence.word(hit.first - 1))
    if not hit.rule.is_noun and (almost[1] in ("almost", "nearly") or almost == ("all", "but")):
        return sentence.cue("none", hit.first - 1)  # "almost lost it"
    meant = sentence.words[max(0, hit.first - 3) : hit.first] == ["to", "have", "been"]
    if meant and sentence.word(hit.first - 4) in words("be"):
        return sentence.cue("planned", hit.first - 1)  # "was to have been opened"
    if opener == "before" and {"matter", "long"} & set(sentence.words[max(0, first - 8) : first - 1]):
        return sentence.cue("hypothetical", first - 1)  # "only a matter of time before it falls"
    if (opener, sentence.word(first - 2)) == ("as", "long") and sentence.word(first - 3) in ("as", "so"):
        return sentence.cue("hypothetical", first - 1)  # "for as long as the truce holds"
    if opener == "than" and sentence.word(first - 2) == "rather":
        return sentence.cue("none", first - 1)  # "rather than withdraw from X"
    anyone = sentence.word(0) == "whoever" and sentence.word(1) == sentence.word(hit.first)
    if anyone or (sentence.word(0), sentence.word(1)) == ("he", "who"):
        return sentence.cue("none", 0)  # "he who takes X", "whoever holds X"
    if sentence.word(0) == "asked" and '"' not in sentence.words[: hit.first]:
        asked = next((n for n in range(hit.first) if sentence.word(n) in ("if", "whether")), None)
        if asked is not None and "," not in sentence.words[asked : hit.first]:
            noes = [n for n in range(hit.last, sentence.size) if sentence.word(n) == "no"]
            if any(not sentence.word(n + 1).isalpha() for n in noes):
                return sentence.cue("denied", noes[-1])  # "Asked whether they had shelled X, he said no"
            return sentence.cue("hypothetical", asked)  # "Asked if they would stop after X was taken, he said"
    if almost == ("or", "be"):
        return sentence.cue("planned", hit.first - 1)  # "leave or be bombed"
    if not hit.rule.is_noun and (unsure := _unsure(sentence, hit)):
        return unsure
    if sentence.word(hit.first) in words("retreating") and not hit.rule.is_noun:
        bound = next((n for n in range(max(0, hit.first - 16), hit.first) if sentence.word(n) in _BOUND), -1)
        if bound >= 0 and not any(sentence.word(n) in either("be", "have") for n in range(hit.first - 3, hit.first)):
            return sentence.cue("planned", bound)  # "extended the deadline for making them withdraw"
    start = max(0, first - 1)
    if_at = [n for n, word in enumerate(sentence.words[start : hit.first], start) if word in ("if", "unless")]
    once = sentence.word(first) == "once" and sentence.word(first + 1) not in ("again", "more")
    if once and sentence.word(hit.first).endswith("s"):
        return sentence.cue("hypothetical", first)  # "once it falls"
    if not hit.rule.is_noun and (later := _later(sentence, hit, first)):
        return later
    if if_at:
        return sentence.cue("hypothetical", if_at[0])
    if sentence.word(0) in ("had", "were", "should") and hit.first < (
        12 if sentence.word(0) == "had" else _comma(sentence)
    ):
        return sentence.cue("hypothetical", 0)  # "Had it taken the town, ..."
    if (
        opener in ("until", "before")
        and words("cease").intersection(sentence.words[max(0, first - 8) : first - 1])
        and any(sentence.word(n) in words("not") for n in range(max(0, first - 10), first - 1))
    ):
        return sentence.cue("planned", first - 1)  # "is not planning to halt before"
    to_be = sentence.word(hit.first - 1) in ("is", "are")
    if opener in ("until", "unless") and (
        to_be or (sentence.word(hit.first)[-1:] == "s" and sentence.word(hit.first - 1) != "was")
    ):
        return sentence.cue("planned", first - 1)  # "until the LNA leaves X there will be no truce"
    if opener == "before" and _refused(sentence, first):
        return sentence.cue("planned", first - 1)  # "would not negotiate before they withdrew"
    if opener == "until" and any(
        sentence.word(n) in either("not", "modal-plan", "announced") for n in range(max(0, first - 10), first - 1)
    ):
        return sentence.cue("planned", first - 1)  # "will fight until", "would not stop until", "vowed to fight until"
    if not sentence.word(hit.first).endswith(("ed", "ing", "es")):
        for m in range(hit.first - 1, max(first, hit.first - 14), -1):
            if sentence.word(m) in either("be", "have"):
                break
            if sentence.word(m) == "that" and sentence.word(m - 1) in words("mandate"):
                return sentence.cue("planned", m - 1)  # "demanded that they leave"
    n = hit.first - 1
    while n >= 0 and (sentence.word(n).endswith("ly") or sentence.word(n) in ("again", "also", "soon", "then", '"')):
        n -= 1
    if sentence.word(n) == "be" and sentence.word(n - 1) == "to":
        n -= 1  # "is to be signed"
    if sentence.word(n) == "to" and (not hit.rule.is_noun or hit.rule.name == "new-front"):
        gerund = sentence.word(hit.first).endswith("ing")
        if gerund and sentence.word(n - 1) in words("fact-to"):
            return ""  # "in addition to taking it", "admitted to shelling it"
        if hit.rule.event_type == "advance" and _assails(sentence, n):
            return ""
        return (_nearly(sentence, n) if gerund else "") or _infinitive(sentence, n)
    lets = next((m for m in range(n, max(0, n - 4), -1) if sentence.word(m) in ("let", "help")), 0)
    if lets and sentence.word(lets - 1) == "to":
        return _infinitive(sentence, lets - 1)  # "promised to let oil flow"
    if sentence.word(n) == "and":
        for m in range(n - 1, max(-1, n - 6), -1):
            if (
                sentence.word(m) == "to"
                and sentence.word(m + 1)
                and not sentence.word(m + 1).endswith(("ed", "ing"))
                and sentence.word(m + 1) not in words("determiner")
            ):
                return _infinitive(sentence, m)
            if sentence.boundary(m) or sentence.word(hit.first).endswith("ed"):
                break
    if sentence.word(hit.first).endswith("ing") and not hit.rule.is_noun:
        gerund = _gerund(sentence, hit, n, first)
        if gerund:
            return gerund
    if hit.rule.frame == "fire" and _to_stop(sentence, hit):
        return sentence.cue("none", hit.first)
    threat = hit.rule.frame == "fire" and sentence.word(hit.first - 1) in ("face", "risk", "expect", "suffer")
    if threat and sentence.word(hit.first - 2) in words("modal-plan") | {"or", "to"}:
        return sentence.cue("planned", hit.first - 1)  # "leave or face air strikes"
    noun = hit.rule.event_type != "declaration" and hit.rule.frame in (
        "noun-taken",
        "offensive",
        "event",
        "clash",
        "fire",
        "graves",
        "displaces",
        "noun-fall",
        "noun-leaves",
        "noun-whose",
        "deploys",
        "control-noun",
        "redeploys",
        "talks",
    )
    if noun and any(
        sentence.word(m) in words("done") and sentence.word(m - 1) != "be" for m in range(hit.last, hit.last + 14)
    ):
        return ""  # "the withdrawal had been planned for weeks and was completed at dawn"
    if noun and hit.rule.event_type in ("capture", "recapture"):
        governor, at = sentence.governor(hit.first)
        fought = at - 2 if sentence.word(at - 1) == '"' else at - 1  # 'a "decisive battle" for'
        if governor == "for" and sentence.word(fought) in either("the-war", "attack-noun"):
            return sentence.cue("planned", at)  # "the war for the liberation of X"
    unreal = [m for m in (hit.first - 1, hit.first - 2) if noun and sentence.word(m) in words("unreal")]
    if unreal:
        return sentence.cue("hypothetical", unreal[0])  # "the imminent fall of X"
    if noun and hit.rule.event_type in ("capture", "recapture", "withdrawal"):
        for m in range(max(first, hit.first - 7), hit.first):
            called = sentence.word(m).startswith("call") and sentence.word(m + 1) != "for"
            if sentence.word(m) in words("wished") and m not in sentence.inside and not called:
                return sentence.cue("planned", m)
        be = next((m for m in range(hit.last, hit.last + 6) if sentence.word(m) in words("be")), None)
        if be is not None and any(sentence.word(m) in words("future") for m in range(be, be + 7)):
            return sentence.cue("planned", be)
    if noun and (told := _predicate(sentence, hit, first)):
        return told
    if noun and hit.rule.frame != "redeploys":
        for m in range(hit.last, hit.last + 3):
            if sentence.word(m + 2) in ("heard", "seen") or not words("verified").isdisjoint(
                sentence.words[m + 1 : m + 5]
            ):
                break
            if hit.rule.frame == "fire" and sentence.word(m + 1) in ("be", "have", "constitute", "amount"):
                break  # "the strike could be a war crime"
            if sentence.word(m) in words("modal-maybe"):
                return sentence.cue("hypothetical", m)
            judged = sentence.word(m) == "would" and sentence.word(m + 1) in ("be", "mean", "mark", "represent")
            if judged and sentence.word(m + 2) in ("a", "an", "the"):
                return sentence.cue("none", m)  # "the fall of X would be a turning point"
            if sentence.word(m) in words("modal-plan") and sentence.word(m) != "going":
                return sentence.cue("planned", m)
    for step in range(6):
        m = hit.first - 1 - step
        word = sentence.word(m)
        if m < first or word in (",", ";"):
            break
        if word in words("avert"):
            return sentence.cue("averted", m)
        if m in sentence.inside:
            break
        if word == "should" and sentence.word(m + 1) == "be" and sentence.word(m + 2) in words("recalled"):
            break  # "it should be noted that"
        if word in words("modal-maybe") and sentence.word(m - 1) not in ("made", "make", "makes"):
            return sentence.cue("hypothetical", m)
        if word in words("modal-plan"):
            past = not noun and sentence.word(hit.first).endswith("ed") and m < hit.first - 1
            if past and not any(sentence.word(k) in either("be", "have", also=("get",)) for k in range(m, hit.first)):
                break  # "planes that nobody will name bombed X"
            unsure = sentence.word(m + 1) == "have" or (word in _CONDITIONAL and _condition(sentence))
            return sentence.cue("hypothetical" if unsure else "planned", m)
        if word in words("achieved"):
            ahead = [k for k in (m - 1, m - 2) if sentence.word(k) in words("modal-plan")]
            if ahead and word.startswith(("begin", "start", "continue", "return")):
                return sentence.cue("planned", ahead[0])  # "said it would begin air strikes"
            break
        if (
            noun
            and word in words("plan")
            and word not in words("plan-noun")
            and word not in ("set", "order", "orders", "about", "due", "poised")
        ):
            return sentence.cue("planned", m)
        if (
            not noun
            and hit.rule.event_type != "declaration"
            and word in words("plan")
            and word not in words("plan-noun")
            and sentence.word(hit.first).endswith("ing")
        ):
            return sentence.cue("planned", m)
        if word == "close" and sentence.word(hit.first).endswith("ing"):
            return sentence.cue("planned", m)
    if sentence.word(hit.first).endswith("ing") and sentence.word(hit.first - 1) in (
        "of",
        "at",
        "for",
        "from",
        "towards",
    ):
        for m in range(hit.first - 2, max(-1, hit.first - 6), -1):
            if sentence.word(m) in words("plan"):
                return sentence.cue("planned", m)
            if sentence.word(m) in words("conditions"):
                return sentence.cue("hypothetical", m)  # "conditions for lifting the blockade"
    return ""


_BOUND = frozenset(["deadline", "ultimatum"])


def _refused(sentence: Sentence, first: int) -> bool:
    """Tell what will not be before something else: "would not talk before they left"."""
    lead = sentence.words[max(0, first - 10) : first - 1]
    return not words("modal-plan").isdisjoint(lead) and not words("not").isdisjoint(lead)


def _later(sentence: Sentence, hit: Hit, first: int) -> str:
    """Tell what others wait for: "will return once the town has been retaken", "when it is taken"."""
    been = sentence.word(hit.first - 1) == "been"
    if sentence.word(hit.first - 1 - been) not in ("has", "have", "is", "are"):
        return ""
    for n in range(hit.first - 2 - been, max(-1, hit.first - 10), -1):
        if sentence.word(n) in ("once", "when", "after", "as"):
            opens = sentence.word(n) == "once" and sentence.word(n + 1) not in ("again", "more")
            ahead = sentence.words[max(0, n - 14) : n]
            waits = opens or not either("modal-plan", also=("expected", "due", "scheduled")).isdisjoint(ahead)
            return sentence.cue("hypothetical", n) if waits else ""
        if n < first or sentence.boundary(n) or sentence.word(n) in (",", "that"):
            break
    return ""


def _to_stop(sentence: Sentence, hit: Hit) -> bool:
    """Tell strikes that are to end: "would halt its air strikes", "agreed to stop shelling"."""
    for n in range(hit.first if hit.rule.name == "resume-fire" else hit.first - 1, max(0, hit.first - 5), -1):
        if sentence.word(n) in ("halt", "stop", "cease", "suspend", "end", "pause", "stopping", "halting", "ending"):
            return sentence.word(n - 1) in either("modal-plan", also=("to", "not", "immediately", "of", "for"))
        if sentence.boundary(n) or sentence.word(n) == ",":
            break
    return False


def _unsure(sentence: Sentence, hit: Hit) -> str:
    """Tell what nobody knows: "it was not clear whether the town had fallen", "unclear if they had taken it"."""
    for n in range(hit.first - 1, max(0, hit.first - 9), -1):
        if sentence.word(n) in ("whether", "if"):
            asked = not words("unknown").isdisjoint(sentence.words[max(0, n - 5) : n])
            return sentence.cue("none", n) if asked else ""
        if sentence.boundary(n) or sentence.word(n) in (",", "that"):
            break
    return ""


def _predicate(sentence: Sentence, hit: Hit, first: int) -> str:
    """Tell what is said of a happening that a noun names: it "is imminent", somebody "ruled out" or "called off" it."""
    for m in range(hit.last, min(sentence.size, hit.last + 9)):
        word = sentence.word(m)
        absent = word == "never" or (word == "to" and sentence.word(m - 1) == "failed")
        if absent and sentence.word(m + 1) in words("happened"):
            return sentence.cue("none", m)  # "the assault never came"
        put_off = word == "off" and sentence.word(m - 1) == "put"
        if (put_off or word in words("postponed")) and any(sentence.word(k) in words("be") for k in (m - 1, m - 2)):
            return sentence.cue("planned", m)  # "the assault has been postponed"
        if word in either("be", also=("looks", "look", "looked", "seems", "seemed", "appears", "appeared")):
            follows = [k for k in range(m + 1, m + 5) if sentence.word(k) in words("pending")]
            return sentence.cue("hypothetical", follows[0]) if follows else ""
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
        if sentence.word(m) in ("out", "off") and sentence.word(m - 1) in words("called-out"):
            return sentence.cue("denied" if sentence.word(m) == "out" else "none", m - 1)
        if m in sentence.inside or sentence.word(m) in (",", ";"):
            break
    return ""


def _comma(sentence: Sentence) -> int:
    """Give where the first clause of a sentence ends."""
    return next((n for n in range(sentence.size) if sentence.word(n) == ","), 12)


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
    if before in ("for", "to") and sentence.word(n - 1) in words("essential"):
        return sentence.cue("planned", n - 1)  # "is essential for liberating it"
    if before == "on" and sentence.word(n - 1) in words("resolved"):
        return sentence.cue("planned", n)  # "set on entering it"
    if before == "of" and sentence.word(n - 1) == "instead":
        return sentence.cue("none", n)
    if before == "in" and {sentence.word(n - 1), sentence.word(n - 2)} & words("short-of"):
        return sentence.cue("none", n)  # "made headway in recapturing it"
    if before == "from" and lead & {"nothing", "nobody", "none"} and lead & words("hinder"):
        return sentence.cue("planned", n)  # "nothing will keep us from taking X"
    hindered = before == "from" and lead & words("preventing")
    if hindered and not words("not").isdisjoint(sentence.words[max(0, n - 8) : n]):
        return ""
    if before == "from" and not lead & {"apart", "aside", "fresh", "back", "result", "came"}:
        return sentence.cue("none", n)
    if n < first or n < 0 or before == ",":
        for m in range(hit.last, min(sentence.size, hit.last + 8)):
            if sentence.word(m) in ("would", "could", "might", "may"):
                return sentence.cue("hypothetical", m)
            if sentence.word(m) == "was" and hit.rule.frame == "loses":
                break  # "losing X was a blow"
            if sentence.word(m) in ("is", "was", "remains"):
                return sentence.cue("none", m)
            if sentence.word(m) == "," or (m > hit.last and m in sentence.inside):
                break
    return ""


def _nearly(sentence: Sentence, n: int) -> str:
    """Tell "close to taking", "on the verge of taking"; "nowhere near" and "came close to" say that it was not."""
    before = sentence.word(n)
    lead = {sentence.word(m) for m in range(max(0, n - 6), n)}
    if before == "near" or (before == "from" and "far" in lead):
        return sentence.cue("none" if lead & {"nowhere", "anywhere", "far"} else "planned", n)
    if before == "of" and "within" in lead and lead & {"came", "was", "were", "got", "come"}:
        return sentence.cue("none", n)  # "came within a whisker of taking X"
    if before in ("of", "from", "to", "at") and lead & words("nearly"):
        return sentence.cue("none" if lead & words("came-close") else "planned", n)
    return ""


def _assails(sentence: Sentence, n: int) -> bool:
    """Tell "tried to advance", "in an attempt to push into": to try it is to attack."""
    if sentence.word(n - 1) not in words("attempted"):
        return False
    before = either("avert", "modal-plan", "not", also=("any", "to", "planned", "preparing", "warned", "if"))
    return before.isdisjoint(sentence.words[max(0, n - 7) : n - 1])


def _infinitive(sentence: Sentence, at: int) -> str:
    lead = sentence.words[max(0, at - 5) : at]
    if not words("dispatched").isdisjoint(lead) and not words("craft").isdisjoint(lead):
        return ""  # "sent jets to bomb X"
    if "against" in lead and any(word.startswith(("warn", "caution")) for word in sentence.words[:at]):
        return sentence.cue("none", at)  # "warned X against any attempt to take Y"
    if "only" in sentence.words[max(0, at - 8) : at] and _only_to(sentence, at):
        return ""  # "took it, only to leave again", "only for the GNA to drive them out"
    if words("lasted").intersection(sentence.words[max(0, at - 9) : at]) and _took_time(sentence, at):
        return ""  # "it took the army three hours to win X"
    if sentence.word(at - 1) == "and":  # "went on to declare X and to accept Y"
        first = next((m for m in range(at - 2, max(0, at - 16), -1) if sentence.word(m) == "to"), at)
        if first < at and not any(map(sentence.boundary, range(first, at))):
            return _infinitive(sentence, first)
    for m in range(at - 1, max(-1, at - 9), -1):
        word = sentence.word(m)
        if m == at - 1 and word in words("undone"):
            return sentence.cue("none", m)
        if m == at - 1 and (word in words("alleged-to") or word == "had"):
            return ""
        if word in ("deadline", "ultimatum"):
            return sentence.cue("planned", m)
        if word == "had" and (sentence.word(m + 1) in words("bidden") or sentence.word(m + 1) in ("until", "till")):
            continue  # "the deadline it had given them to withdraw"
        if word == "only" and m == at - 1:
            return ""  # "took X, only to lose it again"
        if word == "on" and m == at - 1 and sentence.word(m - 1) in ("went", "moved", "pushed", "pressed"):
            return ""  # "moved on to take X"
        if word in words("achieved"):
            begun = not words("attack-noun").isdisjoint(sentence.words[m + 1 : at])
            if begun and word.startswith(("start", "beg", "continue")):
                return sentence.cue("planned", m)  # "starts a counteroffensive to take X"
            before = sentence.word(m - 1)
            ready = word == "made" and any(sentence.word(k) in words("preparation") for k in range(m - 5, m))
            if ready:  # "preparations had been made to take it"
                return sentence.cue("planned", m)
            if before == "be" or (word == "able" and any(sentence.word(k) in ("not", "un") for k in range(m - 3, m))):
                return sentence.cue("hypothetical", m)
            plan = [k for k in range(max(0, m - 3), m) if sentence.word(k) in words("modal-plan")]
            return sentence.cue("planned", plan[0]) if plan else ""
        aired = word in words("platform") and (word != "air" or sentence.word(m - 1) == "on")
        if aired and m >= at - 3 and sentence.word(at - 1) != ",":
            return ""  # "went on television to declare"
        if word in words("avert"):
            return sentence.cue("averted", m)
        if (word in words("tough") and sentence.word(m - 1) in either("be", "felt")) or word in words("modal-maybe"):
            return sentence.cue("hypothetical", m)
        if word in words("plan"):
            return sentence.cue("planned", m)
        if sentence.boundary(m):
            break
    return sentence.cue("planned", at)


def _only_to(sentence: Sentence, at: int) -> bool:
    only = next(m for m in range(at - 1, -1, -1) if sentence.word(m) == "only")
    if sentence.word(only - 1) in words("be"):
        return False
    return only == at - 1 or sentence.word(only + 1) == "for"


def _took_time(sentence: Sentence, at: int) -> bool:
    took = next(m for m in range(at - 1, -1, -1) if sentence.word(m) in words("lasted"))
    opens = sentence.word(took - 1) in ("it", "has", "had", "only")
    return opens and not words("spell").isdisjoint(sentence.words[took:at])


_CONDITIONAL = frozenset(["will", "would", "'ll", "wo"])


def _condition(sentence: Sentence) -> bool:
    """Tell "if the town falls, they will leave", "should it fall", "it is unlikely that they will"."""
    if sentence.word(0) in ("should", "were", "had"):
        return True
    return any(
        word in ("if", "unlikely", "doubtful") or (word == "unless" and n == 0) for n, word in enumerate(sentence.words)
    )
