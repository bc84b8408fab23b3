"""Who holds a place, by mechanism: extent, lists, ellipsis, states and gains, and what is no capture."""

import pytest
from coded_holders import taken, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA units went into Mizda at dawn and controlled it by noon.", taken("LNA", "mizda")),
        ("The GNA won back half of Espiaa.", {("espiaa", "advance", "GNA", "contested")}),
        ("LNA troops took several positions in Ain Zara.", {("ain-zara", "advance", "LNA", "contested")}),
        ("The GNA took the checkpoint at Gate 27.", taken("GNA", "gate-27")),
        ("The GNA took Surman first, then Sabratha.", taken("GNA", "surman", "sabratha")),
        ("The GNA took Surman, Nowhereville and Sabratha.", taken("GNA", "surman", "?Nowhereville", "sabratha")),
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
        ("It was the GNA, not the LNA, that took Mizda.", {*taken("GNA", "mizda"), ("mizda", "capture", "LNA", None)}),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA has won back control over Surman, in western Libya, over Ajaylat and over Sabratha.",
         taken("LNA", "surman", "ajaylat", "sabratha")),
        ("The GNA took Surman, some 60 km (37 miles) west of the capital Tripoli, and Sabratha.",
         taken("GNA", "surman", "sabratha")),
        ("The government has struck at eastern-based strongman Haftar, overrunning his last fief Tarhouna.",
         taken("GNA", "tarhouna")),
        ("Several villages were occupied by the LNA, for example Wishka and Qaddahiya.",
         taken("LNA", "wishka", "qaddahiya")),
        ("Control was regained over Mizda by the LNA.", taken("LNA", "mizda")),
        ("The LNA expelled armed groups from Murzuq.", taken("LNA", "murzuq")),
        ("The GNA stormed Surman. Both sides say it is in their total control, but the LNA has lost it to the GNA.",
         taken("GNA", "surman")),
        ("The GNA swept up what was left of the LNA in Kazirma.", {("kazirma", "advance", "GNA", "contested")}),
        ("LNA fighters were twice thrown back from Ain Zara.", {("ain-zara", "repelled", "GNA", "GNA")}),
        ("The GNA pushed Haftar's men out of Tripoli.", taken("GNA", "tripoli")),
        ("GNA jets forced the LNA to retreat from Espiaa.", {("espiaa", "withdrawal", "LNA", None)}),
        ("The GNA admitted that Sabratha was no longer under its control.", taken("LNA", "sabratha")),
        ("Sirte, the last big town before the oil ports, was taken by the LNA.", taken("LNA", "sirte")),
        ("Sirte has been held by the GNA since it threw the jihadists out of the town in December 2016.",
         taken("GNA", "sirte")),
        ("The LNA peacefully entered Qatrun.", taken("LNA", "qatrun")),
        ("The Libyan National Army (LNA) said it now controls Mizda.", taken("LNA", "mizda")),
        ("The LNA took towns in western Libya.", {("western-libya", "capture", "LNA", None)}),
        ("LNA forces announced a withdrawal from the Tripoli districts of Ain Zara and Abu Salim.",
         {("ain-zara", "withdrawal", "LNA", None), ("abu-salim", "withdrawal", "LNA", None)}),
    ],
)  # fmt: skip
def test_wordings_of_fresh_reports(text, expected):
    assert expected <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The GNA is making progress towards liberating Mizda.",
        "Preparations have been made to seize Sirte, a GNA officer said.",
        "The LNA loses its main Tripoli base.",
        "The GNA took a district, pushing the LNA further away from Mizda.",
        "The GNA announced the start of liberating Tarhouna.",
        "The imminent fall of Tarhouna to the GNA worries Haftar.",
        "The GNA presses on with the liberation of Tarhouna.",
        "LNA units have yet to occupy Surman.",
        "LNA troops chased GNA fighters to their base in Gharyan.",
        "The GNA took the villages below Gharyan.",
        "Haftar, who has been trying to seize Tripoli since April, flew to Cairo.",
    ],
)
def test_what_is_near_a_capture_and_none(text):
    assert {holder for *_, holder in told(text)} <= {None, "contested"}


def test_his_forces_are_those_of_the_person_last_named():
    text = "The GNA has retaken camps from forces loyal to Haftar. His army had earlier seized Surman."
    assert ("surman", "capture", "LNA", "LNA") in told(text)


def test_the_seat_of_a_government_is_no_place_spoken_of():
    text = "The LNA took Sabha. It is allied to the government in Tobruk. In 2018 the LNA had left the city."
    assert not [event for event in told(text) if event[0] == "tobruk"]
