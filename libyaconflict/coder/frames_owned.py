"""Frames of a place that is somebody's: "it was the government's by noon", "they were masters of X", "it had X".

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL
from .doers import doer
from .extent import NONE, PART, WHOLE, extent_left
from .framing import Draft, foe_of, is_headline, is_small
from .gains import gain
from .grammar import Hit
from .holding import held
from .lasting import ended, since_when
from .loads import Load, outside
from .owned_places import closes, owned_place
from .referents import reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_AGAIN = frozenset(["again", "back", "more"])


def grip_ended(run: Run, hit: Hit, speaker: str):
    """Read "the LNA's grip on X has been broken", "Friday saw the end of the LNA's hold on X"."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    loser = inside[0] if inside else now.owner(hit)
    places = now.place_inside(hit) or now.places_right(hit, frozenset(), True, 5)[0]
    if inside and _ENDING.isdisjoint(now.words[max(0, hit.first - 4) : hit.first]):
        return None  # "called for the end of the LNA's hold on X"
    if run.names.sides.get(loser) not in run.names.parties or not places:
        return None
    return Draft("capture", [p for p in places if is_small(run, p)], foe_of(run, loser), loser)


def grip_tightened(run: Run, hit: Hit, speaker: str):
    """Read "the LNA's grip on X has been strengthened": it holds the place."""
    now = run.now
    owner = now.word(hit.first - 1)
    holder = now.owner(hit) or (speaker if owner in ("our", "its", "their") else "")
    places = [p for p in now.place_inside(hit) if is_small(run, p)]
    if run.names.sides.get(holder) not in run.names.parties or not places:
        return None
    return Draft("other", places, holder, foe_of(run, holder), holder=run.names.sides[holder])


_ENDING = frozenset(["saw", "seen", "marked", "marks", "brought", "meant", "spelled", "spelt"])


def owned(run: Run, hit: Hit, speaker: str):
    """Read "X was the government's by noon", "X is still the LNA's", "X is no longer the LNA's"."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    holder = inside[-1] if inside else ""
    said = set(now.words[hit.first : hit.last])
    possessive = now.word(hit.last - 1) in ("'s", "'")
    gone = now.word(hit.last) in ("no", "any") and now.word(hit.last + 1) in ("longer", "more")  # "the LNA's no longer"
    closed = closes(now, hit.last) or (gone and closes(now, hit.last + 2))
    if run.names.sides.get(holder) not in run.names.parties or (possessive and not closed):
        return None
    if now.word(hit.first - 1) in ("which", "that"):
        return None  # "stormed the camp, which belongs to the GNA": whose it was
    places = [p for p in owned_place(run, hit) if is_small(run, p)]
    share = extent_left(now, places[0], hit.first) if places and isinstance(places[0], int) else WHOLE
    if not places or share == NONE:
        return None
    if share == PART:  # "half of X was the GNA's"
        return Draft("advance", places, holder, foe_of(run, holder), holder="contested")
    since = since_when(now, hit)
    if now.word(hit.first - 1) in ("not", "never") and since not in ("", "?"):
        return Draft("capture", places, foe_of(run, holder), holder, date=since, status="fact")  # "not its since May"
    if now.word(hit.first - 1) in either("modal-plan", "modal-maybe") and "be" in said:
        return Draft("capture", places, holder, foe_of(run, holder), status="planned")
    longer = (
        gone or "longer" in said or (now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"))
    )
    if gone or longer:
        return Draft("capture", places, foe_of(run, holder), holder, status="fact")  # "is no longer the LNA's"
    if now.word(hit.last) in _AGAIN or said & _AGAIN:
        return Draft("recapture", places, holder, foe_of(run, holder))
    if ended(now, hit):
        return None
    became = not said.isdisjoint(("become", "becomes", "became"))
    draft = held(run, hit, places, holder, gained=became)
    past = not said.isdisjoint(("was", "were")) and "still" not in said
    if isinstance(draft, Draft) and draft.event_type == "other" and past and not draft.date:
        dated = any(now.tokens[k].kind == "date" for k in range(hit.last, min(now.size, hit.last + 2)))
        return gain(run, hit, places, holder) if dated else None  # "it was the LNA's": when?
    return _since_opening(run, hit, draft)


def _since_opening(run: Run, hit: Hit, draft):
    """Read "Since Monday X has been the LNA's" as a gain on Monday."""
    now = run.now
    opens = next((t for t in now.tokens[:3] if t.kind == "date"), None)
    if opens is None or not isinstance(draft, Draft) or draft.event_type != "other":
        return draft
    if now.word(0) == "since" or opens.text.startswith("since"):
        return Draft("capture", draft.places, draft.actor, draft.target, date=now.cue(opens.value, 1))
    return draft


def masters(run: Run, hit: Hit, speaker: str):
    """Read "by noon they were masters of X": a gain; "they are masters of X": a state."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of",)), True, 8)
    holder = doer(run, hit, speaker)
    if near or not places or not run.names.sides.get(holder):
        return None
    if {"is", "are", "remain"} & set(now.words[hit.first : hit.last]):
        return held(run, hit, [p for p in places if is_small(run, p)], holder)
    again = now.word(places[-1] + 1) in _AGAIN or not _AGAIN.isdisjoint(now.words[hit.first : hit.last])
    draft = gain(run, hit, places, holder)
    return Draft("recapture", draft.places, holder, draft.target, near=draft.near) if again and draft else draft


def has_bases(run: Run, hit: Hit, speaker: str):
    """Read "the LNA still has bases in X and Y": a state."""
    places, near = run.now.places_right(hit, hit.rule.prepositions, True, 8)
    holder = doer(run, hit, speaker)
    return None if near else held(run, hit, [p for p in places if is_small(run, p)], holder)


def has_place(run: Run, hit: Hit, speaker: str):
    """Read "by Thursday the GNA had X", "it announced that it had X": a gain; "the LNA has X": a state."""
    now = run.now
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place" and is_small(run, n)]
    end = hit.last
    if not places or now.is_near(places[0]) or not (closes(now, end) or now.word(end) == "but"):
        return None
    before = now.tokens[hit.first - 1] if hit.first else None
    subject = before is not None and (
        before.kind in ("actor", "unit")
        or before.text in either("party-noun", also=("it", "they", "we", "now", "also", "already", "have"))
    )
    if not subject or now.word(end) in ("in", "at", "on", "for", "from") and not _gripped(now, end):
        return None
    holder = doer(run, hit, speaker)
    if run.names.sides.get(holder) not in run.names.parties:
        return None
    if now.word(hit.first) == "has" and "now" not in now.words[hit.first - 1 : hit.last]:
        return held(run, hit, places, holder)
    return gain(run, hit, places, holder)


def has_in_hands(run: Run, hit: Hit, speaker: str):
    """Read "had in its hands X and Y", of places named after the words of holding."""
    now = run.now
    n = hit.last
    while n < now.size and now.word(n) in either("determiner", "settled", "filler", also=("of", "both", "also")):
        n += 1
    holder = doer(run, hit, speaker)
    if n >= now.size or now.tokens[n].kind != "place" or run.names.sides.get(holder) not in run.names.parties:
        return None
    places = [p for p in now.group(n) if is_small(run, p)]
    if now.word(hit.first) == "has" and "now" not in now.words[max(0, hit.first - 1) : hit.last]:
        return held(run, hit, places, holder)
    return gain(run, hit, places, holder)


def _gripped(now: Sentence, n: int) -> bool:
    """Tell "had X in its hands"."""
    return now.word(n) == "in" and not words("possessive").isdisjoint(now.words[n : n + 3]) and any(
        now.word(k) in ("hands", "hand", "grip", "possession", "control") for k in range(n + 1, n + 4)
    )  # fmt: skip


def be_in_it(run: Run, hit: Hit, speaker: str):
    """Read "by Thursday they were in it again": taken back."""
    holder = doer(run, hit, speaker)
    places = [p for p in reference(run, hit.last - (run.now.word(hit.last - 1) != "it") - 1) if is_small(run, p)]
    if run.names.sides.get(holder) not in run.names.parties or not places:
        return None
    return Draft("recapture", places[-1:], holder, foe_of(run, holder))


def changes_masters(run: Run, hit: Hit, speaker: str):
    """Read "X changed masters": to whom, the text may say elsewhere."""
    now = run.now
    places = owned_place(run, hit)
    whole = places and (not isinstance(places[0], int) or extent_left(now, places[0], hit.first) == WHOLE)
    return gain(run, hit, places, "") if whole else None


def falls_between(run: Run, hit: Hit, speaker: str):
    """Read "X passed from the LNA to the GNA"."""
    now = run.now
    sides = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    places = owned_place(run, hit)
    if not places or len(sides) < 2 or sides[0] == sides[-1]:
        return None
    first = gain(run, hit, places, sides[-1], sides[0])
    back = now.word(hit.last) == "and" and now.word(hit.last + 1) in ("back", "then")
    again = gain(run, hit, places, sides[0], sides[-1]) if back and first else None
    return [first, replace(again, event_type="recapture")] if again else first


def lays_down(run: Run, hit: Hit, speaker: str):
    """Read "the LNA's garrison in X laid down its arms": its foe has X."""
    now = run.now
    if now.word(hit.first - 1) == "to" and not either("called-on", "asking").isdisjoint(now.words[: hit.first]):
        return None  # "called on its men in X to lay down their arms"
    opened = range(hit.first)
    men = either("garrisoned", "party-noun", also=("last",))
    held = next((n for n in reversed(opened) if not men.isdisjoint(now.tokens[n].text.split())), -1)
    places = [n for n in opened if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "of", "inside")]
    units = [n for n in opened if now.tokens[n].kind == "unit" and now.word(n + 1) in words("garrisoned")]
    loser = now.subject(hit, speaker=speaker)
    if held < 0 or not (places or units) or run.names.sides.get(loser) not in run.names.parties:
        return None
    return Draft("capture", places[-1:] or [now.tokens[units[-1]].value], foe_of(run, loser), loser)


def follows_into(run: Run, hit: Hit, speaker: str):
    """Read "X followed Y into the LNA's hands": both are taken."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places = now.places_left(hit)
    if not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("capture", [*now.place_inside(hit), *places], actor, foe_of(run, actor))


def stripped(run: Run, hit: Hit, speaker: str):
    """Read "the GNA deprived Haftar of X": taken from him."""
    now = run.now
    loser = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    loser = loser or (doer(run, hit, speaker) if hit.rule.name in _SUFFERED else "")
    places, near = now.places_right(hit, frozenset(("of", "in")), True, 10)
    suffered = now.is_passive(hit) or hit.rule.name in _SUFFERED
    taker = now.agent(hit) if suffered else doer(run, hit, speaker)
    taker = taker if run.names.sides.get(taker) and taker != loser else foe_of(run, loser)
    places = now.place_inside(hit) or ([] if near else places)
    return gain(run, hit, places, taker, loser) if places and run.names.sides.get(loser) in run.names.parties else None


_SUFFERED = ("stripped-of", "had-taken-from")  # what befalls the subject


def contested(run: Run, hit: Hit, speaker: str):
    """Read "X is contested": held by nobody alone."""
    places = [p for p in owned_place(run, hit) if is_small(run, p)]
    claim = not words("claim-noun").isdisjoint(run.now.words[: hit.first])
    first = run.now.clause(hit)[0]
    if not _ASKED.isdisjoint(run.now.words[max(0, first - 1) : hit.first]):
        return None  # "who bombed X is disputed"
    if not places or claim or "election" in run.now.words:
        return None
    return Draft("other", places, run.names.both, holder="contested")


_ASKED = frozenset(["who", "whose", "what", "how", "why", "whether"])


def side_inside(run: Run, hit: Hit, speaker: str):
    """Read the heading "LNA inside Sirte"."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    lead = now.words[: hit.first]
    if not is_headline(run) or hit.first > 3 or run.names.sides.get(actor) not in run.names.parties or "if" in lead:
        return None
    return gain(run, hit, [p for p in now.place_inside(hit) if is_small(run, p)], actor)


def under_whose(run: Run, hit: Hit, speaker: str):
    """Read "X was taken by the GNA, under whose control it remains"."""
    now = run.now
    named = [n for n in range(max(0, hit.first - 7), hit.first) if now.tokens[n].kind in ("actor", "unit")]
    holder = run.names.sides.get(now.side(now.tokens[named[-1]]), "") if named else ""
    after = next((n for n in range(hit.last, min(now.size, hit.last + 4)) if now.tokens[n].kind == "place"), -1)
    took = [e.place_id for e in run.coded if e.event_type in CONTROL and run.names.sides.get(e.actor or "") == holder]
    places = [after] if after >= 0 else reference(run, hit.last) if now.word(hit.last) == "it" else []
    places = [p for p in took[-1:] or places if is_small(run, p)]
    said = [token.text.partition(" ")[0] for token in now.tokens[hit.last : hit.last + 9]]
    stays = not either("still", "be", "have").isdisjoint(said) and either("not", also=("until", "before")).isdisjoint(
        said
    )
    if not places or holder not in run.names.parties or not stays or "had" in said:
        return None
    return Draft("other", places, holder, foe_of(run, holder), holder=holder, date=run.published.isoformat())


def stranger(run: Run, verb: int) -> str:
    """Give the foreign power whose men are the subject of a verb: "Egypt's army is", "Russians are"."""
    load = Load(run, range(max(0, verb - 4), verb))
    token = run.now.tokens[verb - 1]
    last = token.text.rpartition(" ")[2]
    men = token.kind == "actor" and last.endswith("s") and run.now.side(token) == load.actor
    named = last in words("force") or last in words("troops") or (men and not token.text.startswith("the "))
    own = load.own or not outside(run, load.actor)
    return load.actor if named and not own and not run.is_person(token) else ""


def be_in(run: Run, hit: Hit, speaker: str):
    """Read "by noon its men were in X": a gain; "its men are in X": it is contested."""
    now = run.now
    before = now.tokens[hit.first - 1] if hit.first else None
    end = hit.last + (now.word(hit.last) in words("attached"))  # "are now in the X checkpoint"
    if before is None or not (closes(now, end) or now.word(end) == "since"):
        return None
    not_so = not {"not", "never"}.isdisjoint(now.words[hit.first : hit.last])
    stays = hit.rule.event_type == "other"  # "are still in X", "remain in X"
    if stays and (stranger(run, hit.first) or not either("number", "some-of").isdisjoint(now.words[: hit.first])):
        return None
    if (power := stranger(run, hit.first)) or not_so:
        there = [n for n in now.place_inside(hit) if now.tokens[n].value not in run.names.abroad]
        status = "denied" if not_so else ""
        return Draft("foreign_deployment", there, power, status=status) if power and there else None
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place" and is_small(run, n)]
    if not places:
        return None
    n = hit.first - 2 if before.text in ("have", "has", "had") and hit.first > 1 else hit.first - 1
    token = now.tokens[n]
    force = not words("arriving-force").isdisjoint(token.text.split()) or (
        token.kind == "actor" and token.text.isalpha()
    )
    holder = doer(run, hit, speaker)
    person = token.kind == "actor" and run.is_person(token)
    if stays and "'s " in token.text:
        person = words("force").isdisjoint(token.text.split())  # but "Haftar's forces remain in X"
    if not force or person or now.is_near(places[0]):
        return None
    if run.names.sides.get(holder) not in run.names.parties or holder != now.side(token) and token.kind == "actor":
        return None
    if now.word(hit.last) == "for" and not {"since", "by"} & set(now.words[: hit.first]):
        return held(run, hit, places, holder) if now.word(n + 1) in ("have", "has", "had") else None
    draft = held(run, hit, places, holder)
    if isinstance(draft, Draft) and draft.event_type == "other":
        if stays:
            return None if ended(now, hit) else draft
        if now.word(hit.first) in ("was", "were"):
            return None
        return Draft("advance", places, holder, foe_of(run, holder), holder="contested")
    return draft
