"""What the coder makes of other wordings of what it knows: aims, announcements, denials and holders told sideways."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 12, 13)  # a Friday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id event_type control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA has its eyes on taking Sirte.", {("sirte", "capture", "GNA", "planned")}),
        ("The LNA has its sights set on recapturing Gharyan.", {("gharyan", "recapture", "LNA", "planned")}),
        ("The GNA is bent on retaking Tarhuna.", {("tarhouna", "recapture", "GNA", "planned")}),
        ("The GNA has made retaking Sirte its priority.", {("sirte", "recapture", "GNA", "planned")}),
        ("The GNA was closing in on capturing Tarhuna.", {("tarhouna", "capture", "GNA", "planned")}),
        ("The GNA is not far from taking Tarhuna, it said.", {("tarhouna", "capture", "GNA", "planned")}),
        ("The full capture of Azizia by the LNA is not far off.", {("aziziya", "capture", "LNA", "planned")}),
        ("The LNA said its purpose was the liberation of Mizda.", {("mizda", "capture", "LNA", "planned")}),
        ("The GNA congratulated its men on retaking Sirte.", {("sirte", "recapture", "GNA", "asserted")}),
        ("An offensive against Sirte has been declared by the GNA.", {("sirte", "declaration", "GNA", "asserted")}),
        ("The start of a last battle for Sirte had been proclaimed by the GNA.",
         {("sirte", "declaration", "GNA", "asserted")}),
        ("An offensive to take Sirte was announced by Haftar.",
         {("sirte", "declaration", "LNA", "asserted"), ("sirte", "capture", "LNA", "planned")}),
        ("The end of the offensive on Sirte was announced by the GNA.", set()),
    ],
)  # fmt: skip
def test_aims_and_announcements_are_no_gains(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At no point had Gharyan been in the LNA's hands, the GNA said.", {("gharyan", "capture", None)}),
        ("Gharyan is far from being in the hands of the LNA, the GNA said.", {("gharyan", "capture", None)}),
        ("It is not so that the GNA has entered Mizda, the LNA said.", {("mizda", "advance", None)}),
        ("Neither Gharyan nor any of its suburbs had been captured by the LNA, the GNA said.",
         {("gharyan", "capture", None)}),
        ("Neither army has moved since the GNA took Gharyan in June, residents said.", {("gharyan", "capture", "GNA")}),
        ("The GNA took Surman from the LNA brigade that was in control of it.", {("surman", "capture", "GNA")}),
        ("Surman was freed by the GNA from the LNA men who controlled it.", {("surman", "capture", "GNA")}),
        ("The GNA captured Surman from the LNA, which still controls Mizda.",
         {("surman", "capture", "GNA"), ("mizda", "other", "LNA")}),
    ],
)  # fmt: skip
def test_what_is_denied_or_lost_gives_no_holder(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A UN call for a truce was accepted by the GNA.", {("libya", "truce", "GNA", "asserted")}),
        ("An appeal for the fighting to stop was turned down by the LNA.", {("libya", "truce", "LNA", "denied")}),
        ("The UN's call for a ceasefire won the assent of the LNA.", {("libya", "truce", "LNA", "asserted")}),
        ("The LNA gave its assent to a ceasefire.", {("libya", "truce", "LNA", "asserted")}),
        ("World leaders call for a truce in Tripoli.", set()),
        ("GNA troops struck back along the Ain Zara front.", {("ain-zara", "clash", "LNA/GNA", "asserted")}),
        ("The GNA kept up the fight in the south of Tripoli.", {("tripoli", "clash", "LNA/GNA", "asserted")}),
        ("Sirte may yet pass from one side to the other again.", {("sirte", "capture", None, "hypothetical")}),
        ("Omar, who has command of the Salah al-Din axis, spoke to reporters.", set()),
        ("The offensive has brought to the area of Mitiga airport much hardship.", set()),
        ("Shops open again now that the battles had ended in Aziziya.", set()),
    ],
)
def test_what_is_answered_or_goes_on(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Reuters team found Aziziya wholly in the hands of the GNA.", {("aziziya", "other", "GNA")}),
        ("The GNA is this morning in complete and firm control of Gharyan.", {("gharyan", "other", "GNA")}),
        ("GNA men entered Sirte on Monday. Sirte is in its hands, the GNA said.",
         {("sirte", "capture", "GNA")}),
    ],
)  # fmt: skip
def test_who_is_found_to_hold_a_place(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sirte was the target of an LNA assault.", {("sirte", "advance", "LNA", "asserted")}),
        ("The GNA has been pressing in on Tarhuna with the aim of isolating and then taking the town.",
         {("tarhouna", "siege", "GNA", "planned"), ("tarhouna", "capture", "GNA", "planned")}),
        ("The LNA vowed that Tripoli would be in its hands by June.", {("tripoli", "capture", "LNA", "planned")}),
        ("Residents of Ain Zara said they could hear shells all day.", {("ain-zara", "shelling", None, "confirmed")}),
        ("Thousands have had to abandon their homes in Ain Zara.", {("ain-zara", "displacement", None, "asserted")}),
        ("Leaflets were scattered over Tarhuna by the GNA.", {("tarhouna", "other", "GNA", "asserted")}),
        ("Haftar's men seized Yarmouk camp, the third time this week that the base has switched sides.",
         {("yarmouk-camp", "capture", "LNA", "asserted")}),
        ("With Turkish help, the anti-Haftar camp took Mizda.", {("mizda", "capture", "GNA", "asserted")}),
        ("GNA men fought their way up the mountain road towards Gharyan.", {("gharyan", "advance", "GNA", "asserted")}),
        ("GNA soldiers entered Gharyan. That it was lost so quickly was a shock to the LNA.",
         {("gharyan", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_targets_ways_and_second_verbs(text, expected):
    assert told(text) == expected


def test_years_this_month_since_are_a_month():
    dated = teller("place_id date control_after", DAY)
    assert dated("It is three years this month since the GNA took Sirte.") == {("sirte", "2016-12", "GNA")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not until Friday did the GNA retake Gharyan.", {("gharyan", "recapture", "GNA")}),
        ("Gharyan was the first town that the GNA won back.", {("gharyan", "recapture", "GNA")}),
        ("Gharyan is the next town that the GNA wants to take.", set()),
        ("Friday saw the end of the LNA's hold on Tarhuna.", {("tarhouna", "capture", "GNA")}),
        ("The GNA called for the end of the LNA's hold on Tarhuna.", set()),
        ("The announcement that Tarhuna had been seized came from the GNA.", {("tarhouna", "capture", None)}),
        ("The GNA put out a statement claiming the capture of Tarhuna.", {("tarhouna", "capture", "GNA")}),
        ("Mitiga was on the receiving end of LNA rockets.", {("mitiga-airport", "shelling", None)}),
        ("Several districts of Tripoli were the scene of fighting.", {("tripoli", "clash", "contested")}),
        ("The LNA said that it still held Gharyan and that all reports to the contrary were lies.",
         {("gharyan", "other", "LNA")}),
    ],
)  # fmt: skip
def test_who_gains_or_keeps_a_place_by_another_turn(text, expected):
    assert held(text) == expected
