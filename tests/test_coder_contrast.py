"""What the coder makes of denials, near misses, contrasts, blame and the days of several events of one sentence."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 10)  # a Thursday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA was nowhere near taking Gharyan.", set()),
        ("The GNA has yet to take Tarhuna.", set()),
        ("The LNA called off its attack on Gharyan.", set()),
        ("The GNA almost lost Gharyan in August.", set()),
        ("That Gharyan has fallen is denied by the GNA.", {("gharyan", "capture", "LNA", "denied")}),
        ("It was only a matter of time before Gharyan fell.", {("gharyan", "capture", None, "hypothetical")}),
        ("The GNA was told to yield or face air strikes on Misrata.", {("misrata", "airstrike", None, "planned")}),
        ("There was no sign of fighting in Gharyan.", set()),
        ("The GNA ruled out a withdrawal from Sirte.", {("sirte", "withdrawal", "GNA", "denied")}),
        ("There is no truth to reports that the LNA has taken Ain Zara, a GNA commander said.",
         {("ain-zara", "capture", "LNA", "denied")}),
        ("A GNA offensive on Sirte is imminent, analysts said.", {("sirte", "advance", "GNA", "hypothetical")}),
        ("Reports of the capture of Gharyan could not be verified.", {("gharyan", "capture", None, "claimed")}),
        ("The LNA said on Monday it had captured Azizia - a claim dismissed by the GNA.",
         {("aziziya", "capture", "LNA", "claimed"), ("aziziya", "capture", "LNA", "denied")}),
        ("The LNA rejected the GNA's claim to have taken Asabaa.", {("asabaa", "capture", "GNA", "denied")}),
    ],
)  # fmt: skip
def test_what_did_not_happen(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA captured not Gharyan but Asabaa on Tuesday.",
         {("gharyan", "capture", "LNA", "denied"), ("asabaa", "capture", "LNA", "asserted")}),
        ("It was not Gharyan but Asabaa that the LNA captured.",
         {("gharyan", "capture", "LNA", "denied"), ("asabaa", "capture", "LNA", "asserted")}),
        ("The LNA took not only Gharyan but also Asabaa.",
         {("gharyan", "capture", "LNA", "asserted"), ("asabaa", "capture", "LNA", "asserted")}),
        ("The LNA took Gharyan, not Mizda, on Monday.",
         {("gharyan", "capture", "LNA", "asserted"), ("mizda", "capture", "LNA", "denied")}),
        ("The LNA took Gharyan but not, for all its talk, Mizda.",
         {("gharyan", "capture", "LNA", "asserted"), ("mizda", "capture", "LNA", "denied")}),
        ("All of the western towns except Zintan fell to Haftar.", {("zintan", "capture", "LNA", "denied")}),
        ("No town but Surman fell to the LNA.", {("surman", "capture", "LNA", "asserted")}),
        ("What fell on Monday was Gharyan.", {("gharyan", "capture", None, "asserted")}),
        ("Asabaa has fallen but Mizda has not.",
         {("asabaa", "capture", None, "asserted"), ("mizda", "capture", None, "denied")}),
        ("Not Asabaa but Mizda fell on Monday.",
         {("asabaa", "capture", None, "denied"), ("mizda", "capture", None, "asserted")}),
        ("\"We have taken Sirte,\" said an LNA officer; \"they have not,\" said a GNA one.",
         {("sirte", "capture", "LNA", "claimed"), ("sirte", "capture", "LNA", "denied")}),
        ("An LNA officer who asked not to be named confirmed the loss of Gharyan.",
         {("gharyan", "capture", "GNA", "confirmed")}),
        ("It was the GNA that attacked Sirte.", {("sirte", "advance", "GNA", "asserted")}),
        ("The LNA was attacked at Sirte.", {("sirte", "advance", "GNA", "asserted")}),
        ("The first GNA soldiers to enter Sirte were Misratans.", {("sirte", "advance", "GNA", "asserted")}),
        ("The LNA's answer was to bomb Misrata.", {("misrata", "airstrike", "LNA", "asserted")}),
        ("Fighting has spread from Ain Zara to Wadi al-Rabie.",
         {("ain-zara", "clash", "LNA/GNA", "asserted"), ("wadi-al-rabie", "clash", "LNA/GNA", "asserted")}),
        ("Haftar left Benghazi for Cairo.", set()),
        ("Surman was not among the towns that fell on Monday.", set()),
        ("Every town but one, Zaltan, fell on Monday.", {("zaltan", "capture", None, "denied")}),
        ("Surman, Sabratha and, last, Ajaylat fell on Monday.",
         {(place, "capture", None, "asserted") for place in ("surman", "sabratha", "ajaylat")}),
        ("Five towns fell on Monday, among them Surman.", {("surman", "capture", None, "asserted")}),
        ("The LNA attack on Gharyan that was announced on Monday has not come.",
         {("gharyan", "advance", "LNA", "planned")}),
        ("Rather than Gharyan it was Mizda that the LNA took.", {("mizda", "capture", "LNA", "asserted")}),
        ("Nothing will stop the GNA from taking Sirte, Bashagha said.", {("sirte", "capture", "GNA", "planned")}),
        ("GNA troops were stopped 15 km short of Sirte.", {("sirte", "repelled", "LNA", "asserted")}),
        ("Tribal fighters took Ghat for the LNA.", {("ghat", "capture", "LNA", "asserted")}),
        ("The LNA did not shell Sabratha, its spokesman said.", {("sabratha", "shelling", "LNA", "denied")}),
        ("With Watiya gone, Haftar's officers fear that Tarhuna will be next.",
         {("watiya-airbase", "capture", "GNA", "asserted"), ("tarhouna", "capture", "GNA", "hypothetical")}),
        ("Mizda, taken by the GNA on Thursday and lost on Friday, has been quiet since.",
         {("mizda", "capture", "GNA", "asserted"), ("mizda", "capture", "LNA", "asserted")}),
        ("The next town to fall may be Gharyan.", {("gharyan", "capture", None, "hypothetical")}),
        ("Had the GNA not retaken Gharyan, Tripoli would have fallen.",
         {("gharyan", "recapture", "GNA", "asserted"), ("tripoli", "capture", None, "hypothetical")}),
        ("The LNA said that it had taken Mizda, and the GNA that it had repelled the attack.",
         {("mizda", "capture", "LNA", "claimed"), ("mizda", "repelled", "GNA", "claimed")}),
        ("Sirte was attacked by the LNA on Monday and held.", {("sirte", "repelled", "GNA", "asserted")}),
        ("A Misrata officer said his men had lost Sirte.", {("sirte", "capture", "LNA", "confirmed")}),
    ],
)  # fmt: skip
def test_not_this_place_but_that(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Abu Salim on Tuesday. The GNA held Haftar's forces responsible.",
         {("abu-salim", "shelling", None, "asserted"), ("abu-salim", "shelling", "LNA", "claimed")}),
        ("An air strike hit Tajoura. The LNA said it was not responsible.",
         {("tajoura", "airstrike", None, "asserted")}),
        ("The LNA denied bombing Mitiga airport, blaming GNA artillery for the attack.",
         {("mitiga-airport", "airstrike", "LNA", "denied"), ("mitiga-airport", "shelling", "GNA", "claimed")}),
        ("Ali Omar, spokesman for GNA forces, said the air force had carried out five strikes on Gharyan.",
         {("gharyan", "airstrike", "GNA", "claimed")}),
        ("Both sides confirmed that the GNA had taken Gharyan.", {("gharyan", "capture", "GNA", "confirmed")}),
        ("Both sides claimed to control Gharyan.",
         {("gharyan", "other", "LNA", "claimed"), ("gharyan", "other", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_who_is_blamed_and_who_says_so(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine days before Friday's summit the LNA had lost Gharyan.", {("gharyan", "capture", "2019-09-25")}),
        ("On Tuesday the LNA took Asabaa. The following morning the GNA retook the town.",
         {("asabaa", "capture", "2019-10-08"), ("asabaa", "recapture", "2019-10-09")}),
        ("The LNA took Mizda on Monday and Asabaa a day later.",
         {("mizda", "capture", "2019-10-07"), ("asabaa", "capture", "2019-10-08")}),
        ("On Monday the LNA took Mizda and on Tuesday Asabaa.",
         {("mizda", "capture", "2019-10-07"), ("asabaa", "capture", "2019-10-08")}),
        ("The LNA, which took Sirte in January, said it had foiled an attack on the city.",
         {("sirte", "capture", "2019-01"), ("sirte", "repelled", "2019-10-10")}),
        ("Two weeks after losing Tarhuna, the LNA lost Mizda.",
         {("tarhouna", "capture", "2019-09-26"), ("mizda", "capture", "2019-10-10")}),
        ("The LNA took Mizda on Monday and Asabaa fell on Tuesday.",
         {("mizda", "capture", "2019-10-07"), ("asabaa", "capture", "2019-10-08")}),
    ],
)  # fmt: skip
def test_each_place_has_its_day(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was not clear whether the LNA had entered Gharyan.", set()),
        ("The LNA had made headway in recapturing Gharyan.", set()),
        ("The GNA has not commented on the loss of Gharyan.", {("gharyan", "capture", "LNA", "asserted")}),
        ("The LNA attacked Gharyan in vain.", {("gharyan", "repelled", "GNA", "asserted")}),
        ("The LNA tried unsuccessfully to take Gharyan.", {("gharyan", "repelled", "GNA", "asserted")}),
        ("Instead of withdrawing from Tarhuna, the LNA attacked Gharyan.", {("gharyan", "advance", "LNA", "asserted")}),
        ("The GNA withdrew its claim to have taken Tarhuna.", {("tarhouna", "capture", "GNA", "denied")}),
        ("The GNA captured Surman and Ajaylat, but not Jumayl.",
         {("surman", "capture", "GNA", "asserted"), ("ajaylat", "capture", "GNA", "asserted"),
          ("jumayl", "capture", "GNA", "denied")}),
        ("The LNA said it would halt air strikes on Mitiga, but shells landed on the runway on Wednesday.",
         {("mitiga-airport", "shelling", None, "asserted")}),
    ],
)  # fmt: skip
def test_attempts_exceptions_and_what_is_taken_for_granted(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said its men made the LNA flee to Tarhuna, once they had failed to advance on Ain Zara.",
         {("ain-zara", "repelled", "GNA", "claimed")}),
        ("Rescue teams came under fire as they tried to reach Ain Zara, the GNA said.", set()),
        ("An air strike hit Tajoura. The LNA denied that it had been involved.",
         {("tajoura", "airstrike", None, "asserted"), ("tajoura", "airstrike", "LNA", "denied")}),
        ("The GNA has taken Mizda, LNA and GNA sources said.", {("mizda", "capture", "GNA", "confirmed")}),
        ("Sources: LNA pulls out of Mizda", {("mizda", "withdrawal", "LNA", "claimed")}),
        ("LNA enters Mizda: residents", {("mizda", "advance", "LNA", "confirmed")}),
        ("The GNA denied losing Gharyan but later acknowledged that the LNA had entered the town.",
         {("gharyan", "capture", "LNA", "denied"), ("gharyan", "advance", "LNA", "confirmed")}),
        ("Jordan and Turkey have broken the arms embargo on Libya, the UN said.",
         {("libya", "arms_transfer", "Jordan", "confirmed"), ("libya", "arms_transfer", "Turkey", "confirmed")}),
        ("The LNA lost its main forward base in Gharyan.", {("gharyan", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_who_they_are_and_who_tells(text, expected):
    assert told(text) == expected
