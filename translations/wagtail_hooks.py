"""What translations change in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translations import admin_menus, urls  # noqa: F401 - importing registers
from translations.following import translations_of
from translations.guard import ask_before_telling, guarded_urls
from translations.machine.history import FilledByMachine

# What wagtail-localize offers in the editor of a page, and does on its own when asked for it.
SWITCHES = ("localize-restart-translation", "localize-convert-to-alias")


@hooks.register("register_admin_urls", order=-100)
def addresses() -> list[Any]:
    """Ours come before those of wagtail-localize: the admin takes the first that fits."""
    from wagtail.admin.urls import pages, reports

    ask_before_telling([*pages.urlpatterns, *reports.urlpatterns])
    return [path("translations/", include(urls)), *guarded_urls()]


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the history of a page tells of its translation."""
    for name, label, message in (
        ("update", _("Bring up to date"), _("Brought up to date with the original")),
        ("settle", _("Confirm texts"), _("Confirmed texts for what the original says now")),
        ("restart", _("Translate anew"), _("Every text is to be translated anew")),
        ("import", _("Import translation file"), _("Took texts from a translation file")),
        ("approve", _("Approve translation"), _("Approved the translation")),
        ("assign", _("Assign translation"), _("Assigned the translation")),
    ):
        actions.register_action(f"translations.{name}", label, message)
    actions.register_action("translations.machine")(FilledByMachine)


@hooks.register("before_move_page")
def tell_movers_only(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail shows the title before it asks for the right."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


@hooks.register("construct_translated_pages_to_cascade_actions")
def follow(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Translations are deleted with their original; of a move they learn by its signal."""
    return translations_of(pages) if action == "delete" else {}


@hooks.register("before_delete_page")
def ask_for_translations(request: HttpRequest, page: Page) -> None:
    """Wagtail asks for the right on the original alone."""
    for translations in translations_of([page]).values():
        if not all(_may_delete(request, translation) for translation in translations):
            raise PermissionDenied


@hooks.register("before_bulk_action")
def delete_translations(
    request: HttpRequest, action_type: str, objects: list[Page], action: Any
) -> None:
    """Of several originals Wagtail deletes no translations."""
    if action_type != "delete" or not objects or not isinstance(objects[0], Page):
        return
    chosen = {page.pk for page in objects}
    for page in objects:
        ask_for_translations(request, page)
    for translations in translations_of(objects).values():
        for translation in translations:
            if translation.pk not in chosen:
                translation.delete(user=request.user)


def _may_delete(request: HttpRequest, page: Page) -> bool:
    return bool(page.permissions_for_user(request.user).can_delete())


@hooks.register("before_edit_page", order=-100)
def refuse_switches(request: HttpRequest, page: Page) -> None:
    """No page is put under wagtail-localize's synchronisation, or made an alias again."""
    if request.method == "POST" and any(switch in request.POST for switch in SWITCHES):
        raise PermissionDenied


@hooks.register("construct_page_action_menu")
def leave_out_switches(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """Do not offer them either."""
    menu_items[:] = [item for item in menu_items if item.name not in SWITCHES]


@hooks.register("construct_page_chooser_queryset")
def leave_out_drafts(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Wagtail's choosers list every page of the site, drafts by their titles."""
    known = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=known.values("pk")))


@hooks.register("construct_reports_menu")
def leave_out_report(request: HttpRequest, menu_items: list[Any]) -> None:
    """The report of wagtail-localize knows nothing of how records are translated."""
    address = "/localize/reports/translations/"
    menu_items[:] = [item for item in menu_items if not str(item.url).endswith(address)]
