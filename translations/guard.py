"""wagtail-localize's own addresses, each behind the rights on what it changes.

It asks for one global right only, or for none. Records are translated by our own views, so that
its rows exist for vocabularies alone; for pages its addresses are closed. The list is made from
its own, so that a new release cannot open a door: an address without a rule answers 403.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, cast

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource

from translations.machine.vocabularies import telling
from translations.views.submit import submit

View = Callable[..., HttpResponseBase]
# Returns whether the user may go on to wagtail-localize's view, or raises Http404.
Rule = Callable[..., bool]


def anybody(user: Any, **kwargs: Any) -> bool:
    """For what tells nothing and changes nothing."""
    return True


def nobody(user: Any, **kwargs: Any) -> bool:
    """For what can only do harm here."""
    return False


def term_rights(*actions: str) -> Rule:
    """The rights on the vocabulary that the address names."""

    def rule(user: Any, app_label: str, model_name: str, **kwargs: Any) -> bool:
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError as error:
            raise Http404 from error
        return not issubclass(model, Page) and _may(user, model, *actions)

    return rule


def source_rights(user: Any, translation_source_id: int, **kwargs: Any) -> bool:
    """The right to change the vocabulary whose term is the source."""
    source = TranslationSource.objects.filter(pk=translation_source_id).first()
    return _may_change(user, source)


def translation_rights(user: Any, translation_id: int, **kwargs: Any) -> bool:
    """The right to change the vocabulary whose term is translated."""
    found = Translation.objects.filter(pk=translation_id).select_related("source").first()
    return _may_change(user, found.source if found else None)


def to_board(request: HttpRequest) -> HttpResponseBase:
    """In place of a report that knows of no record."""
    return redirect("translations:board")


RULES: Mapping[str, Rule] = {
    "javascript_catalog": anybody,
    "submit_snippet_translation": term_rights("add", "change"),
    "update_translations": source_rights,
    "edit_string_translation": translation_rights,
    "edit_override": translation_rights,
    "download_pofile": translation_rights,
    "upload_pofile": translation_rights,
    "machine_translate": translation_rights,
    "preview_translation": translation_rights,
    "stop_translation": translation_rights,
    "convert_to_alias": nobody,
    "snippets_api_listing": term_rights("view"),
    "snippets_api_detail": term_rights("view"),
}
WORKFLOW = {
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_preview",
}
REPORTS = {"page_types_usage", "page_types_usage_results"}
OWN_VIEWS: Mapping[str, View] = {
    "submit_page_translation": submit,
    "translations_report": to_board,
    "translations_report_results": to_board,
}


def names() -> set[str]:
    """The names of all addresses of wagtail-localize, as this release has them."""
    return {pattern.name for pattern in _patterns() if pattern.name}


def guarded_urls() -> list[URLResolver]:
    """All addresses of wagtail-localize, for the admin to find before its own.

    Under a name of our own, since two parts of the addresses may not share one.
    """
    ours = [
        URLPattern(pattern.pattern, _guarded(pattern), pattern.default_args, pattern.name)
        for pattern in _patterns()
    ]
    return [path("localize/", include((ours, "guarded_localize")))]


def ask_before_telling(patterns: Sequence[URLPattern]) -> None:
    """Shut what tells the title of any page to those who may not open it.

    Wagtail's addresses of workflows do so in the message that there is nothing to do for them; its
    report of page types names the page of each that was changed last.
    """
    for pattern in patterns:
        if pattern.name in WORKFLOW:
            pattern.callback = _for_editors(pattern.callback)
        elif pattern.name in REPORTS:
            pattern.callback = _for_authors(pattern.callback)


def _for_editors(view: View) -> View:
    @wraps(view)
    def guard(request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=page_id)
        rights = page.permissions_for_user(request.user)
        if not (rights.can_edit() or rights.can_publish()):
            raise PermissionDenied
        # By its name: Wagtail looks for it there, to find out what kind of page it is.
        return view(request, *args, page_id=page_id, **kwargs)

    return guard


def _for_authors(view: View) -> View:
    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Page).user_has_permission(request.user, "add"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guard


def _patterns() -> list[URLPattern]:
    (resolver,) = localize.register_admin_urls()
    patterns: list[URLPattern] = resolver.url_patterns
    return patterns


def _guarded(pattern: URLPattern) -> View:
    view = telling(cast(View, pattern.callback))
    name = pattern.name or ""
    if own := OWN_VIEWS.get(name):
        return own
    rule: Rule = RULES.get(name, nobody)

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rule(request.user, **kwargs):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guard


def _may(user: Any, model: type[Any], *actions: str) -> bool:
    options = model._meta
    return all(
        user.has_perm(f"{options.app_label}.{get_permission_codename(action, options)}")
        for action in actions
    )


def _may_change(user: Any, source: TranslationSource | None) -> bool:
    model = source.specific_content_type.model_class() if source else None
    if model is None or issubclass(model, Page):
        raise Http404
    return _may(user, model, "change")
