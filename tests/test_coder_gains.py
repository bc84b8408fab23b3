"""Gains and states as newswire puts them: lists of places, headings, light verbs, who is driven out, who holds on."""

import pytest
from coded_holders import DAY, taken, told

from libyaconflict.coder import default_coder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA took three towns on Monday, including Mizda, Tiji and Kikla.", taken("GNA", "mizda", "tiji", "kikla")),
        ("Three towns fell to the GNA: Mizda, Tiji and Kikla.", taken("GNA", "mizda", "tiji", "kikla")),
        ("The towns taken by the GNA are Mizda, Tiji and Kikla.", taken("GNA", "mizda", "tiji", "kikla")),
        ("The GNA took Mizda (80 km from the capital), Tiji and Kikla.", taken("GNA", "mizda", "tiji", "kikla")),
        ("The GNA took Mizda south of Gharyan, and Tiji and Kikla near Nalut.", taken("GNA", "mizda", "tiji", "kikla")),
        ("LNA ousted from Mizda, says GNA", taken("GNA", "mizda")),
        ("Haftar's men driven from Mizda", taken("GNA", "mizda")),
        ("The fall of Mizda to the LNA was a blow to the GNA.", taken("LNA", "mizda")),
        ("The GNA's capture on Monday of Mizda was a surprise.", taken("GNA", "mizda")),
        ("The GNA declared Mizda liberated.", taken("GNA", "mizda")),
        ("Mizda came into the hands of the GNA.", taken("GNA", "mizda")),
        ("The siege ended with the LNA in control of Mizda.", taken("LNA", "mizda")),
        ("After a week of fighting the GNA was able to take Mizda.", taken("GNA", "mizda")),
    ],
)  # fmt: skip
def test_a_gain_is_read_whatever_its_form(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda is still controlled by the LNA.", {("mizda", "other", "LNA", "LNA")}),
        ("The LNA is holding out in Mizda.", {("mizda", "other", "LNA", "LNA")}),
        ("Only Tiji has fallen to the LNA; Mizda is holding out.",
         {("tiji", "capture", "LNA", "LNA"), ("mizda", "other", "GNA", "GNA")}),
    ],
)  # fmt: skip
def test_a_state_is_told_as_a_state(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces push back attack by LNA on Mizda", {("mizda", "repelled", "GNA", "GNA")}),
        ("GNA forces withstood an LNA attack on Mizda.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The LNA's attempt to advance in Mizda ended in failure.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The GNA assaulted Mizda. The attack failed, however, and LNA forces went on to take Tiji.",
         {("mizda", "advance", "GNA", None), ("mizda", "repelled", "LNA", "LNA"), *taken("LNA", "tiji")}),
        ("The LNA came within a whisker of taking Mizda.", set()),
        ("GNA fighters made their way into Mizda.", {("mizda", "advance", "GNA", "contested")}),
        ("LNA troops took up positions in Mizda.", {("mizda", "advance", "LNA", None)}),
        ("The LNA has Mizda surrounded.", {("mizda", "siege", "LNA", None)}),
    ],
)  # fmt: skip
def test_what_is_tried_or_beaten_off_changes_no_holder(text, expected):
    assert told(text) == expected


def test_one_side_maintains_control_in_the_voice_of_the_outlet():
    [event] = default_coder().code("own", "The LNA maintains control of Mizda.", DAY)
    assert (event.event_type, event.control_after, event.status) == ("other", "LNA", "asserted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ousted from Mizda in May, the LNA turned to Tiji.", taken("GNA", "mizda")),
        ("The GNA refuted the LNA's claim that it had taken Mizda.", {("mizda", "capture", "LNA", None)}),
        ("There was no truth in reports that the LNA had taken Mizda.", {("mizda", "capture", "LNA", None)}),
        ("Mizda's fall was denied by the GNA.", {("mizda", "capture", "LNA", None)}),
        ("Reporters saw government fighters in possession of Mizda.", {("mizda", "other", "GNA", "GNA")}),
        ("In Mizda, GNA forces captured several buildings.", {("mizda", "advance", "GNA", "contested")}),
        ("GNA forces took the road linking Mizda and Tiji.", set()),
        ("GNA drones hit LNA fighters as they fled Mizda.",
         {("mizda", "drone_strike", "GNA", None), ("mizda", "withdrawal", "LNA", None)}),
        ("The LNA attacked Mizda but was forced to withdraw.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The GNA's next target is Mizda.", {("mizda", "capture", "GNA", None)}),
    ],
)  # fmt: skip
def test_a_holder_is_told_only_by_what_says_so(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiji and Kikla, between Nalut and the Tunisian border, came under GNA control.", taken("GNA", "tiji", "kikla")),
        ("The GNA took Tiji, Al-Jmeil and Kikla.", taken("GNA", "tiji", "jumayl", "kikla")),
        ("The GNA took Mizda and several villages, including Tiji and Kikla.", taken("GNA", "mizda", "tiji", "kikla")),
        ("The GNA took the district of Ain Zara and the military camps of Hamza and Yarmouk.",
         taken("GNA", "ain-zara", "hamza-camp", "yarmouk-camp")),
        ("The LNA took Mizda on Monday, its spokesman said in Benghazi. The GNA has since retaken the town.",
         taken("LNA", "mizda") | taken("GNA", "mizda")),
        ("The Desert Force, which is loyal to the GNA, had overrun Mizda.", taken("GNA", "mizda")),
        ("Tamanhint airbase near Sabha was damaged on Friday. Later the LNA secured it again.",
         taken("LNA", "tamanhint-airbase")),
        ("Clashes broke out in the Jufra area of central Libya.", {("jufra", "clash", "LNA/GNA", "contested")}),
        ("Clashes went on around Ain Zara, Hay Funduq al-Sharif, Zatarna and Mizda.",
         {(place, "clash", "LNA/GNA", None) for place in ("ain-zara", "?Hay Funduq al-Sharif", "zatarna", "mizda")}),
        ("The GNA took Mizda. LNA forces denied any looting.", taken("GNA", "mizda")),
        ("The GNA took several positions, Tiji and Kikla among them.", taken("GNA", "tiji", "kikla")),
        ("The GNA took Mizda from troops that side with Haftar.", taken("GNA", "mizda")),
        ("The operation aims, the GNA said in a statement, to liberate Mizda.", {("mizda", "capture", "GNA", None)}),
        ("The GNA cleared Mitiga airport of passengers.", set()),
        ("Much territory in the Tiji and Kikla areas was captured by the GNA.",
         {("tiji", "advance", "GNA", "contested"), ("kikla", "advance", "GNA", "contested")}),
        ("The GNA held its lines to prevent the capture of Mizda by the LNA.", set()),
        ("The GNA has been under attack by Haftar's forces since April 2019.", {("tripoli", "advance", "LNA", None)}),
        ("Asked if the campaign would stop after Mizda was taken, the GNA said nothing.",
         {("mizda", "capture", None, None)}),
        ("The GNA entered Mizda, Tiji, and Kikla as well, with no clashes reported.",
         taken("GNA", "mizda", "tiji", "kikla")),
        ("Shells hit Mitiga airport. Airlines moved to Misrata airport. Rockets struck the airport again.",
         {("mitiga-airport", "shelling", None, None)}),
        ("LNA jets struck the fronts of southern Tripoli, in particular in Tiji and Kikla.",
         {("tiji", "airstrike", "LNA", None), ("kikla", "airstrike", "LNA", None)}),
        ("The LNA tried to advance on Mizda.", {("mizda", "advance", "LNA", None)}),
        ("The GNA took control of strategic locations, Mizda the most notable among them.", taken("GNA", "mizda")),
        ("Months after he had announced an operation to take Tripoli, Haftar said nothing.",
         {("tripoli", "advance", "LNA", None)}),
        ("The LNA's men were working there, having expelled from Mizda the forces of the GNA.", taken("LNA", "mizda")),
        ("Libyan Army forces took Mizda, a blow to Haftar's forces.", taken("GNA", "mizda")),
        ("The LNA held 53 abducted migrants in Mizda.", set()),
        ("The LNA tried to advance on Mizda and Tiji, but GNA units held it back.",
         {("mizda", "repelled", "GNA", "GNA"), ("tiji", "repelled", "GNA", "GNA")}),
        ("The LNA began another assault on Mizda, but was once more repelled.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The GNA denied an advance by the LNA in Mizda.", {("mizda", "advance", "LNA", None)}),
        ("The GNA gave the LNA 24 hours to surrender Mizda.", {("mizda", "capture", "GNA", None)}),
        ("The GNA tried in vain to take Mizda.", {("mizda", "repelled", "LNA", "LNA")}),
        ("The LNA said it was still holding Mizda.", {("mizda", "other", "LNA", "LNA")}),
        ("Haftar's men said they had \"redeployed\" out of Mizda.", {("mizda", "withdrawal", "LNA", None)}),
    ],
)  # fmt: skip
def test_names_and_sides_are_found_across_lists_asides_and_sentences(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A GNA spokesman said the militias had fled Mizda.", {("mizda", "withdrawal", "LNA", None)}),
        ("The LNA fell back from Mizda.", {("mizda", "withdrawal", "LNA", None)}),
        ("The LNA took Mizda on Monday, only to lose it again on Tuesday.", taken("LNA", "mizda") | taken("GNA", "mizda")),
        ("The LNA retains Mizda, which it seized in March.", {("mizda", "other", "LNA", "LNA"), *taken("LNA", "mizda")}),
        ("GNA units went on to Mizda, which they entered on Monday.", {("mizda", "advance", "GNA", "contested")}),
        ("The GNA retook Mizda hours after it had been overrun by eastern troops.",
         taken("GNA", "mizda") | taken("LNA", "mizda")),
        ("The LNA took several positions near Mizda.", {("mizda", "advance", "LNA", None)}),
    ],
)  # fmt: skip
def test_one_sentence_may_tell_two_holders_and_when_each_held(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA dealt Haftar a blow by overrunning Mizda.", taken("GNA", "mizda")),
        ("The GNA surprised Haftar's men at dawn and took Mizda.", taken("GNA", "mizda")),
        ("The GNA accused the LNA of shelling Tiji and took Mizda.",
         {("tiji", "shelling", "LNA", None), *taken("GNA", "mizda")}),
        ("The LNA was driven from Nowhereville, Tiji and Kikla.", taken("GNA", "tiji", "kikla")),
        ("The LNA held Mizda for two days.", set()),
        ("The LNA fled north, leaving only Mizda in its hands.", set()),
    ],
)  # fmt: skip
def test_who_is_acted_upon_takes_nothing(text, expected):
    assert told(text) == expected


def test_a_day_within_what_is_said_of_somebody_is_not_the_day_of_the_news():
    text = "That the GNA took Mizda is a blow to the LNA, which shelled Tiji on June 4."
    days = {event.place_id: str(event.date) for event in default_coder().code("own", text, DAY)}
    assert days["mizda"] == DAY.isoformat()


def test_headings_that_a_page_links_to_are_not_read():
    body = [
        "Talks go on",
        "The envoy met both sides.",
        "They met on Monday.",
        "He said he was hopeful.",
        "It ended late.",
    ]
    links = ["READ: GNA forces capture Mizda", "Haftar's forces seize Tiji in a night attack"]
    text = "\n".join([*body, *links, "They will meet again.", "No day was set."])
    assert default_coder().code("own", text, DAY) == []
    assert {e.place_id for e in default_coder().code("own", links[1], DAY)} == {"tiji"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The expulsion of the LNA from Mizda took a day.", taken("GNA", "mizda")),
        ("The loss of Mizda was a setback for the LNA.", taken("GNA", "mizda")),
        ("The fall of Mizda was a boost for the LNA.", taken("LNA", "mizda")),
        ("The fall of Mizda is a blow to Haftar.", taken("GNA", "mizda")),
        ("The GNA won the battle for Mizda.", taken("GNA", "mizda")),
        ("Following Haftar's defeat in Mizda, the GNA pushed on to Tiji.", {("tiji", "advance", "GNA", None)}),
        ("GNA forces attacked on several fronts in Ain Zara and made small gains.", {("ain-zara", "advance", "GNA", None)}),
        ("GNA forces made an incursion into Mizda.", {("mizda", "advance", "GNA", None)}),
        ("The LNA tried to take a checkpoint west of Tripoli, called Gate 27, but pulled back.",
         {("gate-27", "repelled", "GNA", "GNA")}),
    ],
)  # fmt: skip
def test_nouns_tell_who_gained(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda, on the road from Gharyan to Tiji, was abandoned by the LNA before the GNA took it.",
         {("mizda", "withdrawal", "LNA", "GNA"), *taken("GNA", "mizda")}),
        ("The LNA took Tiji. On Monday its troops had left Mizda.",
         {*taken("LNA", "tiji"), ("mizda", "withdrawal", "LNA", None)}),
        ("The government in Tripoli said its forces had retaken the capital's main airport.",
         taken("GNA", "tripoli-international-airport")),
    ],
)  # fmt: skip
def test_asides_and_seats_are_no_places_of_events(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A government offensive on Mizda was repelled.", {("mizda", "repelled", "LNA", "LNA")}),
        ("The eastern government attacked the plan.", set()),
    ],
)
def test_the_army_of_the_government_attacks(text, expected):
    assert told(text) == expected


def test_the_word_of_the_outlet_s_own_reporter_is_the_outlet_s():
    text = (
        "Al Jazeera's Mona Halim, reporting from Tripoli, said GNA forces had entered Mizda. The LNA, she added, had shelled Tiji. "
        "LNA troops took Kikla, Halim said. LNA jets bombed Gharyan, a GNA officer said."
    )
    status = {e.place_id: str(e.status) for e in default_coder().code("own", text, DAY)}
    assert status == {"mizda": "asserted", "tiji": "asserted", "kikla": "asserted", "gharyan": "claimed"}
