"""What the coder makes of the plain sentences of agencies: where a strike was, whose it was, what failed or is unsaid."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 2, 19)  # a Wednesday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Haftar's forces failed again to take Aziziya on Thursday.",
        "Haftar's forces failed for the third time in a week to take Aziziya.",
        "The LNA has tried and failed three times to capture Aziziya.",
        "LNA fighters were again unable, despite heavy shelling, to enter Aziziya.",
    ],
)
def test_who_fails_to_take_a_place_is_beaten_off_whatever_stands_between(text):
    assert told(text) == {("aziziya", "repelled", "GNA", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "The GNA was unable on Tuesday to confirm the loss of Sirte.",
        "The GNA declined to confirm the loss of Sirte.",
        "The GNA has yet to confirm the fall of Sirte.",
        "A GNA spokesman refused to say whether Sirte had fallen.",
    ],
)
def test_what_somebody_will_not_confirm_is_not_confirmed(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides left Moscow without a deal.", {("moscow", "agreement", "LNA/GNA", "denied")}),
        ("No agreement was reached in Geneva.", {("geneva", "agreement", "LNA/GNA", "denied")}),
        ("The Geneva talks produced no agreement.", {("geneva", "agreement", "LNA/GNA", "denied")}),
        ("There is no agreement on who controls Sirte.", set()),
        ("Both sides claimed on Sunday to be in control of Asabaa.",
         {("asabaa", "other", "LNA", "claimed"), ("asabaa", "other", "GNA", "claimed")}),
        ("GNA forces closed the last road into Tarhuna on Tuesday.", {("tarhouna", "siege", "GNA", "asserted")}),
        ("GNA forces have cut all roads leading to Tarhuna.", {("tarhouna", "siege", "GNA", "asserted")}),
        ("Protesters closed all roads into Tripoli.", set()),
        ("Mizda took in four hundred families from Gharyan.", {("gharyan", "displacement", None, "asserted")}),
        ("LNA claims readiness for major offensive on Sirte", {("sirte", "advance", "LNA", "planned")}),
    ],
)  # fmt: skip
def test_talks_sieges_and_plans_in_plain_words(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aircraft from the GNA carried out an airstrike against troops from the LNA in Gharyan.",
         {("gharyan", "airstrike", "GNA", "asserted")}),
        ("Rockets hit the town of Surman, recently retaken by the GNA.",
         {("surman", "shelling", None, "asserted"), ("surman", "recapture", "GNA", "asserted")}),
        ("GNA forces attacked Haftar's forces in Surman while shelling positions in Sabratha.",
         {("surman", "advance", "GNA", "asserted"), ("sabratha", "shelling", "GNA", "asserted")}),
        ("Two commanders of forces trying to take Tripoli died in a drone strike. The strike was in Tarhuna.",
         {("tripoli", "advance", "LNA", "asserted"), ("tarhouna", "drone_strike", None, "asserted")}),
        ("Haftar's drones burned a transport plane at the Misrata air academy.",
         {("misrata-air-academy", "drone_strike", "LNA", "asserted")}),
        ("Haftar's militias slammed a populated district adjacent to Mitiga airport with a barrage of rockets.",
         {("mitiga-airport", "shelling", "LNA", "asserted")}),
        ("GNA warplanes targeted a convoy carrying ammunition in Nasma.", {("nasma", "airstrike", "GNA", "asserted")}),
        ("The GNA shot down a drone over Misrata as it was preparing to carry out strikes.",
         {("misrata", "shootdown", "GNA", "asserted")}),
        ("The army is imposing a ban on flights of combat aviation in western Libya.", set()),
    ],
)  # fmt: skip
def test_strikes_have_their_place_and_their_maker(text, expected):
    assert told(text) == expected


def test_a_strike_told_before_its_place_keeps_its_maker_and_its_day():
    text = "Eight fighters were killed on Monday in a drone attack by the LNA.\nThe attack took place in Shakshuk."
    assert told(text) == {("shakshuk", "drone_strike", "LNA", "asserted")}
    assert dated(text) == {("shakshuk", "drone_strike", "2020-02-17")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA took several settlements and key positions to the west, south and southwest of Tripoli, including "
         "Swani and Janzour.", {("swani", "capture", "LNA"), ("janzour", "capture", "LNA")}),
        ("An air raid was made on the city of Gharyan, earlier seized by the LNA.",
         {("gharyan", "airstrike", None), ("gharyan", "capture", "LNA")}),
        ("GNA forces, who had recaptured a town, seized six tanks after retaking the city and towns.", set()),
        ("The GNA took Surman and seized tanks left by the LNA.", {("surman", "capture", "GNA")}),
    ],
)  # fmt: skip
def test_lists_participles_and_spoils_state_no_more_holders_than_they_tell(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On January 26 the LNA attacked Abu Grein [Marsad, 28.01.2020].", {("abu-qurayn", "advance", "2020-01-26")}),
        ("The LNA attacked Abu Grein on Sunday [Libya Observer, 18.02.2020].",
         {("abu-qurayn", "advance", "2020-02-16")}),
        ("The LNA shot down a drone that was trying to hit its units in Tripoli, a spokesman said on January 22.",
         {("tripoli", "shootdown", "2020-01-22")}),
        ("Nine years ago this week rebels seized Misrata.", set()),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_deed(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA retook Watiya airbase, occupied by Haftar's militias since 2014.",
         {("watiya-airbase", "recapture", "GNA")}),
        ("Backup forces had been sent by the GNA to secure Gharyan.", {("gharyan", "other", None)}),
        ("The GNA said it would only enter into talks after taking Sirte.", {("sirte", "capture", None)}),
        ("The LNA liberated strategic sites, including the city Tarhuna.", {("tarhouna", "capture", "LNA")}),
        ("The LNA captured Sirte after launching an attack to capture the city.", {("sirte", "capture", "LNA")}),
    ],
)  # fmt: skip
def test_who_held_a_place_or_means_to_take_it_does_not_hold_it(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces advanced into Sirte, though the LNA said it had driven them back.",
         {("sirte", "advance", "GNA", "asserted"), ("sirte", "repelled", "LNA", "claimed")}),
        ("GNA forces attacked Sirte but were repelled by the LNA.", {("sirte", "repelled", "LNA", "asserted")}),
        ("The spokesman for the GNA's campaign to combat Haftar's men said rockets hit Tripoli port.",
         {("tripoli-port", "shelling", None, "claimed")}),
        ("The LNA attacked Furnaj.\nThe shelling killed two people.", {("furnaj", "shelling", "LNA", "asserted")}),
        ("LNA forces stationed at Watiya left the airbase and GNA forces took over.",
         {("watiya-airbase", "withdrawal", "LNA", "asserted"), ("watiya-airbase", "capture", "GNA", "asserted")}),
        ('The LNA announced a new aerial operation against the GNA dubbed "Operation Desert Birds".',
         {("libya", "declaration", "LNA", "asserted")}),
        ("Fighting was reported on various Tripoli fronts, as well as in the city of Tarhuna.",
         {("tripoli", "clash", "LNA/GNA", "claimed"), ("tarhouna", "clash", "LNA/GNA", "claimed")}),
        ("Tarhuna is controlled by the LNA, which uses it as a platform to launch attacks against Tripoli.",
         {("tarhouna", "other", "LNA", "asserted")}),
        ("LNA forces detained a Turkish ship which was transporting medical products to Misrata port.", set()),
        ("The GNA began a ground assault on Watiya airbase, south of Zuwara, which the LNA controls.",
         {("watiya-airbase", "advance", "GNA", "asserted")}),
        ("GNA forces were gathering for an attack on Tarhouna, an LNA source said.",
         {("tarhouna", "advance", "GNA", "planned")}),
        ("The GNA attacked an LNA operations room in the Qasr bin Ghashir area.",
         {("qasr-bin-ghashir", "clash", "GNA", "asserted")}),
        ("LNA forces bombed homes in Abu Salim.", {("abu-salim", "shelling", "LNA", "asserted")}),
        ("LNA jets bombed homes in Abu Salim.", {("abu-salim", "airstrike", "LNA", "asserted")}),
        ("The LNA attacked Misrata air academy from the air.",
         {("misrata-air-academy", "airstrike", "LNA", "asserted")}),
        ("Watiya airbase was taken over from the LNA on Monday by militias.",
         {("watiya-airbase", "capture", "GNA", "asserted")}),
        ("An assault on Mizda was now being prepared by the GNA, its spokesman said.",
         {("mizda", "advance", "GNA", "planned")}),
        ("The LNA is tightening its control over the capital.", set()),
        ("The deadline for the withdrawal of GNA forces from Sirte has not yet passed.",
         {("sirte", "withdrawal", "GNA", "planned")}),
        ("Germany is still pushing the GNA to accept a truce and to end the move into Sirte.", set()),
        ("Appearing at a news conference in Cairo alongside Sisi, Haftar agreed to an initiative.", set()),
        ("A proposal by Egypt - support for Haftar, who waged a year-long campaign to capture Tripoli - was rejected by "
         "the GNA.", {("tripoli", "advance", "LNA", "asserted")}),
        ("The GNA said that the air strikes were carried out against Haftar's militias south of Sirte.",
         {("sirte", "airstrike", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_rival_accounts_pressure_and_rejections(text, expected):
    assert told(text) == expected


def test_a_spokesman_for_the_fight_against_a_side_does_not_speak_for_it():
    said = teller("place_id by", DAY)
    assert said("A spokesman for the GNA's campaign against Haftar said rockets hit Tripoli port.") == {
        ("tripoli-port", "GNA")
    }
