"""Coded events of many reports become happenings, and are weighed against the record."""

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import libyaconflict as lc
from libyaconflict import cli
from libyaconflict.coder.command import COLUMNS as CODED
from libyaconflict.coder.command import code_paths
from libyaconflict.coder.writers import writing
from libyaconflict.corroborate import COLUMNS, NEEDED, STATUSES
from libyaconflict.locations import bundled

TARHOUNA = {"place": "Tarhouna", "place_id": "tarhouna", "event_type": "capture", "actor": "GNA", "target": "LNA",
            "control_after": "GNA", "date": "2020-06-05", "date_basis": "clause", "status": "claimed", "by": "GNA"}  # fmt: skip
JUFRA = {"place": "Jufra airbase", "place_id": "jufra-airbase", "event_type": "arms_transfer", "actor": "Russia",
         "target": "LNA", "control_after": "", "date": "2020-05-26", "date_basis": "clause", "status": "claimed", "by": "US"}  # fmt: skip


def coded(*rows):
    """A table of coded events, one document each unless it says otherwise."""
    blank = dict.fromkeys(NEEDED, "")
    return pd.DataFrame([blank | {"doc": f"d{n}"} | row for n, row in enumerate(rows)])


def at(name, place_id, event_type, actor, date, **more):
    basis = {"date_basis": "clause", "status": "asserted"}
    return basis | {"place": name, "place_id": place_id, "event_type": event_type, "actor": actor, "date": date} | more


def gathered(case, *rows, sources=None):
    return lc.gather_happenings(coded(*rows), sources, case=case)


@pytest.fixture(scope="module")
def weigh(case, timeline, periods):
    def run(*rows, sources=None):
        told = lc.gather_happenings(coded(*rows), sources, case=case)
        return lc.weigh_against_record(told, case, timeline=timeline, periods=periods)

    return run


# -- gathering: who says so


def test_a_claim_that_three_outlets_repeat_stays_a_claim(case):
    told = gathered(case, TARHOUNA, TARHOUNA, TARHOUNA | {"event_type": "recapture"})
    assert len(told) == 1
    row = told.iloc[0]
    assert (row["happening"], row["status"], row["claimed_by"]) == ("2020-06-05-tarhouna-capture-gna", "claimed", "GNA")
    assert (row["n_docs"], row["docs"], row["rows"]) == (3, "d0;d1;d2", "0;1;2")
    assert row["event_type"] == "capture"


def test_the_loss_of_tarhouna_is_confirmed_once_an_outlet_of_the_loser_tells_it(case):
    bulletin = TARHOUNA | {"status": "asserted", "by": ""}
    sources = pd.DataFrame({"doc": ["d1"], "publisher": ["General Command bulletin"], "vantage": ["LNA"]})
    told = gathered(case, TARHOUNA, bulletin, sources=sources)
    assert told[["status", "claimed_by", "confirmed_by"]].values.tolist() == [["confirmed", "GNA", "LNA"]]
    assert gathered(case, TARHOUNA, bulletin)["status"].tolist() == ["asserted"]


def test_what_a_side_s_outlet_asserts_for_itself_is_that_side_s_claim(case):
    row = TARHOUNA | {"status": "asserted", "by": ""}
    told = gathered(case, row, sources={"d0": "GNA-side media"})
    assert told[["status", "affirmed_by", "claimed_by"]].values.tolist() == [["claimed", "", "GNA"]]
    told = gathered(case, row, sources={"d0": "Reuters"})
    assert told[["status", "affirmed_by", "claimed_by"]].values.tolist() == [["asserted", "Reuters", ""]]


def test_both_parties_telling_of_one_raid_confirm_it(case):
    raid = at("Mitiga airport", "mitiga-airport", "airstrike", "LNA", "2019-04-08", status="claimed")
    assert gathered(case, raid | {"by": "LNA"}, raid | {"by": "GNA"})["status"].tolist() == ["confirmed"]
    assert gathered(case, raid | {"by": "LNA"}, raid | {"by": "LNA-side media"})["status"].tolist() == ["claimed"]


def test_warplanes_at_jufra_told_by_the_us_and_denied_by_russia_are_disputed(case, weigh):
    rows = JUFRA, JUFRA | {"status": "denied", "by": "Russia", "date": "2020-05-27", "date_basis": "published"}
    told = weigh(*rows)
    assert told[["status", "claimed_by", "denied_by"]].values.tolist() == [["disputed", "US", "Russia"]]
    assert told["relation"].tolist() == ["supports"]
    assert told["record"].tolist() == ["2020-05-26-jufra-airbase-russian-jets-africom"]
    assert told["why"].tolist() == [
        "the record has an arms transfer at Jufra airbase by Russia on 26 May 2020, denied by Russia and the LNA"
    ]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["asserted", "denied"], "disputed"),
        (["confirmed", "denied"], "confirmed"),
        (["asserted", "asserted"], "asserted"),
        (["asserted", "claimed"], "asserted"),
        (["denied", "denied"], "denied"),
        (["planned", "asserted"], "asserted"),
        (["planned", "hypothetical"], "planned"),
        (["hypothetical"], "hypothetical"),
    ],
)
def test_the_status_of_a_happening(case, statuses, status):
    row = at("Libya", "libya", "talks", "LNA/GNA", "2020-01-13")
    assert gathered(case, *(row | {"status": name} for name in statuses))["status"].tolist() == [status]


def test_one_text_in_two_files_is_one_report(case):
    told = gathered(case, TARHOUNA | {"sha256": "a"}, TARHOUNA | {"sha256": "a"}, TARHOUNA | {"sha256": "b"})
    assert told[["n_docs", "docs"]].values.tolist() == [[2, "d0;d1;d2"]]


# -- gathering: what is one happening


def test_surman_captured_and_recaptured_is_one_happening_and_sabratha_another(case):
    surman = at("Surman", "surman", "capture", "GNA", "2020-04-13")
    sabratha = surman | {"place": "Sabratha", "place_id": "sabratha"}
    told = gathered(case, surman, surman | {"event_type": "recapture", "date": "2020-04-14"}, sabratha)
    assert told[["place", "n_docs", "other_dates"]].values.tolist() == [
        ["Sabratha", 1, ""],
        ["Surman", 2, "2020-04-14"],
    ]


def test_a_row_that_names_nobody_joins_the_only_actor_named_and_no_one_of_two(case):
    ours = at("Yarmouk camp", "yarmouk-camp", "clash", "LNA", "2019-05-25")
    nobody = ours | {"actor": ""}
    assert len(gathered(case, ours, nobody)) == 1
    assert len(gathered(case, ours, nobody, ours | {"actor": "GNA"})) == 3
    assert len(gathered(case, ours, ours | {"actor": "LNA/GNA"}, ours | {"actor": "GNA/LNA"})) == 2


def test_a_gain_that_a_bulletin_gives_to_nobody_is_no_word_for_the_enemy_s(case):
    theirs = at("Tripoli international airport", "tripoli-international-airport", "capture", "LNA", "2019-06-11",
                status="claimed", by="LNA")  # fmt: skip
    cleared = theirs | {"actor": "", "by": "", "status": "asserted", "date": "2019-06-15", "date_basis": "published"}
    vantage = pd.DataFrame({"doc": ["d1"], "vantage": ["GNA"]})
    assert gathered(case, theirs, cleared, sources=vantage)["status"].tolist() == ["claimed", "claimed"]
    assert len(gathered(case, theirs, cleared)) == 1


def test_no_chain_of_days_grows_and_the_day_most_texts_give_is_the_anchor(case):
    days = [TARHOUNA | {"date": f"2020-06-0{day}"} for day in (4, 5, 6)]
    told = gathered(case, *days)
    assert told[["earliest", "n_docs"]].astype(str).values.tolist() == [["2020-06-04", "2"], ["2020-06-06", "1"]]
    told = gathered(case, *days, days[1])
    assert told[["n_docs", "other_dates"]].values.tolist() == [[4, "2020-06-04;2020-06-06"]]
    assert told["earliest"].tolist() == told["latest"].tolist() == [pd.Timestamp("2020-06-05")]


def test_raids_on_two_days_in_a_row_are_two_raids(case):
    raid = at("Mitiga airport", "mitiga-airport", "drone_strike", "LNA", "2019-08-15")
    assert len(gathered(case, raid, raid | {"date": "2019-08-16"})) == 2
    assert len(gathered(case, raid, raid | {"event_type": "airstrike"})) == 1


def test_the_day_of_publication_reaches_back_and_a_date_of_the_clause_does_not(case):
    late = TARHOUNA | {"date": "2020-06-11", "date_basis": "published"}
    told = gathered(case, TARHOUNA, late)
    assert told[["n_docs", "date_basis", "other_dates"]].values.tolist() == [[2, "clause", ""]]
    assert len(gathered(case, TARHOUNA, late | {"date_basis": "clause"})) == 2
    assert len(gathered(case, TARHOUNA, late | {"date": "2020-06-03"})) == 2


def test_a_date_that_fits_two_happenings_equally_stays_by_itself(case):
    first, second = TARHOUNA | {"date": "2020-06-03"}, TARHOUNA | {"date": "2020-06-20"}
    told = gathered(case, first, second, TARHOUNA | {"date": "2020-06"})
    assert told["n_docs"].tolist() == [1, 1, 1]
    near = gathered(case, first, second, TARHOUNA | {"date": "2020-06-21", "date_basis": "carried"})
    assert near["n_docs"].tolist() == [1, 2]


def test_firm_dates_that_agree_narrow_the_day(case):
    told = gathered(case, TARHOUNA | {"date": "2020-06-04/2020-06-05"}, TARHOUNA | {"date": "2020-06-05/2020-06-06"})
    assert told[["earliest", "latest"]].values.tolist() == [[pd.Timestamp("2020-06-05")] * 2]


def test_plans_without_a_day_stay_apart_from_what_happened(case):
    plan = TARHOUNA | {"status": "planned", "date": "", "control_after": "", "by": "LNA", "actor": "LNA"}
    sources = pd.DataFrame({"doc": ["d0", "d1", "d2"], "published": ["2020-04-20", "2020-05-02", "2020-06-30"]})
    told = gathered(case, plan, plan, plan, TARHOUNA, sources=sources)
    assert told["n_docs"].tolist() == [2, 1, 1]
    assert told["planned_by"].tolist() == ["LNA", "", "LNA"]
    assert told.loc[0, "earliest"] == pd.Timestamp("2020-04-20")
    assert pd.isna(told.loc[0, "latest"])
    assert gathered(case, plan, plan)["n_docs"].tolist() == [2]


def test_statements_of_a_holder_are_no_captures_and_events_of_no_kind_merge_with_nothing(case):
    holds = TARHOUNA | {"event_type": "other"}
    told = gathered(case, TARHOUNA, holds, holds | {"control_after": "LNA", "actor": "LNA"})
    assert len(told) == 3
    kindless = holds | {"control_after": "", "start": "7"}
    assert len(gathered(case, kindless, kindless)) == 2
    assert len(gathered(case, kindless | {"sha256": "a"}, kindless | {"sha256": "a"})) == 1


# -- laws

DATES = st.sampled_from(
    ["", "2020-06-03", "2020-06-04", "2020-06-05", "2020-06-05/2020-06-07", "2020-06", "../2020-06-04", "2020-06-09"]
)
ROWS = st.fixed_dictionaries(
    {
        "doc": st.sampled_from(["a", "b", "c", "d;e"]),
        "place": st.just("Tarhouna"),
        "place_id": st.sampled_from(["tarhouna", ""]),
        "event_type": st.sampled_from(["capture", "recapture", "withdrawal", "airstrike", "drone_strike", "other"]),
        "actor": st.sampled_from(["", "GNA", "LNA", "LNA/GNA", "Kaniyat"]),
        "target": st.sampled_from(["", "LNA"]),
        "control_after": st.sampled_from(["", "", "GNA", "LNA"]),
        "date": DATES,
        "status": st.sampled_from(STATUSES),
        "by": st.sampled_from(["", "GNA", "LNA", "Russia", "GNA and LNA"]),
        "date_basis": st.sampled_from(["clause", "sentence", "carried", "published", "campaign", ""]),
        "sha256": st.sampled_from(["", "x", "y"]),
        "start": st.sampled_from(["1", "2"]),
    }
)
SOURCES = pd.DataFrame({"doc": ["a", "b"], "vantage": ["GNA", "LNA"], "published": ["2020-06-06", None]})


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=14), data=st.data())
def test_the_order_of_rows_changes_nothing_and_no_row_is_lost(case, rows, data):
    table = pd.DataFrame(rows)
    told = lc.gather_happenings(table, SOURCES, case=case)
    labels = [int(label) for cell in told["rows"] for label in cell.split(";")]
    assert sorted(labels) == list(table.index)
    shuffled = table.loc[data.draw(st.permutations(list(table.index)))]
    pd.testing.assert_frame_equal(lc.gather_happenings(shuffled, SOURCES, case=case), told)
    assert told["happening"].is_unique
    dated = told.dropna(subset=["earliest", "latest"])
    assert (dated["earliest"] <= dated["latest"]).all()


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=10))
def test_a_table_told_twice_tells_no_more(case, rows):
    table = pd.DataFrame(rows)
    once = lc.gather_happenings(table, SOURCES, case=case).drop(columns="rows")
    twice = lc.gather_happenings(pd.concat([table, table], ignore_index=True), SOURCES, case=case)
    pd.testing.assert_frame_equal(twice.drop(columns="rows"), once)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=14))
def test_happenings_keep_places_families_and_named_actors_apart(case, rows):
    table = pd.DataFrame(rows)
    told = lc.gather_happenings(table, SOURCES, case=case)
    for cell in told["rows"]:
        members = table.loc[[int(label) for label in cell.split(";")]]
        assert members["place_id"].nunique() == 1
        assert members["event_type"].map(lc.corroborate.family).nunique() == 1
        assert members.loc[members["actor"] != "", "actor"].nunique() <= 1


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=10))
def test_every_happening_is_weighed_once_and_plans_are_not(case, timeline, periods, rows):
    told = lc.gather_happenings(pd.DataFrame(rows), SOURCES, case=case)
    weighed = lc.weigh_against_record(told, case, timeline=timeline, periods=periods)
    pd.testing.assert_frame_equal(weighed[COLUMNS], told)
    assert weighed["why"].str.len().gt(10).all()
    assert set(weighed["relation"]) <= {"supports", "contradicts", "new", "prospective"}
    plans = weighed["status"].isin(("planned", "hypothetical"))
    assert ((weighed["relation"] == "prospective") == plans).all()
    known = (
        set(timeline["happening"]) | set(case.events["id"]) | {f"baseline:{name}" for name in case.places["place_id"]}
    )
    assert {name for cell in weighed["record"] for name in cell.split(";") if name} <= known


# -- weighing


@pytest.mark.parametrize(
    ("row", "relation", "why"),
    [
        (TARHOUNA, "supports", "the record has Tarhouna captured by the GNA on 5 June 2020 (3 reports)"),
        (
            at("Tarhouna", "tarhouna", "withdrawal", "LNA", "2020-06-05"),
            "supports",
            "the record has Tarhouna captured by the GNA on 5 June 2020 (3 reports)",
        ),
        (
            at("Surman", "surman", "capture", "GNA", "2020-04-15", date_basis="published"),
            "supports",
            "the record has Surman recaptured by the GNA on 13 April 2020",
        ),
        (
            at("Aziziya", "aziziya", "capture", "LNA", "2019-10-20", status="claimed", by="LNA"),
            "contradicts",
            "the record has Aziziya captured by the LNA on 20 October 2019, but as a claim that came to nothing, "
            "denied by the GNA",
        ),
        (
            at("Aziziya", "aziziya", "capture", "LNA", "2019-04-10", status="claimed", by="LNA"),
            "supports",
            "the record has Aziziya captured by the LNA on 10 April 2019, but as a doubtful claim",
        ),
        (
            at("Gharyan", "gharyan", "recapture", "GNA", "2019-06-26", status="denied", by="LNA"),
            "contradicts",
            "denied here; the record has Gharyan recaptured by the GNA on 26 June 2019, denied by the LNA",
        ),
        (
            at("Aziziya", "aziziya", "capture", "LNA", "2019-10-20", status="denied", by="GNA"),
            "supports",
            "denied here; the record has Aziziya captured by the LNA on 20 October 2019, but as a claim that came to "
            "nothing, denied by the GNA",
        ),
        (
            at("Sirte", "sirte", "capture", "GNA", "2020-06-20", control_after="GNA"),
            "contradicts",
            "the record has Sirte held by the LNA on 20 June 2020 (certain)",
        ),
        (
            at("Surman", "surman", "capture", "LNA", "2020-04-13"),
            "contradicts",
            "the record has Surman recaptured by the GNA on 13 April 2020",
        ),
        (
            at("Gharyan", "gharyan", "other", "LNA", "2019-05-10", control_after="LNA"),
            "supports",
            "the record has Gharyan held by the LNA on 10 May 2019 (certain)",
        ),
        (
            at("Gharyan", "gharyan", "other", "LNA", "2019-07-10", control_after="LNA"),
            "contradicts",
            "the record has Gharyan held by the GNA on 10 July 2019 (certain)",
        ),
        (
            at("Tarhouna", "tarhouna", "side_switch", "Kaniyat", "2019-04-06"),
            "supports",
            "the record has a change of sides at Tarhouna by Kaniyat (5–6 April 2019)",
        ),
        (
            at("Nowhere", "", "capture", "GNA", "2020-06-05"),
            "new",
            "Nowhere is not in the gazetteer of the record",
        ),
        (
            at("Ghat", "ghat", "airstrike", "GNA", "2020-02-02"),
            "new",
            "the record has nothing of the kind at Ghat within a day; it has Ghat held by the LNA on 2 February 2020 "
            "(likely)",
        ),
        (
            at("Sirte", "sirte", "withdrawal", "GNA", "", status="planned", published="2019-12-22"),
            "prospective",
            "a plan, not weighed; then the record has Sirte captured by the LNA on 6 January 2020 (3 reports)",
        ),
        (
            at("Sirte", "sirte", "withdrawal", "GNA", "", status="planned"),
            "prospective",
            "a plan, not weighed; it is not known of which day",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_the_record_says_of_it(weigh, row, relation, why):
    told = weigh(row)
    assert told[["relation", "why"]].values.tolist() == [[relation, why]]


def test_coded_events_are_gathered_before_they_are_weighed(case, timeline, periods):
    told = lc.weigh_against_record(coded(TARHOUNA, TARHOUNA), case, timeline=timeline, periods=periods)
    assert told[["n_docs", "relation"]].values.tolist() == [[2, "supports"]]


def test_an_asserted_report_of_a_claim_that_came_to_nothing_contradicts_the_record_wherever_the_record_denies_it(
    weigh, case
):
    failed = case.events[
        case.events["event_type"].isin(("capture", "recapture"))
        & (case.events["actor"] == "LNA")
        & (case.events["control_after"] == "GNA")
        & (case.events["earliest"] == case.events["latest"])
    ]
    assert len(failed) >= 5
    rows = [at(row.place, row.place_id, row.event_type, "LNA", row.date) for row in failed.itertuples()]
    told = weigh(*rows)
    assert set(told["relation"]) == {"contradicts"}


# -- the record against itself


def test_the_record_told_as_reports_supports_itself(case, timeline, periods):
    """Each change of hands that the record believes, coded as a report, is found again."""
    true = case.events[
        case.events["event_type"].isin(("capture", "recapture", "entry_unopposed"))
        & (case.events["confirmed_by"] != "")
        & (case.events["control_after"] == case.events["actor"])
    ]
    assert len(true) >= 15
    rows = [
        at(row.place, row.place_id, row.event_type, row.actor, row.date, control_after=row.control_after)
        for row in true.itertuples()
    ]
    told = lc.weigh_against_record(coded(*rows), case, timeline=timeline, periods=periods)
    assert set(told["relation"]) == {"supports"}


# -- the real coder over our own texts


@pytest.fixture(scope="module")
def dispatches(case, timeline, periods):
    """Happenings that the coder reads in the teaching dispatches, weighed; and the facts that each tells."""
    folder = bundled("data") / "dispatches"
    skipped = []
    table = pd.DataFrame(list(code_paths([str(folder)], skipped=skipped)))
    heads = [yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]) for path in folder.glob("[0-9]*.md")]
    sources = pd.DataFrame(heads).rename(columns={"id": "doc"})
    told = lc.gather_happenings(table, sources, case=case)
    return (
        lc.weigh_against_record(told, case, timeline=timeline, periods=periods),
        sources.set_index("doc")["facts"],
        table,
    )


def test_nothing_that_the_coder_read_in_the_dispatches_is_lost(dispatches):
    weighed, _, table = dispatches
    assert sorted(int(label) for cell in weighed["rows"] for label in cell.split(";")) == list(table.index)
    assert len(weighed) < len(table)


def test_no_dispatch_that_asserts_a_fact_of_the_record_is_said_to_contradict_it(dispatches, case):
    weighed, facts, _ = dispatches
    events = case.events.set_index("id")
    against = weighed[(weighed["relation"] == "contradicts") & (weighed["affirmed_by"] != "")]
    for row in against.itertuples():
        own = events.loc[[fact for doc in row.docs.split(";") for fact in facts[doc]]]
        same = own[
            (own["place_id"] == row.place_id)
            & (own["event_type"].map(lc.corroborate.family) == lc.corroborate.family(row.event_type))
            & (own["actor"] == row.actor)
            & (own["control_after"] == own["actor"])
            & ((own["confirmed_by"] != "") | (own["confidence"] != "low"))
        ]
        assert same.empty, (row.happening, row.why, list(same.index))


def test_the_dispatches_bear_out_the_record_far_more_often_than_they_contradict_it(dispatches):
    weighed, _, _ = dispatches
    count = weighed["relation"].value_counts()
    assert count["supports"] > 3 * count["contradicts"]
    watiya = weighed[(weighed["place_id"] == "watiya-airbase") & (weighed["earliest"] == pd.Timestamp("2020-05-18"))]
    assert "supports" in set(watiya["relation"])


# -- wrong tables


def test_a_table_that_lacks_columns_is_refused_and_told_which(case):
    with pytest.raises(lc.LibyaConflictError, match=r"lacks the columns status, by; it has: .*libyaconflict code"):
        lc.gather_happenings(coded(TARHOUNA).drop(columns=["status", "by"]), case=case)


def test_happenings_that_lack_columns_are_refused(case):
    told = gathered(case, TARHOUNA).drop(columns=["latest", "status"])
    with pytest.raises(lc.LibyaConflictError, match="the happenings lack latest, status"):
        lc.weigh_against_record(told, case)


def test_a_status_that_is_none_and_a_date_that_is_none_are_refused(case):
    with pytest.raises(lc.LibyaConflictError, match=r"coded row 1: unknown status 'sure'\. Known are asserted"):
        gathered(case, TARHOUNA, TARHOUNA | {"status": "sure"})
    with pytest.raises(lc.DateError, match=r"coded row 1: date '5 June'"):
        gathered(case, TARHOUNA, TARHOUNA | {"date": "5 June"})


def test_labels_that_two_rows_share_are_refused(case):
    table = pd.concat([coded(TARHOUNA), coded(TARHOUNA)])
    with pytest.raises(lc.LibyaConflictError, match=r"two coded rows are labelled 0.*reset_index"):
        lc.gather_happenings(table, case=case)


def test_no_events_give_an_empty_table(case, timeline, periods):
    told = lc.gather_happenings(coded(TARHOUNA).head(0), case=case)
    assert (list(told.columns), len(told)) == (COLUMNS, 0)
    assert lc.weigh_against_record(told, case, timeline=timeline, periods=periods).empty


def test_missing_cells_are_empty_ones(case):
    table = coded(TARHOUNA | {"actor": None, "target": float("nan"), "control_after": None, "by": None})
    assert lc.gather_happenings(table, case=case)[["actor", "target"]].values.tolist() == [["", ""]]


# -- the command


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_the_command_reads_what_the_coder_wrote_in_each_format(form, tmp_path, capsys):
    rows = [row | {"start": 0, "end": 1, "sentence_start": 0} for row in coded(TARHOUNA, JUFRA).to_dict("records")]
    events, out = tmp_path / f"events.{form}", tmp_path / "happenings.csv"
    with writing(form, events, CODED) as write:
        for row in rows:
            write(tuple(row.get(column) for column in CODED))
    assert cli.main(["weigh", str(events), "--out", str(out)]) == 0
    line = capsys.readouterr().err
    assert line == "2 happenings of 2 reports: 2 the record supports, 0 it contradicts, 0 new, 0 only planned\n"
    told = pd.read_csv(out, dtype=str)
    assert told[["place", "earliest", "rows"]].values.tolist() == [
        ["Jufra airbase", "2020-05-26", "2"],
        ["Tarhouna", "2020-06-05", "1"],
    ]


def test_the_command_prints_without_out_and_takes_the_publishers(tmp_path, capsys):
    events, sources = tmp_path / "events.csv", tmp_path / "sources.csv"
    coded(TARHOUNA | {"status": "asserted", "by": ""}).to_csv(events, index=False)
    sources.write_text("doc,vantage\nd0,LNA\n", encoding="utf-8")
    assert cli.main(["weigh", str(events), "--sources", str(sources)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("happening,place,")
    assert ",confirmed," in out


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("events.csv", "doc,place\na,b\n", "lacks the columns place_id, event_type"),
        ("events.csv", "", "the file is empty"),
        ("events.xlsx", "", "coded events are read from .csv, .jsonl, .parquet"),
        ("events.jsonl", '{"doc": "a"}\n{"doc"\n', "line 2: not JSON"),
        ("events.jsonl", "[1]\n", "line 1: '[1]' is no event"),
        ("events.parquet", "nothing", "not a Parquet file"),
    ],
)
def test_files_that_are_no_coded_events_are_refused(name, text, says, tmp_path, capsys):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.main(["weigh", str(tmp_path / name)]) == 1
    assert says in capsys.readouterr().err


def test_the_command_never_writes_over_its_events(tmp_path, capsys):
    events = tmp_path / "events.csv"
    coded(TARHOUNA).to_csv(events, index=False)
    before = events.read_bytes()
    assert cli.main(["weigh", str(events), "--out", str(events)]) == 1
    assert "give --out another name" in capsys.readouterr().err
    assert events.read_bytes() == before
    assert cli.main(["weigh", str(tmp_path / "none.csv")]) == 1
    assert "there is no such file or folder of coded events" in capsys.readouterr().err
