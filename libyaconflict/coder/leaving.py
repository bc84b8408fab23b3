"""What the words about a verb of leaving tell: who leaves nothing, what is no leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .accord_terms import laid_down
from .coded import AFFIRMATIVE
from .framing import Draft, foe_of, is_abroad
from .grammar import Hit
from .loads import Load
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def men_leaving(run: Run, hit: Hit):
    """Read how many people fled: "the UN counted 20,000 who had fled X"."""
    now = run.now
    n = hit.first - 2 if now.word(hit.first - 1) in words("have") else hit.first - 1
    fled = now.word(hit.first) in words("fleeing") and now.word(n) == "who" and now.word(n - 1)[:1].isdigit()
    places = now.places_right(hit, frozenset(("from",)), True, 8)[0] if fled else []
    return Draft("displacement", places, "", "civilians") if places else None


def describes_men(now: Sentence, hit: Hit) -> bool:
    """Tell "with withdrawing GNA forces", "bombed retreating troops": who they are, told by the way."""
    named = hit.last < now.size and now.tokens[hit.last].kind in ("actor", "unit")
    men = named or now.word(hit.last) in either("force", "rank", also=("warlord", "putschist", "leader", "chief"))
    if not men or not now.word(hit.last - 1).endswith("ing"):
        return False
    n = hit.first - 1
    return n in now.inside or now.word(n) in either("preposition", "determiner", also=("and", ","))


def stands_as_noun(now: Sentence, hit: Hit) -> bool:
    """Tell "its retreat", "amid the retreat of" from the verb."""
    if now.word(hit.first) not in ("retreat", "withdraw", "leave"):
        return False
    lead = either("determiner", "fought-lead", also=("'s", "amid"))
    if now.word(hit.first - 1) in _ANY and there_was(now, hit):
        return True
    return now.word(hit.first - 1) in lead or (now.word(hit.last) == "of" and now.word(hit.first - 2) in lead)


_ANY = frozenset(["any", "no", "a", "such", "full", "general", "partial"])


def there_was(now: Sentence, hit: Hit) -> bool:
    """Tell the noun of "there had been no retreat", "there was a withdrawal"."""
    lead = now.words[max(0, hit.first - 7) : hit.first]
    return "there" in lead and not words("be").isdisjoint(lead[lead.index("there") :])


def wrecks(now: Sentence, hit: Hit) -> bool:
    """Tell what an attack leaves behind: "the attack left several ships in flames"."""
    if not now.word(hit.first).startswith(("left", "leav")):
        return False
    before = now.word(hit.first - 1)
    if before in either("attack-noun", "volley", also=("shelling", "blast", "explosion", "fire")):
        return True
    ahead = range(hit.last, min(now.size - 1, hit.last + 12))
    return any(now.word(k) == "in" and now.word(k + 1) in ("flames", "ruins", "tatters", "rubble") for k in ahead)


_ON_THE_RUN = frozenset(["fleeing", "retreating", "escaping"])


def of_men(now: Sentence, hit: Hit) -> bool:
    """Tell the men of "was blown up by retreating fighters"."""
    if now.word(hit.first) not in _ON_THE_RUN and (
        now.word(hit.first - 1) != "by" or not now.word(hit.first).endswith("ing")
    ):
        return False
    before = hit.first - 1
    if now.word(before) in either("be", "force", "party-noun") or now.tokens[before].kind in ("actor", "unit"):
        return before < 0  # "were fleeing LNA positions"
    return now.word(hit.last) in words("force") or (hit.last < now.size and now.tokens[hit.last].kind == "actor")


def leaves_it_so(run: Run, hit: Hit) -> bool:
    """Tell what becomes of a place that another verb says was left: "withdrew from X, leaving it abandoned"."""
    now = run.now
    if now.word(hit.first) == "leaving" and now.word(hit.last) in ("it", "them") and now.word(hit.last + 1) != "to":
        return True
    forced = now.word(hit.first - 1) == "to"  # "a counter-attack forced the LNA to leave X"
    return not forced and now.word(hit.first) in ("leaves", "left", "leave") and _happening_leaves(run, hit)


def _happening_leaves(run: Run, hit: Hit) -> bool:
    """Tell what a happening does to a place: "the loss of X leaves Y without cover", "the LNA's defeat left Y open"."""
    now = run.now
    noun = next((h for h in now.hits if h.first < 9), None)
    if noun is None or not noun.rule.is_noun or noun.last > hit.first or now.word(noun.first).endswith("ing"):
        return False
    n = noun.first - (now.word(noun.first) not in ("'s", "'"))
    while n >= 0 and (now.tokens[n].kind != "w" or now.word(n) in either("determiner", "force-adjective", also=_OWN)):
        n -= 1
    opens = n < 0 or now.word(n) in ('"', "that", ",")
    told = {e.start for e in run.coded}
    ends = any(
        not h.rule.is_noun and noun.last <= h.first < hit.first and now.tokens[h.first].start in told for h in now.hits
    )
    ends = ends or not (either("be", also=_GOES_ON) - _OWN).isdisjoint(now.words[noun.last : hit.first])
    subject = hit.first - 1
    while subject > noun.last and now.asides[subject] >= 0:
        subject -= 1
    return opens and not ends and now.tokens[subject].kind not in ("actor", "unit")


_OWN = frozenset(["'s", "'"])
_GOES_ON = frozenset(["which", "who", "that", "and", "but", "when", "as"])


def one_man(now: Sentence, hit: Hit) -> bool:
    """Tell one man's flight from a side's: "was captured while he tried to flee the town"."""
    lead = now.words[max(0, hit.first - 5) : hit.first]
    alone = "to" in lead and ("he" in lead or "his" in lead) and now.word(hit.first) in words("fleeing")
    return alone or (now.word(hit.first - 1) in ("while", "when") and now.word(hit.first) == "fleeing")


def garrison_gone(run: Run, hit: Hit):
    """Read "the departure of its pro-Haftar garrison", "the flight of X's LNA garrison": it left where it stood."""
    now = run.now
    men = next((n for n in range(hit.last + 2, hit.last + 8) if now.word(n) in words("garrisoned")), 0)
    if not men or now.word(hit.last) != "of":
        return None
    named = [n for n in range(hit.last, men) if now.tokens[n].kind in ("actor", "place")]
    actor = next((now.side(now.tokens[n]) for n in named if now.tokens[n].kind == "actor"), "")
    places: list = [n for n in named if now.tokens[n].kind == "place"]
    if not places and "its" in now.words[hit.last : men]:
        places = [n for n in range(hit.first) if now.tokens[n].kind == "place"][-1:] or run.memory.group[:1]
    sided = run.names.sides.get(actor) in run.names.parties
    return Draft("withdrawal", places[:1], actor, foe_of(run, actor)) if sided and places else None


def garrison_told(run: Run, hit: Hit) -> Draft | None:
    """Give whose "its garrison" is that left, and where: of who was just told to hold the place, or to have lost it."""
    n = hit.first - 1
    n -= run.now.word(n) in ("had", "have", "has", "then", "later")
    if run.now.word(n) not in words("garrisoned") or run.now.word(n - 1) not in ("its", "the", "their"):
        return None
    told = [e for e in (run.coded or run.previous) if e.control_after and e.status in AFFIRMATIVE]
    if not told:
        return None
    side = told[-1].actor if told[-1].event_type == "other" else told[-1].target
    return Draft("withdrawal", [told[-1].place_id], side, foe_of(run, side)) if side else None


def no_successor(run: Run, coded: list) -> list:
    """Leave out the gain read from "X is no longer in its hands" where it is told that it left, not who came."""
    if "longer" not in run.now.said or len(coded) < 2:
        return coded
    gone = [e for e in coded if e.event_type == "withdrawal" and e.status in AFFIRMATIVE]
    return [
        e
        for e in coded
        if not (
            e.event_type == "capture"
            and "no longer" in run.flat[max(0, e.start - 24) : e.start]
            and any(g.place_id == e.place_id and g.actor == e.target for g in gone)
        )
    ]


_TAKEN_BACK = frozenset(["order", "orders", "statement", "claim", "offer", "report", "post", "invitation", "proposal"])


def stays_behind(now: Sentence, hit: Hit) -> bool:
    """Tell "has no positions left from which"."""
    lead = now.words[max(0, hit.first - 6) : hit.first]
    return (
        now.word(hit.first) == "left"
        and "no" in lead
        and "sooner" not in lead
        and not either("have", "be").isdisjoint(lead)
    )


def quits_its_posts(run: Run, hit: Hit) -> bool:
    """Tell "withdrew from their positions" of the one place on which the sentence before told an attack."""
    now = run.now
    posts = now.words[hit.last - 1 : hit.last + 4]
    if len(run.memory.group) != 1 or words("possessive").isdisjoint(posts) or words("posts").isdisjoint(posts):
        return False
    if any(t.kind in ("place", "near") for t in now.tokens):
        return False
    return any(e.event_type in ("advance", "clash") and e.status in AFFIRMATIVE for e in run.previous)


def told_already(now: Sentence, hit: Hit) -> bool:
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


def goes_otherwise(run: Run, hit: Hit) -> bool:
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


def _of_side(now: Sentence, n: int) -> bool:
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


def goes_on_to(now: Sentence, place) -> int:
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


def goes_against(now: Sentence, hit: Hit, place: int) -> bool:
    """Tell men that march on a place, "moved from X north to Y", from those whom somebody moves there."""
    marched = now.word(hit.first)[:3] == "mov" and hit.last - hit.first == 2
    return marched and (now.word(place + 1) in _ONWARD or now.word(place + 1) in ("towards", "toward", "on", "into"))


_ONWARD = frozenset(
    f"{way}{end}" for way in ("north", "south", "east", "west") for end in ("", "ward", "wards", "east", "west")
) | {"inland", "onwards", "further"}


def calls_it_so(now: Sentence, hit: Hit) -> bool:
    """Tell the noun that only calls what the verb before it has told: "will leave X, a retreat that it called"."""
    n = hit.first - 1
    while n > 0 and now.word(n) and now.word(n) not in (",", "a", "an"):
        n -= 1
    if now.word(n) in ("a", "an") and now.word(n - 1) == "as" and hit.first - n <= 4:
        return True  # "justified the loss of the town as a tactical withdrawal"
    aside = now.word(n) in ("a", "an") and now.word(n - 1) == "," and hit.first - n <= 4
    if now.word(hit.last) == "from":
        return False
    if not aside and words("calling").isdisjoint(now.words[max(0, hit.first - 6) : hit.first]):
        return False
    return any(h.rule.event_type == "withdrawal" and h.last < hit.first for h in now.hits)


def of_strangers(now: Sentence, hit: Hit) -> bool:
    """Tell whom somebody wants gone, whoever they are: "called for the exit of all foreign mercenaries"."""
    if now.word(hit.last - 1) != "of" and now.word(hit.last) != "of":
        return False
    ahead = now.words[hit.last : hit.last + 5]
    men = next((k for k, word in enumerate(ahead) if word in words("hired-men")), -1)
    named = any(t.kind in ("actor", "unit") for t in now.tokens[hit.last : hit.last + men + 1])
    named = named or not words("possessive").isdisjoint(ahead[: men + 1])
    return men >= 0 and not named and not words("foreign").isdisjoint(ahead[: men + 1])


def only_judged(run: Run, hit: Hit) -> bool:
    """Tell a withdrawal that the text has told and that somebody only judges: "the withdrawal was a trick"."""
    now = run.now
    known = now.word(hit.first - 1) in ("the", "this", "that") and now.word(hit.last) in words("be")
    told = known and not any(t.kind in ("place", "near") for t in now.tokens)
    return told and any(e.event_type == "withdrawal" for e in run.events[-6:])


def foreign_men(run: Run, hit: Hit, places: list):
    """Read "the deal provides for the departure of all foreign fighters": from the country, where no place is named."""
    now = run.now
    men = Load(run, range(hit.last, min(now.size, hit.last + 7)))
    if not (men.foreign and men.men) or men.own or men.actor or laid_down(now, hit.first) < 0:
        return None
    return Draft("withdrawal", places or [run.names.home], "")
