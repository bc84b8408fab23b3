"""With what a strike is made, and who makes it: drones, aircraft or guns, named as doer, means or context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE
from .doers import doer, main_subject
from .grammar import Hit
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

KINDS = {"weapon-drone": "drone_strike", "weapon-air": "airstrike", "weapon-gun": "shelling"}
STRIKES = frozenset(KINDS.values())


def kind_at(now: Sentence, n: int) -> str:
    """Give the kind of strike that a word names: "jets", "artillery", "drone", the "air" of "air force"."""
    word = now.word(n)
    if not word:  # a name may hold the weapon: "the government's air force"
        token = now.tokens[n] if 0 <= n < now.size else None
        held = token.text.split() if token is not None and token.kind == "actor" else ()
        for name, kind in KINDS.items():
            if not words(name).isdisjoint(held):
                return kind
        return "airstrike" if "air" in held else ""
    if word == "air":
        above = (now.word(n - 2), now.word(n - 1)) == ("from", "the")
        return "airstrike" if above or now.word(n + 1) in words("air-noun") else ""
    if word == "fire" and now.word(n - 1) == "indirect":
        return "shelling"
    if word not in either("weapon-drone", "weapon-air", "weapon-gun", "volley"):
        return ""
    if (word == "bomber" and now.word(n - 1) == "suicide") or (word == "aviation" and _civil(now, n)):
        return ""
    if _USED.intersection(now.words[max(0, n - 5) : n]) and {"by", "for", "as"}.intersection(
        now.words[max(0, n - 4) : n]
    ):
        return ""  # "a runway used by Turkish drones"
    for name, kind in KINDS.items():
        if word in words(name):
            return kind
    if word in words("volley"):
        before = [kind_at(now, k) for k in (n - 1, n - 2) if k >= 0 and now.word(k) not in words("volley")]
        return next((kind for kind in before if kind), "" if word in words("vague-volley") else "airstrike")
    return ""


_USED = frozenset(["used", "reserved", "intended"])


def _civil(now: Sentence, n: int) -> bool:
    """Tell the authority of civil aviation."""
    beside = (now.word(n - 1), now.word(n + 1))
    return beside[0] in ("civil", "civilian") or beside[1] in ("authority", "authorities", "industry", "ministry")


def weapon_left(now: Sentence, hit: Hit) -> tuple[str, int]:
    """Give the weapon that stands as the subject of a verb, and where; no kind where none does."""
    n = hit.first - 1
    while n >= 0 and hit.first - n < 22:
        kind = kind_at(now, n)
        if kind and _shot_down(now, n):
            break  # "shot down a drone and killed ten"
        if kind and helps(now, n):
            n -= 1  # "troops backed by drones attacked X"
            continue
        if kind:
            return kind, n
        word = now.word(n)
        if now.boundary(n) and word not in ("which", "who", "that", "whose"):
            if word in ("as", "while", "when") and now.word(n + 1) == "they" and (kind := kind_at(now, n - 1)):
                return kind, n - 1  # "shot at jets as they were bombing X"
            if now.word(hit.first - 1) == "and" and (opens := _opening(now, hit)):
                return opens  # "shelling resumed after a lull and hit X"
            break
        if n in now.inside and now.inside[n].rule.name in _OWNED and now.word(now.inside[n].first - 1) == "to":
            n = now.inside[n].first - 1  # "warplanes believed to belong to X struck"
            continue
        if n in now.inside and now.inside[n].rule.name == "loosed-by" and hit.rule.name != "loosed-by":
            n = now.inside[n].first - 1  # "drones launched by X hit Y"
            continue
        if word == "," and reporters().get(now.word(n - 1)) == "say" and now.word(n - 3) == ",":
            n -= 4  # "rockets which, it said, the LNA had launched"
            continue
        if word == "," and (opened := _aside_before(now, n, hit)):
            n = opened - 1  # "drones, in addition, destroyed"
            continue
        if word == "," and now.word(n + 1) not in ("which", "who", "whose"):
            break
        flown = n in now.inside and now.inside[n].rule.frame == "sends" and now.word(n + 1) == "from"
        told = n in now.inside and word and word not in words("vague-volley") and not flown
        told = told and not (now.inside[n].rule.frame == "fire" and now.inside[n].first < n)  # "rocket fire had hit"
        if word in (";", ":", '"') or told:
            break
        n -= 1
    return "", -1


_OWNED = ("belongs-to", "is-owned")


def _aside_before(now: Sentence, n: int, hit: Hit) -> int:
    """Give where a few words between commas open, the last of which stands right before the verb; 0 without them."""
    if any(now.word(k) not in words("have") for k in range(n + 1, hit.first)):
        return 0
    opens = next((k for k in range(n - 2, max(0, n - 8), -1) if now.word(k) == ","), 0)
    return 0 if any(k in now.inside or now.boundary(k) for k in range(opens, n)) else opens


def _shot_down(now: Sentence, n: int) -> bool:
    """Tell an aircraft that was shot down or destroyed, which strikes nothing more."""
    governor, at = now.governor(n)
    while governor in either("number", "force-adjective", "weapons", also=("attack",)):
        governor, at = now.governor(at)
    if governor in words("wrecks") or (governor == "of" and now.word(at - 1) in words("wrecking")):
        return True  # "the destruction of three drones"
    if now.word(n + 1) in words("be") and now.word(n + 2) in words("wrecks"):
        return True
    return any(h.rule.frame == "downs" and 0 <= n - h.last < 5 and not now.is_passive(h) for h in now.hits)


def wrecks_craft(now: Sentence) -> bool:
    """Tell a sentence that speaks of drones or aircraft destroyed, which were on the ground if none was shot down."""
    if either("wrecks", "wrecking").isdisjoint(now.words):
        return False
    return any(kind_at(now, n) in ("drone_strike", "airstrike") and _shot_down(now, n) for n in range(now.size))


def _opening(now: Sentence, hit: Hit) -> tuple[str, int] | None:
    """Give the weapon at the head of a sentence, whose second verb a hit is."""
    head = now.hits[0]
    if head is hit or head.first > 2 or head.rule.frame != "fire":
        return None
    return next(((kind, n) for n in range(head.first, head.last) if (kind := kind_at(now, n))), None)


def weapon_right(now: Sentence, hit: Hit) -> tuple[str, int]:
    """Give the weapon that follows a verb after "by", "with", "using" or "from"."""
    led = False
    for n in range(hit.first, min(now.size, hit.last + 14)):
        word = now.word(n)
        if word == "air" and now.word(n - 1) in ("the", "by") and {"from", "by"} & set(now.words[n - 2 : n]):
            return "airstrike", n  # "struck from the air"
        if word in ("by", "with", "using", "from", "in"):
            led = True
        elif led and (kind := kind_at(now, n)):
            return kind, n
        elif word == "," and now.word(n + 1) in ("by", "using", "with") and n < hit.last + 9:
            continue
        elif n >= hit.last and (now.boundary(n) or word in (",", ";")):
            break
    return "", -1


def told_kind(run: Run, places: list) -> str:
    """Give the kind of strike that the text has told of a place before, for "the attack on the airport"."""
    if not places:
        return ""
    value = run.now.tokens[places[0]].value if isinstance(places[0], int) else places[0]
    if run.names.kinds.get(value) not in ("airport", "port", "building", "oil_terminal"):
        return ""  # a town or a camp may be stormed
    for event in reversed(run.events[-8:]):
        if event.event_type in STRIKES and event.place_id == value and event.status in AFFIRMATIVE:
            return event.event_type
    return ""


def told_blow(run: Run, places: list, *, attack: bool):
    """Give the strike told before of which "ten people were killed in X" tells the harm, or "in the attack on X"."""
    value = run.now.tokens[places[0]].value if isinstance(places[0], int) else places[0]
    for event in reversed([*run.events[-8:], *run.coded]):
        if event.event_type in STRIKES and event.status in AFFIRMATIVE:
            there = event.place_id == value or run.names.part_of.get(event.place_id) == value
            wider = attack and run.names.part_of.get(value) == event.place_id
            return event if there or wider else None
    return None


def shelled_site(run: Run, places: list) -> str:
    """Give how a port or an airport is most likely attacked where nothing is said of it: from afar."""
    if not places:
        return ""
    value = run.now.tokens[places[0]].value if isinstance(places[0], int) else places[0]
    return told_kind(run, places) or ("shelling" if run.names.kinds.get(value) in ("port", "airport") else "")


def context_kind(run: Run, but: range = range(0), actor: str = "") -> str:
    """Give the kind of strike that the sentence, or the one before it, speaks of, but for what is struck.

    What the one before it told counts for an actor unless it was the deed of another.
    """
    for n in range(run.now.size):
        kind = kind_at(run.now, n) if n not in but else ""
        if kind and run.now.word(n) not in words("civil") and not _shot_down(run.now, n):
            return kind
    told = (e for e in run.previous if e.event_type in STRIKES and not (actor and e.actor and e.actor != actor))
    return next((e.event_type for e in told), "")


def owner_of(run: Run, w: int, last: int, speaker: str) -> str:
    """Give whose a weapon or a volley is: "the LNA's jets", "jets of the LNA", "its artillery", "our air force"."""
    now = run.now
    last = min(last, now.size)
    if w < now.size and now.tokens[w].kind == "actor":
        return now.side(now.tokens[w])
    if now.word(w + 1) == "of" and now.word(w + 2) in ("theirs", "his", "its"):
        return now.actor_before(w) or ("" if now.stranger else now.memory.actor)  # "a drone of theirs"
    for n in range(w - 1, max(-1, w - 8), -1):
        token = now.tokens[n]
        if token.kind in ("actor", "unit"):
            return now.side(token)
        if token.kind == "attribute" and token.text.rpartition("-")[2] in words("actor-suffix"):
            return now.side(token)  # "a UAE-operated drone"
        word = token.text if token.kind == "w" else ""
        if word == "our":
            return speaker or now.memory.speaker or now.memory.actor
        if word in ("the", "a", "an", "this", "that") or (
            word == "and" and n == w - 1 and now.tokens[n - 1].kind == "actor"
        ):
            break  # "fell to the GNA and rockets hit Y"
        if word in ("its", "his", "their"):
            person = now.man_before(n) if word == "his" else ""
            told = (now.memory.person if word == "his" else "") or now.memory.actor
            return person or now.actor_before(n) or now.named_after(n) or speaker or ("" if now.stranger else told)
        if word in either("preposition", "granted") or now.boundary(n) or word in (",", ";") or n in now.inside:
            break
        if token.kind in ("place", "near") and n < w - 1:
            break  # "closes the field after air strikes"
        if word in either("judge", "observing") or word in reporters():
            break
    if now.word(w + 1) in ("that", "which") and any(now.word(k) in words("carry") for k in range(w + 3, w + 10)):
        follows = [n for n in range(w + 2, min(w + 4, now.size)) if now.tokens[n].kind in ("actor", "unit")]
        if follows:
            return now.side(now.tokens[follows[0]])
    for n in range(w + 1, min(last, w + 9)):
        token = now.tokens[n]
        if token.kind in ("actor", "unit"):
            word, at = now.governor(n)
            if word in ("of", "from", "by") and now.word(at - 1) in words("bulletin"):
                break  # "according to a statement by the GNA"
            if word in ("by", "from") and now.word(at - 1) in words("furnished"):
                continue  # "with rockets supplied by Egypt"
            if word in ("of", "from", "by") or (word in ("to", "with") and now.word(at - 1) in words("loyal")):
                return now.side(token)
        elif now.boundary(n) or token.kind in ("place", "near"):
            break
        elif token.text in ("on", "against") and n + 1 < last and now.tokens[n + 1].kind != "date":
            break  # "raids on the former bastion of X"
    return ""


def striker(run: Run, hit: Hit, w: int, speaker: str) -> str:
    """Give who strikes: the owner of the weapon, the agent, or the subject."""
    now = run.now
    if spoken_of(now, hit):
        return now.foe_right(hit, "by")
    passive = now.is_passive(hit)
    actor = owner_of(run, w, hit.first if w < hit.first else min(now.size, w + 9), speaker) if w >= 0 else ""
    if not actor and 0 <= w < hit.first and hit.first - 1 in now.inside:
        owned = now.inside[hit.first - 1].rule.name in _OWNED and now.tokens[hit.first - 1].kind == "actor"
        actor = now.side(now.tokens[hit.first - 1]) if owned else ""  # "jets that are said to belong to X struck"
    if not actor:
        alone = 0 <= w < hit.first and not passive and _on_its_own(now, w)
        actor = now.agent(hit) if passive or alone else doer(run, hit, speaker)
        if now.word(hit.first - 1) in ("while", "whilst") and now.word(hit.first)[-3:] == "ing":
            actor = main_subject(run, hit) or actor  # "raided a base of X's men while bombing the town"
        if 0 <= w < hit.first and not passive and _said_before(now, w):
            actor = ""  # "the GNA said a raid struck the town"
        elif actor and 0 < w < hit.first and (told := _told_of(run, hit, w)) is not None:
            actor = told
    if actor == "civil":
        actor = now.subject(Hit(hit.rule, w, w + 1), speaker=speaker) if 0 <= w < hit.first else ""
    if not passive and "belonging" in now.words[hit.last : hit.last + 6] and (owner := _belonging(now, hit)):
        actor = run.names.foe(run.names.sides.get(owner, "")) if actor in ("", owner) else actor
    if (
        not actor
        and w >= 0
        and "air" in now.words[max(0, w - 2) : w + 1]
        and "force" in now.words[max(0, w - 1) : w + 2]
    ):
        actor = speaker or ("" if now.stranger else now.memory.actor)
    return "" if actor == "civil" or run.names.roles.get(actor) == "mediator" else actor


def spoken_of(now: Sentence, hit: Hit) -> bool:
    """Tell "condemned the bombing of X", "the bombing of X had killed two" from "went on with the bombing of X"."""
    n = hit.first - 1
    if "of" not in now.words[hit.first + 1 : hit.last + 1] or not now.word(hit.first).endswith("ing"):
        return False
    while n > 0 and now.word(n) in either("heavier", also=("indiscriminate", "repeated", "deliberate", "alleged")):
        n -= 1
    if now.word(n) not in ("the", "this", "any", "a"):
        return False
    lead = now.words[max(0, n - 3) : n]
    return either("going-on", "step-up", "anew", "cease", also=("with", "out", "in", "by", "to")).isdisjoint(lead)


def _on_its_own(now: Sentence, w: int) -> bool:
    """Tell the weapon that is a subject nobody owns: "X took the town and an air strike hit Y"."""
    article = next((k for k in range(w - 1, max(-1, w - 4), -1) if now.word(k) in ("a", "an", "another")), 0)
    return article > 0 and now.word(article - 1) in ("and", "but", "as", "while", "when", ",", "that", "after")


def _belonging(now: Sentence, hit: Hit) -> str:
    """Give whose the object is in "struck two trucks belonging to the LNA"."""
    at = next((k for k in range(hit.last, min(now.size - 2, hit.last + 6)) if now.word(k) == "belonging"), 0)
    owner = at and next((t for t in now.tokens[at + 2 : at + 4] if t.kind in ("actor", "unit")), None)
    return now.side(owner) if owner else ""


def _said_before(now: Sentence, w: int) -> bool:
    """Tell a weapon that opens what somebody says: no actor stands between it and the verb of saying."""
    table = reporters()
    for n in range(w - 1, max(-1, w - 8), -1):
        if now.tokens[n].kind in ("actor", "unit"):
            return False
        if table.get(now.word(n)) == "say":
            return True
    return False


def _told_of(run: Run, hit: Hit, w: int) -> str | None:
    """Give who made the strikes that "the strikes hit X" speaks of, as told before; nothing where none was told."""
    now = run.now
    known = now.word(w - 1) in ("the", "these", "those") or now.word(w - 2) in ("the", "these", "those")
    if not known or hit.first - w > 3:
        return None
    return next((e.actor or "" for e in reversed(run.events[-6:]) if e.event_type in STRIKES), None)


def helps(now: Sentence, n: int) -> bool:
    """Tell the weapon or the strikes that help a side: "backed by drones", "with the help of air strikes"."""
    word, at = now.governor(n)
    while at > 0 and (kind_at(now, at) or now.tokens[at].kind != "w" or now.word(at).endswith(("ish", "ian", "ese"))):
        word, at = now.governor(at)  # "Turkish drones", "artillery and air strikes"
    return word in ("by", "of") and now.word(at - 1) in words("support-verb" if word == "by" else "support-noun")
