"""The dispatches for teaching are whole, cite the record, and name their rivals both ways."""

import datetime as dt
import re

import pandas as pd
import pytest
import yaml

from libyaconflict.locations import bundled

FOLDER = bundled("data") / "dispatches"
FILES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
KEYS = {"id", "title", "publisher", "vantage", "dateline", "published", "language", "facts", "rival_of", "note"}
VANTAGES = {"agency", "LNA", "GNA", "UN", "local", "monitor"}
NOTE = "Written for teaching from the cited facts; not a report of its day."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def read(path):
    """Front matter and text of one dispatch."""
    start, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    assert start == "", path.name
    return yaml.safe_load(front), text.strip()


@pytest.fixture(scope="module")
def dispatches() -> dict:
    return {path.stem: read(path) for path in FILES}


@pytest.fixture(scope="module")
def known_facts() -> set:
    return set(pd.read_csv(bundled("data") / "events.csv", dtype=str)["id"])


def test_there_are_at_least_64_dispatches():
    assert len(FILES) >= 64


def test_front_matter_is_complete(dispatches):
    for name, (front, _) in dispatches.items():
        assert set(front) == KEYS, name
        assert front["id"] == name
        assert front["vantage"] in VANTAGES, name
        assert front["language"] == "en", name
        assert front["note"] == NOTE, name
        assert all(isinstance(front[key], str) and front[key] for key in ("title", "publisher", "dateline")), name


def test_every_publisher_is_marked_as_invented(dispatches):
    for name, (front, _) in dispatches.items():
        assert re.search(r"\((invented\b.*|teaching text)\)$", front["publisher"]), name


def test_facts_are_rows_of_the_record(dispatches, known_facts):
    for name, (front, _) in dispatches.items():
        assert front["facts"], name
        assert len(front["facts"]) == len(set(front["facts"])), name
        assert set(front["facts"]) <= known_facts, (name, set(front["facts"]) - known_facts)


def test_rivals_exist_and_name_each_other(dispatches):
    for name, (front, _) in dispatches.items():
        for rival in front["rival_of"]:
            assert rival != name
            assert rival in dispatches, (name, rival)
            assert name in dispatches[rival][0]["rival_of"], (name, rival)


def test_every_vantage_speaks_and_rivals_differ_in_it(dispatches):
    assert {front["vantage"] for front, _ in dispatches.values()} == VANTAGES
    for name, (front, _) in dispatches.items():
        rivals = {dispatches[rival][0]["vantage"] for rival in front["rival_of"]}
        assert not rivals or rivals - {front["vantage"]}, name


def test_published_within_the_record_and_as_the_dateline_says(dispatches):
    for name, (front, _) in dispatches.items():
        day = front["published"]
        assert type(day) is dt.date, name
        assert dt.date(2019, 1, 1) <= day <= dt.date(2020, 10, 31), name
        assert name.startswith(day.isoformat()), name
        assert front["dateline"].endswith(f", {day.day} {day:%B %Y}"), name


def test_no_fact_is_told_before_it_can_have_begun(dispatches):
    for name, (front, _) in dispatches.items():
        for fact in front["facts"]:
            begun = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", fact).group()
            assert begun <= front["published"].isoformat(), (name, fact)


def test_texts_are_short_and_quote_nobody(dispatches):
    for name, (_, text) in dispatches.items():
        assert 90 <= len(text.split()) <= 260, name
        assert not set('"“”«»') & set(text), name


def test_a_weekday_with_a_day_of_the_month_agrees_with_the_calendar(dispatches):
    pattern = rf"({'|'.join(DAYS)})(?:,)? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b"
    for name, (front, text) in dispatches.items():
        for weekday, number in re.findall(pattern, text):
            near = [front["published"] - dt.timedelta(days=n) for n in range(45)]
            assert any(day.day == int(number) and DAYS[day.weekday()] == weekday for day in near), (name, weekday)


def test_the_readme_lists_every_dispatch_that_has_a_rival(dispatches):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(([^)]+)\.md\)", readme))
    assert listed == {name for name, (front, _) in dispatches.items() if front["rival_of"]}
