"""Synthetic pages for trials: like records in every way but their meaning, and gone at a word."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from wagtail.models import Page

from search import upkeep
from search.request import SearchRequest
from search.service import search
from search.synthetic.corpus import sections
from search.synthetic.fields import MARK, NOTICE
from taxonomy.loading import load

pytestmark = pytest.mark.django_db(transaction=True)


def made(*words: str) -> str:
    out = StringIO()
    call_command("make_corpus", *words, stdout=out)
    return out.getvalue()


def test_pages_are_found_shown_and_say_what_they_are(client: Client) -> None:
    load()
    made("--size", "60")
    result = search(SearchRequest("en", page_size=100))
    assert len(sections()) == len(set(sections().values_list("path")))
    assert 0 < result.total <= 60
    assert all(hit.line["title"].startswith(MARK) for hit in result.hits)
    assert all(hit.line["summary"].startswith(NOTICE) for hit in result.hits)
    for facet in ("type", "theme", "objective", "city", "country", "year", "language"):
        assert len(result.counts[facet]) > 1, facet
    assert client.get(result.hits[0].line["url"]).status_code == 200


def test_the_index_and_the_tree_are_sound() -> None:
    load()
    made("--size", "40", "--seed", "2")
    assert upkeep.differing_records() == {}
    assert upkeep.contradictions() == []
    assert Page.find_problems() == ([], [], [], [], [])
    assert sum(section.numchild for section in sections()) == 40


def test_they_go_without_a_trace() -> None:
    load()
    before = Page.objects.count()
    made("--size", "30")
    with pytest.raises(CommandError, match="already"):
        made("--size", "30")
    assert "Removed 30" in made("--remove")
    assert Page.objects.count() == before
    assert search(SearchRequest("en")).total == 0


def test_the_same_seed_makes_the_same_records() -> None:
    load()
    titles = []
    for _ in range(2):
        made("--size", "20", "--seed", "3")
        pages = Page.objects.filter(title__startswith=MARK, slug__startswith="synthetic-")
        titles.append(sorted(pages.values_list("title", flat=True)))
        made("--remove")
    assert titles[0] == titles[1]


def test_a_public_site_refuses() -> None:
    with override_settings(MEYDAN_DEMO_ALLOWED=False), pytest.raises(CommandError, match="trials"):
        made()


@pytest.mark.parametrize("size", ["0", "-1", "10000000"])
def test_an_impossible_size_is_refused(size: str) -> None:
    with pytest.raises(CommandError, match="number"):
        made("--size", size)
