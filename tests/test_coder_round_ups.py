"""What the coder makes of round-ups: failed sieges, columns that leave, remnants chased, ground won back, what goes on."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The siege of Mizda ended in failure for the GNA.", {("mizda", "repelled", "LNA", "asserted")}),
        ("The LNA's siege of Sirte came to nothing.", {("sirte", "repelled", "GNA", "asserted")}),
        ("An attempt to restart El Feel failed.", {("el-feel-oilfield", "oil_restart", None, "planned")}),
        ("Government forces regained Mitiga airport. The LNA confirmed that its troops had pulled out.",
         {("mitiga-airport", "recapture", "GNA", "asserted"), ("mitiga-airport", "withdrawal", "LNA", "confirmed")}),
        ("LNA forces, which had held Gharyan since April, fled towards Tarhuna.",
         {("gharyan", "withdrawal", "LNA", "asserted")}),
        ("The mayor of Mizda said LNA fighters had left overnight.", {("mizda", "withdrawal", "LNA", "claimed")}),
        ("A resident of Mizda said the GNA's men had left for Gharyan.", set()),
        ("Talks to lift the siege of Derna failed.", {("derna", "talks", "LNA/GNA", "asserted")}),
        ("A GNA column of about 30 armed vehicles has pulled out of Mizda.", {("mizda", "withdrawal", "GNA", "asserted")}),
        ("An LNA convoy of 20 cars is said to have withdrawn from Mizda and to have returned to Jufra.",
         {("mizda", "withdrawal", "LNA", "claimed")}),
        ("The LNA captured Asabaa, and the GNA's men fled to Gharyan.",
         {("asabaa", "capture", "LNA", "asserted"), ("asabaa", "withdrawal", "GNA", "asserted")}),
        ("Russian mercenaries moved to Bani Walid, from where planes flew them to Jufra.",
         {("bani-walid", "foreign_deployment", "Wagner", "asserted"), ("jufra", "foreign_deployment", "Wagner", "asserted")}),
    ],
)  # fmt: skip
def test_sieges_fail_and_columns_leave(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA units chased the remnants of Haftar's forces to Mizda, and managed to enter the town.",
         {"contested"}),
        ("The GNA is chasing remnants of Haftar's militias in the desert and has taken Mizda.", {"GNA"}),
        ("The GNA drove the last of Haftar's fighters out of Asabaa and took Mizda.", {"GNA"}),
        ("The remnants of Haftar's forces took Mizda.", {"LNA"}),
        ("Turkey's president said the capture of Sirte and Jufra remained the goal.", {None}),
        ("The GNA vowed that the LNA would not be allowed to take Sirte.", set()),
        ("The LNA was not allowed to enter Zintan.", set()),
        ("The LNA said its fighters were still in control of Wishka.", {"LNA"}),
        ("The GNA took Al-Urban, and the western region was cleared of Haftar's militias.", {"GNA"}),
        ("The LNA took Mizda and Asabaa. The GNA has regained some of the ground it had lost.", {"LNA"}),
        ("The LNA took Mizda and Asabaa. The GNA has since recovered the lost areas.", {"LNA", "GNA"}),
        ("The GNA launched an offensive in Ain Zara and Hadba and recaptured the areas.", {"GNA"}),
        ("The GNA said it had attacked Tarhuna; the LNA said the attack was repelled.", {"LNA", None}),
        ("The GNA took Yarmouk camp and several streets in Ain Zara.", {"GNA", "contested"}),
        ("The GNA took Mizda and shelled positions in Shwayrif.", {"GNA", None}),
        ("GNA forces attacked Tarhuna, but were driven back, a commander said.", {"LNA"}),
        ("GNA forces took Surman, but not Sabratha, on Monday.", {"GNA"}),
        ("The GNA took Gharyan, but lost it again, on Tuesday.", {"GNA", "LNA"}),
        ("Our next stop is Tarhuna, a GNA commander said.", {None}),
    ],
)  # fmt: skip
def test_who_holds_what_is_entered_or_won_back(text, expected):
    assert {holder for _, _, holder in held(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling of areas where families live, including Ain Zara and Tajoura, has resumed.",
         {("ain-zara", "shelling", None, "asserted"), ("tajoura", "shelling", None, "asserted")}),
        ("The GNA condemned the bombing of Mitiga airport.", {("mitiga-airport", "airstrike", None, "asserted")}),
        ("The GNA continued the bombing of Tarhuna.", {("tarhouna", "airstrike", "GNA", "asserted")}),
        ("Drones hit a truck carrying ammunition south of Mizda.", {("mizda", "drone_strike", None, "asserted")}),
        ("The shelling of Ain Zara has led to renewed displacement.",
         {("ain-zara", "shelling", None, "asserted"), ("ain-zara", "displacement", None, "asserted")}),
        ("Explosive devices left behind in houses killed two men in Hadba.",
         {("hadba", "civilian_harm", None, "asserted")}),
        ("Tarhuna has been without electricity for days.", {("tarhouna", "other", None, "asserted")}),
        ("Haftar's men left behind hundreds of landmines in Hadba.", {("hadba", "other", "LNA", "asserted")}),
        ("The GNA reportedly took Mizda, and there were heavy clashes in Ain Zara.",
         {("mizda", "capture", "GNA", "claimed"), ("ain-zara", "clash", "LNA/GNA", "asserted")}),
    ],
)  # fmt: skip
def test_strikes_and_their_marks_are_told_where_they_fell(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The elders of Mizda voiced their support for the LNA.", {("mizda", "declaration", None, "asserted")}),
        ("Several tribes in the eastern region expressed support for Haftar.",
         {("eastern-libya", "declaration", None, "asserted")}),
        ("The US embassy in Tripoli voiced its support for the GNA.", set()),
        ("The GNA took Surman, which had sided with the LNA.", {("surman", "capture", "GNA", "asserted")}),
        ("Egypt presented a plan under which both sides would cease fire on Monday.",
         {("libya", "truce", "LNA/GNA", "planned")}),
        ("The LNA denied that any Russians were fighting on its side.", {("libya", "foreign_deployment", "Russia", "denied")}),
        ("Chadian fighters have been fighting alongside the LNA.", {("libya", "foreign_deployment", "Chad", "asserted")}),
        ("Russia was pouring weapons into Libya.", {("libya", "arms_transfer", "Russia", "asserted")}),
        ("LNA forces were being redistributed on the Tripoli fronts.", {("tripoli", "other", "LNA", "asserted")}),
        ("The LNA is pushing towards the west coast.", {("western-coast", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_sides_are_taken_supplied_and_shifted(text, expected):
    assert told(text) == expected


def test_the_time_of_writing_is_the_day_of_the_report():
    text = "On 25 April an LNA convoy entered Mizda. At the time of writing Watiya airbase is still in LNA hands."
    assert ("watiya-airbase", "other", "2020-06-05") in dated(text)


def test_the_town_is_what_was_called_one_not_where_somebody_was_going():
    text = (
        "Residents of Mizda, a town south of Gharyan, saw LNA cars heading towards Tarhuna. GNA men entered the town."
    )
    assert ("mizda", "advance", "2020-06-05") in dated(text)


def test_a_count_in_a_week_is_no_week_ago():
    assert dated("Hadba was shelled for the third time in a week on Thursday.") == {("hadba", "shelling", "2020-06-04")}


def test_it_is_the_base_from_which_others_were_struck():
    text = "The GNA has its eyes on Watiya airbase, from which the LNA has bombed Zawiya. Its men have surrounded it."
    assert ("watiya-airbase", "siege", "GNA", "asserted") in told(text)
