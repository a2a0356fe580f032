"""What the board is narrowed down by."""

import datetime
import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

from core.enums import RecordType
from core.i18n import language_name
from core.models import record_types
from translations.enums import State
from translations.models import Record, RecordTranslation

ME, NOBODY, MACHINE = "me", "nobody", "machine"
OVERDUE, THIS_WEEK = "overdue", "week"
# More hits than these are narrowed down by another word, not by reading.
MOST_TITLES = 1_000
AGES = (("7", _("over a week")), ("30", _("over a month")), ("90", _("over three months")))
DUES = ((OVERDUE, _("overdue")), (THIS_WEEK, _("in the next seven days")))


def unfinished() -> Q:
    """Translations that are not published as they should be."""
    return ~Q(state=State.PUBLISHED)


class BoardFilter(forms.Form):
    """Every choice is of translations; a record is listed for those of its that fit."""

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    translator = forms.ChoiceField(label=_("Translator"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)
    # Where the button on a record's page leads.
    record = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, user: Any) -> None:
        super().__init__(data)
        # What leads to the same choice again.
        self.query = data.urlencode()
        self.user = user
        offered: dict[str, list[Any]] = {
            "kind": RecordType.choices,
            "language": [(code, language_name(code)) for code, _name in settings.LANGUAGES],
            "state": [*State.choices, (MACHINE, _("translated by machine"))],
            "translator": [(ME, _("me")), (NOBODY, _("nobody")), *_translators()],
            "due": list(DUES),
            "age": list(AGES),
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", _("all")), *choices]
        self.is_valid()

    def records(self, readable: QuerySet[Record]) -> QuerySet[Record]:
        """The readable records with a translation that fits."""
        fitting = self.translations(readable).filter(record=OuterRef("pk"))
        return readable.filter(Exists(fitting))

    def translations(self, readable: QuerySet[Record]) -> QuerySet[RecordTranslation]:
        """The translations that fit, of readable records. A choice that is none is left out."""
        found = RecordTranslation.objects.filter(record__in=readable)
        for name, value in self.cleaned_data.items():
            if value:
                found = found.filter(getattr(self, f"_{name}")(value))
        return found

    def _q(self, words: str) -> Q:
        """In any language of the record."""
        # A quotation mark is an error to Wagtail's search on SQLite.
        plain = " ".join(re.findall(r"\w+", words))
        if not plain:
            return Q(pk__in=[])
        titles = Page.objects.filter(depth__gt=1).autocomplete(plain, fields=["title"])
        return Q(record__in=[page.translation_key for page in titles[:MOST_TITLES]])

    def _kind(self, kind: str) -> Q:
        models = [model for model in record_types() if model.record_type == kind]
        types = ContentType.objects.get_for_models(*models).values()
        return Q(record__page__content_type__in=[found.pk for found in types])

    def _language(self, language: str) -> Q:
        return Q(language=language)

    def _state(self, state: str) -> Q:
        return Q(machine=True) if state == MACHINE else Q(state=state)

    def _translator(self, translator: str) -> Q:
        if translator == NOBODY:
            return Q(translator=None)
        return Q(translator=self.user.pk if translator == ME else translator)

    def _due(self, due: str) -> Q:
        today = timezone.localdate()
        if due == OVERDUE:
            return Q(due__lt=today) & unfinished()
        return Q(due__range=(today, today + datetime.timedelta(days=7))) & unfinished()

    def _age(self, days: str) -> Q:
        return Q(since__lt=timezone.now() - datetime.timedelta(days=int(days)))

    def _record(self, key: Any) -> Q:
        return Q(record=key)


def _translators() -> list[tuple[str, str]]:
    assigned = RecordTranslation.objects.filter(translator__isnull=False).values("translator")
    users = get_user_model()._default_manager.filter(pk__in=assigned)
    return sorted(
        ((str(user.pk), get_user_display_name(user)) for user in users), key=lambda user: user[1]
    )
