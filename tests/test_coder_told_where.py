"""What the coder makes of attacks told by a relative clause, by what is expected of them, and by where they go on."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 9)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)
dated = teller("place_id event_type actor date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA launched an offensive on Tripoli airport which the LNA repelled, a spokesman said.",
         {("tripoli-international-airport", "repelled", "LNA", "claimed", "LNA")}),
        ("The LNA attacked Sirte in a raid that the GNA foiled.", {("sirte", "repelled", "GNA", "asserted", "GNA")}),
        ("LNA troops mounted an assault on Gharyan that GNA fighters managed to repulse.",
         {("gharyan", "repelled", "GNA", "asserted", "GNA")}),
        ("GNA units made a push for Sirte on Monday that Haftar's men stopped.",
         {("sirte", "repelled", "LNA", "asserted", "LNA")}),
        ("Haftar launched an assault on Watiya airbase which was repelled.",
         {("watiya-airbase", "repelled", "GNA", "asserted", "GNA")}),
        # but a heading has no subject for its verb
        ("Attack on Sirte by LNA repelled", {("sirte", "repelled", "GNA", "asserted", "GNA")}),
        ("LNA attack on Gharyan, which began on Monday, repelled", {("gharyan", "repelled", "GNA", "asserted", "GNA")}),
        ("The GNA launched an attack on Tarhouna that killed ten men.",
         {("tarhouna", "advance", "GNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_who_beats_off_the_attack_of_a_relative_clause_defends(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA forces withdrew from Tarhouna ahead of a suspected GNA assault on the city.",
         {("tarhouna", "withdrawal", "LNA", "asserted", None), ("tarhouna", "advance", "GNA", "hypothetical", None)}),
        ("Residents fled Bani Walid ahead of a rumoured large GNA offensive against the town.",
         {("bani-walid", "displacement", None, "asserted", None),
          ("bani-walid", "advance", "GNA", "hypothetical", None)}),
        ("The GNA sent troops to Abu Qurayn to prepare for a threatened LNA assault on the town.",
         {("abu-qurayn", "other", "GNA", "asserted", None), ("abu-qurayn", "advance", "LNA", "hypothetical", None)}),
        ("Families left Gharyan amid fears of an awaited LNA offensive against the city.",
         {("gharyan", "displacement", None, "asserted", None), ("gharyan", "advance", "LNA", "hypothetical", None)}),
        # but it is only whose it is that may be in doubt, or long awaited
        ("Two were killed in a suspected LNA attack on Abu Qurayn.",
         {("abu-qurayn", "advance", "LNA", "asserted", None)}),
        ("A suspected LNA air strike hit Gharyan.", {("gharyan", "airstrike", "LNA", "asserted", None)}),
        ("The LNA launched its long awaited attack on Sirte.", {("sirte", "advance", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_an_attack_that_others_get_ready_for_has_not_come(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clashes are at the eastern entrance to Sabratha.", {("sabratha", "clash", "LNA/GNA", "asserted", "contested")}),
        ("The fighting is now in the centre of Gharyan, a GNA officer said.",
         {("gharyan", "clash", "LNA/GNA", "claimed", "contested")}),
        ("Clashes are under way at the southern gate of Asabaa.",
         {("asabaa", "clash", "LNA/GNA", "asserted", "contested")}),
        ("The battles are still around Watiya airbase, the LNA said.",
         {("watiya-airbase", "clash", "LNA/GNA", "claimed", None)}),
        ("GNA men stood at the eastern entrance to Sirte.", set()),
        ("The fighting is over in Gharyan.", set()),
        ("The clashes were on Monday.", set()),
    ],
)  # fmt: skip
def test_fighting_is_where_it_is_said_to_be(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At several axes in Tripoli the Libyan Army is advancing.", {("tripoli", "advance", "LNA", "asserted", None)}),
        ("In southern Tripoli GNA forces are advancing, a spokesman said.",
         {("tripoli", "advance", "GNA", "claimed", None)}),
        ("On Monday, in Sirte, the GNA's troops advanced and took ten prisoners.",
         {("sirte", "advance", "GNA", "asserted", None)}),
        ("Around Watiya airbase GNA fighters have been advancing steadily.",
         {("watiya-airbase", "advance", "GNA", "asserted", None)}),
        ("In Cairo the LNA's spokesman said his forces were advancing.", set()),
        ("At a meeting in Tripoli the GNA said it was advancing.", set()),
        ("In Tunis Haftar met envoys, and his men are advancing.", set()),
    ],
)  # fmt: skip
def test_men_advance_at_the_place_with_which_the_clause_opens(text, expected):
    assert {row for row in told(text) if row[1] == "advance"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA launched four raids against four military targets in Sirte.",
         {("sirte", "airstrike", "LNA", "asserted", None)}),
        ("The GNA carried out two raids on other targets in Mizda.", {("mizda", "airstrike", "GNA", "asserted", None)}),
        ("Sorties were flown by the LNA against fixed targets near Misrata.",
         {("misrata", "airstrike", "LNA", "asserted", None)}),
        ("The raids targeted an airfield in Zuwara.", {("zuwara-airport", "airstrike", None, "asserted", None)}),
        ("Police carried out several raids on houses in Tajoura.", set()),
        ("Raids on farms in Tajoura ended with ten smugglers detained.",
         {("tajoura", "detention", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_the_targets_of_raids_are_no_verb_and_the_police_fly_none(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA jets bombed Misrata airport on Monday. Civilian flights were suspended for a time.",
         {("misrata-air-academy", "airstrike", "LNA", "asserted", None),
          ("misrata-air-academy", "other", None, "asserted", None)}),
        ("Misrata airport was hit by drones. Passenger traffic was halted for hours.",
         {("misrata-air-academy", "drone_strike", None, "asserted", None),
          ("misrata-air-academy", "other", None, "asserted", None)}),
        ("The GNA shelled Watiya airbase on Monday. Flights to Europe were suspended.",
         {("watiya-airbase", "shelling", "GNA", "asserted", None)}),
        ("The LNA attacked Sirte. Civilian flights were suspended.", {("sirte", "advance", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_civil_flights_stop_at_the_airfield_that_was_struck(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces raided an operations centre of the forces of Haftar, while they bombed several sites in Sabratha.",
         ("sabratha", "airstrike", "GNA", "asserted", None)),
        ("LNA units stormed a camp of the GNA in Wishka before they entered Abu Qurayn.",
         ("abu-qurayn", "advance", "LNA", "asserted", "contested")),
        ("GNA fighters attacked positions of the LNA and later they took Asabaa.",
         ("asabaa", "capture", "GNA", "asserted", "GNA")),
        ("The LNA captured a dozen fighters of the GNA, but they took Tiji.", ("tiji", "capture", "GNA", "asserted", "GNA")),
        ("GNA jets struck a column of Haftar's men as they advanced on Mizda.",
         ("mizda", "advance", "LNA", "asserted", None)),
    ],
)  # fmt: skip
def test_they_are_not_the_owners_of_the_site_that_was_attacked(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA presses on with its offensive for control of Gharyan.", {("gharyan", "advance", "LNA", "asserted", None)}),
        ("The GNA resumed its assault for the control of Tarhouna on Monday.",
         {("tarhouna", "advance", "GNA", "asserted", None)}),
        ("The LNA is preparing an offensive for control of Sirte.", {("sirte", "advance", "LNA", "planned", None)}),
        ("An LNA offensive for control of Gharyan was repelled on Monday.",
         {("gharyan", "repelled", "GNA", "asserted", "GNA")}),
        ("The GNA is fabricating a pretext for attacking LNA forces in Sirte, the LNA said.", set()),
        ("The LNA is looking for an excuse to attack Sirte, the GNA said.", set()),
        ("The LNA is inventing justifications for bombing Misrata, the GNA said.", set()),
        ("Haftar used the incident as a pretext for shelling Tripoli.", {("tripoli", "shelling", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_an_offensive_for_control_goes_on_and_a_pretext_is_no_attack(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar unleashed an offensive in May 2014 to purge Libya of terrorists.", set()),
        ("Haftar began a campaign against Islamists in the country in 2014.", set()),
        ("In April 2019 Haftar launched an offensive to purge Libya of terrorists.",
         {("tripoli", "advance", "LNA", "2019-04")}),
        ("The LNA launched an offensive in January 2019 to clear southern Libya of militants.",
         {("fezzan", "advance", "LNA", "2019-01")}),
    ],
)  # fmt: skip
def test_an_offensive_of_years_before_is_not_the_one_on_the_capital(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA sent reinforcements of the 128 Brigade for a new campaign in southern Libya.",
         {("fezzan", "other", "LNA", "asserted", None), ("fezzan", "advance", "LNA", "planned", None)}),
        ("On Monday the GNA moved tanks and men to Abu Qurayn for an assault on Sirte.",
         {("abu-qurayn", "other", "GNA", "asserted", None), ("sirte", "advance", "GNA", "planned", None)}),
        ("Haftar deployed two brigades for a campaign in Murzuq.",
         {("murzuq", "other", "LNA", "asserted", None), ("murzuq", "advance", "LNA", "planned", None)}),
        ("The GNA rushed troops to Asabaa for an attack on Tarhouna.",
         {("asabaa", "other", "GNA", "asserted", None), ("tarhouna", "advance", "GNA", "planned", None)}),
        ("The LNA sent men to Jufra and blamed the GNA for an attack on Sirte.",
         {("jufra", "other", "LNA", "asserted", None), ("sirte", "advance", "GNA", "claimed", None)}),
        ("The LNA sent reinforcements after its attack on Sirte.", {("sirte", "advance", "LNA", "asserted", None)}),
        ("The UN sent a team for an inquiry into the attack on Tajoura.", set()),
    ],
)  # fmt: skip
def test_men_are_sent_for_an_attack_that_is_to_come(text, expected):
    assert told(text) == expected
