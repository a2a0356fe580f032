"""Several do the same at once, each in a transaction of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from wagtail.models import Locale, Page, PageLogEntry

from practices.models import PracticePage
from tests.translations.people import member_of, superuser
from tests.translations.po_files import exported, filled
from tests.translations.records import draft, fresh, published, translated
from translations.creating import create
from translations.po_import import import_po

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_taken_in_lose_nothing() -> None:
    original = published(PracticePage)
    page = translated(original)
    file = exported(original)
    files = [filled(file, title="Başlık"), filled(file, summary="Özet")] * 2
    actor = superuser()

    def send(content: bytes) -> None:
        try:
            assert import_po(content, actor=actor).refused == []
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(send, files))
    assert (draft(page).title, draft(page).summary) == ("Başlık", "Özet")
    assert Page.objects.filter(translation_key=original.translation_key).count() == 2
    log = PageLogEntry.objects.filter(page=page.pk, action="translations.import")
    assert log.count() == 2


def test_beginnings_make_one_page_a_record_and_one_section() -> None:
    originals, actor = [published(PracticePage) for _ in range(3)], member_of("Translators (tr)")

    def begin(number: int) -> int:
        try:
            return int(create(fresh(originals[number % 3]), "tr", actor=actor).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(begin, range(6)))
    turkish = Locale.objects.get(language_code="tr")
    pages = [original.get_translation(turkish) for original in originals]
    assert made == {page.pk for page in pages}
    assert len({page.get_parent().pk for page in pages}) == 1
    assert not any(Page.find_problems())
