"""Single hard sentences: days that no figure names, places that are somebody's, ellipsis, attempts and denials."""

import datetime as dt

import pytest
from coded_holders import taken

from libyaconflict import load_case
from libyaconflict.coder.code import Coder

CODER = Coder(load_case(check=False).places)
DAY = dt.date(2020, 5, 20)  # a Wednesday


def code(text: str) -> set:
    return {(e.place_id, e.event_type, e.actor, e.control_after) for e in CODER.code("own", text, DAY)}


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("the day before yesterday", "2020-05-18"),
        ("on New Year's Eve", "2019-12-31"),
        ("on Easter Monday", "2020-04-13"),
        ("48 hours ago", "2020-05-18"),
        ("on the second day of Eid al-Adha", "2019-08-12"),
        ("on Tuesday of last week", "2020-05-12"),
        ("a week ago on Tuesday", "2020-05-12"),
        ("on the last Friday of April", "2020-04-24"),
        ("on the fourteenth of last month", "2020-04-14"),
        ("a fortnight ago", "2020-05-06"),
        ("a year ago today", "2019-05-20"),
        ("in the summer of 2018", "2018-06/2018-08"),
        ("in the night from Friday to Saturday", "2020-05-15/2020-05-16"),
        ("late last month", "2020-04-20/2020-04-30"),
        ("the day after Thursday's talks", "2020-05-15"),
    ],
)
def test_days_without_a_figure(when, date):
    assert [e.date for e in CODER.code("own", f"The GNA took Mizda {when}.", DAY)] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Next Friday it will be a year since the GNA took Mizda.", "2019-05-22"),
        ("The GNA on Monday marked the first anniversary of its capture of Mizda.", "2019-05-18"),
        ("Mizda has been in the LNA's hands for three days.", "2020-05-17"),
        ("The GNA did not enter Mizda until Friday.", "2020-05-15"),
        ("When the envoy landed on 4 April, Mizda had been in Haftar's hands for two days.", "2020-04-02"),
    ],
)
def test_days_counted_back(text, date):
    assert [e.date for e in CODER.code("own", text, DAY)] == [date]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Drones struck Mizda on Thursday and again on Friday.", {("mizda", "2020-05-14"), ("mizda", "2020-05-15")}),
        ("Two days after losing Mizda the LNA lost Tiji.", {("mizda", "2020-05-18"), ("tiji", "2020-05-20")}),
        ("Mizda fell on Thursday and Tiji followed on Monday.", {("mizda", "2020-05-14"), ("tiji", "2020-05-18")}),
        ("Mizda fell on Thursday; on Monday it was Tiji's turn.", {("mizda", "2020-05-14"), ("tiji", "2020-05-18")}),
        ("The GNA took the town of Mizda on Thursday and that of Tiji on Monday.",
         {("mizda", "2020-05-14"), ("tiji", "2020-05-18")}),
        ("The LNA took Mizda on Monday, having bombed it two days before.",
         {("mizda", "2020-05-18"), ("mizda", "2020-05-16")}),
        ("Output at Sharara began on Thursday and ended on Monday.",
         {("sharara-oilfield", "2020-05-14"), ("sharara-oilfield", "2020-05-18")}),
        ("Having lost Mizda on Thursday, the LNA gave up Tiji and Nasma on Monday.",
         {("mizda", "2020-05-14"), ("tiji", "2020-05-18"), ("nasma", "2020-05-18")}),
        ("Sharara was shut on Thursday and El Feel on Monday.",
         {("sharara-oilfield", "2020-05-14"), ("el-feel-oilfield", "2020-05-18")}),
    ],
)  # fmt: skip
def test_days_of_several(text, dates):
    assert {(e.place_id, e.date) for e in CODER.code("own", text, DAY)} == dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tanks came to Mizda on Monday. By noon it was the government's.", taken("GNA", "mizda")),
        ("By Monday night the LNA was master of Mizda.", taken("LNA", "mizda")),
        ("The LNA announced that it had Mizda.", taken("LNA", "mizda")),
        ("Mizda is no longer Haftar's.", taken("GNA", "mizda")),
        ("Mizda is still the LNA's.", {("mizda", "other", "LNA", "LNA")}),
        ("Haftar's garrison in Mizda laid down its arms.", taken("GNA", "mizda")),
        ("The LNA's spokesman listed Mizda and Tiji as taken.", taken("LNA", "mizda", "tiji")),
        ("The news took Mizda by surprise.", set()),
        ("The GNA pulled out of Mizda, leaving it to Haftar.", {("mizda", "withdrawal", "GNA", "LNA")}),
    ],
)
def test_whose_a_place_is(text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda fell to the GNA on Monday and Tiji, the border town, a day later.", taken("GNA", "mizda", "tiji")),
        ("Surman fell to the GNA at dawn, Sabratha at noon.", taken("GNA", "surman", "sabratha")),
        ("The GNA took Mizda on Monday and the LNA Tiji.", taken("GNA", "mizda") | taken("LNA", "tiji")),
        ("Mizda fell to the LNA on Monday; at Tiji the same thing happened a day later.", taken("LNA", "mizda", "tiji")),
        ("Mizda fell to the LNA on Monday, as did Tiji.", taken("LNA", "mizda", "tiji")),
        ("The LNA shelled Mizda and Tiji on Monday; the latter fell to it on Tuesday.",
         {("mizda", "shelling", "LNA", None), ("tiji", "shelling", "LNA", None)} | taken("LNA", "tiji")),
    ],
)  # fmt: skip
def test_what_shares_a_verb(text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("Haftar's men tried to get into Mizda and could not.", "repelled", "asserted"),
        ("The LNA's assault on Mizda got nowhere.", "repelled", "asserted"),
        ("Nobody from Haftar's side has set foot in Mizda, a GNA commander said.", "advance", "denied"),
        ("No LNA soldier has entered Mizda, a GNA spokesman said.", "advance", "denied"),
        ("It was not the LNA that took Mizda, its mayor said.", "capture", "denied"),
        ("Leave Mizda or be driven out of it, the GNA's minister told Haftar's men.", "capture", "planned"),
        ("The GNA has put off its assault on Mizda until further notice.", "advance", "planned"),
    ],
)
def test_attempts_denials_and_threats(text, event_type, status):
    assert {(e.event_type, e.status) for e in CODER.code("own", text, DAY)} == {(event_type, status)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said that the GNA had admitted the loss of Mizda.", {("capture", "claimed", "LNA")}),
        ("The LNA no longer disputes that it lost Mizda.", {("capture", "confirmed", "LNA")}),
        ("The LNA's claim to have taken Mizda is a joke, the GNA's spokesman said.", {("capture", "denied", "GNA")}),
        ("The LNA admitted that it had spoken too soon when it announced the capture of Mizda.",
         {("capture", "denied", "LNA")}),
        ("The GNA says it shot down an LNA jet at Mizda; the LNA says all its aircraft are home.",
         {("shootdown", "claimed", "GNA"), ("shootdown", "denied", "LNA")}),
        ("Russia has no soldiers in Libya, the Kremlin said.", {("foreign_deployment", "denied", "Russia")}),
        ("Moscow has sent no soldiers to Libya, the Kremlin said.", {("foreign_deployment", "denied", "Russia")}),
    ],
)  # fmt: skip
def test_on_whose_word(text, expected):
    assert {(e.event_type, e.status, e.by) for e in CODER.code("own", text, DAY)} == expected


def test_on_whose_order_oil_stops():
    events = CODER.code("own", "Loading stopped at Hariga port on Monday by order of the LNA.", DAY)
    assert [(e.event_type, e.actor) for e in events] == [("oil_shutdown", "LNA")]


def test_rockets_on_board_are_no_shelling():
    events = CODER.code("own", "A plane full of rockets landed at Benina on Monday.", DAY)
    assert [e.event_type for e in events] == ["arms_transfer"]


@pytest.mark.parametrize(
    "text",
    [
        "In the novel a colonel from Zintan takes Sirte in a night.",
        "LNA cadets took a mock village near Benghazi in a drill on Monday.",
        "The Turks took Tripoli in 1551.",
        "Sand has captured two streets in Ghadames.",
        "A new director took control of the hospital in Tarhuna on Monday.",
        "He who takes Bani Walid takes the war, the saying goes.",
        "The LNA was within a street of taking Zahra when its shells ran out.",
    ],
)
def test_no_event_of_this_war(text):
    assert not code(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("But for the rain Haftar's tanks would have been in Mizda by Friday, an officer believes.", "hypothetical"),
        ("Without the drones Mizda would have fallen in January.", "hypothetical"),
        ("Haftar's tanks would be in Mizda by Friday, his spokesman boasted.", "planned"),
    ],
)
def test_what_would_have_been(text, status):
    assert {(e.place_id, e.event_type, e.status) for e in CODER.code("own", text, DAY)} == {
        ("mizda", "capture", status)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Sirte battalion of the LNA shelled Mizda.", {("mizda", "shelling", "LNA", None)}),
        ("LNA soldiers broke into Yarmouk camp.", {("yarmouk-camp", "advance", "LNA", "contested")}),
        ("Half of Hamza camp was the GNA's by noon.", {("hamza-camp", "advance", "GNA", "contested")}),
        ("Of Hamza camp only the gatehouse is still the LNA's.", set()),
        ("The GNA deprived Haftar of Mizda.", taken("GNA", "mizda")),
        ("GNA troops walked into Mizda to find Haftar's men gone.", {("mizda", "entry_unopposed", "GNA", "GNA")}),
    ],
)
def test_who_is_where(text, expected):
    assert code(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA says it took Mizda; the GNA says it did not.",
         {("capture", "claimed", "LNA"), ("capture", "denied", "GNA")}),
        ("The LNA says it has taken Mizda. It has not, says the GNA.",
         {("capture", "claimed", "LNA"), ("capture", "denied", "GNA")}),
        ("The GNA says the LNA bombed Mizda; the LNA says it did not.",
         {("airstrike", "claimed", "GNA"), ("airstrike", "denied", "LNA")}),
        ("By noon government troops were in Mizda.", {("capture", "asserted", None)}),
        ("The GNA retook Mizda on Sunday, lost it on Monday and, on Tuesday, took it for good.",
         {("recapture", "asserted", None), ("capture", "asserted", None)}),
        ("Planes that nobody will name bombed Mizda.", {("airstrike", "asserted", None)}),
        ("The LNA says that it is in Mizda.", {("capture", "claimed", "LNA")}),
        ("LNA out of Mizda, says GNA", {("withdrawal", "claimed", "GNA")}),
        ("GNA: Mizda ours within days", {("capture", "planned", "GNA")}),
        ("Fighting broke out on Monday in Tripoli, Lebanon.", set()),
        ("In 1942 Rommel took Tobruk; on Monday Haftar held a parade there.", set()),
    ],
)  # fmt: skip
def test_short_answers_and_what_is_left_out(text, expected):
    assert {(e.event_type, e.status, e.by) for e in CODER.code("own", text, DAY)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA got as far as Wishka before Haftar's men drove them back.",
         {("wishka", "repelled", "LNA", "LNA")}),
        ("The LNA got no further than Zahra on Monday.", {("zahra", "advance", "LNA", "contested")}),
        ("Mizda, the GNA admits, is still Haftar's.", {("mizda", "other", "LNA", "LNA")}),
    ],
)  # fmt: skip
def test_how_far_a_side_got(text, expected):
    assert code(text) == expected


def test_what_is_only_considered_or_ruled_out():
    said = {"Turkey is considering sending soldiers to Libya.": "hypothetical"}
    said["Algeria has ruled out sending soldiers to Libya."] = "denied"
    for text, status in said.items():
        assert [e.status for e in CODER.code("own", text, DAY)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The shells that hit Mizda on Sunday were not ours, the LNA said.",
        "Mizda was shelled on Sunday; the LNA says it was not its doing.",
        "The LNA had nothing to do with the shelling of Mizda on Sunday, its spokesman said.",
    ],
)
def test_a_strike_that_is_disowned_was_made_by_somebody(text):
    said = {(e.event_type, e.actor, e.status, e.by) for e in CODER.code("own", text, DAY)}
    assert said == {("shelling", None, "asserted", None), ("shelling", "LNA", "denied", "LNA")}


def test_a_day_of_the_verb_after_an_and_is_not_that_of_the_clause_before():
    text = "Mitiga closed on Sunday when rockets fell on its runway and opened again on Monday."
    assert [e.date for e in CODER.code("own", text, DAY)] == ["2020-05-17", "2020-05-17", "2020-05-18"]
