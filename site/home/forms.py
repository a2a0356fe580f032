"""Forms of the admin."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminModelForm

from home.entries.kinds import KINDS


def terms() -> list[tuple[str, Any]]:
    """Every term that has a page, by kind, as choices; theirs is the editor's language."""
    language = get_language() or "en"
    return [
        ("", "---------"),
        *(
            (
                str(kind.heading),
                [(f"{name}/{code}", label) for code, label in kind.labels(language).items()],
            )
            for name, kind in KINDS.items()
        ),
    ]


class IntroductionForm(WagtailAdminModelForm):
    """Edits an introduction; its term is chosen once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("term")
        if field is not None:
            field.widget = forms.Select(choices=terms())
            field.disabled = bool(self.instance.pk)
