"""What the coder makes of sentences whose sides, days and places stand where a reader must think twice."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 29)  # a Monday
told = teller("place_id event_type actor control_after status", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Opponents of Haftar seized Mizda.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("Mizda fell to enemies of the GNA.", {("mizda", "capture", "LNA", "LNA", "asserted")}),
        ("Fighters siding with the GNA took Surman.", {("surman", "capture", "GNA", "GNA", "asserted")}),
        ("Men serving under Haftar's command captured Sabha.", {("sabha", "capture", "LNA", "LNA", "asserted")}),
        ("The loss of Gharyan dealt a heavy blow to the LNA.", {("gharyan", "capture", "GNA", "GNA", "asserted")}),
        ("The fall of Asabaa weakened the GNA.", {("asabaa", "capture", "LNA", "LNA", "asserted")}),
        ("The loss of Mizda, the GNA's worst defeat this year, leaves Gharyan open to attack.",
         {("mizda", "capture", "LNA", "LNA", "asserted")}),
        ("Units tasked with retaking Mizda set out.", {("mizda", "recapture", None, None, "planned")}),
    ],
)  # fmt: skip
def test_foes_and_losers_are_not_taken_for_takers(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A raid on Misrata destroyed two drones.", {("misrata", "airstrike", None, None, "asserted")}),
        ("The mortaring of Ain Zara killed two men.", {("ain-zara", "shelling", None, None, "asserted")}),
        ("The truce was broken in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "contested", "asserted")}),
        ("The embargo was broken in Tobruk.", set()),
        ("Every suburb of Tripoli but Ain Zara was shelled.", {("tripoli", "shelling", None, None, "asserted")}),
        ("With the exception of Mizda the GNA took all the towns of the west.",
         {("mizda", "capture", "GNA", None, "denied")}),
        ("The LNA's attack on Ain Zara petered out.", {("ain-zara", "repelled", "GNA", "GNA", "asserted")}),
        ("GNA jets flew over Mizda and Asabaa. Only the former was bombed.",
         {("mizda", "airstrike", None, None, "asserted")}),
    ],
)  # fmt: skip
def test_what_is_spared_or_broken_is_told_apart(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA, which had claimed Mizda and Asabaa, admitted it was wrong about Asabaa.",
         {("mizda", "capture", "LNA", "LNA", "claimed"), ("asabaa", "capture", "LNA", None, "denied")}),
        ("Reports of Mizda's fall to the GNA were dismissed late on Sunday by its elders.",
         {("mizda", "capture", "GNA", None, "denied")}),
        ('"None of our men is left in Mizda," an LNA colonel said.', {("mizda", "withdrawal", "LNA", None, "confirmed")}),
        ("Mizda is no longer in the LNA's hands; its garrison drove off at dawn.",
         {("mizda", "withdrawal", "LNA", None, "asserted")}),
        ("Mizda was given up on Sunday, the LNA admitted, but Asabaa, it said, was still held.",
         {("mizda", "withdrawal", "LNA", None, "confirmed"), ("asabaa", "other", "LNA", "LNA", "claimed")}),
    ],
)  # fmt: skip
def test_what_is_taken_back_or_given_up_leaves_no_holder(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two days after it lost Mizda on 16 June, the LNA shelled it.",
         {("mizda", "capture", "2020-06-16"), ("mizda", "shelling", "2020-06-18")}),
        ("The LNA shelled Mizda a week after the GNA took it on 4 June.",
         {("mizda", "capture", "2020-06-04"), ("mizda", "shelling", "2020-06-11")}),
        ("A fortnight ago today the LNA took Mizda.", {("mizda", "capture", "2020-06-15")}),
        ("On the last day of the year the LNA took Mizda.", {("mizda", "capture", "2019-12-31")}),
        ("Sharara oilfield stopped pumping on Saturday; El Feel did so a day later.",
         {("sharara-oilfield", "oil_shutdown", "2020-06-27"), ("el-feel-oilfield", "oil_shutdown", "2020-06-28")}),
    ],
)  # fmt: skip
def test_days_are_counted_from_each_other(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Until the small hours of Sunday mortar bombs fell on Ain Zara.",
         {("ain-zara", "shelling", None, None, "asserted")}),
        ("No one disputes that Mizda was shelled; who did it is disputed.", {("mizda", "shelling", None, None, "asserted")}),
        ("Not a barrel has left Hariga since Sunday.", {("hariga-port", "oil_shutdown", None, None, "asserted")}),
        ("Russian men were seen by a UN team in Jufra.", {("jufra", "foreign_deployment", "Russia", None, "confirmed")}),
        ("It was Mizda, and not the town of Asabaa, that the GNA took.",
         {("mizda", "capture", "GNA", "GNA", "asserted"), ("asabaa", "capture", "GNA", None, "denied")}),
        ("The GNA bombed Mizda after, it said, the LNA had shelled Gharyan.",
         {("mizda", "airstrike", "GNA", None, "asserted"), ("gharyan", "shelling", "LNA", None, "claimed")}),
        ("The GNA's recapture of Mizda was filmed; that of Asabaa was not, for it had not happened.",
         {("mizda", "recapture", "GNA", "GNA", "asserted"), ("asabaa", "recapture", "GNA", None, "denied")}),
        ("The mood after the GNA's capture of Mizda was that of a feast in Gharyan.",
         {("mizda", "capture", "GNA", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_one_clause_reaches_no_further_than_it_says(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The loss of Mizda was denied by the LNA and later admitted.",
         {("mizda", "capture", "GNA", None, "denied"), ("mizda", "capture", "GNA", "GNA", "confirmed")}),
        ("The fall of Mizda was denied on Sunday by Tripoli.", {("mizda", "capture", "LNA", None, "denied")}),
        ("Rockets meant for Mitiga landed in the sea.", set()),
        ("The drone lost on Sunday near Tarhouna was hit by a missile.",
         {("tarhouna", "shootdown", None, None, "asserted")}),
        ("Two Turkish frigates left the waters off Sirte.", set()),
    ],
)  # fmt: skip
def test_what_came_to_nothing_or_was_owned_up_to(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA, the LNA said, shelled Mizda; the LNA, the GNA said, shelled Gharyan.",
         {("mizda", "shelling", "GNA", None, "claimed"), ("gharyan", "shelling", "LNA", None, "claimed")}),
        ("The LNA took Mizda; the GNA denied it.",
         {("mizda", "capture", "LNA", "LNA", "asserted"), ("mizda", "capture", "LNA", None, "denied")}),
        ("Fighters from Zawiya held Surman on Sunday.", {("surman", "other", "GNA", "GNA", "asserted")}),
        ("Two villages, Asabaa and Mizda, were taken by the GNA; the third, Tiji, was not.",
         {("asabaa", "capture", "GNA", "GNA", "asserted"), ("mizda", "capture", "GNA", "GNA", "asserted"),
          ("tiji", "capture", "GNA", None, "denied")}),
    ],
)  # fmt: skip
def test_two_halves_of_a_sentence_are_read_apart(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN asked whether the LNA had shelled Ain Zara.", {("ain-zara", "shelling", "LNA", None, "hypothetical")}),
        ("It is not known whether the shells that hit Ain Zara were the LNA's.",
         {("ain-zara", "shelling", None, None, "asserted")}),
        ("Turkey's parliament will vote on sending troops to Libya.",
         {("libya", "foreign_deployment", "Turkey", None, "planned")}),
        ("The LNA announced a truce on Saturday; the GNA turned it down.",
         {("libya", "truce", "LNA", None, "asserted"), ("libya", "truce", "LNA", None, "denied")}),
        ("Mizda had been held by the LNA for more than two years when it fell to the GNA.",
         {("mizda", "capture", "GNA", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_is_asked_voted_on_or_turned_down(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA would accept a truce only once the LNA had left Mizda.",
         {("libya", "truce", "GNA", None, "hypothetical"), ("mizda", "withdrawal", "LNA", None, "hypothetical")}),
        ("The day after it took Surman, on 13 April, the GNA entered Mizda.",
         {("surman", "capture", "GNA", "GNA", "asserted"), ("mizda", "advance", "GNA", "contested", "asserted")}),
        ("The GNA's column was stopped at Wishka by air strikes.",
         {("wishka", "repelled", "LNA", None, "asserted"), ("wishka", "airstrike", None, None, "asserted")}),
    ],
)  # fmt: skip
def test_terms_and_air_strikes_leave_no_holder(text, expected):
    assert told(text) == expected
