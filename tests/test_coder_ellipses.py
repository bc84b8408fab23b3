"""What the coder makes of words left out or stood in for: so did, the former, a place spelt by ear, an aim."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 10)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)


def held(place, kind, actor, status="asserted"):
    return (place, kind, actor, status, actor)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surman is under GNA control and so is Sabratha.",
         {held("surman", "other", "GNA"), held("sabratha", "other", "GNA")}),
        ("The GNA took Mizda on Monday; Asabaa too.", {held("mizda", "capture", "GNA"), held("asabaa", "capture", "GNA")}),
        ("Surman fell to the GNA on Monday. Jumayl did, too.",
         {held("surman", "capture", "GNA"), held("jumayl", "capture", "GNA")}),
        ("Mizda was shelled on Friday, as were Gharyan and Asabaa.",
         {(place, "shelling", None, "asserted", None) for place in ("mizda", "gharyan", "asabaa")}),
        ("Russia sent jets to Jufra, as did Egypt.",
         {("jufra", "arms_transfer", who, "asserted", None) for who in ("Russia", "Egypt")}),
        ("The GNA said the LNA had shelled Mizda, as did the UN.", {("mizda", "shelling", "LNA", "claimed", None)}),
        ("Clashes broke out in Mizda. Asabaa was quiet, too.",
         {("mizda", "clash", "LNA/GNA", "asserted", "contested")}),
    ],
)  # fmt: skip
def test_what_is_left_out_is_what_was_told_before(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting between the GNA and the LNA shook Mizda and Asabaa, and the latter was taken by the GNA.",
         {("mizda", "clash", "LNA/GNA", "asserted", "contested"), ("asabaa", "clash", "LNA/GNA", "asserted", "contested"),
          held("asabaa", "capture", "GNA")}),
        ("GNA forces fought the LNA for Mizda. The latter had lost the town by Monday.", {held("mizda", "capture", "GNA")}),
        ("The LNA attacked the GNA in Mizda; the former captured the town.", {held("mizda", "capture", "LNA")}),
        ("The latter half of the week saw clashes in Mizda.", {("mizda", "clash", "LNA/GNA", "asserted", "contested")}),
        ("The former minister of the GNA was in Mizda.", set()),
    ],
)  # fmt: skip
def test_the_former_and_the_latter_are_two_sides_or_two_places(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After the GNA left Mizda, the town was retaken on Friday.",
         {("mizda", "withdrawal", "GNA", "asserted", "LNA"), held("mizda", "recapture", "LNA")}),
        ("GNA men fled Mizda, which was recaptured within hours.",
         {("mizda", "withdrawal", "GNA", "asserted", "LNA"), held("mizda", "recapture", "LNA")}),
        ("GNA fighters restored Mizda to government control.", {held("mizda", "recapture", "GNA")}),
        ("Mizda was restored to the GNA.", {held("mizda", "recapture", "GNA")}),
        ("The restoration of GNA authority over Mizda took a day.", {held("mizda", "recapture", "GNA")}),
        ("The GNA restored calm in Mizda.", set()),
        ("The LNA was forced back from Mizda.", {("mizda", "repelled", "GNA", "asserted", "GNA")}),
        ("The LNA was forced back from Mizda, which it had seized.",
         {held("mizda", "capture", "LNA"), held("mizda", "capture", "GNA")}),
        ("The LNA has held Sirte, which lies on the gulf, since 2018.", {held("sirte", "capture", "LNA")}),
    ],
)  # fmt: skip
def test_who_lost_and_regained_a_place_is_told_by_what_went_before(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA men preparing to storm Mizda were bombed near Espia.",
         {("mizda", "advance", "LNA", "planned", None), ("espiaa", "airstrike", None, "asserted", None)}),
        ("GNA drones struck a column massing for an assault on Mizda south of Abu Grein.",
         {("abu-qurayn", "drone_strike", "GNA", "asserted", None)}),
        ("GNA jets bombed militants trying to seize Mizda.",
         {("mizda", "airstrike", "GNA", "asserted", None), ("mizda", "capture", "LNA", "planned", None)}),
        ("The LNA announced the start of the liberation of Sirte.", {("sirte", "advance", "LNA", "claimed", None)}),
        ("The LNA's liberation of Mizda has failed.", set()),
        ("The GNA's capture of Mizda began a new phase.", {held("mizda", "capture", "GNA")}),
        ('The LNA made a "tactical retreat" from Mizda.', {("mizda", "withdrawal", "LNA", "asserted", None)}),
        ('Foreign "mercenaries" arrived in Sirte.', {("sirte", "foreign_deployment", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_what_was_only_aimed_at_or_begun_gives_no_holder(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("name", "place"),
    [("Barraka", ""), ("Zemzumiya", ""), ("Aqriba", "aqrabiya"), ("Gheryan", "gharyan"), ("Tahuna city", "tarhouna")],
)
def test_a_name_spelt_otherwise_sounds_like_the_place_that_it_is_taken_for(name, place):
    assert {value for value, *_ in told(f"The GNA captured {name} on Monday.")} == ({place} if place else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA units are still in Mizda.", {held("mizda", "other", "LNA")}),
        ("Haftar's forces remain in Mizda, their spokesman said.", {held("mizda", "other", "LNA", "claimed")}),
        ("Some LNA fighters remain in Mizda.", set()),
        ("LNA troops remained in Mizda until Friday.", set()),
        ("Families remain in Mizda.", set()),
        ("The GNA took several towns. Among them was Mizda.", {held("mizda", "capture", "GNA")}),
        ("The GNA wants to take several towns. Among them is Mizda.", set()),
        ("Several towns fell to the GNA, the bigger of them Mizda.", {held("mizda", "capture", "GNA")}),
        ('The LNA seized the area known as "Wadi al-Rabie".', {held("wadi-al-rabie", "capture", "LNA")}),
        ('GNA forces took "Mizda" and "Espia".', {held("mizda", "capture", "GNA"), held("espiaa", "capture", "GNA")}),
        ("The LNA took the roads leading to Mizda.", set()),
    ],
)  # fmt: skip
def test_who_is_where_and_which_of_several_places_is_named(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish troops arrive in Libya within days.", {("libya", "foreign_deployment", "Turkey", "planned", None)}),
        ("GNA forces enter Mizda soon.", {("mizda", "advance", "GNA", "planned", None)}),
        ("The GNA enters Mizda shortly after dawn.", {("mizda", "advance", "GNA", "asserted", "contested")}),
        ("Turkish troops arrived in Libya within days of the vote.",
         {("libya", "foreign_deployment", "Turkey", "asserted", None)}),
        ("Emirati weapons are still flowing to the LNA.", {("libya", "arms_transfer", "UAE", "asserted", None)}),
        ("The flow of weapons into Libya continues.", {("libya", "arms_transfer", None, "asserted", None)}),
        ("The flow of weapons into Libya must stop.", set()),
        ("Aid continues to flow into Mizda.", set()),
        ("A warplane bombed Mizda. The interior ministry pointed the finger at Haftar.",
         {("mizda", "airstrike", None, "asserted", None), ("mizda", "airstrike", "LNA", "claimed", None)}),
        ("Rockets hit Mizda. The GNA blamed the LNA for the collapse of talks.",
         {("mizda", "shelling", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_what_is_to_come_goes_on_or_is_blamed_on_a_side(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda, captured on Friday, was shelled by the LNA.",
         {("mizda", "capture", None, "asserted", None), ("mizda", "shelling", "LNA", "asserted", None)}),
        ("Mizda, which was taken on Friday, was shelled by the LNA.",
         {("mizda", "capture", None, "asserted", None), ("mizda", "shelling", "LNA", "asserted", None)}),
        ("Mizda, taken last week, has been attacked by the LNA.",
         {("mizda", "capture", None, "asserted", None), ("mizda", "advance", "LNA", "asserted", None)}),
        ("Mizda was captured, the LNA said, by its men.", {held("mizda", "capture", "LNA", "claimed")}),
        ("The GNA and the LNA fought for Mizda.", {("mizda", "clash", "LNA/GNA", "asserted", "contested")}),
        ("Men from Misrata fought for the GNA.", set()),
    ],
)  # fmt: skip
def test_who_strikes_a_place_has_not_taken_it(text, expected):
    assert told(text) == expected


def test_the_day_of_a_truce_is_not_that_of_what_broke_it():
    dated = teller("event_type date", DAY)
    assert dated("A truce declared on Friday was broken by an air strike on Mizda.") == {
        ("truce", "2020-06-05"),
        ("airstrike", "2020-06-10"),
    }
