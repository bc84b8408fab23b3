"""What the coder makes of sites that lie in other places, and of what a sentence says beside them."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 10)  # a Thursday
told = teller("place_id event_type actor control_after", DAY)
dated = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes broke out at Hamza camp on the airport road in southern Tripoli, where the LNA took control before"
         " the GNA drove them out.",
         {("hamza-camp", "clash", "LNA/GNA", "contested"), ("hamza-camp", "capture", "LNA", "LNA"),
          ("hamza-camp", "capture", "GNA", "GNA")}),
        ("GNA men went into Asabaa, where they took over after a short fight.",
         {("asabaa", "capture", "GNA", "GNA")}),
        ("Rockets fell on Sabha. The LNA took control of the region in January.",
         {("sabha", "shelling", None, None), ("fezzan", "capture", "LNA", None)}),
        ("The LNA captured the Tripoli airport highway, the water tower and Yarmouk camp.",
         {("airport-road", "capture", "LNA", "LNA"), ("yarmouk-camp", "capture", "LNA", "LNA")}),
        ("The GNA took Hamza camp, several checkpoints, Yarmouk camp and Swani.",
         {(site, "capture", "GNA", "GNA") for site in ("hamza-camp", "yarmouk-camp", "swani")}),
        ("Clashes broke out in the Qalaa neighbourhood of Murzuq.", {("murzuq", "clash", "LNA/GNA", "contested")}),
        ("An air raid on a migrant centre in Tajoura killed ten people.",
         {("tajoura", "airstrike", None, None)}),
    ],
)  # fmt: skip
def test_a_site_is_told_apart_from_where_it_lies(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said it had destroyed a drone control room of the GNA, which is located at Misrata airport.",
         {("misrata-air-academy", "airstrike", "LNA", None)}),
        ("The GNA said it had destroyed a fuel depot that lies near Tarhouna.", {("tarhouna", "airstrike", "GNA", None)}),
        ("The LNA destroyed an arms depot of the GNA, which has its seat in Tripoli.", set()),
        ("The raid struck the village of Ghadwa in the Sabha region.", {("ghadwa", "airstrike", None, None)}),
        ("The GNA launched a ground and air offensive on Tarhouna.", {("tarhouna", "advance", "GNA", None)}),
        ("Clashes, accompanied by shelling, erupted in Salah al-Din.",
         {("salah-al-din", "clash", "LNA/GNA", "contested"), ("salah-al-din", "shelling", None, None)}),
        ("Residents left Tajoura when jets bombed its outskirts.",
         {("tajoura", "displacement", None, None), ("tajoura", "airstrike", None, None)}),
        ("A drone struck Mitiga, followed by dozens of rockets.",
         {("mitiga-airport", "drone_strike", None, None), ("mitiga-airport", "shelling", None, None)}),
        ("The LNA bombed its own positions by mistake.", set()),
    ],
)  # fmt: skip
def test_what_is_struck_is_found_beside_the_strike(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar announced a 'second wave' of mobilisation to take Sirte.", {("sirte", "capture", "LNA", None)}),
        ("Gharyan was the second town to fall to the GNA.", {("gharyan", "capture", "GNA", "GNA")}),
        ("The GNA said it still had full control of Mizda.", {("mizda", "other", "GNA", "GNA")}),
        ("The LNA had control of Mizda until Monday.", set()),
        ("An LNA drone control room is in Jufra.", set()),
    ],
)  # fmt: skip
def test_nobody_holds_what_is_aimed_at_or_was_held_once(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey and Libya signed a pact. It was signed by Turkey, an official said.",
         {("libya", "agreement", "GNA/Turkey", "2019-10-10", "asserted")}),
        ("Strikes lead the NOC to shut Sharara oilfield.",
         {("sharara-oilfield", "oil_shutdown", "NOC", "2019-10-10", "asserted")}),
        ("Haftar vowed to lead his men to liberate Tripoli.", {("tripoli", "capture", "LNA", None, "planned")}),
        ("Mitiga airport was closed after a rocket attack on September 1.",
         {("mitiga-airport", "other", None, "2019-09-01", "asserted"),
          ("mitiga-airport", "shelling", None, "2019-09-01", "asserted")}),
    ],
)  # fmt: skip
def test_what_brought_something_about_is_told_as_a_fact(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA denied that the LNA had taken Mizda, and claimed that its troops had recaptured Asabaa.",
         {("mizda", "capture", "LNA", None), ("asabaa", "recapture", "GNA", "GNA")}),
        ("The GNA attacked Tarhouna, which delayed the talks, and took Asabaa.",
         {("tarhouna", "advance", "GNA", None), ("asabaa", "capture", "GNA", "GNA")}),
        ("The LNA bombed Mitiga airport, so that flights were halted, and shelled Ain Zara.",
         {("mitiga-airport", "airstrike", "LNA", None), ("mitiga-airport", "other", None, None),
          ("ain-zara", "shelling", "LNA", None)}),
        ("The GNA took Mizda. Sources said that their units were still in control of the town despite the shelling.",
         {("mizda", "capture", "GNA", "GNA"), ("mizda", "other", "GNA", "GNA")}),
        ("Haftar accused militias of having executed his wounded troops in Gharyan.", {("gharyan", "other", "GNA", None)}),
        ("The LNA left its wounded fighters in Gharyan.", set()),
        ("A GNA drone attack hit Jufra airbase. The LNA denied there had been any casualties.",
         {("jufra-airbase", "drone_strike", "GNA", None)}),
        ("Warplanes believed to belong to Egypt struck a convoy near Shwayrif.", {("shwayrif", "airstrike", "Egypt", None)}),
    ],
)  # fmt: skip
def test_who_goes_on_to_speak_or_act_is_who_began(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA moved its main supply base from Gharyan to Tarhouna.", {("tarhouna", "other", "LNA", None)}),
        ("The UN mission moved its headquarters to Tunis.", set()),
        ("The LNA announced a wave of airstrikes on targets in Misrata.", {("misrata", "airstrike", "LNA", None)}),
        ("The LNA announced air strikes had hit Misrata.", {("misrata", "airstrike", None, None)}),
        ("The front lines in Ain Zara have stayed largely static.", {("ain-zara", "clash", "LNA/GNA", "contested")}),
        ("Power lines in Tripoli remained unchanged.", set()),
        ("While fighting went on in Ain Zara, the LNA attacked Abu Grein.",
         {("ain-zara", "clash", "LNA/GNA", "contested"), ("abu-qurayn", "advance", "LNA", None)}),
        ("Tribesmen closed Zueitina terminal and the ports of Brega and Ras Lanuf.",
         {(port, "oil_shutdown", None, None) for port in ("zueitina-port", "brega-port", "ras-lanuf-port")}),
        ("Haftar's forces, which control Sharara oilfield, shelled Ain Zara.", {("ain-zara", "shelling", "LNA", None)}),
        ("The GNA shelled Tarhouna, which lies south of Tripoli and is held by the LNA.",
         {("tarhouna", "shelling", "GNA", None)}),
    ],
)  # fmt: skip
def test_what_stands_still_moves_or_is_said_by_the_way(text, expected):
    assert told(text) == expected
