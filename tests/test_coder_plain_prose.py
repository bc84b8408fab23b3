"""What the coder makes of plain news prose: who is meant across a phrase, what only stands beside the deed told."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 5, 18)  # a Monday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after date", DAY)
signed = teller("place_id event_type actor target", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA demanded that the brigades of Misrata, which hold the town, withdraw from Sirte.",
         {("sirte", "withdrawal", "GNA", "planned")}),
        ("The GNA urged that LNA troops, who hold the town, leave Mizda.", {("mizda", "withdrawal", "LNA", "planned")}),
        ("The LNA's withdrawal from Surman, announced on Sunday, never happened.",
         {("surman", "withdrawal", "LNA", "denied")}),
        ("The capture of Mizda did not take place, the GNA said.", {("mizda", "capture", None, "denied")}),
        ("The withdrawal from Surman could not take place on Monday.", set()),
        ("The LNA said it was never told to hold Gharyan.", set()),
        ("The GNA denied that the bridge at Espiaa had been lost to Haftar's men.",
         {("espiaa", "advance", "LNA", "denied")}),
        ("Flights at Mitiga will resume on Sunday.", {("mitiga-airport", "other", None, "planned")}),
        ("Flights between Tripoli and Benghazi resumed on Friday.",
         {("tripoli", "other", None, "asserted"), ("benghazi", "other", None, "asserted")}),
    ],
)  # fmt: skip
def test_what_is_only_asked_for_or_never_was_is_no_fact(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Misratans, by whom Gharyan had been taken in June, left it on Monday.",
         {("gharyan", "capture", "GNA", "asserted"), ("gharyan", "withdrawal", "GNA", "asserted")}),
        ("Haftar spoke on television. At dawn his forces captured Mizda.", {("mizda", "capture", "LNA", "asserted")}),
        ("After weeks of Turkish air strikes their fighters withdrew from Watiya, said a spokesman for Haftar's forces.",
         {("watiya-airbase", "withdrawal", "LNA", "confirmed")}),
        ("GNA fighters and members of Syrian groups took Mizda.", {("mizda", "capture", "GNA", "asserted")}),
        ("The struggle of the LNA to retake Gharyan goes on.", {("gharyan", "recapture", "LNA", "planned")}),
        ("The GNA attacked Espiaa and the LNA attacked Gharyan. Both attacks failed.",
         {("espiaa", "advance", "GNA", "asserted"), ("gharyan", "advance", "LNA", "asserted"),
          ("espiaa", "repelled", "LNA", "asserted"), ("gharyan", "repelled", "GNA", "asserted")}),
        ("Units of the army had arrived in Mizda, a town controlled by the pro-GNA forces.",
         {("mizda", "advance", "LNA", "asserted")}),
        ("By evening his fighters had reached Espiaa, Haftar said.", {("espiaa", "advance", "LNA", "claimed")}),
        ("Turkey brought in officers to command the operations rooms.",
         {("libya", "foreign_deployment", "Turkey", "asserted")}),
        ("The GNA brought in reinforcements.", set()),
    ],
)  # fmt: skip
def test_who_acts_is_found_across_what_stands_between(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sabha has since January been under the control of Haftar's army.", {("sabha", "capture", "LNA", "2020-01")}),
        ("Surman was the LNA's until April.", set()),
        ("The barracks at Mizda has been lost, the LNA admitted.", {("mizda", "advance", "contested", "2020-05-18")}),
        ("On 4 April 2019 Haftar began his offensive on Tripoli. The next day his forces took Gharyan.",
         {("tripoli", "advance", None, "2019-04"), ("gharyan", "capture", "LNA", "2019-04-05")}),
        ("Haftar's forces captured the airport south of Tripoli.",
         {("tripoli-international-airport", "capture", "LNA", "2020-05-18")}),
    ],
)  # fmt: skip
def test_since_when_and_until_when_a_place_was_held(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA pulled out of Tarhuna to keep fighting out of the city.", {("tarhouna", "withdrawal", "LNA", "GNA")}),
        ("GNA troops ambushed a convoy of LNA forces in southern Tripoli.", {("tripoli", "clash", "LNA/GNA", None)}),
        ("The GNA has all entrance and exit points of Asabaa under watch.", set()),
        ("Talks began on Monday at the United Nations headquarters in Geneva.", {("geneva", "talks", "LNA/GNA", None)}),
        ("A memorandum was signed by Sarraj and Erdogan in Istanbul.",
         {("istanbul", "agreement", "GNA/Turkey", None)}),
        ("An accord was signed by Haftar and the president of Chad.", {("libya", "agreement", "LNA", None)}),
        ("A counteroffensive, named Volcano of Rage, was announced by the forces loyal to the GNA.",
         {("libya", "declaration", "GNA", "LNA")}),
        ("The Volcano of Rage operation announced that five of its men were killed.", set()),
    ],
)  # fmt: skip
def test_what_stands_beside_a_deed_is_no_deed(text, expected):
    assert signed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army took control of several villages, and also of Mizda.", {("mizda", "capture", "LNA", "asserted")}),
        ("The GNA launched an operation to retake Gharyan.",
         {("gharyan", "advance", "GNA", "asserted"), ("gharyan", "recapture", "GNA", "planned")}),
        ("The GNA plans to launch an operation to retake Gharyan.", {("gharyan", "recapture", "GNA", "planned")}),
        ("The LNA made three air strikes on Watiya airbase on Saturday, and five more on civil targets in Gharyan.",
         {("watiya-airbase", "airstrike", "LNA", "asserted"), ("gharyan", "airstrike", "LNA", "asserted")}),
        ("NOC reinstated force majeure at Zawiya port.", {("zawiya-refinery", "oil_shutdown", "NOC", "asserted")}),
        ("Battle for Tripoli grows fiercer as air strikes increase", {("tripoli", "clash", "LNA/GNA", "asserted")}),
        ("Fear grows in Tripoli.", set()),
        ("LNA forces seized Mizda on Friday before they were routed.",
         {("mizda", "capture", "LNA", "asserted"), ("mizda", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_is_told_with_more_than_one_place_or_step(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA took Gharyan but lost it on 26 June 2019.",
         {("gharyan", "capture", "LNA", None), ("gharyan", "capture", "GNA", "2019-06-26")}),
        ("The LNA took Gharyan in April 2019 but lost it on 26 June 2019.",
         {("gharyan", "capture", "LNA", "2019-04"), ("gharyan", "capture", "GNA", "2019-06-26")}),
        ("The LNA took Mizda on 13 May 2020 but lost it hours later.",
         {("mizda", "capture", "LNA", "2020-05-13"), ("mizda", "capture", "GNA", "2020-05-13")}),
        ("On 1 May 2020 the GNA took Mizda (160 km south of Tripoli) after LNA forces withdrew overnight.",
         {("mizda", "capture", "GNA", "2020-05-01"), ("mizda", "withdrawal", "GNA", "2020-04-30/2020-05-01")}),
        ("The GNA took Mizda on 16 May 2020 and shelled it overnight.",
         {("mizda", "capture", "GNA", "2020-05-16"), ("mizda", "shelling", None, "2020-05-17/2020-05-18")}),
    ],
)  # fmt: skip
def test_a_day_dates_what_it_stands_with(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militias from Tripoli and Misrata clashed in Tajoura.", {("tajoura", "clash", None, None)}),
        ("Two armed groups allied to the GNA clashed in Tajoura.", {("tajoura", "clash", None, None)}),
        ("GNA and LNA forces clashed in Tajoura.", {("tajoura", "clash", "LNA/GNA", None)}),
        ("Two Turkish frigates anchored off Tripoli.", {("tripoli", "foreign_deployment", "Turkey", None)}),
        ("A Turkish tanker anchored off Tobruk.", set()),
        ("Tribal leaders urged Egypt to intervene in Libya.", {("libya", "foreign_deployment", "Egypt", None)}),
        ("The LNA seized some villages near Gharyan, and the town of Mizda.", {("mizda", "capture", "LNA", "GNA")}),
    ],
)  # fmt: skip
def test_who_fights_and_who_is_there(text, expected):
    assert signed(text) == expected


def test_who_denies_men_of_its_own_on_the_ground():
    text = "Russia denied that it had mercenaries on the ground in Libya."
    assert told(text) == {("libya", "foreign_deployment", "Russia", "denied")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar blamed the GNA for the capture of Gharyan.", {("gharyan", "capture", "GNA", "LNA")}),
        ("The LNA blamed its men for the capture of Gharyan.", {("gharyan", "capture", None, None)}),
        ("The LNA played down the capture of Gharyan.", {("gharyan", "capture", None, None)}),
        ("The GNA thanked Turkey for the capture of Watiya airbase.", {("watiya-airbase", "capture", None, None)}),
    ],
)  # fmt: skip
def test_who_speaks_of_a_capture_has_not_made_it(text, expected):
    assert signed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Capturing Tarhuna will allow the GNA to secure the capital.",
         {("tarhouna", "capture", None, None), ("tripoli", "capture", None, None)}),
        ("All means had been exhausted to liberate Tripoli.", {("tripoli", "capture", None, None)}),
        ("The LNA used mercenaries to take Gharyan.", {("gharyan", "capture", None, None)}),
        ("Haftar has been trying to enter Misrata.", {("misrata", "advance", None, "2020-05-18")}),
        ("The LNA went on to take Gharyan.", {("gharyan", "capture", "LNA", "2020-05-18")}),
    ],
)  # fmt: skip
def test_what_is_to_come_or_only_tried_gives_no_holder(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize("army", ["The Libyan Army under the GNA", "The Libyan Army (GNA)",
                                  "The Libyan army, under the command of the GNA,"])  # fmt: skip
def test_whose_the_libyan_army_is_may_be_said(army):
    assert signed(f"{army} took Mizda.") == {("mizda", "capture", "GNA", "LNA")}
    assert held(f"{army} took Mizda.") == {("mizda", "capture", "GNA", "2020-05-18")}


def test_an_army_under_fire_is_nobodys():
    assert signed("The Libyan Army, under fire from the GNA, left Mizda.") == {("mizda", "withdrawal", "LNA", "GNA")}


def test_what_is_taken_with_another_and_by_whose_army():
    taken = {("surman", "capture", "GNA", "LNA"), ("sabratha", "capture", "GNA", "LNA")}
    assert signed("Surman was seized by the GNA together with the town of Sabratha.") == taken
    assert signed("Sarraj praised the army for the capture of Surman.") == {("surman", "capture", "GNA", "LNA")}
    harm = {("tripoli", "civilian_harm", "LNA", "civilians")}
    assert signed("The UN condemned the attack by the LNA on civilians in Tripoli.") == harm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The map wrongly shows Mizda in LNA hands.", {("mizda", "capture", "LNA", "denied")}),
        ("Reports that Haftar's men had taken Gharyan were exaggerated.", {("gharyan", "capture", "LNA", "denied")}),
        ("The Red Crescent took over the hospital in Tarhuna.", set()),
        ("The LNA captured three tanks in Gharyan.", set()),
        ("Who controls Sirte controls the oil crescent.", set()),
        ("A GNA fighter captured in Gharyan was shown on television.", set()),
    ],
)  # fmt: skip
def test_nothing_is_held_by_what_only_sounds_like_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2017 the LNA took Benghazi. It then took Derna.",
         {("benghazi", "capture", "LNA", "2017"), ("derna", "capture", "LNA", "2017")}),
        ("Last year Haftar's forces took the south. They then marched on Tripoli.", {("tripoli", "advance", None, "2019")}),
        ("In January 2019 the LNA set out for the south. Within weeks it had taken Sabha.",
         {("sabha", "capture", "LNA", "2019-01")}),
        ("In June 2019 GNA forces surprised the LNA. They retook Gharyan.", {("gharyan", "recapture", "GNA", None)}),
        ("In 2017 the LNA took Benghazi. It is shelling Tripoli.",
         {("benghazi", "capture", "LNA", "2017"), ("tripoli", "shelling", None, "2020-05-18")}),
        ("The GNA was formed in 2016. GNA forces took Mizda.", {("mizda", "capture", "GNA", "2020-05-18")}),
        ("In 2019 the LNA took Murzuq weeks after capturing Sabha.",
         {("murzuq", "capture", "LNA", "2019"), ("sabha", "capture", "LNA", None)}),
        ("During 2018 the LNA besieged Derna. It captured the city in June.",
         {("derna", "siege", None, "2018"), ("derna", "capture", "LNA", "2018-06")}),
        ("In 2019 the LNA attacked Tripoli. It left Surman on 13 April 2020.",
         {("tripoli", "advance", None, "2019"), ("surman", "withdrawal", None, "2020-04-13")}),
        ("The GNA was set up in 2015. It retook Mizda on 26 April.", {("mizda", "recapture", "GNA", "2020-04-26")}),
        ("On Friday the GNA took Mizda two days after capturing Asabaa.",
         {("mizda", "capture", "GNA", "2020-05-15"), ("asabaa", "capture", "GNA", "2020-05-13")}),
    ],
)  # fmt: skip
def test_what_is_told_of_years_gone_is_not_of_today(text, expected):
    assert held(text) == expected
