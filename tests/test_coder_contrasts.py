"""What sentences set against each other, take back, or tell by what did not happen."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 15)
told = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack on Wishka gained the LNA nothing.",
         {("wishka", "repelled", "GNA", "2020-06-15", "asserted")}),
        ("The LNA attacked Wishka and failed.", {("wishka", "repelled", "GNA", "2020-06-15", "asserted")}),
        ("No shot was fired when the LNA's column drove into Sabha.",
         {("sabha", "entry_unopposed", "LNA", "2020-06-15", "asserted")}),
        ("Nobody has owned up to the jets that hit Mizda.", {("mizda", "airstrike", None, "2020-06-15", "asserted")}),
        ("The UN blamed nobody for the strike in Tajoura on Sunday.",
         {("tajoura", "airstrike", None, "2020-06-14", "confirmed")}),
        ("Sarraj signed in Moscow; Haftar did not.",
         {("moscow", "agreement", "GNA", "2020-06-15", "asserted"), ("moscow", "agreement", "LNA", "2020-06-15", "denied")}),
        ("The LNA said it had taken Mizda; it had not.",
         {("mizda", "capture", "LNA", "2020-06-15", "claimed"), ("mizda", "capture", "LNA", "2020-06-15", "denied")}),
        ("The LNA said, and the GNA denied, that Mizda had been retaken.",
         {("mizda", "recapture", "LNA", "2020-06-15", "claimed"), ("mizda", "recapture", None, "2020-06-15", "denied")}),
        ("The GNA has withdrawn its claim to have shot down a jet over Mizda.",
         {("mizda", "shootdown", "GNA", "2020-06-15", "denied")}),
        ("If the reports are true, Mizda fell on Sunday.", {("mizda", "capture", None, "2020-06-14", "claimed")}),
        ("The fourth clinic to be hit this week is in Ain Zara.",
         {("ain-zara", "civilian_harm", None, "2020-06-09/2020-06-15", "asserted")}),
        ("Egypt's army is not in Sirte.", {("sirte", "foreign_deployment", "Egypt", "2020-06-15", "denied")}),
        ("There are no Russians in Libya, the Kremlin said.",
         {("libya", "foreign_deployment", "Russia", "2020-06-15", "denied")}),
        ("The LNA shelled Abu Salim and the GNA Tarhuna.",
         {("abu-salim", "shelling", "LNA", "2020-06-15", "asserted"),
          ("tarhouna", "shelling", "GNA", "2020-06-15", "asserted")}),
        ("Mizda fell to the GNA on Sunday and Surman to the LNA.",
         {("mizda", "capture", "GNA", "2020-06-14", "asserted"), ("surman", "capture", "LNA", "2020-06-14", "asserted")}),
        ("The GNA and the LNA took Surman and Mizda respectively.",
         {("surman", "capture", "GNA", "2020-06-15", "asserted"), ("mizda", "capture", "LNA", "2020-06-15", "asserted")}),
        ("Shells hit Zawiya and not, as we wrote, Zuwara.",
         {("zawiya", "shelling", None, "2020-06-15", "claimed"), ("zuwara", "shelling", None, "2020-06-15", "denied")}),
        ("There will be no truce, Sarraj said.", {("libya", "truce", "GNA", "2020-06-15", "denied")}),
        ("The GNA admits that it no longer holds Sirte.", {("sirte", "capture", "LNA", "2020-06-15", "confirmed")}),
        ("The LNA cancelled an attack on Mizda because of the sandstorm.", set()),
        ("The GNA accepted the surrender of Mizda.", {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("The LNA's flag was hauled down at Mizda.", {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("Mizda has not been the LNA's since 6 June.", {("mizda", "capture", "GNA", "2020-06-06", "asserted")}),
        ("Mizda passed from the LNA to the GNA and back.",
         {("mizda", "capture", "GNA", "2020-06-15", "asserted"), ("mizda", "recapture", "LNA", "2020-06-15", "asserted")}),
        ("Mizda was taken not by the LNA but by the GNA.", {("mizda", "capture", "GNA", "2020-06-15", "asserted")}),
        ("The LNA says that it has taken Mizda 'for good'.", {("mizda", "capture", "LNA", "2020-06-15", "claimed")}),
        ("Rumour has it that Mizda has fallen.", {("mizda", "capture", None, "2020-06-15", "claimed")}),
        ("The GNA would rather lose Mizda than bomb it.", set()),
        ("That Mizda has fallen is news to the LNA.", {("mizda", "capture", None, "2020-06-15", "asserted")}),
        ("The ceasefire in Syria has held for a month.", set()),
        ("Workers at Zawiya refinery are on strike.", set()),
        ("Rain bombarded Derna.", set()),
        ("The envoy came under fire in Tobruk for his plan.", set()),
        ("In 1942 Tobruk fell to Rommel.", set()),
    ],
)  # fmt: skip
def test_contrasts(text, expected):
    assert told(text) == expected
