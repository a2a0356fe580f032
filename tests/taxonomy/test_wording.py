"""The shipped wording, byte for byte: the sums were taken from copies of the originals."""

from hashlib import sha256
from itertools import chain

import pytest

from taxonomy.crosswalk import crosswalk, neighbours
from taxonomy.data import read

SUMS = {
    "gcm": "8972a5fe7e2bd5c53abd2dfb7acda51197c2539261cc7e547b900f9f687174cf",
    "gcr": "42efa1957b479c7c2c743582362fb0b707bb04d3bcdd5fc8632da09b9712914f",
    "sdg": "bffb3e8dc8325d57d168ca2a0ada8cde00b89431141811a0b3f0a3890e67f7ce",
    "mmd": "ff79bf76adc1f1cc53b6193e6c23facd1b2e666e930c6be10fbbd48ae95ea5b5",
    "stages": "b0b0cdcacacd336bea81ebcf3559a6092f01b4800abc692f34ddab500d953c03",
    "themes": "f99ee3bcf735b70ddeae6fc95e92948a3206df35b074e9cc3e4f803500ef02c0",
}
FILES = ("compacts", "objectives", "themes", "stages", "cities")


def sum_of(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize("code", ["gcm", "gcr", "sdg", "mmd"])
def test_a_compact_and_its_objectives_are_worded_as_in_the_original(code: str) -> None:
    compact = next(entry for entry in read("compacts") if entry["code"] == code)
    words = compact["texts"]["en"]
    lines = [f"{words['name']}\t{words['label']}"]
    for entry in read("objectives"):
        if entry["compact"] == code:
            text = entry["texts"]["en"]
            lines.append(f"{entry['code']}\t{entry['number']}\t{text['name']}\t{text['label']}")
    assert sum_of(lines) == SUMS[code]


def test_innovation_stages_are_worded_as_in_the_original() -> None:
    texts = ((entry["code"], entry["texts"]["en"]) for entry in read("stages"))
    lines = [f"{code}\t{text['name']}\t{text['definition']}" for code, text in texts]
    assert sum_of(lines) == SUMS["stages"]


def test_themes_are_those_agreed_on_in_their_order() -> None:
    lines = [
        f"{entry['code']}\t{entry['parent'] or ''}\t{entry['texts']['en']['name']}"
        for entry in read("themes")
    ]
    assert sum_of(lines) == SUMS["themes"]


@pytest.mark.parametrize("name", FILES)
def test_every_term_has_all_its_texts_in_four_languages(name: str) -> None:
    for entry in read(name):
        assert set(entry["texts"]) == {"en", "tr", "ar", "fr"}, entry["code"]
        for text in entry["texts"].values():
            words = [text[field] for field in ("name", "label", "definition") if field in text]
            assert all(word == word.strip() != "" for word in words), entry["code"]


@pytest.mark.parametrize("name", FILES)
def test_official_wording_names_its_source_and_turkish_never_claims_to_be(name: str) -> None:
    for entry in read(name):
        for language, text in entry["texts"].items():
            for flag, source in (("official", "source"), ("label_official", "label_source")):
                assert not text.get(flag) or text[source], (entry["code"], language)
                assert language != "tr" or not text.get(flag), entry["code"]


def test_population_figures_have_a_year_and_a_source() -> None:
    for entry in read("cities"):
        known = entry["population"] is not None
        assert known == (entry["population_year"] is not None) == bool(entry["population_source"])


def test_codes_are_used_once() -> None:
    for name in FILES:
        codes = [entry["code"] for entry in read(name)]
        assert len(codes) == len(set(codes))


def test_the_crosswalk_joins_known_objectives_of_different_compacts_both_ways() -> None:
    compact_of = {entry["code"]: entry["compact"] for entry in read("objectives")}
    for code, others in crosswalk().items():
        for other in others:
            assert compact_of[code] != compact_of[other]
            assert code in neighbours(other)


def test_an_objective_suggests_its_neighbours() -> None:
    assert neighbours("gcm-17") == ("mmd-1", "sdg-10")
    assert neighbours("sdg-14") == ()
    assert set(chain(*crosswalk().values())) == set(crosswalk())
