"""What the coder reads of newswire prose about strikes, aircraft, foreign help, oil and diplomacy."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the place of a strike: behind "which", in another clause, or of those who were struck, not of who speaks
        ("Nine people died in an air raid on a shed in which they slept in Gharyan.",
         {("gharyan", "airstrike", None, "asserted")}),
        ("A lorry burnt out at Mizda after being hit by LNA drones.", {("mizda", "drone_strike", "LNA", "asserted")}),
        ("Mismari told the press in Benghazi that LNA jets had struck a convoy near Mizda.",
         {("mizda", "airstrike", "LNA", "claimed")}),
        ("Drones were seen over Gharyan at dawn. They struck a depot in Mizda.",
         {("mizda", "drone_strike", None, "asserted")}),
        ("LNA jets bombed the air academy in Misrata.", {("misrata-air-academy", "airstrike", "LNA", "asserted")}),
        ("Shells hit the capital's harbour.", {("tripoli-port", "shelling", None, "asserted")}),
        # aircraft: gunners that hit one in the air, what a fight cost, a fault that the other side speaks of
        ("GNA gunners hit a drone over Mizda.", {("mizda", "shootdown", "GNA", "asserted")}),
        ("The LNA said it had shot down a drone at Mizda, whereas the GNA spoke of a technical fault.",
         {("mizda", "shootdown", "LNA", "claimed"), ("mizda", "shootdown", "LNA", "denied")}),
        # arms and foreign men
        ("Russia has deployed a dozen warplanes to Jufra airbase.",
         {("jufra-airbase", "foreign_deployment", "Russia", "asserted")}),
        ("Turkey handed over drones to the GNA.", {("libya", "arms_transfer", "Turkey", "asserted")}),
        ("Turkey's parliament prolonged by a year the mandate under which its soldiers serve in Libya.",
         {("libya", "foreign_deployment", "Turkey", "planned")}),
        # oil
        ("Pumping ended at Sharara oilfield on Monday.", {("sharara-oilfield", "oil_shutdown", None, "asserted")}),
        ("El Feel oilfield is back in operation.", {("el-feel-oilfield", "oil_restart", None, "asserted")}),
        ("Haftar promised to let crude flow again.", {("libya", "oil_restart", None, "planned")}),
        # talks, truces and accords
        ("The GNA has walked out of the Geneva military talks.", {("geneva", "talks", "GNA", "denied")}),
        ("Elders of Zintan and Zawiya signed a pact in Rujban.", {("rujban", "agreement", None, "asserted")}),
        ("The LNA has agreed to lay down its arms for the feast.", {("libya", "truce", "LNA", "asserted")}),
        ("Haftar told him that the time was not ripe for a ceasefire.", {("libya", "truce", "LNA", "denied")}),
        ("Haftar went on television to accept the people's mandate.", {("libya", "declaration", "LNA", "asserted")}),
        ("Prisoners, most of them young, changed hands at Shwayrif.",
         {("shwayrif", "other", "LNA/GNA", "asserted")}),
        # several powers, one item each
        ("France, Egypt and the UAE have supplied Haftar with weapons.",
         {("libya", "arms_transfer", power, "asserted") for power in ("France", "Egypt", "UAE")}),
        ("Arms were delivered to the GNA by Turkey and Qatar.",
         {("libya", "arms_transfer", power, "asserted") for power in ("Turkey", "Qatar")}),
        # people: refuge, flight, mines, shots
        ("Families from Gharyan sought refuge in Mizda.", {("gharyan", "displacement", None, "asserted")}),
        ("An attack could put 5,000 people to flight in Gharyan.",
         {("gharyan", "displacement", None, "hypothetical")}),
        ("Two men died in Gharyan when a bomb went off.", {("gharyan", "civilian_harm", None, "asserted")}),
        ("Gunmen opened fire on migrants at Mizda.", {("mizda", "civilian_harm", None, "asserted")}),
        # what closes: everywhere, or a road between two towns; ships stopped
        ("All of Libya's airports will be shut.", {("libya", "other", None, "planned")}),
        ("The coastal road between Misrata and Sirte was reopened.", {("coastal-road", "other", None, "asserted")}),
        ("A freighter was seized off Derna by the LNA.", {("derna", "other", "LNA", "asserted")}),
        # talks without a result, truces that nobody kept, headings
        ("Talks in Moscow between the two sides ended without an agreement.",
         {("moscow", "talks", "LNA/GNA", "asserted"), ("moscow", "agreement", "LNA/GNA", "denied")}),
        ("Neither side respected the truce.", {("libya", "truce", "LNA/GNA", "denied")}),
        ("Geneva is to be the venue of talks between the two sides.", {("geneva", "talks", "LNA/GNA", "planned")}),
        ("Sarraj, Haftar meet in Moscow", {("moscow", "talks", "LNA/GNA", "asserted")}),
        ("EU sanctions three firms over Libya", {("libya", "sanction", "EU", "asserted")}),
        ("Libya oil ports closed as summit nears", {("libya", "oil_shutdown", None, "asserted")}),
        ("The oil blockade, in place since January, was lifted.",
         {("libya", "oil_shutdown", None, "asserted"), ("libya", "oil_restart", None, "asserted")}),
        ("Members of the joint military commission met in Sirte.", {("sirte", "talks", "LNA/GNA", "asserted")}),
        ("The LNA redeployed units from Jufra to Mizda.", {("mizda", "other", "LNA", "asserted")}),
        ("Wagner pulled 1,500 men back from Gharyan.", {("gharyan", "withdrawal", "Wagner", "asserted")}),
        ("A Security Council resolution on the crisis was adopted.", {("libya", "declaration", "UN", "asserted")}),
        ("Sarraj announced the launch of Operation Volcano of Rage.", {("libya", "declaration", "GNA", "asserted")}),
        ("Not one of his men in Mizda has deserted to the GNA.", set()),
        # what is waited for, fled in haste, taken along with other towns; a power that steps in
        ("The council will meet once Mizda has been retaken by the GNA.",
         {("mizda", "recapture", "GNA", "hypothetical")}),
        ("All was calm. The LNA spokesman said that the enemy had fled and left vehicles behind in Mizda.",
         {("mizda", "withdrawal", "GNA", "claimed")}),
        ("The GNA took Surman, together with the towns of Zaltan and Jumayl.",
         {("surman", "capture", "GNA", "asserted"), ("zaltan", "capture", "GNA", "asserted"),
          ("jumayl", "capture", "GNA", "asserted")}),
        ("The GNA won Sabratha and its suburb of Surman.",
         {("sabratha", "capture", "GNA", "asserted"), ("surman", "capture", "GNA", "asserted")}),
        ("Mizda remains under assault by GNA troops.", {("mizda", "advance", "GNA", "asserted")}),
        ("LNA units attacked Mizda with rockets.", {("mizda", "shelling", "LNA", "asserted")}),
        ("LNA units attacked Tripoli and killed two children.", {("tripoli", "shelling", "LNA", "asserted")}),
        ("Turkey intervened militarily in Libya.", {("libya", "foreign_deployment", "Turkey", "asserted")}),
        ("The deal that Sarraj had negotiated in Moscow with Haftar was vague.",
         {("moscow", "agreement", "LNA/GNA", "asserted")}),
        ("Sanalla announced that force majeure was lifted on the safe fields.",
         {("libya", "oil_restart", None, "asserted")}),
        ("The LNA began its campaign to advance on Misrata.", {("misrata", "advance", "LNA", "asserted")}),
        ("The GNA is forming a caretaker council for Mizda.", {("mizda", "declaration", "GNA", "asserted")}),
        ("Tarhuna was a hub for the LNA in its onslaught on Tripoli.", {("tripoli", "advance", "LNA", "asserted")}),
        ("The LNA detected the daily transport of mercenaries by Turkey.",
         {("libya", "foreign_deployment", "Turkey", "asserted")}),
    ],
)  # fmt: skip
def test_prose(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The plan was launched by the UN in Gharyan.",
        "Several hundred Wagner men left aboard three transport planes.",
        "The money changed hands in Tripoli.",
        "A film about the bombing of Gharyan was shown in Rome.",
        "Old statues were unearthed in Gharyan.",
        "The clinic is next to a police station in Gharyan.",
        "Security Council experts asked about ships suspected of breaching the embargo.",
        "The militia leader was caught while he tried to flee the town of Mizda.",
        "The LNA lost its main base in western Libya.",
        "The GNA said that the LNA had been robbed of its only airfield near Tripoli.",
    ],
)
def test_no_event(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a truce, an attack or a repelling brings about is no second event
        ("The LNA and the GNA announced a ceasefire, halting the LNA's push on Mizda.",
         {("libya", "truce", "LNA/GNA", "asserted")}),
        ("The LNA attack on Tripoli port left two ships in flames.", {("tripoli-port", "advance", "LNA", "asserted")}),
        ("The committee, which will enforce the ceasefire, began its work on Monday.", set()),
        ("LNA forces seized large swathes of the coastal town of Zuwara.", {("zuwara", "advance", "LNA", "asserted")}),
        ("Securing the town helps the LNA on its way west.", set()),
        # who speaks of a strike did not make it
        ("Mizda was hit by rockets, a GNA spokesman said.", {("mizda", "shelling", None, "claimed")}),
        ("A rocket hit Mizda, according to a statement by the GNA.", {("mizda", "shelling", None, "claimed")}),
        ("The UN condemns in the strongest possible terms the rocket attack on Mizda by the LNA.",
         {("mizda", "shelling", "LNA", "asserted")}),
        ("The LNA breached the truce twice, including a rocket attack on Mizda.",
         {("mizda", "shelling", "LNA", "asserted")}),
        ("The GNA shot down over Mizda a drone supplied by the UAE to the LNA.",
         {("mizda", "shootdown", "GNA", "asserted")}),
        # what a denial takes for granted
        ("The GNA denied the presence of a ship in Tripoli port, which was shelled by the LNA.",
         {("tripoli-port", "shelling", "LNA", "asserted")}),
        # how long a place has been held, and an apposition that tells when it was taken
        ("Zuwara had been held since 2016 by forces loyal to the GNA.", {("zuwara", "capture", "GNA", "asserted")}),
        ("Zuwara, a coastal town seized by the LNA in May, was quiet.",
         {("zuwara", "capture", "LNA", "asserted")}),
        # talks and signatures
        ("The GNA announced the suspension of its participation in the talks in Geneva.",
         {("geneva", "talks", "GNA", "denied")}),
        ("Geneva hosts talks between the GNA and the LNA.", {("geneva", "talks", "LNA/GNA", "asserted")}),
        ("Haftar asked for more time before signing the deal in Moscow.", set()),
        ("Haftar's delegation left the Russian capital without inking the deal.",
         {("moscow", "agreement", "LNA", "denied")}),
        # closures, flights
        ("The Ras Ajdir crossing lies near the sea and was shut on Monday by Tunisian authorities.",
         {("ras-ajdir", "other", "Tunisia", "asserted")}),
        ("Mitiga airport said flights were suspended and would be directed to Misrata airport.",
         {("mitiga-airport", "other", None, "asserted")}),
        # fighting that goes on where the sentence before told of it
        ("The LNA took Mizda. The fighting continued into the night.",
         {("mizda", "capture", "LNA", "asserted"), ("mizda", "clash", "LNA/GNA", "asserted")}),
        ("The LNA attacked Mizda. Since then, fresh fighting has erupted.",
         {("mizda", "advance", "LNA", "asserted"), ("mizda", "clash", "LNA/GNA", "asserted")}),
        ("The LNA attacked Mizda. The GNA responded with heavy artillery.",
         {("mizda", "advance", "LNA", "asserted"), ("mizda", "shelling", "GNA", "asserted")}),
        ("The LNA attacked Mizda. Dozens of families were displaced.",
         {("mizda", "advance", "LNA", "asserted"), ("mizda", "displacement", None, "asserted")}),
        # a truce that is granted, and one that somebody else proposed
        ("Despite the announcement of a ceasefire on 21 May, the LNA bombed Mizda.",
         {("libya", "truce", "LNA/GNA", "asserted"), ("mizda", "airstrike", "LNA", "asserted")}),
        ("A ceasefire, proposed by Turkey, came into effect on Monday.", {("libya", "truce", "LNA/GNA", "asserted")}),
        ("The LNA announced a truce on Saturday. The GNA has agreed.",
         {("libya", "truce", "LNA", "asserted"), ("libya", "truce", "GNA", "asserted")}),
        ("Turkey backs the GNA and has sent Syrian soldiers to Libya.",
         {("libya", "foreign_deployment", "Turkey", "asserted")}),
        ("Road closures are to be expected in Mizda.", set()),
        # oil: who shut it, and what was only wished or named
        ("The Zawiya refinery halted operations on Monday.", {("zawiya-refinery", "oil_shutdown", None, "asserted")}),
        ("Output fell after the closure of Sharara oilfield by Haftar's forces.",
         {("sharara-oilfield", "oil_shutdown", "LNA", "asserted")}),
        ("The NOC denounced the closure of a valve, which shut down production at Sharara oilfield.",
         {("sharara-oilfield", "oil_shutdown", None, "asserted")}),
        ("Swift action is needed to end the oil blockade.", set()),
        ("LNA forces launched an oil blockade in January.", {("libya", "oil_shutdown", "LNA", "asserted")}),
        # declarations, talks and help from abroad
        ("Haftar declared jihad against the Turkish troops.", {("libya", "declaration", "LNA", "asserted")}),
        ("The Security Council endorsed the Berlin conference's conclusions.",
         {("libya", "declaration", "UN", "asserted")}),
        ("The GNA recalled its delegation from Geneva.", {("geneva", "talks", "GNA", "denied")}),
        ("Jordan regularly supplies Haftar's forces.", {("libya", "arms_transfer", "Jordan", "asserted")}),
        ("Wagner snipers have been seen on the front lines in Mizda.",
         {("mizda", "foreign_deployment", "Wagner", "asserted")}),
        ("A flight control room in Mizda burnt down, the LNA said.", set()),
        ("Mitiga airport was evacuated after a rocket attack.", {("mitiga-airport", "shelling", None, "asserted")}),
        ("Since February 2019, Mizda has been held by the LNA.", {("mizda", "capture", "LNA", "asserted")}),
        ("A convoy of armoured cars arrived from Misrata in Mizda.", {("mizda", "other", None, "asserted")}),
    ],
)  # fmt: skip
def test_newswire_of_a_truce(text, expected):
    assert told(text) == expected
