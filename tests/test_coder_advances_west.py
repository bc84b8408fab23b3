"""What the coder makes of reports of a front that moves: announcements, ground once held, and who fled where."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date", DAY)
held = teller("place_id event_type control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA spokesman, Ahmed Mismari, announced on Monday, that his men had taken Asabaa.",
         {("asabaa", "capture", "2020-06-01")}),
        ("The GNA announced, on Tuesday, control of Mizda.", {("mizda", "capture", "2020-06-02")}),
        ('The GNA announced on Tuesday, "total control of Mizda".', {("mizda", "capture", "2020-06-02")}),
        ("The GNA confirmed, in a statement, its total control of Mizda.", {("mizda", "capture", "2020-06-05")}),
        ("The road, cut on Monday, was opened when the GNA took Mizda.", {("mizda", "capture", "2020-06-05")}),
    ],
)  # fmt: skip
def test_a_comma_may_part_what_is_announced_from_the_verb_and_its_day(text, expected):
    assert expected <= dated(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA has been falling back from lines it has held around Tripoli.",
         {("tripoli", "withdrawal", "LNA", "asserted")}),
        ("The LNA withdrew from positions that it had captured in Ain Zara.",
         {("ain-zara", "withdrawal", "LNA", "asserted")}),
        ("The GNA bombed posts that the LNA holds in Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("The GNA bombed sites which the LNA had occupied near Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("The LNA said that the posts that the GNA had taken in Ain Zara were empty.", set()),
    ],
)  # fmt: skip
def test_ground_is_known_by_who_held_it_there(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Battles go on around Tripoli, despite the announcement by the UN mission in Libya that both sides want peace.",
         {("tripoli", "clash", "LNA/GNA", "asserted")}),
        ("The fighting around Tripoli has raised fears that others could gain.", set()),
        ("Wagner men left Libya following the LNA's retreat.", {("libya", "withdrawal", "Wagner", "asserted")}),
        ("The LNA presented the loss of Mizda as a tactical withdrawal.",
         {("mizda", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_no_country_is_the_place_of_a_fight_or_a_retreat(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets hit parts of the capital on Thursday. The attacks caused much damage in Abu Salim and Tajoura.",
         {("abu-salim", "shelling"), ("tajoura", "shelling")}),
        ("Shells landed on the coastal road in the town of Tajoura.", {("tajoura", "shelling")}),
        ("Rockets hit the airport road in Tripoli.", {("airport-road", "shelling")}),
        ("The GNA took the lead. The attack inflicted heavy losses on the LNA in Sirte.", {("sirte", "clash")}),
        ("The bombing of Mitiga left two dead.", {("mitiga-airport", "airstrike")}),
        ("The UN condemned the LNA's shelling of homes in Tripoli. It said that the LNA's bombing has killed 15 civilians.",
         {("tripoli", "shelling")}),
    ],
)  # fmt: skip
def test_what_harm_was_done_is_of_the_kind_told_before(text, expected):
    assert {(place, kind) for place, kind, *_ in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA men managed to enter Mizda and control Asabaa.",
         {("mizda", "advance", "contested"), ("asabaa", "capture", "GNA")}),
        ("LNA forces succeeded in controlling Asabaa.", {("asabaa", "capture", "LNA")}),
        ("LNA forces did not succeed in controlling Asabaa.", set()),
        ("The GNA wants to enter Mizda and control Asabaa.", {("mizda", "advance", None)}),
        ("He said that Tarhouna was under GNA control and that the militias fled to areas around Bani Walid.",
         {("tarhouna", "other", "GNA"), ("tarhouna", "withdrawal", None)}),
    ],
)  # fmt: skip
def test_control_that_was_managed_is_a_gain(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA recaptured on Monday the town of Mizda.", {("mizda", "recapture", "2020-06-01")}),
        ("The LNA said it seized on Monday Mizda.", {("mizda", "capture", "2020-06-01")}),
        ("The GNA left late on Monday the two towns of Mizda and Nasma.",
         {("mizda", "withdrawal", "2020-06-01"), ("nasma", "withdrawal", "2020-06-01")}),
        ("The LNA seized on Monday a tank in Mizda.", set()),
    ],
)  # fmt: skip
def test_a_day_may_part_a_verb_from_its_object(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA announced the withdrawal of LNA forces from Sirte.", {("sirte", "withdrawal", "LNA", "claimed")}),
        ("The LNA announced the withdrawal of its men from the outskirts of Tripoli.",
         {("tripoli", "withdrawal", "LNA", "confirmed")}),
        ("He spoke of the withdrawal of the LNA to a line south of Tripoli.", set()),
        ("The LNA announced the withdrawal from the political agreement.",
         {("libya", "declaration", "LNA", "asserted")}),
        ("The LNA gave up this week, abandoning its posts in Ain Zara to GNA troops.",
         {("ain-zara", "withdrawal", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_a_withdrawal_is_announced_as_a_noun(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The GNA announced the start of "The Battle of Liberation of Sirte".',
         {("sirte", "declaration", "GNA", "asserted"), ("sirte", "capture", "GNA", "planned")}),
        ("The GNA announced the end of the operation and the liberation of Sirte.",
         {("sirte", "capture", "GNA", "claimed")}),
        ("The GNA took Asabaa after a fierce battle with the LNA.", {("asabaa", "capture", "GNA", "asserted")}),
        ("The GNA took Asabaa after clashes with the LNA in Mizda.",
         {("asabaa", "capture", "GNA", "asserted"), ("mizda", "clash", "LNA/GNA", "asserted")}),
    ],
)  # fmt: skip
def test_a_battle_of_liberation_is_its_aim(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA made three airstrikes, hitting a depot in Mizda and destroying a tank inside Watiya.",
         {("mizda", "airstrike"), ("watiya-airbase", "airstrike")}),
        ("The LNA shelled Abu Salim, and the GNA destroyed a tank in Ain Zara.", {("abu-salim", "shelling")}),
        ("Clashes went on in Mizda. A man told Libya Today that his troops had targeted Haftar's men with artillery.",
         {("mizda", "clash"), ("mizda", "shelling")}),
        ("The NOC welcomes the resumption of production at Sharara oilfield.", {("sharara-oilfield", "oil_restart")}),
        ("The NOC confirmed the lifting of force majeure at Hariga.", {("hariga-port", "oil_restart")}),
        ("The NOC called for the lifting of force majeure at Hariga.", set()),
    ],
)  # fmt: skip
def test_what_a_sentence_goes_on_to_tell_has_its_own_place(text, expected):
    assert {(place, kind) for place, kind, *_ in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarhouna is his last base in the area surrounding Tripoli.", set()),
        ("Since he launched an offensive to seize Tripoli in April 2019, several truces with the GNA have fallen through.",
         {("tripoli", "advance", "LNA", "asserted")}),
        ("Both sides said they accepted a truce, but LNA forces shelled Abu Salim.",
         {("libya", "truce", "LNA/GNA", "confirmed"), ("abu-salim", "shelling", "LNA", "asserted")}),
        ("Haftar's opponents accuse him of war crimes. He said he would take Misrata.",
         {("misrata", "capture", "LNA", "planned")}),
        ("The GNA took Mizda, ending a month-long offensive on the capital by the LNA.",
         {("mizda", "capture", "GNA", "asserted"), ("tripoli", "advance", "LNA", "asserted")}),
        ("The GNA took Mizda on Monday. The GNA men who entered Mizda found nobody.",
         {("mizda", "capture", "GNA", "asserted")}),
        ("The UN is looking into reports of looting in two towns outside Tripoli.", set()),
        ("Videos showed looting of shops in Mizda of families linked to the LNA.",
         {("mizda", "civilian_harm", None, "asserted")}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_place_need_not_be_told_of_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA ruled out a truce before its forces retake Sirte and Wishka.",
         {("libya", "truce", "GNA", "denied"), ("sirte", "recapture", "GNA", "planned"),
          ("wishka", "recapture", "GNA", "planned")}),
        ("The GNA would agree to talks only after it recaptures Sirte.", {("sirte", "recapture", "GNA", "planned")}),
        ("The LNA held Mizda until GNA forces drove it out.", {("mizda", "capture", "GNA", "asserted")}),
        ("The countdown to the liberation of Mizda has begun.", {("mizda", "capture", None, "planned")}),
        ("The LNA admitted it had left Mizda, saying the withdrawal had been planned for weeks.",
         {("mizda", "withdrawal", "LNA", "confirmed")}),
    ],
)  # fmt: skip
def test_what_is_to_come_first_has_not_been(text, expected):
    assert expected <= told(text) <= expected | {("libya", "talks", "GNA", "hypothetical")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces, in an operation that began at dawn, took Surman.", {("surman", "capture", "GNA", "asserted")}),
        ("The LNA, in an attack that killed ten, shelled Abu Salim.", {("abu-salim", "shelling", "LNA", "asserted")}),
        ("Mizda, which the LNA had held since May, was abandoned without a fight.",
         {("mizda", "capture", "LNA", "asserted"), ("mizda", "withdrawal", "LNA", "asserted")}),
        ("LNA troops fled Mizda, moving towards Sirte.", {("mizda", "withdrawal", "LNA", "asserted")}),
        ('"We proudly announce the liberation of Mizda," Sarraj said.', {("mizda", "capture", "GNA", "claimed")}),
        ("Sarraj congratulated his forces on the liberation of Mizda.", {("mizda", "capture", "GNA", "asserted")}),
        ("The GNA launched an attack to take over Mizda.",
         {("mizda", "advance", "GNA", "asserted"), ("mizda", "capture", "GNA", "planned")}),
        ("Planes evacuated Wagner fighters from Bani Walid.", {("bani-walid", "withdrawal", "Wagner", "asserted")}),
        ("GNA drones hit a convoy near Sirte and another in Wishka.",
         {("sirte", "drone_strike", "GNA", "asserted"), ("wishka", "drone_strike", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_did_it_is_found_past_what_parts_him_from_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA spokesman said it had left Mizda. GNA forces were celebrating. They said they had also taken Asabaa.",
         {("mizda", "withdrawal", "LNA"), ("asabaa", "capture", "GNA")}),
        ("The spokesman said the day saw the city people exit to receive the LNA in Asabaa.", set()),
        ("The retreat comes on the back of the LNA's loss of Watiya.", {("watiya-airbase", "capture", "GNA")}),
        ("The government captured the last major stronghold of Haftar near Tripoli. It took Tarhouna in the morning.",
         {("tarhouna", "capture", "GNA")}),
        ("Tarhouna is Haftar's last stronghold in the west. Mizda is calm.", set()),
        ("LNA restores the town of Asabaa", {("asabaa", "recapture", "LNA")}),
        ("The firm restored the city of Derna with new houses.", set()),
        ("The LNA is preventing GNA battalions from moving around Gharyan.", set()),
        ("The GNA kept LNA battalions from moving into Gharyan.", {("gharyan", "repelled", "GNA")}),
        ("The GNA carried out an air operation in the Qaryat region.", {("qaryat", "airstrike", "GNA")}),
        ("Turkey's support, with drone strikes, air defences and fighters, is key to its gains in Mizda.", set()),
    ],
)  # fmt: skip
def test_who_is_meant_and_where(text, expected):
    assert {(place, kind, who) for place, kind, who, _ in told(text)} == expected


def test_the_loss_that_another_follows_has_its_own_day():
    text = "The loss of Mizda follows the loss of Gharyan in June 2019."
    assert dated(text) == {("mizda", "capture", "2020-06-05"), ("gharyan", "capture", "2019-06")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA retook Mizda on Monday, more than a year after losing it.",
         {("mizda", "recapture", "2020-06-01"), ("mizda", "capture", "2019")}),
        ("The LNA lost Watiya six years after taking it.",
         {("watiya-airbase", "capture", "2020-06-05"), ("watiya-airbase", "capture", "2014")}),
        ("The GNA destroyed a cargo plane on Monday minutes after landing at an airstrip in Tarhouna.",
         {("tarhouna", "airstrike", "2020-06-01")}),
        ("Haftar travelled to Egypt to meet defense officials.", set()),
        ("The number of bodies found in Tarhouna is not known.", set()),
        ("Haftar has agreed to the resumption of ceasefire talks.", {("libya", "talks", "2020-06-05")}),
        ("The UN called for the resumption of talks.", set()),
        ("LNA forces in southern Libya clashed with rebels.", {("fezzan", "clash", "2020-06-05")}),
    ],
)  # fmt: skip
def test_years_planes_and_officials(text, expected):
    assert dated(text) == expected


def test_a_claim_that_says_what_it_is_denies_nothing_else():
    text = "The LNA said it had taken Mizda. The claim that its plane had carried medicine was false, the GNA said."
    assert told(text) == {("mizda", "capture", "LNA", "claimed")}
    text = "The LNA said it had taken Mizda. The claim was false, the GNA said."
    assert ("mizda", "capture", "LNA", "denied") in told(text)


def test_waves_of_displacement_are_to_be_avoided():
    text = (
        "Clashes went on in Mizda. The UN called on both sides to avoid civilian casualties and waves of displacement."
    )
    assert told(text) == {("mizda", "clash", "LNA/GNA", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA indirect fire (IDF) hits Abu Salim.", {("abu-salim", "shelling", "LNA", "asserted")}),
        ("Indirect fire (IDF) carried out by the LNA targeted Abu Salim.",
         {("abu-salim", "shelling", "LNA", "asserted")}),
        ("Indirect fire was also reported in Ain Zara.", {("ain-zara", "shelling", None, "claimed")}),
        ("Further indirect fire attacks in Tripoli are possible.", set()),
        ("LNA and GNA airstrikes were reported in Ain Zara.", {("ain-zara", "airstrike", None, "claimed")}),
        ("LNA and GNA shelling was heard in Ain Zara.", {("ain-zara", "shelling", None, "asserted")}),
        ("Russian fighters were flown out of a town south of Tripoli by their allies.",
         {("tripoli", "withdrawal", "Russia", "asserted")}),
    ],
)  # fmt: skip
def test_indirect_fire_and_strikes_of_both_sides(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army retook Tarhuna from Haftar.", {("tarhouna", "recapture", "GNA", "asserted")}),
        ("The army retook Tarhuna from the GNA.", {("tarhouna", "recapture", "LNA", "asserted")}),
        ("The military launched an operation to take Watiya from Haftar.",
         {("watiya-airbase", "advance", "GNA", "asserted"), ("watiya-airbase", "capture", "GNA", "planned")}),
    ],
)  # fmt: skip
def test_nobody_takes_from_himself(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces seized Surman alongside Sabratha and Ajaylat.",
         {("surman", "capture", "GNA", "asserted"), ("sabratha", "capture", "GNA", "asserted"),
          ("ajaylat", "capture", "GNA", "asserted")}),
        ("GNA forces fought in Ain Zara alongside Misrata brigades.",
         {("ain-zara", "clash", "LNA/GNA", "asserted")}),
    ],
)  # fmt: skip
def test_towns_taken_alongside_others(text, expected):
    assert told(text) == expected
