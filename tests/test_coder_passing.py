"""What the coder reads of background, lists and figures of speech: sentences that tell an event in passing."""

import datetime as dt

import pytest
from telling import teller

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 15)
told = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the standing offensive
        ("The LNA has been attacking the capital for 14 months.", {("tripoli", "advance", "LNA", "2019-04", "asserted")}),
        ("In April 2019 the LNA resumed its efforts to drive the GNA from Tripoli.",
         {("tripoli", "advance", "LNA", "2019-04", "asserted")}),
        # a place told by its apposition; each verb has its own date
        ("LNA jets bombed Gharyan, a town the GNA recaptured in May.",
         {("gharyan", "airstrike", "LNA", "2020-06-15", "asserted"),
          ("gharyan", "recapture", "GNA", "2020-05", "asserted")}),
        ("Haftar lost Watiya airbase, from which he had launched air raids.",
         {("watiya-airbase", "capture", "GNA", "2020-06-15", "asserted")}),
        # truces and talks known by their date
        ("The ceasefire agreed in January was never respected.", {("libya", "truce", "LNA/GNA", "2020-01", "asserted")}),
        ("The truce announced on 12 January should be respected.",
         {("libya", "truce", "LNA/GNA", "2020-01-12", "asserted")}),
        ("Talks on a ceasefire resumed on Wednesday.", {("libya", "talks", "LNA/GNA", "2020-06-10", "asserted")}),
        ("The body was formed after a conference on Libya in Berlin in January.",
         {("berlin", "talks", None, "2020-01", "asserted")}),
        ("Haftar said that he had quit the Skhirat accord.", {("libya", "declaration", "LNA", "2020-06-15", "asserted")}),
        # what is gained: districts of the capital, a control regained, more after "to say nothing of"
        ("GNA forces retook several districts of southern Tripoli.",
         {("tripoli", "recapture", "GNA", "2020-06-15", "asserted")}),
        ("Mizda was taken under control by GNA forces.", {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("Control over Mizda was regained by GNA forces.", {("mizda", "recapture", "GNA", "2020-06-15", "asserted")}),
        ("GNA soldiers brought the town of Mizda under control.",
         {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("GNA forces were in pursuit of the militias of Haftar, which fled towards Mizda.",
         {("mizda", "advance", "GNA", "2020-06-15", "asserted")}),
        ("LNA attack on Mizda foiled by GNA", {("mizda", "repelled", "GNA", "2020-06-15", "asserted")}),
        # lists with a preposition before each place
        ("Clashes went on in Ain Zara, in the Salah al-Din district and in the region of Wishka.",
         {(place, "clash", "LNA/GNA", "2020-06-15", "asserted") for place in ("ain-zara", "salah-al-din", "wishka")}),
        ("Men allied to the LNA joined its forces in blocking ports in eastern Libya and Sharara oilfield.",
         {("eastern-libya", "oil_shutdown", "LNA", "2020-06-15", "asserted"),
          ("sharara-oilfield", "oil_shutdown", "LNA", "2020-06-15", "asserted")}),
        ("Tripoli's port came under attack on Sunday.", {("tripoli-port", "shelling", None, "2020-06-14", "asserted")}),
        ("A battle may break out in Mizda.", {("mizda", "clash", "LNA/GNA", None, "hypothetical")}),
        ("The operations room for the liberation of Sirte has a new head.", set()),
        # who and where: an adjective before the side, the whole behind its part, an entry told at length
        ("Mizda came under the control of Libyan GNA forces.", {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("The sea port in Tripoli, Libya's capital, came under attack on Sunday.",
         {("tripoli-port", "shelling", None, "2020-06-14", "asserted")}),
        ("The GNA entered the towns of Tiji and Badr, to the east of Rujban and Zintan, where no clashes were reported.",
         {(place, "entry_unopposed", "GNA", "2020-06-15", "asserted") for place in ("tiji", "badr")}),
        ("The LNA men that had been stationed at Watiya left it.",
         {("watiya-airbase", "withdrawal", "LNA", "2020-06-15", "asserted")}),
        # what was meant, promised, or warned of
        ("The valve at Hamada was to have been opened on Sunday.", {("hamada", "oil_restart", None, None, "planned")}),
        ("The LNA promised a massive air campaign.", {("libya", "airstrike", "LNA", None, "planned")}),
        ("Egypt warned the GNA against any attempt to capture Sirte.", set()),
        ("The LNA, which had taken Sabha in January 2019, entered Murzuq weeks later.",
         {("sabha", "capture", "LNA", "2019-01", "asserted"),
          ("murzuq", "advance", "LNA", "2019-01/2019-03", "asserted")}),
        ("The UN followed the mobilisation of forces around Mizda with concern.", set()),
        # the answer to the offensive, and its month as the text has it
        ("Haftar launched an offensive on the capital in January and lost ground after the counter-offensive that the GNA "
         "began in April.",
         {("tripoli", "advance", "LNA", "2020-01", "asserted"), ("tripoli", "advance", "GNA", "2020-04", "asserted")}),
        # mines that somebody laid, deaths that somebody counted, envoys met
        ("Mines that the LNA had laid in Ain Zara killed two people.",
         {("ain-zara", "other", "LNA", "2020-06-15", "asserted")}),
        # asides between dashes, units that share their noun, men flown out, a day counted back from one named later
        ("The LNA - soldiers of Wagner among its men - took Mizda.", {("mizda", "capture", "LNA", "2020-06-15", "asserted")}),
        ("Clashes between the Zawiya and Misrata brigades erupted in Tripoli.",
         {("tripoli", "clash", None, "2020-06-15", "asserted")}),
        ("Planes flew Wagner fighters out of Mizda.", {("mizda", "withdrawal", "Wagner", "2020-06-15", "asserted")}),
        ("A week to the day after Haftar lost Mizda, shells fell on Gharyan on Monday.",
         {("mizda", "capture", "GNA", "2020-06-08", "asserted"), ("gharyan", "shelling", None, "2020-06-15", "asserted")}),
        ("Until the LNA leaves Sirte there will be no truce.", {("sirte", "withdrawal", "LNA", None, "planned")}),
        ("The bridge at Gate 27 was blown up by retreating fighters of the LNA.", set()),
        # jets that are sent are the strike; whom a call to leave is for; oil that falls to nothing; a road between towns
        ("The LNA sent jets to bomb Gharyan.", {("gharyan", "airstrike", "LNA", "2020-06-15", "asserted")}),
        ("The GNA called on the LNA to leave Sirte.", {("sirte", "withdrawal", "LNA", None, "planned")}),
        ("The LNA withdrew its forces two to three kilometres from the fronts in Tripoli.",
         {("tripoli", "withdrawal", "LNA", "2020-06-15", "asserted")}),
        ("Output at Sharara oilfield fell to zero.", {("sharara-oilfield", "oil_shutdown", None, "2020-06-15", "asserted")}),
        ("The coastal road between Misrata and Sirte has reopened.",
         {("coastal-road", "other", None, "2020-06-15", "asserted")}),
        ("The brigade that had defended Gharyan surrendered to the army.", set()),
        ("Shelling resumed on Sunday after a lull and hit Abu Salim.",
         {("abu-salim", "shelling", None, "2020-06-14", "asserted")}),
        ("At least 19 civilian deaths in Sirte were verified.", {("sirte", "civilian_harm", None, "2020-06-15", "asserted")}),
    ],
)  # fmt: skip
def test_told_in_passing(text, expected):
    assert told(text) == expected


def test_a_raid_on_a_region_in_the_heading_is_that_on_its_towns():
    text = "LNA jets bomb northwestern Libya\nJets of the LNA bombed Gharyan and Mizda on Sunday."
    assert {e.place_id for e in default_coder().code("own", text, DAY)} == {"gharyan", "mizda"}


def test_he_who_did_it_is_no_saying():
    text = "Haftar has suffered defeats. He lost Mizda last month."
    assert {(e.place_id, e.actor) for e in default_coder().code("own", text, DAY)} == {("mizda", "GNA")}


def test_a_truce_that_remains_is_the_one_that_the_text_dates():
    text = "The truce between the two sides remains in place. Both sides declared a ceasefire on 12 January 2020."
    assert [e.date for e in default_coder().code("own", text, DAY) if e.event_type == "truce"] == ["2020-01-12"]
