"""What a sentence leaves to the ones before it, and what a side does with help or in spite of an attack."""

import pytest
from coded_holders import taken, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where an attack was that is told to be beaten off
        ("The GNA attacked Mizda. The LNA still holds Tiji. An LNA spokesman said the attack had been repelled.",
         {("mizda", "advance", "GNA", None), ("tiji", "other", "LNA", "LNA"), ("mizda", "repelled", "LNA", "LNA")}),
        ("The GNA attacked Mizda. Others said that the assault was thwarted.",
         {("mizda", "advance", "GNA", None), ("mizda", "repelled", "LNA", "LNA")}),
        # what is to be retaken is what was lost
        ("The GNA took Mizda. The LNA still holds Tiji. If Haftar can't retake it, he is lost.",
         {("mizda", "capture", "GNA", "GNA"), ("tiji", "other", "LNA", "LNA"), ("mizda", "capture", "LNA", None)}),
        # strikes that help
        ("The LNA attacked Mizda, but GNA men, helped by air strikes, repelled them.",
         {("mizda", "airstrike", "GNA", None), ("mizda", "repelled", "GNA", "GNA")}),
        ("GNA men, backed by air strikes, entered Mizda.",
         {("mizda", "airstrike", "GNA", None), ("mizda", "advance", "GNA", "contested")}),
        # positions kept
        ("GNA men stayed in their positions at Mizda in spite of attacks by the LNA.",
         {("mizda", "repelled", "GNA", "GNA")}),
        # an aircraft from a place did not fall there
        ("The LNA shot down a plane from Misrata air academy.", {("libya", "shootdown", "LNA", None)}),
        # lists
        ("Clashes went on around Mizda, Umm Tiyur and Tiji.",
         {(place, "clash", "LNA/GNA", None) for place in ("mizda", "?Umm Tiyur", "tiji")}),
        ("LNA jets made air strikes on Mizda and around Tiji.",
         {(place, "airstrike", "LNA", None) for place in ("mizda", "tiji")}),
        ("GNA men announced a counter-attack in Mizda.", {("mizda", "advance", "GNA", None)}),
        # ground gained where the text fights
        ("Clashes broke out in Mizda on Monday.\nThe GNA said its men had taken several positions and a camp.",
         {("mizda", "clash", "LNA/GNA", "contested"), ("mizda", "advance", "GNA", "contested")}),
        ("The LNA attacked Mizda.\nThe GNA said it had seized four vehicles.", {("mizda", "advance", "LNA", None)}),
        # a place told with where it lies
        ("Mizda, 80 km south of Gharyan, which the GNA captured in May, was calm.", taken("GNA", "mizda")),
        ("Rockets hit Mizda, a Gharyan suburb.", {("mizda", "shelling", None, None)}),
        # an offensive which they abandoned is no place left
        ("The town was a base of the offensive on Mizda, which the LNA abandoned.", set()),
        # what is denied
        ("LNA men looted shops in Mizda, residents said.\nThe LNA denied any violations.",
         {("mizda", "civilian_harm", "LNA", None)}),
        # what only might be
        ("The GNA would not talk before the LNA withdrew from Mizda.", {("mizda", "withdrawal", "LNA", None)}),
        ("GNA forces may now target the town of Mizda.", {("mizda", "capture", "GNA", None)}),
        # weapons that help an attack, words that interrupt
        ("GNA men, supported by Turkish drones, launched an attack on Mizda.", {("mizda", "advance", "GNA", None)}),
        ("An LNA jet, however, attacked a camp in Mizda.", {("mizda", "airstrike", "LNA", None)}),
        ("The LNA has had control of Mizda for some time.", {("mizda", "other", "LNA", "LNA")}),
        # flights and crowds
        ("Three airlines moved their flights from Mitiga to Zuwara airport.", {("zuwara-airport", "other", None, None)}),
        ("Protesters entered Zueitina port.", {("zueitina-port", "other", None, None)}),
        ("In Mizda people protested against the fighting that goes on between the LNA and the GNA.", set()),
    ],
)  # fmt: skip
def test_the_text_before_tells_what_a_sentence_leaves_out(text, expected):
    assert told(text) == expected
