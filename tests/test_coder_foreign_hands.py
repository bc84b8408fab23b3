"""What the coder makes of foreign men and arms, of accords that lay something down, and of who is only spoken of."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 9, 24)  # a Thursday
told = teller("place_id event_type actor control_after status", DAY)


def _far(place, kind, actor, status="asserted"):
    return (place, kind, actor, None, status)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey widened its help for the GNA last year, flying drones to Misrata together with Syrian fighters.",
         {_far("misrata", "foreign_deployment", "Turkey"), _far("misrata", "arms_transfer", "Turkey")}),
        ("Moscow has committed mercenaries to help the LNA.", {_far("libya", "foreign_deployment", "Russia")}),
        ("The oil firm deplored the deployment of Wagner fighters at Ras Lanuf.",
         {_far("ras-lanuf", "foreign_deployment", "Wagner")}),
        ("Cairo condemned any deployment of Turkish soldiers to Libya.", set()),
        ("There are a considerable number of mercenaries in Brega.", {_far("brega", "foreign_deployment", None)}),
        ("Russian missile batteries are still present in Jufra.", {_far("jufra", "arms_transfer", "Russia")}),
        ("The UN gave evidence of mercenaries to the court.", set()),
        ("Turkey flew a drone from Misrata towards Sirte.", set()),
        ("Egypt will send soldiers if the GNA moves to seize Sirte.",
         {_far("libya", "foreign_deployment", "Egypt", "hypothetical"), _far("sirte", "capture", "GNA", "hypothetical")}),
        ("Sudanese mercenaries are camped in the vicinity of Hun.", {_far("hun", "foreign_deployment", "Sudan")}),
    ],
)  # fmt: skip
def test_foreign_men_and_arms(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact stipulates the withdrawal of the LNA from Jufra.", {_far("jufra", "withdrawal", "LNA", "planned")}),
        ("The roadmap calls for the exit of all mercenaries within 90 days.",
         {_far("libya", "withdrawal", None, "planned")}),
        ("The plan aims to spare lives and secure the withdrawal of the LNA from Jufra.",
         {_far("jufra", "withdrawal", "LNA", "planned")}),
        ("The defeat and the withdrawal of the LNA from Tarhouna changed much.",
         {_far("tarhouna", "withdrawal", "LNA")}),
        ("Waddan is a town that the GNA hopes to capture.", {_far("waddan", "capture", "GNA", "planned")}),
        ("Waddan is a town that the GNA captured.", {("waddan", "capture", "GNA", "GNA", "asserted")}),
        ("The GNA's next objective seems to be the desert town of Waddan.",
         {_far("waddan", "capture", "GNA", "hypothetical")}),
        ("A deal to share the oil revenue has been struck between the GNA and the LNA.",
         {_far("libya", "agreement", "LNA/GNA")}),
    ],
)  # fmt: skip
def test_what_is_laid_down_or_aimed_at_is_to_come(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Watiya airbase was seized back by men fighting on behalf of the GNA.",
         {("watiya-airbase", "recapture", "GNA", "GNA", "asserted")}),
        ("The GNA mauled the LNA, taking Mizda.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("The GNA says it will recover Brega and an LNA airbase at Jufra.",
         {_far("brega", "recapture", "GNA", "planned"), _far("jufra", "recapture", "GNA", "planned")}),
        ("The LNA said the raids on Mizda were made by planes that passed over a Turkish ship.",
         {_far("mizda", "airstrike", None, "claimed")}),
        ("Haftar began a campaign to oust the government last year.", {_far("tripoli", "advance", "LNA")}),
        ("The LNA began an offensive against GNA troops on Monday.", set()),
    ],
)  # fmt: skip
def test_who_acts_and_on_whom(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunfights between rival bands wounded six people in Zawiya.", {("zawiya", "clash", None, "contested", "asserted")}),
        ("Fighting flared between two GNA-allied militias in Zawiya.", {("zawiya", "clash", None, "contested", "asserted")}),
        ("Four extremists were killed during an LNA ambush in Ubari.", {("ubari", "clash", "LNA", "contested", "asserted")}),
        ("The LNA carried out a security operation in Ubari against an ISIS cell.", {("ubari", "clash", "LNA", "contested", "asserted")}),
        ("The LNA fired shells aimed at hitting men posted near Abu Qurayn.", {_far("abu-qurayn", "shelling", "LNA")}),
        ("Shells fell on GNA fighters deployed at Abu Qurayn.", {_far("abu-qurayn", "shelling", "LNA")}),
        ("The jet was shot down off the western coast of the city of Sirte.", {_far("sirte", "shootdown", None)}),
    ],
)  # fmt: skip
def test_fights_and_what_stands_beside_them(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The oil firm denounced the renewed blockade of oil ports.", {_far("libya", "oil_shutdown", None)}),
        ("Sarraj declared a truce and sought an end to the oil blockade.", {_far("libya", "truce", "GNA")}),
        ("Guards kept a tanker from loading at Zueitina port.", {_far("zueitina-port", "oil_shutdown", None)}),
    ],
)  # fmt: skip
def test_oil_that_is_held_up(text, expected):
    assert told(text) == expected


def test_a_denied_attack_is_of_the_kind_that_was_told():
    text = "The GNA said the LNA had shelled Abu Qurayn.\nThe LNA's spokesman said it did not make any attacks on Abu Qurayn."
    assert ("abu-qurayn", "shelling", "LNA", None, "denied") in told(text)


def test_what_was_done_in_an_old_offensive_has_no_day():
    dated = teller("place_id event_type date", DAY)
    assert ("tripoli-international-airport", "capture", None) in dated(
        "Last year Haftar's forces began an offensive to capture Tripoli. They took Tripoli airport."
    )


def test_the_city_of_a_campaign_is_its_aim():
    assert ("tripoli", "repelled", "GNA", None, "asserted") in told(
        "Oil is loaded in Brega.\nHaftar has waged a campaign to unseat the government. His men were repulsed from the city's outskirts."
    )


def test_recently_is_one_with_the_day_that_is_named_later():
    once = told("Jets hit the recently retaken Watiya airbase on Monday.\nThe GNA retook Watiya airbase in July.")
    assert sum(kind == "recapture" for _, kind, *_ in once) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA troops are holding the front line at Brega.", {("brega", "other", "LNA", "LNA", "asserted")}),
        ("LNA troops did not hold the front line at Brega.", set()),
        ("The capture of the LNA's last stronghold in Mizda ended the war there.",
         {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("The capture of two LNA drivers in Mizda was filmed.", set()),
        ("The LNA was pushed back from the outskirts of Tripoli, Mizda and Tarhouna by the GNA.",
         {_far("tripoli", "withdrawal", "LNA"), ("mizda", "capture", "GNA", "GNA", "asserted"),
          ("tarhouna", "capture", "GNA", "GNA", "asserted")}),
        ("GNA forces are 40 km from Sirte and ready to enter the strategic central city.",
         {_far("sirte", "advance", "GNA"), _far("sirte", "advance", "GNA", "planned")}),
    ],
)  # fmt: skip
def test_lines_and_strongholds(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt has prepared its army for intervention in Libya.", {_far("libya", "foreign_deployment", "Egypt", "planned")}),
        ("Egypt is not ready for intervention in Libya.", set()),
        ("Turkey provided the GNA with rifles and Syrian militants.",
         {_far("libya", "foreign_deployment", "Turkey"), _far("libya", "arms_transfer", "Turkey")}),
        ("A French frigate was escorting a freighter off Libya.", set()),
        ("The EU froze the assets of Avrasya Shipping in Libya.", {_far("libya", "sanction", "EU")}),
        ("Haftar stopped the oil exports on Monday. The orders to stop the exports came from abroad.",
         {_far("libya", "oil_shutdown", "LNA")}),
    ],
)  # fmt: skip
def test_powers_that_are_ready_and_names_that_send_nothing(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brega is under the control of bandits, the GNA said.", set()),
        ("Brega is under the control of illegitimate forces loyal to Haftar, the GNA said.",
         {("brega", "other", "LNA", "LNA", "claimed")}),
        ("The GNA said clearing Brega of mercenaries has become a must.", {_far("brega", "capture", "GNA", "planned")}),
        ("The GNA has beaten Haftar, driving his men out of Mizda.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("Haftar moved his men out of Mizda.", {_far("mizda", "withdrawal", "LNA")}),
        ("The GNA took hold of Mizda, including its airstrip.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("The GNA regained Gharyan with the capture of Asabaa.",
         {("gharyan", "recapture", "GNA", "GNA", "asserted"), ("asabaa", "capture", "GNA", "GNA", "asserted")}),
        ("The LNA lost its last town with the capture of Asabaa.", {("asabaa", "capture", None, None, "asserted")}),
    ],
)  # fmt: skip
def test_whose_a_place_is_said_to_be(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey has sent more than 3,000 fighters to Tripoli.", {_far("tripoli", "foreign_deployment", "Turkey")}),
        ("Turkey sent up to 3,000 fighters to Tripoli.", {_far("tripoli", "foreign_deployment", "Turkey")}),
        ("A Russian cargo plane carrying mercenaries landed at Brega.", {_far("brega", "foreign_deployment", "Russia")}),
        ("A Russian cargo plane carrying rifles landed at Brega.", {_far("brega", "arms_transfer", "Russia")}),
        ("Russia began to withdraw its Wagner mercenaries from both Brega and Hun.",
         {_far("brega", "withdrawal", "Russia"), _far("hun", "withdrawal", "Russia")}),
        ("Wagner's mercenaries have been evacuated from Libya.", {_far("libya", "withdrawal", "Wagner")}),
        ("Turkish officials left Libya.", set()),
        ("There were clashes between policemen and protesters in Bayda.", set()),
    ],
)  # fmt: skip
def test_how_many_come_and_who_goes(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cairo said that it would step in if the GNA went beyond Hun.", {_far("libya", "foreign_deployment", "Egypt", "hypothetical")}),
        ("The GNA insisted on new talks, including the withdrawal of the LNA from Brega.",
         {_far("brega", "withdrawal", "LNA", "planned")}),
        ("Turkey plans to build two bases in Libya, at Watiya and Misrata.",
         {_far("watiya-airbase", "foreign_deployment", "Turkey", "planned"),
          _far("misrata", "foreign_deployment", "Turkey", "planned")}),
        ("The LNA vowed to launch raids on Misrata.", {_far("misrata", "airstrike", "LNA", "planned")}),
        ("Turkey vowed to retaliate for the air raid on Watiya.", {_far("watiya-airbase", "airstrike", None)}),
        ("Force majeure was lifted at Brega port on Monday but was reinstated on Tuesday.",
         {_far("brega-port", "oil_restart", None), _far("brega-port", "oil_shutdown", None)}),
        ("Fighting broke out in Zawiya between the Harsha brigade and the Mutrud militia.",
         {("zawiya", "clash", None, "contested", "asserted")}),
        ("The EU blacklisted two firms from Turkey for breaching the arms embargo on Libya.",
         {_far("libya", "sanction", "EU")}),
    ],
)  # fmt: skip
def test_what_is_vowed_wanted_or_put_back(text, expected):
    assert told(text) == expected


def test_ground_gained_on_the_way_to_where_a_foe_is_driven():
    heading = "GNA forces gain ground south of Tripoli, drive LNA back to the Hira area"
    assert told(heading) == {_far("al-hira", "advance", "GNA")}


def test_who_is_accused_of_a_second_thing():
    text = "The GNA accused the LNA of hiring mercenaries and of fortifying its positions in Brega."
    assert ("brega", "other", "LNA", None, "claimed") in told(text)


def test_an_offensive_that_collapsed_had_long_begun():
    dated = teller("place_id event_type date", DAY)
    assert dated("Haftar's assault on Tripoli collapsed in June.") == {("tripoli", "advance", "2019-04")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The youth took part in the operations of the liberation of Sirte.", _far("sirte", "capture", None, "planned")),
        ("Haftar launched his aggression against Tripoli in 2019.", _far("tripoli", "advance", "LNA")),
        ("Wagner mercenaries are based at Jufra airbase.", _far("jufra-airbase", "foreign_deployment", "Wagner")),
        ("The jet flew to Jufra airbase, where Russian mercenaries are currently based.",
         _far("jufra-airbase", "foreign_deployment", "Wagner")),
        ("A Russian cargo plane touched down at Jufra airbase.", _far("jufra-airbase", "arms_transfer", "Russia")),
        ("Wagner mercenaries are fortifying Jufra airbase.", _far("jufra-airbase", "other", "Wagner")),
    ],
)  # fmt: skip
def test_who_is_based_where_and_what_was_fought_for(text, expected):
    assert expected in told(text)


def test_bodies_belong_to_the_graves_already_told_and_not_to_those_who_look_for_them():
    text = (
        "The GNA unearthed a mass grave in Tarhuna. Haftar's men had left western Libya."
        " The committee which deals with mass graves said it had found five unidentified corpses."
        " Some of the bodies found there had their hands tied."
    )
    graves = {event for event in told(text) if event[1] in ("mass_grave", "other")}
    assert graves == {("tarhouna", "mass_grave", None, None, "asserted")}
    left = "The GNA discovered two mass graves in Tarhuna, left behind by forces of retreating warlord Haftar."
    assert told(left) == graves


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("UNSMIL welcomed the deal. It said Wagner fighters had entered Sharara oilfield.", "UN"),
        ("The NOC lifted force majeure at Hariga port. It said force majeure continues at Brega port.", "NOC"),
        ("The UN condemned the attack. The LNA denied it. It said the GNA had shelled Tripoli.", "LNA"),
    ],
)
def test_the_mission_or_firm_that_it_speaks_for(text, by):
    assert by in {row[-1] for row in teller("place_id event_type by", DAY)(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The militias broke into many homes in Asabaa.", _far("asabaa", "civilian_harm", None)),
        ("GNA militias carried out attacks against the residents of Asabaa.", _far("asabaa", "civilian_harm", "GNA")),
        ("The GNA condemned attacks on hospitals in Tripoli.", _far("tripoli", "civilian_harm", None)),
        ("While the GNA accepted the truce, Haftar's forces rejected it, adding that they won't withdraw from Sirte.",
         _far("sirte", "withdrawal", "LNA", "denied")),
    ],
)  # fmt: skip
def test_harm_done_to_people_and_who_adds_what(text, expected):
    assert expected in told(text)


def test_how_a_truce_was_broken_and_planes_that_leave_nothing():
    assert told("The LNA violated the truce in Sirte by firing 12 Grad rockets at army positions.") == {
        _far("sirte", "shelling", "LNA")
    }
    assert not told("Russian jets had flown from Jufra to Sirte.")
