"""Who calls what another told a lie, what was never said, and what each of two places has of its own."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 5, 26)
told = teller("place_id event_type actor control_after status by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said it had taken Mizda; Mismari described the news as pure fantasy.",
         {("mizda", "capture", "GNA", "GNA", "claimed", "GNA"), ("mizda", "capture", "GNA", None, "denied", "LNA")}),
        ("The LNA branded the reported fall of Mizda a fabrication.",
         {("mizda", "capture", "GNA", None, "denied", "LNA")}),
        ("GNA forces captured Surman, it said, but the LNA labelled the announcement a falsehood.",
         {("surman", "capture", "GNA", "GNA", "claimed", "GNA"), ("surman", "capture", "GNA", None, "denied", "LNA")}),
        ("The LNA said on Monday that it had retaken Asabaa; the GNA's spokesman called this rubbish.",
         {("asabaa", "recapture", "LNA", "LNA", "claimed", "LNA"), ("asabaa", "recapture", "LNA", None, "denied", "GNA")}),
        ("The GNA says that it took Asabaa. An LNA spokesman called the capture a fairy tale.",
         {("asabaa", "capture", "GNA", "GNA", "claimed", "GNA"), ("asabaa", "capture", "GNA", None, "denied", "LNA")}),
        ("Mizda was entered at dawn, the GNA said; the eastern army's spokesman called the entry an invention.",
         {("mizda", "advance", None, None, "claimed", "GNA"), ("mizda", "advance", "GNA", None, "denied", "LNA")}),
        ("Asabaa was bombed, the GNA said; the LNA called both the raid and the film of it inventions.",
         {("asabaa", "airstrike", None, None, "claimed", "GNA"), ("asabaa", "airstrike", "LNA", None, "denied", "LNA")}),
    ],
)  # fmt: skip
def test_who_calls_it_a_lie_denies_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA called the LNA's seizure of Sirte a mistake.",
         {("sirte", "capture", "LNA", "LNA", "asserted", None)}),
        ("The LNA took Sirte on Monday; the GNA called the attack a crime.",
         {("sirte", "capture", "LNA", "LNA", "asserted", None)}),
        ("The GNA retook Asabaa on Monday and described the LNA's talk of a truce as lies.",
         {("asabaa", "recapture", "GNA", "GNA", "asserted", None)}),
        ("The LNA bombed Mizda on Monday. Reports of harm to townsfolk were inventions, it said.",
         {("mizda", "airstrike", "LNA", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_who_judges_something_else_denies_no_event(text, expected):
    assert told(text) == expected


shared = teller("place_id event_type actor control_after date", dt.date(2019, 9, 16))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gharyan and Mizda fell on Sunday, the former to the GNA, the latter to the LNA.",
         {("gharyan", "capture", "GNA", "GNA", "2019-09-15"), ("mizda", "capture", "LNA", "LNA", "2019-09-15")}),
        ("Surman and Sabratha changed hands, the former on Sunday, the latter on Monday.",
         {("surman", "capture", None, None, "2019-09-15"), ("sabratha", "capture", None, None, "2019-09-16")}),
        ("Shells hit Abu Salim and Tarhouna on Sunday, the former fired by the LNA and the latter by the GNA.",
         {("abu-salim", "shelling", "LNA", None, "2019-09-15"), ("tarhouna", "shelling", "GNA", None, "2019-09-15")}),
        ("Rockets fell on Mitiga and Ain Zara on Sunday, the former from the LNA's guns, the latter from the GNA's.",
         {("mitiga-airport", "shelling", "LNA", None, "2019-09-15"), ("ain-zara", "shelling", "GNA", None, "2019-09-15")}),
        ("Gharyan and Mizda fell to the GNA on Sunday; the latter is the larger.",
         {("gharyan", "capture", "GNA", "GNA", "2019-09-15"), ("mizda", "capture", "GNA", "GNA", "2019-09-15")}),
    ],
)  # fmt: skip
def test_the_former_and_the_latter_have_each_their_own(text, expected):
    assert shared(text) == expected
