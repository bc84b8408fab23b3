"""What the coder makes of what a sentence takes for granted: where a site lies, whose claim it is, which strike hurt."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 6)  # a Saturday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after", DAY)
dated = teller("place_id event_type actor status date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA troops seized a camp, which is in Ain Zara.", {("ain-zara", "advance", "contested")}),
        ("A camp, which lies in Ain Zara, was seized by the GNA.", {("ain-zara", "advance", "contested")}),
        ("GNA troops seized a base, the biggest in Gharyan.", set()),
        ("LNA jets destroyed a control room of the GNA, which was at Mitiga airport.",
         {("mitiga-airport", "airstrike", None)}),
        ("GNA fighters stormed the area around Tarhuna.", {("tarhouna", "advance", None)}),
        ("Sirte, the key port on the coast, is controlled by the LNA.", {("sirte", "other", "LNA")}),
        ("The GNA succeeded in entering Bani Walid and controlling its airport.",
         {("bani-walid", "advance", "contested"), ("bani-walid-airport", "capture", "GNA")}),
        ("After fierce battles the GNA controlled the Hamza camp.", {("hamza-camp", "capture", "GNA")}),
        ("The LNA controlled Sirte at the time.", {("sirte", "other", "LNA")}),
        ("LNA units moved north out of Gharyan towards Aziziya.", {("aziziya", "advance", None)}),
        ("Homes were hit around Mitiga airport by shells.", {("mitiga-airport", "shelling", None)}),
    ],
)  # fmt: skip
def test_what_is_taken_is_the_site_not_where_it_lies(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were claims by the LNA that it had taken Mizda.", {("mizda", "capture", "LNA", "claimed")}),
        ("A statement from the LNA that its men had captured Mizda came late.", {("mizda", "capture", "LNA", "claimed")}),
        ("The LNA denied claims by the GNA that it had taken Mizda.", {("mizda", "capture", "GNA", "denied")}),
        ("It follows claims by both sides on Friday that they had advanced on Wishka.",
         {("wishka", "advance", "LNA", "claimed"), ("wishka", "advance", "GNA", "claimed")}),
        ("The tribes of Bani Walid announced that they support the GNA.",
         {("bani-walid", "declaration", None, "asserted")}),
        ("The embassy in Tripoli said that it supports the GNA.", set()),
        ("The Security Council voted to prolong the arms embargo on Libya.", {("libya", "sanction", "UN", "asserted")}),
        ("The council approved the extension of the arms embargo on Libya.", {("libya", "sanction", None, "asserted")}),
        ("Russia opposed the extension of the arms embargo on Libya.", set()),
        ("The panel was set up after the Berlin peace conference on Libya in January.",
         {("berlin", "talks", None, "asserted")}),
        ("Haftar came, though he had walked out of ceasefire talks in Moscow.", {("moscow", "talks", "LNA", "asserted")}),
        ("Three systems which the UAE had supplied were shown.", set()),
        ("Unknown planes carried out a raid on Watiya.", {("watiya-airbase", "airstrike", None, "asserted")}),
        ("Haftar said there was no reason for him to stop fighting.", set()),
        ("Nothing had kept him from fighting to capture Benghazi.", set()),
    ],
)  # fmt: skip
def test_claims_and_declarations_have_their_owners(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA carried out a strike on Murzuq on Sunday. It denied that it had targeted civilians.",
         {("murzuq", "airstrike", "LNA", "asserted", "2020-05-31"), ("murzuq", "airstrike", "LNA", "denied", "2020-05-31")}),
        ("A drone strike hit a clinic in Tajoura on Sunday. The LNA denied hitting the clinic.",
         {("tajoura", "drone_strike", None, "asserted", "2020-05-31"),
          ("tajoura", "drone_strike", "LNA", "denied", "2020-05-31")}),
        ("On Sunday the LNA shelled Ain Zara. Three workers were wounded in the attack on the Ain Zara district.",
         {("ain-zara", "shelling", "LNA", "asserted", "2020-05-31")}),
        ("On Sunday the LNA shelled Tripoli. Three workers were killed by gunmen in Tarhuna.",
         {("tripoli", "shelling", "LNA", "asserted", "2020-05-31"),
          ("tarhouna", "civilian_harm", None, "asserted", "2020-05-31")}),
        ("The LNA lost Asabaa on Sunday after heavy shelling by the GNA.",
         {("asabaa", "capture", "GNA", "asserted", "2020-05-31"), ("asabaa", "shelling", "GNA", "asserted", "2020-05-31")}),
    ],
)  # fmt: skip
def test_a_strike_is_known_by_its_harm_its_denial_or_its_fruit(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA units still have to take Gharyan.", set()),
        ("The GNA said it would answer any attempt to take Wishka.", set()),
        ("Raids on Misrata might cease if the town became neutral.", set()),
        ("Air strikes on Sirte have slackened.", set()),
        ("A build-up directed at the LNA's bases in Sirte was seen.", set()),
        ("Fuel trucks arrived in Sebha.", set()),
        ("Military vehicles of the GNA arrived in Wishka.", {("wishka", "other", "GNA", "asserted")}),
        ("The LNA has had its advance on Wishka held up by the GNA.", {("wishka", "repelled", "GNA", "asserted")}),
        ("GNA jets hit Tarhuna, a town which they hope to take.",
         {("tarhouna", "airstrike", "GNA", "asserted"), ("tarhouna", "capture", "GNA", "planned")}),
        ("Clashes broke out in areas close to Tripoli, among them Yarmouk, Ain Zara and Swani.",
         {(place, "clash", "LNA/GNA", "asserted") for place in ("yarmouk-camp", "ain-zara", "swani")}),
        ("The LNA took Mizda in May. It pulled out a week later.",
         {("mizda", "capture", "LNA", "asserted"), ("mizda", "withdrawal", "LNA", "asserted")}),
        ("The GNA took Mizda and the LNA fled in the direction of Jufra.",
         {("mizda", "capture", "GNA", "asserted"), ("mizda", "withdrawal", "LNA", "asserted")}),
        ("The LNA took Mizda from GNA militias, who fled.", {("mizda", "capture", "LNA", "asserted")}),
        ("Some LNA troops are besieged southwest of Tripoli by the GNA.", {("tripoli", "siege", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_lies_ahead_is_no_deed_and_what_lies_behind_has_its_place(text, expected):
    assert told(text) == expected


def test_hours_give_the_days_they_reach_back_to():
    assert dated("In the last 48 hours GNA forces took Mizda.") == {
        ("mizda", "capture", "GNA", "asserted", "2020-06-04/2020-06-06")
    }


def test_homes_hit_belong_to_the_bombardment_told_before():
    found = dated("The war goes on.\nThe LNA shelled Tripoli on Sunday. A hospital in Abu Salim was hit.")
    assert ("abu-salim", "shelling", "LNA", "asserted", "2020-05-31") in found


def test_a_blockade_that_a_relative_clause_names_is_the_one_told_later():
    text = (
        "Force majeure at El Feel oilfield was lifted on Friday, ending closures which the blockade by the LNA had "
        "caused. It was the LNA that imposed the blockade in January."
    )
    shut = {event for event in dated(text) if event[1] == "oil_shutdown"}
    assert shut == {("libya", "oil_shutdown", "LNA", "asserted", "2020-01")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Our men now control Mizda," said a GNA officer. The LNA did not comment. Its spokesman said its men had retaken '
         "Mizda.", {("mizda", "capture", "GNA", "claimed"), ("mizda", "recapture", "LNA", "claimed")}),
        ("On 7 May, a day after its forces took Mizda, the LNA attacked Gharyan.",
         {("mizda", "capture", "LNA", "asserted"), ("gharyan", "advance", "LNA", "asserted")}),
        ("Trucks carrying fuel to Tarhuna were hit by a drone at Bani Walid.",
         {("bani-walid", "drone_strike", None, "asserted")}),
        ("Drones struck a convoy at Bani Walid that was carrying fuel to Tarhuna.",
         {("bani-walid", "drone_strike", None, "asserted")}),
        ("The towns of Badr and Tiji joined the GNA on Wednesday.",
         {(town, "declaration", None, "asserted") for town in ("badr", "tiji")}),
        ("Turkey called for a ceasefire in Libya. Haftar rejected it.", {("libya", "truce", "LNA", "denied")}),
        ("Sarraj signed the agreement in Moscow, while Haftar asked for time and left without signing.",
         {("moscow", "agreement", "GNA", "asserted"), ("moscow", "agreement", "LNA", "denied")}),
        ("The LNA said that a drone had attacked its positions at Gharyan.",
         {("gharyan", "drone_strike", "GNA", "claimed")}),
        ("The LNA said unidentified planes had bombed its positions at Jufra.", {("jufra", "airstrike", None, "claimed")}),
        ("The LNA began its offensive in May after sweeping through the south, seizing Sharara oilfield.",
         {("sharara-oilfield", "capture", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_whose_men_are_meant_by_its_and_their(text, expected):
    assert told(text) == expected


voiced = teller("place_id event_type actor status by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda was captured by the LNA, engineers at the field said.", {("mizda", "capture", "LNA", "claimed", None)}),
        ("Mizda was shelled by the LNA, a diplomat in Tunis said.", {("mizda", "shelling", "LNA", "claimed", None)}),
        ("Mizda was shelled by the LNA, the army said.", {("mizda", "shelling", "LNA", "claimed", "LNA")}),
        ("Government-backed militias took Mizda.", {("mizda", "capture", "GNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_strangers_behind_a_comma_speak_for_no_side(text, expected):
    assert voiced(text) == expected


def test_the_day_on_which_a_truce_takes_effect_dates_the_truce_alone():
    found = dated("In Cairo, Sisi announced on Thursday an initiative for a ceasefire to take effect on Friday.")
    assert ("cairo", "declaration", "Egypt", "asserted", "2020-06-04") in found


def test_what_works_as_ever_has_not_begun_again():
    assert told("Sharara and El Feel were operating normally.") == set()


def test_fights_in_a_towns_surroundings_do_not_make_it_contested():
    found = held("The GNA attacked Tarhuna on Saturday. Clashes went on in the town's vicinity.")
    assert found == {("tarhouna", "advance", None), ("tarhouna", "clash", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey rushed troops, as well as fighters that it backs, to Misrata.",
         {("misrata", "foreign_deployment", "Turkey", "asserted")}),
        ("The GNA attacked Wishka. The LNA admitted that it had lost a helicopter.",
         {("wishka", "advance", "GNA", "asserted"), ("wishka", "shootdown", "GNA", "confirmed")}),
        ("The LNA said it had lost a plane.", set()),
        ("Foreign fighters have left Sidra port.", {("sidra-port", "withdrawal", None, "asserted")}),
        ("Foreign fighters who left Sidra port returned.", set()),
    ],
)  # fmt: skip
def test_loads_and_losses_find_their_place(text, expected):
    assert told(text) == expected


def test_spoils_and_the_dead_of_another_place_tell_no_ground_and_no_strike():
    assert told("In the axis of Ain Zara, two vehicles seized by the GNA were shown.") == set()
    found = told("GNA artillery shelled Espiaa. In Ain Zara three mercenaries were killed.")
    assert found == {("espiaa", "shelling", "GNA", "asserted")}


def test_an_airport_that_opens_again_is_told_beside_its_flights_cancelled():
    text = "On Thursday flights at Mitiga airport were cancelled. The airport was opened again on Friday."
    days = {event[-1] for event in dated(text)}
    assert days == {"2020-06-04", "2020-06-05"}
