"""The form in which the union writes a call."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from practices.models import Call

LONGEST_SLUG = 80  # letters; leaves room for a number behind it


class CallForm(WagtailAdminModelForm):
    """Wants the text of the main language, and makes the address of the first title."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        titles = self._titles()
        main = data.get("language")
        if main and main not in titles:
            self.add_error("language", _("Write the call in its main language, too."))
        if not self.instance.slug and main:
            # It stays: addresses of a call stand in mails.
            self.instance.slug = free_slug([titles.pop(main, ""), *titles.values()])
        return data

    def _titles(self) -> dict[str, str]:
        """Title by language, of the texts that stay."""
        texts = self.formsets["texts"]
        texts.is_valid()
        kept = [form.cleaned_data for form in texts.forms if form not in texts.deleted_forms]
        return {text["language"]: text.get("title", "") for text in kept if text.get("language")}


def free_slug(titles: Iterable[str]) -> str:
    """The first title that can be written in plain letters, with a number if it is taken."""
    slugs = (slugify(title)[:LONGEST_SLUG].strip("-") for title in titles)
    wanted = next(filter(None, slugs), "call")
    taken = set(Call.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbers) if slug not in taken)
