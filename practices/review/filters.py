"""What the review queue is narrowed down by."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

from core.i18n import language_name
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions.rights import WAITING, reviewers
from taxonomy.labels import label_of
from taxonomy.models import City, Organisation, Theme

ME, NOBODY = "me", "nobody"
ANY, ANNOUNCED, WITH_UNION = "any", "announced", ""
OVERDUE, THIS_WEEK = "overdue", "week"
AGES = (("7", _("over a week")), ("30", _("over a month")), ("90", _("over three months")))
DUES = ((OVERDUE, _("overdue")), (THIS_WEEK, _("in the next seven days")))


def overdue() -> Q:
    """What should have been decided by now."""
    return Q(state__in=WAITING, due__lt=timezone.localdate())


class TermField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Terms by their labels in the reader's language."""

    def label_from_instance(self, term: Any) -> str:
        """As readers see it."""
        return label_of(term)


class QueueFilter(forms.Form):
    """A choice that is none is left out."""

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    organisation: Any = forms.ModelChoiceField(
        label=_("Municipality"), queryset=None, required=False, empty_label=_("all")
    )
    city: Any = TermField(label=_("City"), queryset=None, required=False, empty_label=_("all"))
    theme: Any = TermField(label=_("Theme"), queryset=None, required=False, empty_label=_("all"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    reviewer = forms.ChoiceField(label=_("Reviewer"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)

    def __init__(self, data: QueryDict, *, submissions: QuerySet[Submission], user: Any) -> None:
        super().__init__(data)
        self.submissions, self.user = submissions, user
        offered: dict[str, list[Any]] = {
            "state": [
                (WITH_UNION, _("with the union")),
                *((state.value, state.label) for state in State if state != State.DRAFT),
                (ANNOUNCED, _("announced")),
                (ANY, _("all")),
            ],
            "language": [("", _("all")), *_languages()],
            "reviewer": [("", _("all")), (ME, _("me")), (NOBODY, _("nobody")), *_reviewers()],
            "due": [("", _("all")), *DUES],
            "age": [("", _("all")), *AGES],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices
        self._offer_terms()
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(self.cleaned_data.values())

    def found(self) -> QuerySet[Submission]:
        """The submissions that fit; at first those that lie with the union."""
        found = self.submissions.filter(self._state(self.cleaned_data.get("state") or WITH_UNION))
        for name, value in self.cleaned_data.items():
            if value and name != "state":
                found = found.filter(getattr(self, f"_{name}")(value))
        return found

    def _offer_terms(self) -> None:
        sent = self.submissions.order_by()
        pages = PracticePage.objects.filter(pk__in=sent.values("page"))
        for name, terms in (
            ("organisation", Organisation.objects.filter(pk__in=sent.values("organisation"))),
            ("city", City.objects.filter(pk__in=pages.values("cities"))),
            ("theme", Theme.objects.filter(pk__in=pages.values("themes"))),
        ):
            field: Any = self.fields[name]
            field.queryset = terms

    def _q(self, words: str) -> Q:
        untold = Q(page=None, answers__title__icontains=words)
        return untold | Q(page__draft_title__icontains=words)

    def _state(self, state: str) -> Q:
        if state == ANNOUNCED:
            return Q(announced_at__isnull=False, submitted_at=None)
        if state == ANY:
            return Q()
        return Q(state=state) if state else Q(state__in=WAITING)

    def _organisation(self, organisation: Organisation) -> Q:
        return Q(organisation=organisation)

    def _city(self, city: City) -> Q:
        return Q(page__in=_pages_with("cities", city))

    def _theme(self, theme: Theme) -> Q:
        return Q(page__in=_pages_with("themes", theme))

    def _language(self, language: str) -> Q:
        return Q(language=language)

    def _reviewer(self, reviewer: str) -> Q:
        if reviewer == NOBODY:
            return Q(reviewer=None)
        return Q(reviewer=self.user.pk if reviewer == ME else reviewer)

    def _due(self, due: str) -> Q:
        if due == OVERDUE:
            return overdue()
        today = timezone.localdate()
        return Q(state__in=WAITING, due__range=(today, today + datetime.timedelta(days=7)))

    def _age(self, days: str) -> Q:
        return Q(submitted_at__lt=timezone.now() - datetime.timedelta(days=int(days)))


def _pages_with(name: str, term: Any) -> QuerySet[Any]:
    return PracticePage.objects.filter(**{name: term}).values("pk")


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


def _reviewers() -> list[tuple[str, str]]:
    return [(str(user.pk), get_user_display_name(user)) for user in reviewers()]
