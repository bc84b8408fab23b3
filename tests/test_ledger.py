from dataclasses import replace

import pandas as pd
import pytest

from libyaconflict.corroborate import NEEDED, gather_happenings
from libyaconflict.errors import LibyaConflictError
from libyaconflict.ledger import claims_ledger, link_rivals, measure_agreement
from libyaconflict.voices import Voices


@pytest.fixture(scope="module")
def ledger(case, timeline):
    return claims_ledger(case, timeline)


def words(ledger, place, start, end):
    return ledger[(ledger["place"] == place) & (ledger["latest"] >= start) & (ledger["earliest"] <= end)]


@pytest.mark.parametrize(
    ("place", "start", "end"),
    [
        ("Tarhouna", "2020-04-01", "2020-06-30"),
        ("Tripoli international airport", "2019-04-01", "2019-04-30"),
        ("Aziziya", "2019-04-01", "2019-04-30"),
        ("Sirte", "2020-01-01", "2020-01-31"),
    ],
)
def test_both_sides_words_stand_in_the_ledger_with_their_sources(case, ledger, place, start, end):
    told = words(ledger, place, start, end)
    told = told[told["holder"] != ""]
    assert {"GNA", "LNA"} <= set(told["vantage"])
    named = {source for cell in told["sources"] for source in cell.split(";")}
    assert named <= set(case.sources["id"])
    assert (told["sources"] != "").all()


def test_every_named_voice_of_every_report_has_one_row(case, ledger):
    named = sum(case.events[c].str.split(";").map(lambda parts: len([p for p in parts if p])).sum()
                for c in ("claimed_by", "confirmed_by", "disputed_by"))  # fmt: skip
    unnamed = ((case.events["claimed_by"] == "") & (case.events["confirmed_by"] == "")).sum()
    assert len(ledger) == named + unnamed
    assert ledger["assertion"].is_unique


def test_a_claim_that_the_record_does_not_follow_still_says_what_was_claimed(ledger):
    claim = words(ledger, "Aziziya", "2020-03-01", "2020-03-01").iloc[0]
    assert (claim["voice"], claim["holder"], claim["against_interest"]) == ("LNA", "LNA", False)


def test_the_loser_of_sirte_and_of_tarhouna_speaks_against_its_interest(ledger):
    sirte = words(ledger, "Sirte", "2020-01-06", "2020-01-07")
    assert set(sirte.loc[sirte["against_interest"], "vantage"]) == {"GNA"}
    tarhouna = words(ledger, "Tarhouna", "2020-06-04", "2020-06-05")
    assert set(tarhouna.loc[tarhouna["against_interest"], "vantage"]) == {"LNA"}


def test_no_party_denies_its_own_hold_and_no_boast_is_an_admission(ledger):
    denials = ledger[ledger["stance"] == "denies"]
    assert not (denials["holder"] == denials["vantage"]).any()
    boast = words(ledger, "Aziziya", "2019-12-01", "2019-12-01")  # the LNA said that it had gained positions
    assert boast.loc[boast["vantage"] == "LNA", "holder"].tolist() == [""]
    assert not boast["against_interest"].any()
    sirte = words(ledger, "Sirte", "2020-01-06", "2020-01-07")
    assert sirte.loc[sirte["stance"] == "denies", ["vantage", "holder"]].values.tolist()[0] == ["GNA", "LNA"]
    reentry = sirte[sirte["report"] == "2020-01-07-sirte-reentry-claim"]
    assert set(reentry["holder"]) == {""}  # Misratans were said to be back, which is no word for the LNA


def test_rival_accounts_point_at_each_other(ledger):
    links = {(row.assertion, other) for row in ledger.itertuples() for other in row.rivals.split(";") if other}
    assert links
    assert all((other, one) in links for one, other in links)
    vantage = ledger.set_index("assertion")["vantage"]
    assert all(vantage[one] != vantage[other] for one, other in links)


def test_a_denial_is_a_rival_of_what_it_denies_and_of_nothing_that_agrees_with_it():
    rows = [("a#1", "LNA", "LNA", "claims"), ("a#2", "GNA", "LNA", "denies"), ("b#1", "foreign", "GNA", "claims")]
    day = pd.Timestamp("2019-05-01")
    table = pd.DataFrame(
        [
            {"assertion": a, "vantage": v, "holder": h, "stance": s, "place_id": "x", "earliest": day, "latest": day}
            for a, v, h, s in rows
        ]
    )
    assert list(link_rivals(table)["rivals"]) == ["a#2;b#1", "a#1", "a#1"]


def test_both_parties_at_the_airport_on_8_april_say_that_it_is_theirs(ledger):
    told = words(ledger, "Tripoli international airport", "2019-04-08", "2019-04-08")
    assert {(r.voice, r.holder) for r in told[told["stance"] == "claims"].itertuples()} == {
        ("LNA", "LNA"),
        ("GNA", "GNA"),
    }


def test_the_parties_agree_less_often_with_each_other_than_with_foreign_states(ledger):
    share = measure_agreement(ledger).groupby("vantages")[["pairs", "agreeing"]].sum()
    share = share["agreeing"] / share["pairs"]
    assert share["GNA and LNA"] < min(share["GNA and independent"], share["LNA and independent"])


def test_coded_happenings_are_held_against_the_record(case, timeline):
    row = dict.fromkeys(NEEDED, "") | {"place": "Sirte", "place_id": "sirte", "event_type": "capture", "actor": "GNA"}
    row |= {"doc": "own", "control_after": "GNA", "date": "2020-01-07", "date_basis": "clause", "status": "claimed"}
    told = gather_happenings(pd.DataFrame([row | {"by": "GNA"}]), case=case)
    ledger = claims_ledger(case, timeline, told)
    coded = ledger[ledger["origin"] == "coded"]
    assert coded[["voice", "vantage", "stance", "holder", "date"]].values.tolist() == [
        ["GNA", "GNA", "claims", "GNA", "2020-01-07"]
    ]
    assert "2020-01-07" in coded["rivals"].item()
    with pytest.raises(LibyaConflictError, match="lack happening"):
        claims_ledger(case, timeline, told.drop(columns="happening"))


def test_an_outlet_speaks_for_the_side_that_the_table_of_sources_gives_it(case):
    """The column is not in the bundled record; a study may have it."""
    unnamed = case.events[(case.events["claimed_by"] == "") & (case.events["confirmed_by"] == "")]
    row = next(unnamed[unnamed["basis"] == "reported"].itertuples(index=False))
    sides = case.sources.assign(
        vantage=case.sources["id"].map(lambda name: "LNA" if name in row.sources.split(";") else "")
    )
    assert Voices(case).words(row)[0].vantage == "press"
    assert Voices(replace(case, sources=sides)).words(row)[0].vantage == "LNA"
