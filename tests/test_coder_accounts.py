"""What the coder makes of accounts in which one thing is told twice, or by what stands around it."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 10)  # a Thursday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces went into Tiji, Badr and Jawsh, towns near Rujban and Zintan, with no clashes reported.",
         {(town, "entry_unopposed", "GNA", "asserted") for town in ("tiji", "badr", "jawsh")}),
        ("LNA units took several posts west of Mizda, Qaryat the most important of them.",
         {("qaryat", "capture", "LNA", "asserted")}),
        ("The operations room of the GNA launched an operation against the LNA in Sirte.",
         {("sirte", "advance", "GNA", "asserted")}),
        ("The LNA-affiliated oil guard took Zueitina port, and the LNA-allied Bani Walid brigade entered Mizda.",
         {("zueitina-port", "capture", "LNA", "asserted"), ("mizda", "advance", "LNA", "asserted")}),
        ("The last LNA men are encircled at Watiya airbase by the GNA.", {("watiya-airbase", "siege", "GNA", "asserted")}),
        ("GNA units regained the whole of the Greater Tripoli region.", {("tripoli", "recapture", "GNA", "asserted")}),
        ("The LNA has turned its attention to Sirte.", {("sirte", "capture", "LNA", "planned")}),
        ("The offensive was launched to retake Sirte, the GNA said.",
         {("sirte", "advance", "GNA", "claimed"), ("sirte", "recapture", "GNA", "planned")}),
    ],
)  # fmt: skip
def test_ground_is_read_from_lists_owners_and_aims(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA fell back and left its dead on the airport road.", {("airport-road", "withdrawal", "GNA", "asserted")}),
        ("LNA units attacked Gharyan on Monday. By nightfall they were forced to retreat to Mizda.",
         {("gharyan", "advance", "LNA", "asserted"), ("gharyan", "withdrawal", "LNA", "asserted")}),
        ("Transport planes landed at Jufra airbase to fly Russian mercenaries out.",
         {("jufra-airbase", "withdrawal", "Wagner", "asserted")}),
        ("Wagner had used the strip for flying men out from Tarhouna.", set()),
    ],
)  # fmt: skip
def test_who_leaves_need_not_be_said_to_leave_a_place(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said it had bombed the port of Tripoli. The GNA said rocket fire had hit the port.",
         {("tripoli-port", "shelling", "LNA", "confirmed")}),
        ("LNA soldiers were killed in Ain Zara on Monday.", {("ain-zara", "clash", "GNA", "asserted")}),
        ("Islamic State was held responsible for the attack on Zella.", {("zella", "clash", "ISIS", "asserted")}),
        ("Videos showed a surface-to-air missile as it hit a drone over Misrata.", set()),
        ("The LNA uses attack helicopters in Tripoli.", set()),
        ("Fighters in Ubari stormed the headquarters of the local council.", {("ubari", "advance", None, "asserted")}),
    ],
)  # fmt: skip
def test_one_strike_or_fight_is_told_once_and_by_its_weapon(text, expected):
    assert {one for one in told(text) if one[1] != "shootdown"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets forced the cancellation of flights at Mitiga airport.",
         {("mitiga-airport", "other", None, "asserted")}),
        ("The GNA announced its plan to resume flights.", set()),
        ("The LNA took Sirte after a militia had switched sides.",
         {("sirte", "capture", "LNA", "asserted"), ("sirte", "other", None, "asserted")}),
        ("The UN said that the truce announced on 12 August should hold.", {("libya", "truce", "LNA/GNA", "asserted")}),
        ("The GNA said that no report of the fall of Ain Zara was true.",
         {("ain-zara", "capture", "LNA", "denied")}),
    ],
)  # fmt: skip
def test_politics_and_closures(text, expected):
    assert {one for one in told(text) if one[1] != "shelling"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said a deal had been struck with the GNA.", {("libya", "agreement", "LNA/GNA", "claimed")}),
        ('"We will negotiate with the other side," said a GNA minister.', {("libya", "talks", "LNA/GNA", "planned")}),
        ("Haftar proposed a ceasefire.", {("libya", "truce", "LNA", "planned")}),
        ("In Cairo Haftar signed up to a declaration.", {("cairo", "declaration", "LNA", "asserted")}),
        ("Haftar procured drones from his main backer, the UAE.", {("libya", "arms_transfer", "UAE", "asserted")}),
        ("The GNA wants to extend its control over the whole country.", {("libya", "capture", "GNA", "planned")}),
        ('The GNA declared Operation "Long Day" to take Sirte.',
         {("libya", "declaration", "GNA", "asserted"), ("sirte", "capture", "GNA", "planned")}),
        ("GNA jets would go on hitting Jufra airbase.", {("jufra-airbase", "airstrike", "GNA", "planned")}),
        ("LNA attacks on residential districts of Tripoli have grown worse.",
         {("tripoli", "shelling", "LNA", "asserted")}),
        ("The GNA launched a campaign to counter attacks on the capital.", set()),
        ("Haftar has no posts left from which he could shell Misrata.", set()),
        ("The violence has killed hundreds of civilians in Tripoli.", set()),
    ],
)  # fmt: skip
def test_deals_aims_and_running_totals(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Misrata fighters withstood an onslaught of the LNA on Abu Grein.",
         {("abu-qurayn", "repelled", "GNA", "asserted")}),
        ("Four guards were abducted in the attack on a checkpoint at Zella.", {("zella", "clash", None, "asserted")}),
        ("The town of Bani Walid surrendered without a fight, its elders having talked about the entry of GNA forces.",
         {("bani-walid", "entry_unopposed", None, "asserted")}),
        ("The LNA took control of areas in Abu Salim.", {("abu-salim", "advance", "LNA", "asserted")}),
        ("The LNA said it had repelled an attack on Mizda. A GNA spokesman dismissed the LNA statement and said that "
         "Asabaa was under GNA control.",
         {("mizda", "repelled", "LNA", "claimed"), ("mizda", "repelled", "LNA", "denied"),
          ("asabaa", "other", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_attacks_withstood_and_statements_dismissed(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flights at Mitiga airport were rerouted to Misrata.", {("mitiga-airport", "other", None, "asserted")}),
        ("Haftar's side confirmed a retreat from Espiaa but denied that Aziziya was threatened.",
         {("espiaa", "withdrawal", "LNA", "confirmed")}),
        ("The GNA took Yarmouk camp and Hamza camp. The LNA said it had withdrawn from the camps.",
         {(camp, *one) for camp in ("yarmouk-camp", "hamza-camp")
          for one in (("capture", "GNA", "asserted"), ("withdrawal", "LNA", "confirmed"))}),
        ("GNA troops are at the entrances to Tarhouna.", {("tarhouna", "advance", "GNA", "asserted")}),
        ("LNA units began deploying in Mizda and along the highway that leads to Gharyan.",
         {("mizda", "other", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_where_flights_retreats_and_roads_lead(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters from the GNA attacked Watiya on Monday.",
         {("watiya-airbase", "advance", "GNA", "asserted")}),
        ("Troops from the LNA took Surman.", {("surman", "capture", "LNA", "asserted")}),
        ("Air raids against LNA positions in Gharyan went on.", {("gharyan", "airstrike", "GNA", "asserted")}),
        ("A convoy of LNA vehicles moved from Benghazi to Sirte.", {("sirte", "other", "LNA", "asserted")}),
        ("Syrian fighters are leaving Libya.", {("libya", "withdrawal", None, "asserted")}),
        ("LNA men stationed at Tamanhint airbase were attacked by the GNA.",
         {("tamanhint-airbase", "advance", "GNA", "asserted")}),
        ("The battle for Watiya is over.", set()),
        ("Local media reported clashes on the Tuwaisha front.", {("twaisha", "clash", "LNA/GNA", "claimed")}),
    ],
)  # fmt: skip
def test_who_acts_is_told_by_whom_he_comes_from_or_strikes(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA tried to move on Tarhuna from the Zatarna axis but was pushed back.",
         {("tarhouna", "repelled", "LNA", "asserted")}),
        ("An LNA helicopter crash-landed near Aziziya owing to a technical fault.", set()),
        ("Sarraj and Saleh issued separate ceasefire declarations.",
         {("libya", "truce", "GNA", "asserted"), ("libya", "truce", "HoR", "asserted")}),
        ("The Halboos brigade received a shipment of Turkish vehicles through Misrata port.",
         {("misrata-port", "arms_transfer", "Turkey", "asserted")}),
    ],
)  # fmt: skip
def test_one_event_is_told_where_a_sentence_has_two_wordings_of_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flights were diverted to Misrata.", ("mitiga-airport", "other", None, "asserted")),
        ("Operations were suspended.", ("mitiga-airport", "other", None, "asserted")),
        ("It was shut for hours.", ("mitiga-airport", "other", None, "asserted")),
    ],
)
def test_an_airport_that_was_struck_is_the_one_that_shuts(text, expected):
    assert expected in told(f"Mitiga airport was hit by rockets on Monday. {text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to local media, clashes broke out in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "claimed")}),
        ("Three people died after clashes broke out in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "asserted")}),
        ("The LNA pounded with rockets Ain Zara.", {("ain-zara", "shelling", "LNA", "asserted")}),
        ("Gunmen entered Sharara oilfield. The NOC declared force majeure.",
         {("sharara-oilfield", "oil_shutdown", "NOC", "asserted")}),
    ],
)  # fmt: skip
def test_whoever_tells_it_and_whatever_stands_first(text, expected):
    assert told(text) == expected
