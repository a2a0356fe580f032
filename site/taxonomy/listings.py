"""The lists in which editors look through vocabularies."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import IndexView

from taxonomy.labels import label_of, matching_codes
from taxonomy.models import CodedQuerySet

LABEL = Column("label_here", label=_("In your language"), accessor=label_of)
USAGE = UsageCountColumn("usage_count", label=_("Used by"), width="8%")
OFFICIAL = BooleanColumn("official", label=_("Official"), sort_key="official")
RETIRED = BooleanColumn("retired", label=_("Retired"), sort_key="retired")


class VocabularyIndexView(IndexView):
    """Lists the English rows unless a language is asked for; searches names of all languages."""

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: CodedQuerySet = super().get_base_queryset()
        if self.i18n_enabled:
            rows = rows.select_related("locale", *filter(None, [self.model.group_field]))
            if not self.request.GET.get("locale"):
                rows = rows.canonical()
        counted: QuerySet[Any] = rows.annotate(
            usage_count=ReferenceIndex.usage_count_subquery(self.model)
        )
        return counted

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        codes = matching_codes(self.model.vocabulary, self.search_query)
        return queryset.filter(code__in=codes)
