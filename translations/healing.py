"""What was stored while nobody listened is caught up with by the worker, some at a time.

So are sites from before this app, pages copied with their section, and imports that bypass
signals. Where nothing is to be done it costs two queries.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction

from core.models import record_types
from translations.following import promote
from translations.models import CopiedRestriction, Record, RecordTranslation
from translations.privacy import copy_restriction
from translations.states import refresh

logger = logging.getLogger(__name__)

AT_ONCE = 100  # of each kind in one round of the worker


def heal() -> None:
    """Give records their rows, an orphan its own record, and translations their restrictions."""
    _one_by_one(partial(_enter, page) for page in unknown_pages()[:AT_ONCE])
    _one_by_one(partial(copy_restriction, found.pk) for found in uncopied_restrictions()[:AT_ONCE])


def unknown_pages() -> QuerySet[Page]:
    """Originals and translations that no row tells of."""
    pages: QuerySet[Page] = Page.objects.filter(content_type__in=_record_types(), alias_of=None)
    for model in (Record, RecordTranslation):
        pages = pages.exclude(Exists(model._default_manager.filter(page=OuterRef("pk"))))
    return pages.order_by("pk")


def uncopied_restrictions() -> QuerySet[PageViewRestriction]:
    """Restrictions of pages, some of whose translations are open."""
    leads = Q(Exists(Record.objects.filter(page=OuterRef("page")))) | Q(
        ~Q(page__content_type__in=_record_types()),
        page__locale__language_code=settings.LANGUAGE_CODE,
    )
    pages = Page.objects.filter(translation_key=OuterRef("page__translation_key"), alias_of=None)
    copies = CopiedRestriction.objects.filter(original=OuterRef("pk"))
    own = PageViewRestriction.objects.filter(leads, page__alias_of=None).exclude(
        Exists(CopiedRestriction.objects.filter(copy=OuterRef("pk")))
    )
    counted: QuerySet[PageViewRestriction] = own.annotate(
        languages=_count(pages, "translation_key"), copied=_count(copies, "original")
    )
    return counted.filter(languages__gt=F("copied") + 1).order_by("pk")


def _enter(page: Page) -> None:
    model = page.specific_class
    if refresh(model, page.translation_key) is None:
        promote(model, page.translation_key)


def _record_types() -> QuerySet[ContentType]:
    names = Q(pk__in=[])
    for model in record_types():
        names |= Q(app_label=model._meta.app_label, model=model._meta.model_name)
    return ContentType.objects.filter(names)


def _count(rows: QuerySet[Page] | QuerySet[CopiedRestriction], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _one_by_one(acts: Iterable[Callable[[], object]]) -> None:
    for act in acts:
        try:
            act()
        except Exception:
            # One that cannot be healed keeps no other from its turn.
            logger.exception("A record could not be caught up with.")
