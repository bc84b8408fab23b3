"""What the coder reads of whole reports: what a text takes as known, dates that hold for several sentences, weekly lists."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 20)  # a Friday
coded = teller("place_id event_type actor date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the government that has to withstand an offensive withstands the standing one
        ("The government has been facing an offensive by Gen. Haftar's forces.",
         {("tripoli", "advance", "LNA", "2019-04")}),
        ("Since April Haftar's forces have been attacking Tripoli.", {("tripoli", "advance", "LNA", "2019-04")}),
        # an attack that is known from a strike told without its place
        ("An air raid killed nine people in Libya.\nThe victims of Monday's attack in Mizda were migrants.",
         {("mizda", "airstrike", None, "2020-03-16")}),
        # two days are no span
        ("Clashes took place in Mizda on 3 and 9 March.",
         {("mizda", "clash", "LNA/GNA", "2020-03-03"), ("mizda", "clash", "LNA/GNA", "2020-03-09")}),
        ("Clashes went on in Mizda between 3 and 9 March.", {("mizda", "clash", "LNA/GNA", "2020-03-03/2020-03-09")}),
        # a heading that says what the round-up covers
        ("Security highlights March 2-8, 2020\nLNA jets bombed Mizda.",
         {("mizda", "airstrike", "LNA", "2020-03-02/2020-03-08")}),
        # what is so at present, whatever day was named before
        ("On 12 March jets hit Sirte. Mizda is at present under the control of the GNA.",
         {("sirte", "airstrike", None, "2020-03-12"), ("mizda", "other", "GNA", "2020-03-20")}),
        ("The LNA still has control of Mizda.", {("mizda", "other", "LNA", "2020-03-20")}),
        ("The LNA reached Mizda, where it took control of the fortress.", {("mizda", "capture", "LNA", "2020-03-20")}),
        # an aircraft that was hit was shot down; who is told of it again is told no more
        ("The GNA shot down a jet over Mizda. The pilot was caught after the jet was brought down.",
         {("mizda", "shootdown", "GNA", "2020-03-20")}),
        ("The helicopter was hit near Mizda by the GNA.", {("mizda", "shootdown", "GNA", "2020-03-20")}),
        ("Raids on the former bastion of the LNA hit Mizda.", {("mizda", "airstrike", None, "2020-03-20")}),
        ("The LNA took Mizda. More fighting has since broken out.",
         {("mizda", "capture", "LNA", "2020-03-20"), ("mizda", "clash", "LNA/GNA", "2020-03-20")}),
        ("A GNA commander deployed to Kabaw on 10 March.", {("kabaw", "other", "GNA", "2020-03-10")}),
        # nouns of moving, phone calls, a hold regained, what one's country does
        ("The push of the GNA on Sirte was swift.", {("sirte", "advance", "GNA", "2020-03-20")}),
        ("Sisi spoke by phone on Monday with Haftar.", {("libya", "talks", "Egypt/LNA", "2020-03-16")}),
        ("The GNA said Mizda was under its control once more.", {("mizda", "recapture", "GNA", "2020-03-20")}),
        ("GNA forces have Mizda under full siege.", {("mizda", "siege", "GNA", "2020-03-20")}),
        ("Erdogan admitted that his country was supplying arms to the GNA.",
         {("libya", "arms_transfer", "Turkey", "2020-03-20")}),
        ("LNA units broke the militias' defences in Ain Zara.", {("ain-zara", "advance", "LNA", "2020-03-20")}),
        ("LNA units fled to Mizda after the GNA's attack on Monday.", {("mizda", "other", "LNA", "2020-03-16")}),
        ("The LNA will finish withdrawing from Mizda on Friday.", {("mizda", "withdrawal", "LNA", "2020-03-20")}),
        ("On 4 April 2019 Haftar announced that an offensive on Tripoli was being launched.",
         {("tripoli", "advance", "LNA", "2019-04")}),
        ("Haftar's forces invaded Tripoli at the start of April 2019.", {("tripoli", "advance", "LNA", "2019-04")}),
        ("There has been fighting since Mizda was shelled.",
         {("mizda", "clash", "LNA/GNA", "2020-03-20"), ("mizda", "shelling", None, "2020-03-20")}),
        ("The LNA downed a drone at an airport near Tripoli.\nMitiga airport was then shut.",
         {("mitiga-airport", "shootdown", "LNA", "2020-03-20"), ("mitiga-airport", "other", None, "2020-03-20")}),
        ("GNA forces cut off the LNA's supply routes to Mizda.", {("mizda", "siege", "GNA", "2020-03-20")}),
        ("LNA troops took a checkpoint west of the capital, Gate 27, but were driven off by fighters from Zawiya.",
         {("gate-27", "capture", "LNA", "2020-03-20"), ("gate-27", "repelled", "GNA", "2020-03-20")}),
        ("The clinic in Mizda came under a hail of mortar shells.", {("mizda", "shelling", None, "2020-03-20")}),
        ("LNA units met with fierce resistance at Murzuq.", {("murzuq", "clash", "LNA/GNA", "2020-03-20")}),
        ("The GNA took Mizda on Monday. The Kaniyat, who held the town, fled.",
         {("mizda", "capture", "GNA", "2020-03-16")}),
        ("The LNA halted its offensive for the feast.", {("libya", "truce", "LNA", "2020-03-20")}),
        # a list under headings of places, with notes of its sources; the lines of a timeline
        ("MURZUQ\n- Clashes between the LNA and the GNA left three people dead [Daily Observer, 14.03.2020].",
         {("murzuq", "clash", "LNA/GNA", "2020-03-14")}),
        ("April 4, 2019: The LNA moves on Gharyan.\nJune 26: The GNA retakes Gharyan.",
         {("gharyan", "advance", "LNA", "2019-04-04"), ("gharyan", "recapture", "GNA", "2019-06-26")}),
        ("The LNA has lost eight towns in the west, Sorman and Sabratha among them.",
         {("surman", "capture", "GNA", "2020-03-20"), ("sabratha", "capture", "GNA", "2020-03-20")}),
        ("The ceasefire lasted only a few hours.", {("libya", "truce", "LNA/GNA", "2020-03-20")}),
        ("The LNA still has bases in Mizda and Sabratha.",
         {("mizda", "other", "LNA", "2020-03-20"), ("sabratha", "other", "LNA", "2020-03-20")}),
        ("GNA jets hit LNA positions in western Libya, among them Watiya airbase, Mizda and Asabaa.",
         {(p, "airstrike", "GNA", "2020-03-20") for p in ("watiya-airbase", "mizda", "asabaa")}),
        ("The GNA launched a counter offensive on Mizda.", {("mizda", "advance", "GNA", "2020-03-20")}),
        ("Haftar had his men start the \"decisive battle\" for the capture of Mizda.",
         {("mizda", "capture", None, None)}),
        ("Two car bombs at the LNA's headquarters in Derna left 18 people injured.",
         {("derna", "civilian_harm", None, "2020-03-20")}),
        ("Two planes were destroyed in air strikes on Jufra airbase.",
         {("jufra-airbase", "airstrike", None, "2020-03-20")}),
        ("The Berlin conference will be put off until November.", {("berlin", "talks", None, "2020-11")}),
        ("A new force, loyal to the GNA, took Mizda on Monday.", {("mizda", "capture", "GNA", "2020-03-16")}),
        ("Turkey sends weapons to the GNA to help it keep control of Mizda.",
         {("libya", "arms_transfer", "Turkey", "2020-03-20")}),
        ("Haftar's forces were preparing a convoy of armed forces that would head for Mizda.",
         {("mizda", "advance", "LNA", None)}),
        ("ISIS attacked Checkpoint 400 in the Fuqaha area on Monday.", {("fuqaha", "clash", "ISIS", "2020-03-16")}),
        ("A conference on Libya planned for 14 April in Ghadames will not take place.",
         {("ghadames", "talks", None, "2020-04-14")}),
        ("Jufra airbase has become a hub for Russian mercenaries.",
         {("jufra-airbase", "foreign_deployment", "Wagner", "2020-03-20")}),
        ("Air strikes and rocket attacks hit Mizda.",
         {("mizda", "airstrike", None, "2020-03-20"), ("mizda", "shelling", None, "2020-03-20")}),
        ("Armed clashes and shelling went on in Mizda.",
         {("mizda", "clash", None, "2020-03-20"), ("mizda", "shelling", None, "2020-03-20")}),
        ("The LNA withdrew from Mizda after clashes with the GNA.",
         {("mizda", "withdrawal", "LNA", "2020-03-20"), ("mizda", "clash", "LNA/GNA", "2020-03-20")}),
        ("Haftar vowed to step up his offensive on Mizda.", {("mizda", "advance", "LNA", None)}),
        ("The LNA pledged to fight on until Mizda is taken.", {("mizda", "capture", None, None)}),
        ("ISIS attacked Fuqaha on Monday. The LNA beat off the attack.",
         {("fuqaha", "clash", "ISIS", "2020-03-16"), ("fuqaha", "repelled", "LNA", "2020-03-16")}),
    ],
)  # fmt: skip
def test_reports(text, expected):
    assert coded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mizda has often changed hands.",
        "The siege of Derna was lifted.",
        "Haftar's men have the town of Mizda to fall back on.",
        "Turkey has so far deployed no troops to Libya.",
        "Haftar accuses the GNA of using the airport of Mitiga for military ends.",
        "The two sides in Tripoli have turned to air strikes.",
        "Ankara's recent moves in Libya have raised tensions.",
        "The GNA is hampered in its progress towards Sirte.",
        "The LNA lost its supply and fuel trucks to Turkish soldiers in Mizda.",
        "The UN says that as of 28 April some 300 people were killed in Tripoli.",
    ],
)
def test_no_event(text):
    assert coded(text) == set()
