"""Who holds a place, by mechanism: extent, lists, ellipsis, states and gains, and what is no capture."""

import datetime as dt

import pytest

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 5)  # a Friday
FAMILY = {"recapture": "capture", "entry_unopposed": "capture"}


def told(text):
    return {
        (e.place_id, FAMILY.get(e.event_type, e.event_type), e.actor, e.control_after)
        for e in default_coder().code("own", text, DAY)
    }


def taken(side, *places):
    return {(place, "capture", side, side) for place in places}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA units went into Mizda at dawn and controlled it by noon.", taken("LNA", "mizda")),
        ("The GNA won back half of Espiaa.", {("espiaa", "advance", "GNA", "contested")}),
        ("LNA troops took several positions in Ain Zara.", {("ain-zara", "advance", "LNA", "contested")}),
        ("The GNA took the checkpoint at Gate 27.", taken("GNA", "gate-27")),
        ("The GNA took Surman first, then Sabratha.", taken("GNA", "surman", "sabratha")),
        ("The GNA took Surman, Nowhereville and Sabratha.", taken("GNA", "surman", "sabratha")),
        ("The GNA took Tripoli airport, the oil tanks and Hamza camp.",
         taken("GNA", "tripoli-international-airport", "hamza-camp")),
        ("The LNA was thrown out of Surman, where it had its base, and out of Sabratha.",
         taken("GNA", "surman", "sabratha")),
        ("The LNA lost and then regained Kazirma.",
         {("kazirma", "capture", "GNA", "GNA"), ("kazirma", "capture", "LNA", "LNA")}),
        ("With Mizda taken, the GNA turned south.", taken("GNA", "mizda")),
        ("After taking Mizda the government's troops halted.", taken("GNA", "mizda")),
        ("The LNA took Haftar's old redoubt in the hills, Mizda.", taken("LNA", "mizda")),
        ("LNA fighters stormed Mizda.", {("mizda", "advance", "LNA", "contested")}),
        ("Forces opposed to the LNA took Mizda.", taken("GNA", "mizda")),
        ("It was the GNA, not the LNA, that took Mizda.", taken("GNA", "mizda")),
        ("An LNA officer admitted that his side had lost Mizda.", taken("GNA", "mizda")),
        ("The GNA attacked Mizda on Monday. The town fell the same day.",
         {("mizda", "capture", "GNA", "GNA")}),
        ("GNA in control of Mizda", taken("GNA", "mizda")),
        ("The GNA has held Mizda since 1 May.", taken("GNA", "mizda")),
        ("The GNA is in control of Mizda.", {("mizda", "other", "GNA", "GNA")}),
        ("Mizda and Asabaa fell to the GNA. Both remain with it, but Tiji is still in the hands of the LNA.",
         taken("GNA", "mizda", "asabaa") | {("tiji", "other", "LNA", "LNA")}),
        ("Mizda had been abandoned by the LNA.", {("mizda", "withdrawal", "LNA", None)}),
        ("The LNA evacuated all its units from Mizda to Jufra.", {("mizda", "withdrawal", "LNA", None)}),
        ("Misrata recalled its brigades, leaving Mizda to the LNA.", taken("LNA", "mizda")),
        ("The LNA briefly held Mizda before being driven out.", taken("GNA", "mizda")),
        ("The LNA relinquished control of Mizda.", taken("GNA", "mizda")),
        ("That left the GNA in control of Mizda.", taken("GNA", "mizda")),
        ("Mizda was taken on Friday by the GNA.", taken("GNA", "mizda")),
        ("Tripoli, Mizda and Asabaa were claimed by the LNA.", taken("LNA", "tripoli", "mizda", "asabaa")),
    ],
)  # fmt: skip
def test_who_holds(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The LNA is capable of liberating Tripoli.",
        "The LNA captured the attention of Tripoli.",
        "The GNA captured forty of Haftar's soldiers in Mizda.",
        "The GNA prevented the LNA from taking Mizda.",
        "Taking Mizda would be a blow to the LNA.",
        "The GNA is a few kilometres from taking Mizda.",
        "GNA sappers cleared Mizda of mines.",
        "The LNA refused to withdraw from Mizda.",
        "Both the GNA and the LNA said they held Mizda.",
        "The LNA held Mizda responsible.",
        "The capture of Mizda leaves Tarhouna as Haftar's last base.",
        "LNA reinforcements left Benghazi on Monday.",
        "The LNA lost the 2019 cup final in Tripoli's stadium.",
        "An LNA spokesman has the attention of Mizda in hand.",
        "The LNA depends on Turkey's withdrawal from Mizda.",
    ],
)
def test_what_gives_nobody_a_place(text):
    assert {holder for *_, holder in told(text)} <= {None, "contested"}
