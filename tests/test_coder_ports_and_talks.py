"""What the coder makes of ships and ports, oil that is held back, men on their way, and talks named in passing."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 2, 19)  # a Wednesday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA attacked a freighter in the port of Misrata.", {("misrata-port", "shelling", "LNA", "asserted")}),
        ("GNA jets sank a boat off Derna.", {("derna", "airstrike", "GNA", "asserted")}),
        ("The LNA denied that a ferry was hit at Tripoli port.", {("tripoli-port", "shelling", "GNA", "denied")}),
        ("The attack on a tanker in Misrata port was condemned.", {("misrata-port", "shelling", None, "asserted")}),
        ("The navy attacked a boat smuggling diesel off Zuwara.", set()),
        ("The captain of a freighter was hit in Misrata port.", set()),
    ],
)  # fmt: skip
def test_a_ship_is_struck_where_it_lies(text, expected):
    found = told(text)
    assert {fact[:2] + fact[3:] for fact in found} == {fact[:2] + fact[3:] for fact in expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar imposed a blockade on all oil exports.", {("libya", "oil_shutdown", "LNA", "asserted")}),
        ("The blockade of ports by men loyal to Haftar has cost a billion dollars in oil.",
         {("libya", "oil_shutdown", "LNA", "asserted")}),
        ("The UN called for an end to the blockade of oil ports by the LNA.", set()),
        ("The EU warned the LNA against any blockade of oil ports.", set()),
        ("The LNA imposed a blockade on Zawiya.", {("zawiya", "siege", "LNA", "asserted")}),
        ("Turkey is starting to send troops to Libya.", {("libya", "foreign_deployment", "Turkey", "asserted")}),
        ("Turkey has sent officers to Libya to help the GNA.", {("libya", "foreign_deployment", "Turkey", "asserted")}),
        ("The GNA is beginning to push the LNA out of Ain Zara.", {("ain-zara", "advance", "GNA", "asserted")}),
        ("The brigades of Misrata withdrew from Sirte.", {("sirte", "withdrawal", "GNA", "asserted")}),
        ("The LNA took parts of Sirte, including the port.",
         {("sirte", "advance", "LNA", "asserted"), ("sirte-port", "capture", "LNA", "asserted")}),
        ("The LNA tried to frighten them by shelling Abu Salim.", {("abu-salim", "shelling", "LNA", "asserted")}),
        ("The LNA will try to frighten them by shelling Abu Salim.", set()),
        ("Haftar formed a fighting force in Benghazi.", set()),
        ("LNA jets bombed Ain Zara, a post by the GNA read.", {("ain-zara", "airstrike", "LNA", "claimed")}),
    ],
)  # fmt: skip
def test_what_is_held_back_sent_or_only_tried(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ain Zara witnessed heavy clashes.", {("ain-zara", "clash", "LNA/GNA", "asserted")}),
        ("Rockets hit Mitiga airport. Heavy fighting between the GNA and the LNA has gone on since dawn.",
         {("mitiga-airport", "shelling", None, "asserted")}),
        ("Rockets hit Mitiga airport, as fighting broke out again.", {("mitiga-airport", "shelling", None, "asserted")}),
        ("Grad rockets hit Mitiga airport. The strikes wounded two people at the airport.",
         {("mitiga-airport", "shelling", None, "asserted")}),
        ("A rocket hit a car in Ain Zara. Heavy fighting between the GNA and the LNA went on.",
         {("ain-zara", "shelling", None, "asserted"), ("tripoli", "clash", "LNA/GNA", "asserted")}),
    ],
)  # fmt: skip
def test_fighting_is_not_put_where_only_rockets_fell(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Despite talks in Moscow, Haftar's men shelled Ain Zara.", ("moscow", "talks", None, "asserted")),
        ("Days before a summit in Berlin, Haftar was in Athens.", ("berlin", "talks", None, "planned")),
        ("Leaders gathered in Berlin last weekend.", ("berlin", "talks", "2020-02-15/2020-02-16", "asserted")),
        ("Talks were expected to resume in Geneva on Friday.", ("geneva", "talks", "2020-02-21", "hypothetical")),
        ("A follow-up committee is to meet in Berlin in March.", ("berlin", "talks", "2020-03", "planned")),
    ],
)
def test_talks_named_in_passing(text, expected):
    assert expected in dated(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rocket slammed into a military school in Libya's capital, Tripoli, on Saturday.",
         {("tripoli-military-academy", "shelling", None, "asserted")}),
        ("Shells hit Ain Zara, Tripoli, on Saturday.", {("ain-zara", "shelling", None, "asserted")}),
        ("The two sides clashed in Salah al-Din and 'Ayn Zara.",
         {(place, "clash", "LNA/GNA", "asserted") for place in ("salah-al-din", "ain-zara")}),
        ("Planes were hit by shrapnel when the LNA shelled Mitiga airport.",
         {("mitiga-airport", "shelling", "LNA", "asserted")}),
        ("An LNA plane was hit by a missile over Misrata.", {("misrata", "shootdown", "GNA", "asserted")}),
        ("The UN condemned the repeated breaches of the arms embargo.", {("libya", "arms_transfer", None, "asserted")}),
        ("The EU will monitor breaches of the arms embargo.", set()),
        ("The GNA signed a pact with Turkey, whose parliament authorised the dispatch of troops to Libya.",
         {("libya", "agreement", "GNA/Turkey", "asserted"), ("libya", "foreign_deployment", "Turkey", "planned")}),
        ("A drone hit Hadba, where fighting has raged for months.", {("hadba", "drone_strike", None, "asserted")}),
        ("Shots were fired in Aziziya minutes after a truce was due to begin.",
         {("libya", "truce", "LNA/GNA", "asserted")}),
    ],
)  # fmt: skip
def test_sites_in_cities_ships_and_embargoes(text, expected):
    assert told(text) == expected
    assert len(told(text)) - len(expected) < 2


def test_a_meeting_of_some_days_before_has_no_day():
    assert ("moscow", "talks", None, "asserted") in dated(
        "The summit came days after a meeting in Moscow of both sides."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey sent drones to help the GNA push the LNA out of Ain Zara.", {("ain-zara", "capture", "GNA", "planned")}),
        ("Egypt sent arms to help the LNA, led by Haftar, retake Gharyan.",
         {("libya", "arms_transfer", "Egypt", "asserted"), ("gharyan", "recapture", "LNA", "planned")}),
        ("Drones helped the GNA repel an attack on Ain Zara.", {("ain-zara", "repelled", "GNA", "asserted")}),
        ("Drones launched by the GNA hit Tarhuna.", {("tarhouna", "drone_strike", "GNA", "asserted")}),
        ("Turks led operations launched by the militias and piloted drones, and were seen in Misrata.", set()),
        ("The LNA announced the arrival of arms from Turkey at Misrata port.",
         {("misrata-port", "arms_transfer", "Turkey", "claimed")}),
        ("The LNA accused Turkey of smuggling Syrian fighters to Libya.",
         {("libya", "foreign_deployment", "Turkey", "claimed")}),
        ("The EU sent two ships to stop arms being smuggled to Libya.", set()),
        ("Powers agreed at a summit in Berlin to shore up a ceasefire.", {("berlin", "agreement", None, "asserted")}),
        ("The committee will be convened in Geneva next week.", {("geneva", "talks", "LNA/GNA", "planned")}),
        ("Gunmen shut Sharara and El Feel. The shutdown of both oilfields came at night.",
         {(field, "oil_shutdown", None, "asserted") for field in ("sharara-oilfield", "el-feel-oilfield")}),
        ("In Ain Zara, LNA forces entered areas held by the GNA.", {("ain-zara", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_help_loads_and_what_was_told_before(text, expected):
    found = told(text)
    assert expected <= found
    assert {"capture", "recapture"}.isdisjoint(kind for _, kind, _, status in found if status == "asserted")


def test_the_month_of_a_truce_does_not_date_what_breaks_it():
    assert dated("The LNA shelled Abu Salim in breach of a January ceasefire.") == {
        ("abu-salim", "shelling", "2020-02-19", "asserted")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said it had entered Sirte, a city that was freed from ISIS in 2016.",
         {("sirte", "advance", "LNA", "claimed"), ("sirte", "capture", None, "claimed")}),
        ("Sirte used to be under the control of the GNA.", set()),
        ("Sirte had long been a quiet place before the LNA took it.", {("sirte", "capture", "LNA", "asserted")}),
        ("Shots were exchanged in Sirte between withdrawing GNA forces and the LNA.",
         {("sirte", "clash", "LNA/GNA", "asserted")}),
        ("The GNA's men are withdrawing from Sirte.", {("sirte", "withdrawal", "GNA", "asserted")}),
        ("Monday marked a turning point in the battle for Tripoli.", set()),
        ("Leaders agreed in Berlin to push for a ceasefire.", {("berlin", "agreement", None, "asserted")}),
        ("LNA rockets hit Tripoli on Tuesday. Three people were killed in the first attack, in Ain Zara.",
         {("ain-zara", "shelling", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_held_and_who_struck_is_not_taken_from_beside(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides have hashed out a draft accord in Geneva.", {("geneva", "agreement", "LNA/GNA", "asserted")}),
        ("The two sides hope to hammer out a deal in Geneva.", set()),
        ("Delegates will reconvene in Geneva on Friday.", {("geneva", "talks", "LNA/GNA", "planned")}),
        ("Haftar accepted terms in Berlin to name five officers.", {("berlin", "agreement", "LNA", "asserted")}),
        ("Leaders who met in Berlin on Sunday for a summit on Libya vowed to form a committee.",
         {("berlin", "talks", "LNA/GNA", "asserted")}),
        ("The attacks came despite calls for a truce by the Berlin conference.", set()),
        ("Mercenaries were sent to Ramla and drones operated by the UAE flew over Tripoli.",
         {("ramla", "foreign_deployment", None, "asserted")}),
        ("The LNA attacked Abu Grein. The spokesman said the town was still under their control.",
         {("abu-qurayn", "advance", "LNA", "asserted"), ("abu-qurayn", "other", "GNA", "claimed")}),
        ("The LNA launched attacks in the country's northwest. They attacked Abu Grein.",
         {("abu-qurayn", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_deals_drawn_up_and_who_still_holds(text, expected):
    assert told(text) == expected


def test_a_meeting_and_an_agreement_have_their_own_days():
    assert ("berlin", "talks", "2020-01-19", "asserted") in dated(
        "The body was announced after the Berlin conference on Libya, held on 19 January."
    )
    assert dated("The two sides agreed to swap their prisoners in May.") == {
        ("libya", "agreement", "2020-02-19", "asserted")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The economic track will take place in Cairo on 9 March.", {("cairo", "talks", "LNA/GNA", "planned")}),
        ("The political track has stalled.", set()),
        ("The joint military commission held its first session in Geneva.",
         {("geneva", "talks", "LNA/GNA", "asserted")}),
        ("The militias are randomly striking Tarhuna.", {("tarhouna", "shelling", None, "asserted")}),
        ("Oil output had fallen because of the blockade of ports.",
         {("libya", "oil_shutdown", None, "asserted")}),
        ("Production fell to a trickle due to the closure of oil fields.",
         {("libya", "oil_shutdown", None, "asserted")}),
        ("Production fell to nothing amid calls for a blockade of ports.", set()),
    ],
)  # fmt: skip
def test_tracks_sessions_and_why_output_fell(text, expected):
    assert told(text) == expected


def test_a_conference_is_where_it_is_named_after():
    assert ("berlin", "talks", "2020-01-19", "asserted") in dated(
        "The body, arranged at the 19 January Berlin conference on Libya, met in Geneva on 3 February."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA suspended the talks following the attack on Tripoli port.",
         {("libya", "talks", "GNA", "denied")}),
        ("The port of Sirte was shelled by Haftar, the general laying siege to Tripoli.",
         {("sirte-port", "shelling", "LNA", "asserted"), ("tripoli", "siege", "LNA", "asserted")}),
        ("Rebels laid siege to Tarhuna.", {("tarhouna", "siege", None, "asserted")}),
        ("Tripoli is under siege from Haftar's forces.", {("tripoli", "siege", "LNA", "asserted")}),
        ("These were the worst battles since the battle of Gharyan last June. "
         "The GNA launched an attack on several front lines in Tripoli.", {("tripoli", "advance", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_besieges_and_whose_attack_it_was_not(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US urged him to stop his offensive to capture Tripoli.", {("tripoli", "advance", "LNA", "asserted")}),
        ("The two sides failed to negotiate a truce during talks in Moscow.",
         {("moscow", "talks", "LNA/GNA", "asserted")}),
        ("Erdogan said his troops are heading to Libya.", {("libya", "foreign_deployment", "Turkey", "claimed")}),
        ("Erdogan said Haftar was moving his troops to Sirte.", {("sirte", "other", "LNA", "claimed")}),
    ],
)  # fmt: skip
def test_whose_campaign_and_whose_troops(text, expected):
    assert told(text) == expected
