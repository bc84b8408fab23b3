import pytest

from libyaconflict.errors import AmbiguousPlaceError, UnknownPlaceError
from libyaconflict.gazetteer import fold


def test_every_spelling_in_the_gazetteer_finds_its_place(case):
    found = case.gazetteer
    for row in case.places.itertuples(index=False):
        for spelling in (row.name, row.place_id, *filter(None, row.aliases.split(";"))):
            assert found.resolve(spelling) == row.place_id, spelling
        for shared in filter(None, (part.strip() for part in row.ambiguous_aliases.split(";"))):
            sure = found.candidates(shared)
            assert row.place_id in sure or len(sure) == 1, shared


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("TARHUNA", "tarhouna"),
        ("ترهونة", "tarhouna"),
        ("Gharyan", "gharyan"),
        ("al‑Watiya  Air Base", "watiya-airbase"),
        ("Uqba bin Nafi", "watiya-airbase"),
        ("Martyrs’ Square", "martyrs-square"),
        ("Uwaynat (Ghat)", "al-uwaynat"),
    ],
)
def test_case_script_hyphens_and_quotes_do_not_matter(case, spelling, place_id):
    assert case.gazetteer.resolve(spelling) == place_id


@pytest.mark.parametrize("name", ["Tarhounna", "Sirrte", "Homs city", "", "Atlantis", "west of Tripoli"])
def test_an_unlisted_name_is_never_guessed(case, name):
    with pytest.raises(UnknownPlaceError):
        case.gazetteer.resolve(name)


def test_a_slip_of_the_pen_gets_the_right_suggestion(case):
    with pytest.raises(UnknownPlaceError, match="Did you mean 'Tarhouna'"):
        case.gazetteer.resolve("Tarhounna")
    assert case.gazetteer.suggest("Ghariyan")[0] == "Gharyan"


def test_a_spelling_of_two_places_names_both(case):
    with pytest.raises(AmbiguousPlaceError) as caught:
        case.gazetteer.resolve("Sultan")
    assert set(caught.value.candidates) == {"Sultan (Sirte)", "Sultan (Ajdabiya)"}


def test_folding_keeps_different_places_apart(case):
    names = [fold(name) for name in case.places["name"]]
    assert len(names) == len(set(names))


def test_distance_from_tripoli_to_sirte_is_that_of_an_atlas(case):
    (km,) = case.gazetteer.distance_km("tripoli", ["sirte"])
    assert km == pytest.approx(371, abs=6)


def test_a_camp_lies_in_tripoli_and_in_the_northwest(case):
    assert "yarmouk-camp" in case.gazetteer.members["tripoli"]
    assert "yarmouk-camp" in case.gazetteer.members["northwest-libya"]
    assert "sirte" not in case.gazetteer.members["northwest-libya"]


def test_places_abroad_and_regions_are_not_settled(case):
    settled = set(case.gazetteer.settled)
    assert "tarhouna" in settled
    assert not settled & {"ankara", "fezzan", "khadra-hospital", "libya"}
