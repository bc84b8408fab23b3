"""Changes of control in the ordinary prose of the craft: pronouns, participles, ellipsis, time spent, what was in vain."""

import pytest
from coded_holders import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA overran Mizda, only for the GNA to drive it out by dusk.",
         {("mizda", "capture", "LNA", "LNA"), ("mizda", "capture", "GNA", "GNA")}),
        ("It took the LNA four days to mop up Mizda.", {("mizda", "capture", "LNA", "LNA")}),
        ("Mizda fell to the GNA on Monday; Tiji and Badr met the same fate.",
         {(place, "capture", "GNA", "GNA") for place in ("mizda", "tiji", "badr")}),
        ("Encircled by the GNA since May, Tarhuna is short of fuel.", {("tarhouna", "siege", "GNA", None)}),
        ("Mizda has been held by the LNA since early 2019.", {("mizda", "capture", "LNA", "LNA")}),
        ("The LNA took several districts of Tripoli, including Ain Zara and Khallatat.",
         {("ain-zara", "capture", "LNA", "LNA"), ("khallatat", "capture", "LNA", "LNA")}),
        ("Several districts of Tripoli, including Ain Zara and Khallatat, were taken by the LNA.",
         {("ain-zara", "capture", "LNA", "LNA"), ("khallatat", "capture", "LNA", "LNA")}),
        ("The GNA retook two districts of Tripoli: Ain Zara and Khallatat.",
         {("ain-zara", "capture", "GNA", "GNA"), ("khallatat", "capture", "GNA", "GNA")}),
        ("With Mizda in its hands, the GNA turned to Tiji.", {("mizda", "capture", "GNA", "GNA")}),
        ("The LNA's garrison in Mizda surrendered.", {("mizda", "capture", "GNA", "GNA")}),
        ("The LNA's hold on Mizda ended on Friday.", {("mizda", "capture", "GNA", "GNA")}),
        ("A day after it seized Mizda, the GNA lost it again.",
         {("mizda", "capture", "GNA", "GNA"), ("mizda", "capture", "LNA", "LNA")}),
        ("The fall of Mizda left the LNA with only Tiji.", {("mizda", "capture", "GNA", "GNA")}),
        ("GNA units went peacefully into the town of Mizda, and also into the towns of Tiji and Badr.",
         {(place, "capture", "GNA", "GNA") for place in ("mizda", "tiji", "badr")}),
        ("The GNA took swiftly control of Mizda.", {("mizda", "capture", "GNA", "GNA")}),
        ("The LNA took control, without any fighting, of Mizda.", {("mizda", "capture", "LNA", "LNA")}),
        ("The GNA entered Mizda near the Tunisian border and took control of it.",
         {("mizda", "capture", "GNA", "GNA")}),
        ("The GNA took Gharyan, some 80 km from the capital, Tripoli.", {("gharyan", "capture", "GNA", "GNA")}),
        ("Drones hit Mizda. The GNA is 3 km from Sirte city centre, and its liberation from the LNA is looming.",
         {("mizda", "drone_strike", None, None), ("sirte", "advance", "GNA", None), ("sirte", "capture", "GNA", None)}),
        ("The International Airport of Tripoli has passed under the control of the LNA.",
         {("tripoli-international-airport", "capture", "LNA", "LNA")}),
        ("The LNA begins a counteroffensive to take Gharyan back.",
         {("gharyan", "advance", "LNA", None), ("gharyan", "capture", "LNA", None)}),
        ("The war for the liberation of Tripoli is nearly over, the LNA says.", {("tripoli", "capture", None, None)}),
        ("LNA men took Mizda, on the road that links Tiji with Badr, before they were routed.",
         {("mizda", "capture", "LNA", "LNA"), ("mizda", "capture", "GNA", "GNA")}),
        ("GNA jets hit Mizda. The situation remains under control.", {("mizda", "airstrike", "GNA", None)}),
        ("Eight years ago Misrata's fighters took Sirte.", set()),  # another war
        ("To retake Mizda is essential for liberating Tiji.",
         {("mizda", "capture", None, None), ("tiji", "capture", None, None)}),
        ("Mizda was occupied for some six years by the LNA.", set()),  # no day of a capture
        ("A minister was hurt when his convoy came under fire in Mizda.", {("mizda", "clash", None, "contested")}),
        ("The LNA seized Mizda on Thursday, but by dawn the men of Zawiya had it back.",
         {("mizda", "capture", "LNA", "LNA"), ("mizda", "capture", "GNA", "GNA")}),
        ("Mizda fell to the GNA on Monday. Is Tiji next?",
         {("mizda", "capture", "GNA", "GNA"), ("tiji", "capture", "GNA", None)}),
        ("Tripoli denied on Sunday that it had lost Mizda.", {("mizda", "capture", "LNA", None)}),  # its government
        ("Shells fell on Tripoli and Benghazi.",
         {("tripoli", "shelling", None, None), ("benghazi", "shelling", None, None)}),
        ("The LNA gave the men of Misrata until midnight to be out of Tiji.", {("tiji", "withdrawal", "GNA", None)}),
        ("The LNA shot at a drone near Mizda; it had taken it for a Turkish one.", set()),
        ("The LNA began an offensive on Mizda.\nThe GNA took everyone by surprise when it announced that it had retaken Tiji.",
         {("mizda", "advance", "LNA", None), ("tiji", "capture", "GNA", "GNA")}),
        ("The GNA's offensive on Mizda seems to have stalled.", {("mizda", "advance", "GNA", None)}),
        ("LNA men are trying to advance on Mizda.", {("mizda", "advance", "LNA", None)}),
        ("The GNA thwarted an attempt to advance on Mizda.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The LNA set its sights on Zuwara.", {("zuwara", "capture", "LNA", None)}),
        ("The GNA set its sights high.", set()),
        ("The GNA brushed aside talk of Mizda having fallen to the LNA.", {("mizda", "capture", "LNA", None)}),
    ],
)  # fmt: skip
def test_a_gain_is_read_from_what_stands_around_the_verb(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA attacked Mizda but made no headway.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The LNA tried to advance at Ramla but was held up.", {("ramla", "repelled", "GNA", "GNA")}),
        ("GNA fighters stopped the LNA in its tracks outside Mizda.", {("mizda", "repelled", "GNA", "GNA")}),
        ("LNA fighters tried to enter Mizda but were stopped.", {("mizda", "repelled", "GNA", "GNA")}),
        ("LNA units attempted to storm Mizda but failed.", {("mizda", "repelled", "GNA", "GNA")}),
        ("The LNA launched an assault on Mizda but was beaten back.", {("mizda", "repelled", "GNA", "GNA")}),
        ("GNA defences at Mizda held firm against an LNA assault.", {("mizda", "repelled", "GNA", "GNA")}),
        ("LNA attack on Mizda thwarted, ten dead", {("mizda", "repelled", "GNA", "GNA")}),
    ],
)  # fmt: skip
def test_an_attack_in_vain_is_one_repelled(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA took Mizda on Monday as the LNA fled south.",
         {("mizda", "capture", "GNA", "GNA"), ("mizda", "withdrawal", "LNA", "GNA")}),
        ("LNA units entered Mizda, only to retreat hours later.",
         {("mizda", "advance", "LNA", "contested"), ("mizda", "withdrawal", "LNA", None)}),
        ("The GNA attacked the abandoned airbase of Watiya.", {("watiya-airbase", "advance", "GNA", None)}),
        ("Haftar's men quit Mizda as the GNA closed in.", {("mizda", "withdrawal", "LNA", None)}),
        ("LNA aircraft struck a GNA convoy advancing on Mizda.", {("mizda", "airstrike", "LNA", None)}),
        ("Both armies are to quit Sirte under the accord.", {("sirte", "withdrawal", "LNA/GNA", None)}),
    ],
)  # fmt: skip
def test_who_leaves_and_from_where(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Both sides should pull back from the front lines, the UN said.",
        "The LNA came close to losing Mizda.",
        "Haftar will be in Benghazi on Monday.",
        "The town of Mizda is 160 km from Tripoli.",
        "Read also: LNA captures Sirte",
        "The LNA left Mizda exposed.",
    ],
)
def test_no_change_is_read_from_calls_distances_and_links(text):
    assert told(text) == set()
