"""The notebook of doubt runs as a report, and the report says what the record says."""

import pytest
from bs4 import BeautifulSoup

from libyaconflict.report import render


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    assert [result.error for result in render(["doubt"], out=out)] == [""]
    return BeautifulSoup((out / "doubt.html").read_text(encoding="utf-8"), "html.parser")


def rows(page, *cells):
    texts = [row.get_text(" ", strip=True) for row in page.select("table.reading tr")]
    return [text for text in texts if all(cell in text for cell in cells)]


def test_the_rules_stand_side_by_side_with_their_answers(page):
    assert rows(page, "balanced", "5 April 2019: contested", "13 April 2019: LNA")
    (cautious,) = rows(page, "cautious", "13 April 2019: LNA")
    assert "contested" not in cautious
    (gna,) = rows(page, "each_side:GNA", "1 April 2019: GNA")
    assert "LNA (" not in gna
    assert rows(page, "each_side:LNA", "5 April 2019: LNA (claimed only)")


def test_the_explanation_leads_with_the_third_voice(page):
    (found,) = rows(page, "aziziya-lna-breaks-through", "third voice")
    assert "ANSA" in found
    assert "+" in found


def test_scores_stand_beside_carry_forward(page):
    assert rows(page, "Brier score (0 best, 2 worst)", "0.05", "0.06", "0.09")
    assert rows(page, "Days late", "no change in this key")


def test_it_says_where_the_probabilities_are_too_sure(page):
    assert "Beyond what chance allows, what was said with 95% was too sure: so in 82% of 11." in page.get_text()


def test_every_figure_has_words(page):
    figures = page.select("img")
    assert len(figures) == 4
    assert all(len(figure["alt"]) > 40 for figure in figures)
