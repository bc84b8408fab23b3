"""What the coder makes of plain agency copy: shares of a town, two happenings of one sentence, "the attack"."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 7, 10)  # a Wednesday
told = teller("place_id event_type actor control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA took partial control of Ain Zara.", {("ain-zara", "advance", "GNA", "contested")}),
        ("The clashes south of Tripoli ended with the GNA gaining partial control of Espiaa.",
         {("espiaa", "advance", "GNA", "contested")}),
        ("Murzuq is partly controlled by the LNA.", {("murzuq", "other", "LNA", "contested")}),
        ("The GNA partially controls Gharyan.", {("gharyan", "other", "GNA", "contested")}),
        ("The LNA is in partial control of Sirte.", {("sirte", "other", "LNA", "contested")}),
        ("Gharyan has partly fallen to the GNA.", {("gharyan", "advance", "GNA", "contested")}),
    ],
)  # fmt: skip
def test_who_holds_a_part_does_not_hold_the_place(text, expected):
    assert expected <= told(text)
    assert not any(holder in ("GNA", "LNA") for *_, holder in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were airstrikes in Wadi Rabie and shelling in Ain Zara.",
         {("wadi-al-rabie", "airstrike"), ("ain-zara", "shelling")}),
        ("The UN reported clashes in Wadi Rabie and heavy shelling near Mitiga airport.",
         {("wadi-al-rabie", "clash"), ("mitiga-airport", "shelling")}),
        ("There was shelling in Tajoura and airstrikes in Ain Zara.",
         {("tajoura", "shelling"), ("ain-zara", "airstrike")}),
        ("The bombardment, shortly before midnight, struck the neighbourhood of Abu Salim.", {("abu-salim", "shelling")}),
        ("An airstrike on the Hittin Brigade headquarters in Zawiya killed two.", {("zawiya", "airstrike")}),
        ("The GNA bombed the Abu Moad camp in Gharyan.", {("gharyan", "airstrike")}),
    ],
)  # fmt: skip
def test_each_happening_has_its_own_place(text, expected):
    assert {event[:2] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grad rockets fell on Zuwara.\nThe attack also struck a school in Abu Salim.",
         {("zuwara", "shelling"), ("abu-salim", "shelling")}),
        ("A fighter jet attacked a camp in Zuwara.\nThe attack, the channel Libya Al-Ahrar said, injured a civilian nearby.",
         {("zuwara", "airstrike")}),
        ("Nine soldiers died in an attack claimed by Islamic State on a camp.\nThe attack took place in Sebha.",
         {("sabha", "clash")}),
        ("IS fighters launched an assault on the town of Fuqaha.", {("fuqaha", "clash")}),
        ("ISIS threatened to launch an attack on Sebha.", set()),
        ("The UN condemned the attack.\nThe attack took place in Sebha.", set()),
        ("Fifty civilian casualties have been confirmed so far in Tripoli.", set()),
        ("TUNIS, APRIL 28 - The number of displaced people since the start of the clashes in Tripoli has risen to 40,100.",
         {("tripoli", "displacement")}),
    ],
)  # fmt: skip
def test_the_attack_is_the_one_that_was_told(text, expected):
    assert {event[:2] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling hit Abu Salim on Thursday.\nThe mission called for talks.\nThe GNA accused the LNA of committing crimes.",
         {("abu-salim", "shelling")}),
        ("Haftar's LNA reported shooting down a plane over Tarhuna.", {("tarhouna", "shootdown")}),
        ("A GNA jet has been shot down and its pilot was killed in the Dafniya area.", {("dafniya", "shootdown")}),
        ("LNA jets bombed Mitiga on Sunday.\nIt is the second time in a week that Mitiga was hit by rockets.",
         {("mitiga-airport", "airstrike")}),
        ("The LNA downed a jet after its attempt to carry out an airstrike on [the city of] Tarhuna.",
         {("tarhouna", "shootdown"), ("tarhouna", "airstrike")}),
        ("The plane was on a combat mission south of the capital.", set()),
        ("A shipment of Turkish arms reached Misrata port.\nForces of the GNA received the shipment of forty vehicles.",
         {("misrata-port", "arms_transfer")}),
        ("Forty Turkish armoured vehicles reached Misrata port.", {("misrata-port", "arms_transfer")}),
        ("Rockets hit Mitiga airport as fighting raged.", {("mitiga-airport", "shelling")}),
        ("Mitiga airport hit by rockets as fighting rages", {("mitiga-airport", "shelling")}),
        ("Mitiga airport in Tripoli was closed after an air strike.",
         {("mitiga-airport", "other"), ("mitiga-airport", "airstrike")}),
        ("The GNA said it would take it up with the Security Council.\nTripoli was calm.", set()),
    ],
)  # fmt: skip
def test_what_only_goes_with_a_happening_is_none(text, expected):
    assert {event[:2] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA units, under attack by the LNA in Ain Zara, called up reservists.", {("ain-zara", "advance", "LNA")}),
        ("The GNA denied that any warplane was shot down in Misrata.", {("misrata", "shootdown", "LNA")}),
        ("The LNA breached the defences of the GNA in southern Tripoli.", {("tripoli", "advance", "LNA")}),
        ("Videos showed the presence of Turkish officers with GNA forces in Tripoli.",
         {("libya", "foreign_deployment", "Turkey")}),
        ("The LNA took control of several regions south of Tripoli, as well as Mizda and Surman.",
         {("mizda", "capture", "LNA"), ("surman", "capture", "LNA")}),
        ("The LNA took villages near Tripoli, as well as the town of Surman.", {("surman", "capture", "LNA")}),
        ("Haftar launched an offensive on Tripoli.\nTroops of the GNA were moving towards the LNA lines to counter its advance.",
         {("tripoli", "advance", "LNA")}),
    ],
)  # fmt: skip
def test_whose_deed_it_is(text, expected):
    assert {event[:3] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces pushed back the LNA on Tuesday, taking Al-Hira.", {("al-hira", "capture", "GNA", "GNA")}),
        ("Militias pushed back troops loyal to Haftar on Tuesday, taking Al-Hira.", {("al-hira", "capture", None, None)}),
        ("The GNA defeated Haftar's fighters, taking Mizda.", {("mizda", "capture", "GNA", "GNA")}),
        ("Troops loyal to Haftar advanced on Tuesday, taking Al-Hira.", {("al-hira", "capture", "LNA", "LNA")}),
        ("Defeated LNA forces retook Mizda.", {("mizda", "recapture", "LNA", "LNA")}),
    ],
)  # fmt: skip
def test_who_takes_a_place_after_beating_another(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people died when two car bombs exploded at a funeral in Benghazi.", {("benghazi", "civilian_harm")}),
        ("Four killed as car bombs target funeral in Libya's Benghazi", {("benghazi", "civilian_harm")}),
        ("A suicide car bombing in Benghazi killed nine.", {("benghazi", "civilian_harm")}),
        ("The minister warned of car bomb attacks in Benghazi that could kill many.", set()),
        ("The LNA launched three airstrikes on Watiya airbase and five other strikes on civil targets in Gharyan.",
         {("watiya-airbase", "airstrike"), ("gharyan", "airstrike")}),
        ("The GNA announced a counteroffensive to defend Tripoli.", {("tripoli", "declaration")}),
        ("GNA forces advanced to Al-Hira.\nThe town is quiet as it lies in the mountains.",
         {("al-hira", "advance")}),
        ("Seven sorties targeted Watiya airbase and the Thamenah camp in Gharyan.",
         {("watiya-airbase", "airstrike"), ("gharyan", "airstrike")}),
    ],
)  # fmt: skip
def test_bombs_raids_and_announcements(text, expected):
    assert {event[:2] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA's anger at Ankara followed the loss last week of Gharyan, a town Haftar has used as a base.",
         {("gharyan", "capture", "GNA")}),
        ("The GNA celebrated the loss of Gharyan by the LNA.", {("gharyan", "capture", "GNA")}),
        ("Haftar advanced on the capital a week ago.\nGroups loyal to Sarraj have kept them at bay, with clashes in Espiaa.",
         {("tripoli", "advance", "LNA"), ("tripoli", "repelled", "GNA"), ("espiaa", "clash", "LNA/GNA")}),
        ("LNA forces tried to advance on Ramla, but were held back by artillery shelling.", {("ramla", "repelled", "GNA")}),
        ("LNA attacks on Monday targeted a brigade in Abu Salim.", {("abu-salim", "shelling", "LNA")}),
        ("Rival camps traded rockets and artillery shells in Ain Zara.", {("ain-zara", "clash", None)}),
        ("The LNA destroyed a drone at Mitiga airport and declared a general mobilisation.",
         {("mitiga-airport", "airstrike", "LNA"), ("libya", "declaration", "LNA")}),
        ("The national agreement government retook Gharyan.", {("gharyan", "recapture", "GNA")}),
    ],
)  # fmt: skip
def test_whose_loss_and_whose_fire(text, expected):
    assert {event[:3] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ain Zara and Tajoura along the southern outskirts of Tripoli were bombed.",
         {("ain-zara", "airstrike"), ("tajoura", "airstrike")}),
        ("Steel shipping containers blocked the way into Tripoli.", set()),
        ("One fighter from Zintan fired his gun for minutes.\nLater he was killed by a rocket.", set()),
        ("Haftar's men used rockets to hit Zintan.", {("zintan", "shelling")}),
    ],
)  # fmt: skip
def test_where_somebody_comes_from_is_no_place_of_a_strike(text, expected):
    assert {event[:2] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA seized Watiya airbase closed since a battle in 2014 and the nearby areas of Badr and Tiji.",
         {("watiya-airbase", "capture"), ("badr", "capture"), ("tiji", "capture")}),
        ("The LNA took Watiya airbase, built in the 1940s, and the towns of Badr and Tiji.",
         {("watiya-airbase", "capture"), ("badr", "capture"), ("tiji", "capture")}),
        ("Air strikes were reported in Abu Salim, alSwani, Ain Zara and in the vicinity of Tajoura.",
         {("abu-salim", "airstrike"), ("ain-zara", "airstrike"), ("tajoura", "airstrike")}),
        ("Shelling was reported on Ain Zara, Souq al-Juma'a and Tajoura districts.",
         {("ain-zara", "shelling"), ("souq-al-juma", "shelling"), ("tajoura", "shelling")}),
        ("Grad rockets were reported in the Abu Salim and Al-Hadba areas.",
         {("abu-salim", "shelling"), ("hadba", "shelling")}),
        ("Some 310 households have been displaced to other areas in Tripoli, Bani Walid and Tarhuna.",
         {("tripoli", "displacement")}),
        ("Officials have issued warrants for premier Sarraj as there is no sign of a ceasefire.", set()),
        ("Speaking in Benghazi, a spokesman said his commander had given orders not to target any ministry.", set()),
    ],
)  # fmt: skip
def test_lists_go_on_past_what_describes_their_places(text, expected):
    assert {event[:2] for event in told(text)} == expected


def test_a_total_that_approaches_a_number_is_a_fact():
    status = teller("place_id event_type status", DAY)
    text = "The number of people who have fled their homes in Tripoli is now approaching 16,000."
    assert status(text) == {("tripoli", "displacement", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A hotel in Tripoli was hit by shelling blamed on eastern forces trying to capture the city.",
         {("tripoli", "shelling", "LNA"), ("tripoli", "advance", "LNA")}),
        ("The GNA pushed back the LNA as its troops advanced on Mizda.", {("mizda", "advance", "LNA")}),
        ("The LNA met resistance from factions from the city of Misrata.", set()),
        ("The GNA recaptured a number of settlements on its way to the capital, including Tripoli International Airport.",
         {("tripoli-international-airport", "recapture", "GNA")}),
    ],
)  # fmt: skip
def test_whose_troops_and_whose_way(text, expected):
    assert {event[:3] for event in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missiles were fired by drones of the GNA at Tarhuna.", {("tarhouna", "drone_strike", "GNA")}),
        ("Six missiles were fired by LNA jets at Zawiya.", {("zawiya", "airstrike", "LNA")}),
        ("Rockets were fired by LNA gunners at Mitiga airport.", {("mitiga-airport", "shelling", "LNA")}),
        ("LNA air strikes hit Mitiga airport on Monday.\nThe missiles landed near the runway.",
         {("mitiga-airport", "airstrike", "LNA")}),
        ("GNA forces hit Jufra airbase in central Libya, where they destroyed depots.",
         {("jufra-airbase", "airstrike", "GNA")}),
        ("A hotel in Tripoli was hit by shelling blamed on the LNA.", {("tripoli", "shelling", "LNA")}),
    ],
)  # fmt: skip
def test_who_fired_what(text, expected):
    assert {event[:3] for event in told(text)} == expected


def test_doubt_that_a_deed_casts_on_something_else():
    status = teller("place_id event_type status", DAY)
    text = "The LNA shelled Tajoura, casting doubt on the truce."
    assert status(text) == {("tajoura", "shelling", "asserted")}
    assert {event[2] for event in status("Residents doubted that the LNA had seized Gharyan.")} == {"hypothetical"}
