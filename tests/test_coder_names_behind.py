"""What the coder makes of sites named behind their noun, of foreign fighters beside an army, of what was the target."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 9)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)
aimed = teller("place_id event_type actor target status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA withdrew from the checkpoint, known as Checkpoint 27, in the Warshefana region.",
         {("gate-27", "withdrawal", "LNA", "asserted", None)}),
        ("The LNA left the base, known as Watiya, in the Zintan area.",
         {("watiya-airbase", "withdrawal", "LNA", "asserted", None)}),
        ("GNA men captured the base, called Watiya, on Monday.", {("watiya-airbase", "capture", "GNA", "asserted", "GNA")}),
        ("The LNA attacked the base named Watiya in western Libya.",
         {("watiya-airbase", "advance", "LNA", "asserted", None)}),
        ("The LNA pulled out of the town, known for its dates, in the Jufra region.", set()),
        ("The GNA took the town, known as a hub of smugglers, near Zuwara.", set()),
        ("GNA fighters took a depot, known as the largest near Mizda.", set()),
    ],
)  # fmt: skip
def test_a_site_is_what_it_is_known_as(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA and fighters of the Wagner Group had launched a salvo of twelve Grad rockets at GNA forces in Sirte.",
         {("sirte", "shelling", "LNA", "asserted", None)}),
        ("The Libyan National Army (LNA) and fighters of the Wagner Group fired rockets at Misrata.",
         {("misrata", "shelling", "LNA", "asserted", None)}),
        ("Haftar's army and mercenaries of the Wagner Group took Wishka.",
         {("wishka", "capture", "LNA", "asserted", "LNA")}),
        ("Fighters of the Wagner Group fired rockets at Misrata.", {("misrata", "shelling", "Wagner", "asserted", None)}),
        ("The GNA fought the LNA, and Wagner Group fighters fired rockets at Misrata.",
         {("misrata", "shelling", "Wagner", "asserted", None)}),
        ("The GNA and fighters of the Wagner Group clashed in Ain Zara.",
         {("ain-zara", "clash", "LNA/GNA", "asserted", "contested")}),
    ],
)  # fmt: skip
def test_foreign_fighters_act_with_the_army_named_before_them(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA fired ten rockets at GNA posts in Sirte on Monday. The strikes hit Abu Qurayn, a spokesman said.",
         {("sirte", "shelling"), ("abu-qurayn", "shelling")}),
        ("Rockets fell on Mitiga airport on Monday. The strikes in Souq al-Jumaa killed two.",
         {("mitiga-airport", "shelling"), ("souq-al-juma", "shelling")}),
        ("A drone bombed Tarhouna. The strike in Souq al-Khamis killed ten.",
         {("tarhouna", "drone_strike"), ("souq-al-khamis", "drone_strike")}),
        ("Jets hit GNA positions. The strikes hit Abu Qurayn.", {("abu-qurayn", "airstrike")}),
        ("Rockets fell on Mitiga airport on Monday. The air strikes on Souq al-Jumaa killed two.",
         {("mitiga-airport", "shelling"), ("souq-al-juma", "airstrike")}),
        ("Shells hit Tripoli. Strikes on Gharyan killed two.", {("tripoli", "shelling"), ("gharyan", "airstrike")}),
    ],
)  # fmt: skip
def test_the_strikes_are_of_the_kind_told_just_before(text, expected):
    assert {row[:2] for row in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA bombed Tajoura on Monday. Its spokesman denied that civilians had been targeted.",
         {("tajoura", "airstrike", "LNA", "GNA", "asserted"), ("tajoura", "airstrike", "LNA", "civilians", "denied")}),
        ("LNA jets struck Furnaj on Monday. Mismari denied that any civilians were hit.",
         {("furnaj", "airstrike", "LNA", "GNA", "asserted"), ("furnaj", "airstrike", "LNA", "civilians", "denied")}),
        ("The GNA shelled Tarhouna. The GNA denied that houses or civilians were the target.",
         {("tarhouna", "shelling", "GNA", "LNA", "asserted"), ("tarhouna", "shelling", "GNA", "civilians", "denied")}),
        ("The LNA bombed Tajoura on Monday. The GNA denied that its men were the target.",
         {("tajoura", "airstrike", "LNA", "GNA", "asserted")}),
        ("The LNA bombed Tajoura on Monday. The GNA denied that civilians had helped the army.",
         {("tajoura", "airstrike", "LNA", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_denies_that_civilians_were_the_target_denies_that_strike(text, expected):
    assert aimed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said that Aziziya is held by its forces.", {("aziziya", "other", "GNA", "claimed", "GNA")}),
        ("The LNA spokesman stressed that Sirte was controlled by its men.", {("sirte", "other", "LNA", "claimed", "LNA")}),
        ("The GNA insisted that Aziziya was not held by its forces.", {("aziziya", "capture", "GNA", "denied", None)}),
        ("The UN said that Sirte is held by its troops.", set()),
        ("Residents said that Sirte is held by their fighters.", set()),
    ],
)  # fmt: skip
def test_what_is_held_by_its_men_is_held_by_who_says_so(text, expected):
    assert told(text) == expected


def test_skirmishes_go_on_beside_the_standing_offensive():
    text = (
        "The LNA has been trying since April to take Tripoli.\nThe fighting has calmed down, although skirmishes have "
        "continued in southern Tripoli, which in all its campaign the LNA has not been able to breach."
    )
    assert ("tripoli", "clash", "LNA/GNA", "asserted", "contested") in told(text)
    began = "Fighting around Tripoli began in April, when Haftar started an offensive against the GNA."
    assert {row[1] for row in told(began)} == {"advance"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A counteroffensive under the name of Volcano of Rage was announced by the forces loyal to the GNA.",
         {("libya", "declaration", "GNA", "asserted", None)}),
        ("A campaign under the code name of Green Storm was launched by the LNA.",
         {("libya", "declaration", "LNA", "asserted", None)}),
        ("The GNA urged the world to take a stand against Haftar and called on the UN in Libya to step in.", set()),
        ("Turkey could step in to help the GNA.", {("libya", "foreign_deployment", "Turkey", "hypothetical", None)}),
    ],
)  # fmt: skip
def test_an_operation_goes_under_a_name_and_both_sides_step_in_nowhere(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reinforcements will arrive in Tripoli soon, the LNA said.", {("tripoli", "other", "LNA", "planned", None)}),
        ("The GNA said that large reinforcements had arrived in Abu Qurayn.",
         {("abu-qurayn", "other", "GNA", "claimed", None)}),
        ("The GNA said that reinforcements for the LNA had arrived in Sirte.", {("sirte", "other", "LNA", "claimed", None)}),
        ("The GNA said that LNA reinforcements had arrived in Sirte.", {("sirte", "other", "LNA", "claimed", None)}),
        ("Reinforcements arrived in Sirte on Monday, residents said.", {("sirte", "other", None, "confirmed", None)}),
    ],
)  # fmt: skip
def test_reinforcements_of_nobody_else_are_those_of_the_side_that_speaks(text, expected):
    assert told(text) == expected
