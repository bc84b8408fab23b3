import pytest

from libyaconflict.tolls import list_toll_voices


@pytest.fixture(scope="module")
def voices(case):
    return list_toll_voices(case)


def test_every_report_with_a_figure_is_told_by_somebody(case, voices):
    given = case.events[["fatalities_min", "fatalities_max"]].notna().any(axis=1)
    assert set(voices["report"]) == set(case.events.loc[given, "id"])


def test_figures_that_may_count_the_same_dead_point_at_each_other(voices):
    links = {(row.report, other) for row in voices.itertuples() for other in row.overlaps.split(";") if other}
    assert links
    assert all((other, one) in links for one, other in links)


def test_a_running_count_overlaps_single_events_of_its_days_and_place(case, voices):
    rows = voices.drop_duplicates("report").set_index("report")
    running = rows[(rows["scope"] == "running") & (rows["overlaps"] != "")]
    assert len(running)
    for row in running.itertuples():
        for other in row.overlaps.split(";"):
            assert rows.loc[other, "earliest"] <= row.latest
            assert rows.loc[other, "latest"] >= row.earliest


def test_a_figure_not_given_stays_missing(case, voices):
    open_ = case.events["fatalities_max"].isna() & case.events["fatalities_min"].notna()
    ids = set(case.events.loc[open_, "id"])
    assert voices.loc[voices["report"].isin(ids), "high"].isna().all()
