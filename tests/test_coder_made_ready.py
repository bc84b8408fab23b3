"""What the coder makes of attacks made to take a place, and of men sent, strikes answered, and calls to leave one."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type actor control_after", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces made a surprise attack to recover Watiya air base.",
         {("watiya-airbase", "advance", "GNA", "asserted"), ("watiya-airbase", "recapture", "GNA", "planned")}),
        ("The LNA made a foray to take Gharyan.",
         {("gharyan", "advance", "LNA", "asserted"), ("gharyan", "capture", "LNA", "planned")}),
        ("The LNA made a push to recapture Gharyan.", {("gharyan", "recapture", "LNA", "planned")}),
        ("The GNA made a thrust to win back Surman.", {("surman", "capture", "GNA", "planned")}),
        ("The LNA made a decision to withdraw from Gharyan.", {("gharyan", "withdrawal", "LNA", "planned")}),
        ("The GNA kept two brigades at Mizda to retake Asabaa.", {("asabaa", "recapture", "GNA", "planned")}),
        ("The LNA was made to leave Gharyan.", {("gharyan", "withdrawal", "LNA", "asserted")}),
        ("The raids made the LNA withdraw from Gharyan.", {("gharyan", "withdrawal", "LNA", "asserted")}),
        ("The LNA made two attempts to take Gharyan.", {("gharyan", "advance", "LNA", "asserted")}),
        ("The LNA kept shelling Tajoura.", {("tajoura", "shelling", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_an_attack_made_to_take_a_place_has_not_taken_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt armed the LNA before the assault by Haftar's troops to seize Gharyan.",
         {("gharyan", "capture", "LNA", "planned")}),
        ("Turkey has backed the GNA in the face of a push by eastern forces to seize Gharyan.",
         {("gharyan", "capture", "LNA", "planned")}),
        ("France denounced an attack by GNA fighters to take Bani Walid.", {("bani-walid", "capture", "GNA", "planned")}),
        ("The offensive by the GNA to retake Tarhuna began on Monday.",
         {("tarhouna", "advance", "GNA", "asserted"), ("tarhouna", "recapture", "GNA", "planned")}),
        ("Italy helped the GNA to retake Sirte.", {("sirte", "recapture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_an_aim_is_that_of_him_whose_attack_it_is(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA units were deployed to block any attack on Sirte.", {("sirte", "other", "LNA", "asserted")}),
        ("The GNA moved troops to stop any counter-attack on Tarhuna.", {("tarhouna", "other", "GNA", "asserted")}),
        ("The LNA placed guns near Bani Walid to ward off any further offensive against the town.", set()),
        ("The LNA kept men at Sirte to repel any attack on the town.", set()),
        ("The LNA moved tanks to Wishka to launch an attack on Abu Grein.",
         {("wishka", "other", "LNA", "asserted"), ("abu-qurayn", "advance", "LNA", "planned")}),
        ("The GNA sent reinforcements to Abu Grein to mount a new offensive on Sirte.",
         {("abu-qurayn", "other", "GNA", "asserted"), ("sirte", "advance", "GNA", "planned")}),
        ("The LNA managed to block an attack on Sirte.", {("sirte", "repelled", "LNA", "asserted")}),
        ("GNA forces were able to stop a counter-attack on Tarhuna.", {("tarhouna", "repelled", "GNA", "asserted")}),
        ("The GNA used tanks to launch an attack on Sirte.", {("sirte", "advance", "GNA", "asserted")}),
        ("The GNA moved to launch an attack on Sirte.", {("sirte", "advance", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_an_attack_for_which_men_are_sent_is_none_yet(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA will respond to the recent overnight air strikes on Watiya air base.",
         {("watiya-airbase", "airstrike", None, "asserted")}),
        ("The GNA will respond to the overnight bombing of Watiya airbase.",
         {("watiya-airbase", "airstrike", None, "asserted")}),
        ("The UN will investigate the recent deadly air strike on Tajoura.",
         {("tajoura", "airstrike", None, "asserted")}),
        ("The LNA will avenge the latest shelling of Tarhuna.", {("tarhouna", "shelling", None, "asserted")}),
        ("The GNA vowed to respond with air strikes on Tarhuna.", {("tarhouna", "airstrike", "GNA", "planned")}),
        ("The LNA will answer any air strike on Tarhuna.", {("tarhouna", "airstrike", "LNA", "planned")}),
        ("The LNA will carry out heavy air strikes on Watiya airbase.",
         {("watiya-airbase", "airstrike", "LNA", "planned")}),
    ],
)  # fmt: skip
def test_a_strike_that_will_be_answered_was_made(text, expected):
    assert {
        (place, kind, None if status == "asserted" else actor, status) for place, kind, actor, status in told(text)
    } == (expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said Haftar's men should pull out of Sirte.", set()),
        ("The NOC said the Wagner militias should leave the Sharara field at once.", set()),
        ("The LNA should withdraw from Sirte, Turkey said.", set()),
        ("The LNA might leave Sirte.", {("sirte", "withdrawal", "LNA", "hypothetical")}),
        ("The LNA said it should be noted that its forces had left Gharyan.",
         {("gharyan", "withdrawal", "LNA", "claimed")}),
        ("The GNA said Haftar's forces must withdraw from Sirte.", {("sirte", "withdrawal", "LNA", "planned")}),
    ],
)  # fmt: skip
def test_who_says_that_others_should_leave_only_calls_for_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Turkish drone was intercepted and shot down in Jufra on Monday by LNA air defences.", {("jufra", "LNA")}),
        ("A Turkish drone was hit and brought down near Tarhuna on Monday by LNA fire.", {("tarhouna", "LNA")}),
        ("An Emirati drone was tracked and downed over Misrata by air defence units of the GNA.", {("misrata", "GNA")}),
        ("An LNA drone was spotted and shot down near Surman by GNA gunners.", {("surman", "GNA")}),
        ("The LNA tracked and downed a Turkish drone over Tarhuna.", {("tarhouna", "LNA")}),
        ("The LNA intercepted and shot down a Turkish drone over Tarhuna.", {("tarhouna", "LNA")}),
    ],
)
def test_an_aircraft_found_and_shot_down_was_shot_down_by_whom_the_sentence_names(text, expected):
    assert {(place, actor) for place, kind, actor, _ in told(text) if kind == "shootdown"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven gunmen, the GNA said, were killed in Ain Zara.", {("ain-zara", "clash", "GNA", "contested")}),
        ("The GNA said seven gunmen were killed in Ain Zara.", {("ain-zara", "clash", "GNA", "contested")}),
        ("Twelve militants, according to the LNA, were killed in Aziziya.", {("aziziya", "clash", "LNA", "contested")}),
        ("Nine soldiers, the GNA said, were killed in Salah al-Din.", set()),
        (
            "The LNA said that seven GNA fighters had been killed in Aziziya.",
            {("aziziya", "clash", "LNA", "contested")},
        ),
    ],
)
def test_gunmen_of_whose_death_a_side_tells_are_its_foes(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ceasefire backed by Ankara and by Moscow, which is said to arm Haftar, came into effect on Sunday.",
         {("libya", "truce", "2020-05-31")}),
        ("A truce sponsored by Moscow and by Ankara, which supports the GNA, entered into force on Monday.",
         {("libya", "truce", "2020-06-01")}),
        ("The truce worked out by Ankara and Moscow, whose men are in the country, began on Tuesday.",
         {("libya", "truce", "2020-06-02")}),
        ("The ceasefire, which Haftar refused, never took effect.", set()),
        ("All through the week LNA forces shelled Mitiga airport.",
         {("mitiga-airport", "shelling", "2020-05-30/2020-06-05")}),
        ("GNA jets bombed Tarhuna throughout the week.", {("tarhouna", "airstrike", "2020-05-30/2020-06-05")}),
        ("GNA forces took Gharyan in the course of the week.", {("gharyan", "capture", "2020-05-30/2020-06-05")}),
        ("LNA guns shelled Tajoura during the week of 4 May.", {("tajoura", "shelling", "2020-05-04")}),
    ],
)  # fmt: skip
def test_truces_come_into_force_past_an_aside_and_weeks_are_dates(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UAE is supplying the LNA with navy vessels.", {("libya", "arms_transfer", "UAE", "asserted")}),
        ("Turkey supplied patrol boats to the GNA.", {("libya", "arms_transfer", "Turkey", "asserted")}),
        ("Russia sold the LNA two warships.", {("libya", "arms_transfer", "Russia", "asserted")}),
        ("Foreign powers were pouring new weaponry into Libya.", {("libya", "arms_transfer", None, "asserted")}),
        ("Turkey sent two frigates to Libya.", {("libya", "foreign_deployment", "Turkey", "asserted")}),
    ],
)
def test_ships_given_to_a_side_are_arms(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Tripoli, five medics were killed on Monday, when an LNA warplane carried out an air strike on a hospital in "
         "Airport Road.", {("airport-road", "airstrike", "LNA", "asserted")}),
        ("Three people were hurt in Tripoli on Sunday when LNA rockets struck Abu Salim.",
         {("abu-salim", "shelling", "LNA", "asserted")}),
        ("Two were killed by a rocket in Tajoura on Sunday, and LNA jets bombed Airport Road.",
         {("tajoura", "shelling", None, "asserted"), ("airport-road", "airstrike", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_was_hurt_in_the_city_was_hurt_in_the_part_of_it_that_was_struck(text, expected):
    assert told(text) == expected
