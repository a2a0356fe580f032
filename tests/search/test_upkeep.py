"""`search_index`: building, describing and verifying the index."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from search.engines.database import DatabaseEngine
from search.engines.database.rows import packed
from search.models import (
    DirtyRecord,
    DocumentBlock,
    DocumentRow,
    FacetValue,
    FreshTerms,
    IndexState,
    Posting,
)
from search.request import SearchRequest
from tests.factories.pages import PracticePageFactory, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Any:
    practice = PracticePageFactory(parent=section(), title="A tandem")
    call_command("search_index", "rebuild", stdout=StringIO())
    return practice


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("search_index", *arguments, stdout=out)
    return out.getvalue()


def test_status_says_what_the_index_holds(practice: Any) -> None:
    lines = said("status").splitlines()
    assert "engine: database" in lines
    assert "documents: 1" in lines
    assert "changes to take in: 0" in lines


def test_a_rebuild_holds_what_is_there_and_leaves_nothing_to_take_in(practice: Any) -> None:
    DirtyRecord.objects.all().delete()
    Page.objects.filter(pk=practice.pk).update(title="Changed silently")
    said("rebuild")
    assert DocumentRow.objects.get().line["title"] == "Changed silently"
    assert not DirtyRecord.objects.exists()


def test_an_index_that_is_right_is_found_right(practice: Any) -> None:
    assert said("verify") == "The index holds what the pages say.\n"


def change_page(practice: Any) -> None:
    Page.objects.filter(pk=practice.pk).update(title="Changed silently")


def take_page_offline(practice: Any) -> None:
    Page.objects.filter(pk=practice.pk).update(live=False)


def lose_document(practice: Any) -> None:
    DocumentRow.objects.all().delete()


def lose_word(practice: Any) -> None:
    Posting.objects.filter(term=b"tandem").delete()


def lose_weights(practice: Any) -> None:
    Posting.objects.filter(term=b"tandem").update(weights=b"")


def lose_fresh_terms(practice: Any) -> None:
    PracticePageFactory(parent=section(), title="Another")
    said("verify")
    FreshTerms.objects.get().delete()


def keep_fresh_terms_of_what_is_gone(practice: Any) -> None:
    FreshTerms.objects.create(document=2, version=1, terms=packed({"another": 1}))


def lose_terms(practice: Any) -> None:
    DocumentRow.objects.update(terms=packed({"another": 1}))


def lose_facet(practice: Any) -> None:
    FacetValue.objects.filter(facet="type").delete()


def lose_block(practice: Any) -> None:
    DocumentBlock.objects.all().delete()


def keep_what_is_gone(practice: Any) -> None:
    blocks = list(DocumentBlock.objects.all())
    practice.unpublish()
    said("verify")
    assert not DocumentRow.objects.exists()
    DocumentBlock.objects.all().delete()
    DocumentBlock.objects.bulk_create(blocks)


@pytest.mark.parametrize(
    "harm",
    [
        change_page,
        take_page_offline,
        lose_document,
        lose_word,
        lose_weights,
        lose_fresh_terms,
        keep_fresh_terms_of_what_is_gone,
        lose_terms,
        lose_facet,
        lose_block,
        keep_what_is_gone,
    ],
)
def test_what_is_wrong_is_found_and_mended(practice: Any, harm: Any) -> None:
    harm(practice)
    with pytest.raises(CommandError):
        said("verify")
    assert "repaired" in said("verify", "--repair")
    assert said("verify") == "The index holds what the pages say.\n"


def test_other_processes_read_only_what_has_changed_and_all_after_a_rebuild(
    practice: Any,
) -> None:
    other = DatabaseEngine()
    assert other.search(SearchRequest("en")).total == 1
    PracticePageFactory(parent=section(), title="Another")
    said("verify")
    assert other.search(SearchRequest("en")).total == 2
    said("rebuild")
    assert len(IndexState.objects.get().recent) == 1
    assert other.search(SearchRequest("en")).total == 2
    assert other.search(SearchRequest("en", "another")).total == 1
