"""What was sent, field by field, beside what it was before and what was said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import CharField, TextField
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TaskState
from wagtail.rich_text import RichText

from core.fields import PeriodField
from core.search_declaration import plain_text
from practices.models import PracticePage
from practices.review.comparing import FilledStreamComparison, TermsComparison
from practices.submissions.conversation import Remark, comments_at
from taxonomy.fields import TermsField

Places = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """A field; `before` is None where there is nothing to compare with.

    `is_prose` says that it is in the language of the submission, not of who looks at it.
    `remarks` have the name of their place, empty where that is the whole field; `places` are
    where one can be made.
    """

    name: str
    label: str
    now: SafeString | str
    before: SafeString | str | None
    changed: bool
    is_prose: bool
    remarks: list[tuple[str, Remark]]
    places: Places

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there, stood there, or was said of it."""
        return not (self.now or self.before or self.remarks)


def rows(page: PracticePage, sent: PracticePage, before: PracticePage | None) -> list[Row]:
    """The fields of what was sent, in the order of the editor. `page` has the remarks."""
    said = comments_at(page)
    found = []
    for name, comparison in _comparisons(sent):
        at = {path: remarks for path, remarks in said.items() if path.split(".")[0] == name}
        places = list(_places(sent, name))
        called = {**dict(places), name: ""}
        remarks = [
            (called.get(path, _("a part that was removed")), remark)
            for path, several in at.items()
            for remark in several
        ]
        difference = comparison(before, sent) if before else None
        changed = bool(difference and difference.has_changed())
        itself = comparison(sent, sent)
        row = Row(
            name,
            str(itself.field_label()),
            _marked(difference.htmldiff()) if difference and changed else _shown(comparison, sent),
            _shown(comparison, before) if before else None,
            changed,
            _is_prose(PracticePage._meta.get_field(name)),
            remarks,
            places,
        )
        if not row.is_empty:
            found.append(row)
    return found


def previous(page: PracticePage) -> tuple[str, PracticePage] | None:
    """What a draft is compared with, and what that is called.

    It is what readers see; before the first publication what was sent when changes were last
    asked for.
    """
    if page.live:
        return _("Published version"), PracticePage.objects.get(pk=page.pk)
    refused = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_REJECTED)
    last = refused.select_related("revision").order_by("-finished_at").first()
    if last is None or last.revision_id == page.latest_revision_id:
        return None
    return _("When changes were asked for"), last.revision.as_object()


def _places(page: PracticePage, name: str) -> Iterator[tuple[str, str]]:
    yield name, _("the whole field")
    field = PracticePage._meta.get_field(name)
    if not isinstance(field, StreamField):
        return
    for position, child in enumerate(getattr(page, name), start=1):
        said = Truncator(" ".join(plain_text(str(child.value)))).chars(40)
        heading = f"{position}. {child.block.label}: {said}"
        yield f"{name}.{child.id}", heading
        if isinstance(child.block, StructBlock):
            for part, block in child.block.child_blocks.items():
                yield f"{name}.{child.id}.{part}", f"{position}. {child.block.label}: {block.label}"


def _comparisons(page: PracticePage) -> Iterator[tuple[str, Any]]:
    """The fields of the content, with what compares two versions of each."""
    handler = page.get_edit_handler().get_bound_panel(instance=page, request=None, form=None)
    wagtails = {"slug", "seo_title", "show_in_menus", "search_description", "locale"}
    for comparison in handler.get_comparison():
        field = comparison.args[0] if comparison.args else None
        if field is None or field.name in wagtails:
            continue
        if isinstance(field, StreamField):
            yield field.name, partial(FilledStreamComparison, field)
        elif isinstance(field, TermsField):
            yield field.name, partial(TermsComparison, field)
        else:
            yield field.name, comparison


def _is_prose(field: Any) -> bool:
    is_text = isinstance(field, CharField | TextField | StreamField) and not field.choices
    # A period is stored as text, and shown in the words of who looks at it.
    return is_text and not isinstance(field, PeriodField)


def _shown(comparison: Any, page: PracticePage) -> SafeString | str:
    """A field of one version; empty where nothing is filled in, for which Wagtail writes “None”."""
    field = comparison.args[0]
    value = field.value_from_object(page)
    is_zero = value == 0 and not isinstance(value, bool)
    if not value and not is_zero:
        return ""
    if isinstance(field, RichTextField):
        shown: SafeString | str = RichText(value).__html__()
    else:
        shown = comparison(page, page).htmldiff()
    return shown


def _marked(html: str) -> SafeString:
    """With marks that are not only seen."""
    marked = str(html)
    for kind, element in (("deletion", "del"), ("addition", "ins")):
        marked = re.sub(
            rf'<span class="{kind}">(.*?)</span>', rf"<{element}>\1</{element}>", marked, flags=re.S
        )
    return mark_safe(marked)  # noqa: S308 - Wagtail has escaped the words
