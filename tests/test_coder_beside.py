"""What the coder makes of places named beside others: on the way, in the middle of a list, near one and in another."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 7, 6)  # a Monday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA jets hit a GNA convoy on its way to Sirte near Abu Grein.", {("abu-qurayn", "airstrike", "LNA", "asserted")}),
        ("GNA drones, in addition, destroyed two guns that were moving westwards near Wishka.",
         {("wishka", "drone_strike", "GNA", "asserted")}),
        ("An air raid near Mizda which hit trucks heading for Sirte killed three men.",
         {("mizda", "airstrike", None, "asserted")}),
        ("A GNA convoy is on its way to Sirte.", {("sirte", "other", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_is_struck_on_the_way_is_struck_where_he_is(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA took Surman, several villages on the coast, Watiya airbase and Tiji.",
         {("surman", "capture", "GNA"), ("watiya-airbase", "capture", "GNA"), ("tiji", "capture", "GNA")}),
        ("The LNA captured Mizda, a number of camps, Shwayrif and Qaryat.",
         {("mizda", "capture", "LNA"), ("shwayrif", "capture", "LNA"), ("qaryat", "capture", "LNA")}),
        ("The GNA took Surman, a town in the west, and Tiji.",
         {("surman", "capture", "GNA"), ("tiji", "capture", "GNA")}),
        ("The LNA took Mizda, killed ten men, and entered Shwayrif.",
         {("mizda", "capture", "LNA"), ("shwayrif", "advance", "contested")}),
        ("Clashes broke out south of Gharyan and in Mizda.",
         {("gharyan", "clash", None), ("mizda", "clash", "contested")}),
        ("Clashes took place 45 km south of Gharyan and at Mizda.", {("mizda", "clash", "contested")}),
        ("LNA jets bombed targets in Mizda and south of Gharyan.",
         {("mizda", "airstrike", None), ("gharyan", "airstrike", None)}),
        ("The LNA took Mizda on Monday. On Friday the GNA had taken Tahuna city. The LNA shelled the city.",
         {("mizda", "capture", "LNA"), ("tarhouna", "capture", "GNA"), ("tarhouna", "shelling", None)}),
        ("Gunmen stormed the water station at Shwayrif.", {("shwayrif", "other", None)}),
        ("LNA units stormed the base at Tamanhint.", {("tamanhint-airbase", "advance", "contested")}),
        ("The GNA found the mines with which the LNA bombed homes in Ain Zara.", {("ain-zara", "other", None)}),
    ],
)  # fmt: skip
def test_lists_go_on_past_what_names_no_place(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hundreds of mercenaries of the Russian firm Wagner are fighting for Haftar, the UN said.",
         {("libya", "foreign_deployment", "Wagner", "confirmed")}),
        ("Chadian mercenaries, who fight alongside the LNA in Brak, were paid late.",
         {("brak", "foreign_deployment", "Chad", "asserted")}),
        ("Moscow denied that Russian troops were fighting on Haftar's side.",
         {("libya", "foreign_deployment", "Russia", "denied")}),
        ("Russia and the UAE back Haftar.", set()),
        ("Mercenaries who fight for Haftar shelled Ain Zara.", {("ain-zara", "shelling", "LNA", "asserted")}),
        ("Thousands of fighters from Misrata are fighting for the GNA.", set()),
    ],
)  # fmt: skip
def test_foreign_men_in_the_ranks_of_a_side_are_deployed(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Efforts to reopen the Sharara field are under way.", {("sharara-oilfield", "oil_restart", None, "planned")}),
        ("The EU urged efforts to reopen the Sharara field.", set()),
        ("The NOC lifted force majeure at Hariga on Friday. A similar step at El Feel followed.",
         {("hariga-port", "oil_restart", "NOC", "asserted"), ("el-feel-oilfield", "oil_restart", "NOC", "asserted")}),
        ("The first tanker for Hariga is expected to dock on Tuesday.",
         {("hariga-port", "oil_restart", None, "hypothetical")}),
        ("The two sides agreed a truce at the talks in Geneva.",
         {("libya", "truce", "LNA/GNA", "asserted"), ("geneva", "talks", "LNA/GNA", "asserted")}),
        ("They will discuss a truce at the talks in Geneva.", {("geneva", "talks", "LNA/GNA", "planned")}),
    ],
)  # fmt: skip
def test_what_is_under_way_or_expected_is_no_fact_and_what_was_agreed_is(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA shelled Ain Zara, the GNA said. The LNA denied breaking the truce.",
         {("ain-zara", "shelling", "LNA", "claimed"), ("ain-zara", "shelling", "LNA", "denied")}),
        ("The LNA shelled Ain Zara. Haftar's spokesman said there had been no violation of the ceasefire.",
         {("ain-zara", "shelling", "LNA", "asserted"), ("ain-zara", "shelling", "LNA", "denied")}),
        ("The LNA shelled Ain Zara. The GNA denied breaking the truce.", {("ain-zara", "shelling", "LNA", "asserted")}),
        ("Rockets hit Mitiga, where Turkish officers had set up their operations. Turkey denied any casualties.",
         {("mitiga-airport", "shelling", None, "asserted"),
          ("mitiga-airport", "foreign_deployment", "Turkey", "asserted")}),
        ("Russian jets have been spotted at Jufra airbase.",
         {("jufra-airbase", "foreign_deployment", "Russia", "asserted")}),
        ("The LNA has set up an operations room in Sirte.", set()),
        ("The offensive of the GNA on Sirte has stalled.", {("sirte", "advance", "GNA", "asserted")}),
        ("GNA men found a container full of corpses in Tarhuna.", {("tarhouna", "mass_grave", None, "asserted")}),
        ("A container full of weapons was found in Tarhuna.", set()),
    ],
)  # fmt: skip
def test_breaches_are_denied_by_whom_they_are_laid_to(text, expected):
    assert told(text) == expected


def test_graves_found_anew_are_counted_beside_the_others():
    text = (
        "Three further mass graves were found in Tarhuna on Monday.\nEight mass graves were found in Tarhuna in June."
    )
    assert len(teller("date", DAY)(text)) == 2
