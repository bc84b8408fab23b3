"""What the words about a verb of leaving tell: who leaves nothing, what is no leaving."""

from __future__ import annotations

from .coded import AFFIRMATIVE
from .framing import Draft, is_abroad
from .grammar import Hit
from .tables import either, words


def men_leaving(run, hit: Hit):
    """Read how many people fled: "the UN counted 20,000 who had fled X"."""
    now = run.now
    n = hit.first - 2 if now.word(hit.first - 1) in words("have") else hit.first - 1
    fled = now.word(hit.first) in words("fleeing") and now.word(n) == "who" and now.word(n - 1)[:1].isdigit()
    places = now.places_right(hit, frozenset(("from",)), True, 8)[0] if fled else []
    return Draft("displacement", places, "", "civilians") if places else None


def stands_as_noun(now, hit: Hit) -> bool:
    """Tell "its retreat", "amid the retreat of" from the verb."""
    if now.word(hit.first) not in ("retreat", "withdraw", "leave"):
        return False
    lead = either("determiner", "fought-lead", also=("'s", "amid"))
    if now.word(hit.first - 1) in _ANY and there_was(now, hit):
        return True
    return now.word(hit.first - 1) in lead or (now.word(hit.last) == "of" and now.word(hit.first - 2) in lead)


_ANY = frozenset(["any", "no", "a", "such", "full", "general", "partial"])


def there_was(now, hit: Hit) -> bool:
    """Tell the noun of "there had been no retreat", "there was a withdrawal"."""
    lead = now.words[max(0, hit.first - 7) : hit.first]
    return "there" in lead and not words("be").isdisjoint(lead[lead.index("there") :])


def wrecks(now, hit: Hit) -> bool:
    """Tell what an attack leaves behind: "the attack left several ships in flames"."""
    if not now.word(hit.first).startswith(("left", "leav")):
        return False
    before = now.word(hit.first - 1)
    if before in either("attack-noun", "volley", also=("shelling", "blast", "explosion", "fire")):
        return True
    ahead = range(hit.last, min(now.size - 1, hit.last + 12))
    return any(now.word(k) == "in" and now.word(k + 1) in ("flames", "ruins", "tatters", "rubble") for k in ahead)


def of_men(now, hit: Hit) -> bool:
    """Tell the men of "was blown up by retreating fighters"."""
    if now.word(hit.first - 1) != "by" or not now.word(hit.first).endswith("ing"):
        return False
    return now.word(hit.last) in words("force") or (hit.last < now.size and now.tokens[hit.last].kind == "actor")


def leaves_it_so(now, hit: Hit) -> bool:
    """Tell what becomes of a place that another verb says was left: "withdrew from X, leaving it abandoned"."""
    return now.word(hit.first) == "leaving" and now.word(hit.last) in ("it", "them") and now.word(hit.last + 1) != "to"


def one_man(now, hit: Hit) -> bool:
    """Tell one man's flight from a side's: "was captured while he tried to flee the town"."""
    lead = now.words[max(0, hit.first - 5) : hit.first]
    alone = "to" in lead and ("he" in lead or "his" in lead) and now.word(hit.first) in words("fleeing")
    return alone or (now.word(hit.first - 1) in ("while", "when") and now.word(hit.first) == "fleeing")


_TAKEN_BACK = frozenset(["order", "orders", "statement", "claim", "offer", "report", "post", "invitation", "proposal"])


def stays_behind(now, hit: Hit) -> bool:
    """Tell "has no positions left from which"."""
    lead = now.words[max(0, hit.first - 6) : hit.first]
    return (
        now.word(hit.first) == "left"
        and "no" in lead
        and "sooner" not in lead
        and not either("have", "be").isdisjoint(lead)
    )


def quits_its_posts(run, hit: Hit) -> bool:
    """Tell "withdrew from their positions" of the one place on which the sentence before told an attack."""
    now = run.now
    posts = now.words[hit.last - 1 : hit.last + 4]
    if len(run.memory.group) != 1 or words("possessive").isdisjoint(posts) or words("posts").isdisjoint(posts):
        return False
    if any(t.kind in ("place", "near") for t in now.tokens):
        return False
    return any(e.event_type in ("advance", "clash") and e.status in AFFIRMATIVE for e in run.previous)


def told_already(now, hit: Hit) -> bool:
    """Tell a statement withdrawn, and a retreat that is part of an attack repelled."""
    spoken = now.word(hit.first)[:4] in ("with", "retr", "pull")
    if spoken and not words("bulletin").isdisjoint(now.words[hit.last : hit.last + 5]):
        return True  # "withdrew its statement of"
    if now.word(hit.first) == "withdrawn" and not _TAKEN_BACK.isdisjoint(now.words[max(0, hit.first - 9) : hit.first]):
        return True  # "the order to take X was withdrawn"
    if now.word(hit.first - 1) != "to" or now.word(hit.first - 2) not in ("them", "it"):
        return False
    # "repelled them and forced them to retreat"
    return any(h.rule.frame in ("repels", "checks") and 0 < hit.first - h.last < 8 for h in now.hits)


def goes_otherwise(run, hit: Hit) -> bool:
    """Tell ships, what is sent, and those who leave for another country."""
    now = run.now
    if any(now.word(k) in words("craft") and now.asides[k] < 0 for k in range(max(0, hit.first - 3), hit.first)):
        return True
    sent = words("sent") - {"stationed"}
    for k in range(max(0, hit.first - 6), hit.first):
        own = now.word(k) in words("convoy") and _of_side(now, k)
        own = own or any(t.kind in ("actor", "unit") for t in now.tokens[k + 1 : hit.first])
        if now.word(k) in sent and not own:  # not "LNA convoys left the town", "sent men to X after the LNA left Y"
            return True
    return any(t.kind == "place" and is_abroad(run, t.value) for t in now.tokens[hit.last : hit.last + 3])


def _of_side(now, n: int) -> bool:
    """Tell whose column leaves: "an LNA convoy", "a GNA column of some 40-50 vehicles"."""
    n -= 1
    while (
        n > 0
        and now.tokens[n].kind == "w"
        and (
            now.word(n) in either("convoy", "determiner", also=("of", "some", "about", "armed", "military", "armoured"))
            or now.word(n)[:1].isdigit()
        )
    ):
        n -= 1
    return n >= 0 and now.tokens[n].kind in ("actor", "unit")


def goes_on_to(now, place) -> int:
    """Give the place to which men go in "from X northwards to the area of Y", with places of this war; else 0."""
    n = place + 1 if isinstance(place, int) else 0
    onward = n > 0 and now.word(n) in _ONWARD
    n += onward
    if not n or now.word(n) not in ("to", "towards", "toward", "on", "into"):
        return 0
    n += 1
    while now.word(n) in either("areas", "part", "determiner", also=("of", "vicinity", "direction")):
        n += 1
    found = n < now.size and now.tokens[n].kind == "place" and now.tokens[n].value not in now.names.abroad
    return n if found else 0


def goes_against(now, hit: Hit, place: int) -> bool:
    """Tell men that march on a place, "moved from X north to Y", from those whom somebody moves there."""
    marched = now.word(hit.first)[:3] == "mov" and hit.last - hit.first == 2
    return marched and (now.word(place + 1) in _ONWARD or now.word(place + 1) in ("towards", "toward", "on", "into"))


_ONWARD = frozenset(
    f"{way}{end}" for way in ("north", "south", "east", "west") for end in ("", "ward", "wards", "east", "west")
) | {"inland", "onwards", "further"}


def calls_it_so(now, hit: Hit) -> bool:
    """Tell the noun that only calls what the verb before it has told: "will leave X, a retreat that it called"."""
    n = hit.first - 1
    while n > 0 and now.word(n) and now.word(n) not in (",", "a", "an"):
        n -= 1
    aside = now.word(n) in ("a", "an") and now.word(n - 1) == "," and hit.first - n <= 4
    if now.word(hit.last) == "from":
        return False
    if not aside and words("calling").isdisjoint(now.words[max(0, hit.first - 6) : hit.first]):
        return False
    return any(h.rule.event_type == "withdrawal" and h.last < hit.first for h in now.hits)
