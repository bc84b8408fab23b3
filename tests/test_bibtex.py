"""Sources as BibTeX: what is written is read back as it was, by pybtex and by biber."""

import datetime as dt
import shutil
import subprocess
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from libyaconflict.bibtex import FIELDS, bibtex

WRITTEN = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\$": "$", r"\&": "&", r"\#": "#", r"\%": "%", r"\_": "_",
}  # fmt: skip


def source(**fields):
    return dict.fromkeys(FIELDS, "") | {"id": "s1", "title": "Title"} | fields


def read(text):
    """Entries by key, in order; a key given twice, or anything that is no entry, is an error."""
    return parse_string(text, "bibtex").entries


def shown(text):
    """What LaTeX would show of a field."""
    text, plain = text.removeprefix("{").removesuffix("}"), ""
    while text:
        sign = next((sign for sign in WRITTEN if text.startswith(sign)), text[0])
        plain, text = plain + WRITTEN.get(sign, sign), text[len(sign) :]
    return plain


def test_every_source_of_the_record_is_an_entry_with_its_address(case):
    rows = case.sources[list(FIELDS)].to_dict("records")
    entries = read(bibtex(rows))
    assert list(entries) == [row["id"] for row in rows]
    for row, entry in zip(rows, entries.values(), strict=True):
        assert shown(entry.fields["title"]) == row["title"]
        assert shown(str(entry.persons["author"][0])) == row["publisher"]
        assert entry.type == ("online" if row["url"] else "misc")
        assert unquote(entry.fields.get("url", "")) == unquote(row["url"])
        assert entry.fields.get("date", "") == row["published"]
        assert entry.fields.get("year", "") == row["published"][:4]


@given(st.text(), st.text())
def test_any_title_is_read_back_as_it_was(title, publisher):
    (entry,) = read(bibtex([source(title=title, publisher=publisher)])).values()

    def plain(text):
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

    assert shown(entry.fields.get("title", "{}")) == plain(title)
    assert [shown(str(person)) for person in entry.persons.get("author", [])] == [plain(publisher)] * bool(
        plain(publisher)
    )


@given(st.lists(st.text(min_size=1), unique=True, max_size=6))
def test_keys_stay_apart_and_are_the_same_each_time(ids):
    text = bibtex([source(id=name) for name in ids])
    assert len(read(text)) == len(ids)
    assert text == bibtex([source(id=name) for name in ids])


@pytest.mark.parametrize(
    ("published", "fields"),
    [
        ("2019-04-19", {"date": "2019-04-19", "year": "2019", "month": "April"}),
        ("2019-04", {"date": "2019-04", "year": "2019", "month": "April"}),
        ("2019", {"date": "2019", "year": "2019"}),
        ("", {}),
        ("spring 2019", {}),
    ],
)
def test_a_date_is_as_exact_as_the_source_states_it(published, fields):
    (entry,) = read(bibtex([source(published=published)])).values()
    assert {name: entry.fields[name] for name in ("date", "year", "month") if name in entry.fields} == fields


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "file:///etc/passwd", "x"])
def test_only_addresses_of_the_web_are_given(url):
    (entry,) = read(bibtex([source(url=url)])).values()
    assert "url" not in entry.fields


def test_an_address_cannot_end_its_field():
    (entry,) = read(bibtex([source(url="https://example.org/a}b{c d%20e?q=1#top_x&y")])).values()
    assert entry.fields["url"] == "https://example.org/a%7Db%7Bc%20d%20e?q=1#top_x&y"


def test_the_report_itself_comes_first_with_its_authors():
    text = bibtex([source()], name="tarhouna", title="Tarhouna (2020)", built=dt.date(2026, 11, 29),
                  authors=[("Ben Ali", "Amina"), ("Institute for A and B", "")], note="data sha256 ab_12")  # fmt: skip
    entries = read(text)
    assert list(entries) == ["report-tarhouna", "s1"]
    report = entries["report-tarhouna"]
    first, second = report.persons["author"]
    assert (first.last_names, first.first_names) == (["{Ben Ali}"], ["{Amina}"])
    assert second.last_names == ["{Institute for A and B}"]
    assert (report.fields["date"], report.fields["note"]) == ("2026-11-29", r"data sha256 ab\_12")


@pytest.mark.skipif(not shutil.which("biber"), reason="there is no biber")
def test_biber_reads_every_source_without_a_complaint(case, tmp_path):
    hostile = source(id="x y", title="\\input{x} {", publisher="100% & #1_~^", url="https://example.org/{}")
    rows = [*case.sources[list(FIELDS)].to_dict("records"), hostile]
    (tmp_path / "all.bib").write_text(bibtex(rows), encoding="utf-8")
    done = subprocess.run(["biber", "--tool", "all.bib"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    again = (tmp_path / "all_bibertool.bib").read_text(encoding="utf-8")
    assert again.count("\n@") + again.startswith("@") == len(rows)
