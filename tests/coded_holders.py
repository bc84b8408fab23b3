"""What the coder tells of who holds what, for the tests of the coder."""

import datetime as dt

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 5)  # a Friday
FAMILY = {"recapture": "capture", "entry_unopposed": "capture"}


def told(text):
    """Give place, family of type, actor and holder of each event of a text of that day."""
    return {
        (e.place_id, FAMILY.get(e.event_type, e.event_type), e.actor, e.control_after)
        for e in default_coder().code("own", text, DAY)
    }


def taken(side, *places):
    """Give the captures of places by a side, as `told` does."""
    return {(place, "capture", side, side) for place in places}
