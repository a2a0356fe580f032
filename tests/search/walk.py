"""Everything editors can do to pages, done at random: the walker knows nothing of search."""

from datetime import timedelta
from random import Random
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, PageViewRestriction

from core.models import KnowledgePage
from taxonomy.models import Theme
from tests.factories.pages import (
    EventPageFactory,
    PracticePageFactory,
    ReportPageFactory,
    StandardPageFactory,
    home,
    section,
)
from tests.factories.taxonomy import ThemeFactory

FACTORIES = {
    "practice": PracticePageFactory,
    "event": EventPageFactory,
    "report": ReportPageFactory,
}
LANGUAGES = ("en", "tr")
MOST_RECORDS = 25
# By name; what is named more often is done more often.
STEPS = (
    "publish_new",
    "publish_new",
    "publish_new",
    "draft_new",
    "edit",
    "edit",
    "edit_without_publishing",
    "unpublish",
    "publish_again",
    "move_record",
    "move_section",
    "rename_record",
    "rename_section",
    "delete_record",
    "delete_section",
    "make_private",
    "make_public",
    "expire",
    "publish_scheduled",
    "bulk_action",
    "copy",
    "make_alias",
    "convert_alias",
    "translate",
    "translate",
    "rename_theme",
    "move_theme",
)


class Walker:
    """Takes steps; every choice comes from `random`, so that a walk can be repeated."""

    def __init__(self, random: Random, admin: Client) -> None:
        self.random = random
        self.admin = admin
        self.number = 0
        self.taken: list[str] = []
        parent = ThemeFactory(code="walk-parent", name="Walkparent")
        self.themes = [
            parent,
            ThemeFactory(code="walk-child", name="Walkchild", parent=parent),
            ThemeFactory(code="walk-other", name="Walkother"),
        ]
        for language in (*LANGUAGES, "ar"):
            StandardPageFactory(parent=home(language), slug="shelf", locale=home(language).locale)

    def step(self) -> None:
        """Do one thing, if there is anything to do it to."""
        self.taken.append(self.random.choice(STEPS))
        getattr(self, self.taken[-1])()

    # What there is

    def new_number(self) -> int:
        self.number += 1
        return self.number

    def sections(self) -> list[Page]:
        shelves = Page.objects.filter(slug="shelf", depth=3)
        made = [section(kind, language).page_ptr for kind in FACTORIES for language in LANGUAGES]
        return [*made, *shelves]

    def records(self, **conditions: Any) -> list[Any]:
        return [
            page
            for model in apps.get_models()
            if issubclass(model, KnowledgePage)
            for page in model.objects.filter(**conditions).order_by("pk")
        ]

    def a_record(self, **conditions: Any) -> Any:
        records = self.records(alias_of=None, **conditions)
        return self.random.choice(records) if records else None

    def a_section(self, language: str) -> Page:
        of_language = [page for page in self.sections() if page.locale.language_code == language]
        return self.random.choice(of_language)

    # What can be done

    def publish_new(self) -> None:
        if page := self.draft_new():
            page.save_revision().publish()

    def draft_new(self) -> Any:
        if len(self.records()) >= MOST_RECORDS:
            return None
        kind = self.random.choice(sorted(FACTORIES))
        parent = section(kind, self.random.choice(LANGUAGES))
        page = FACTORIES[kind](parent=parent, title=f"Record {self.new_number()}", live=False)
        page.themes.set(self.random.sample(self.themes, self.random.randint(0, 2)))
        page.save()
        return page

    def edit(self) -> None:
        if page := self.a_record():
            page.title = f"Edited {self.new_number()}"
            page.themes.set(self.random.sample(self.themes, self.random.randint(0, 2)))
            page.save_revision().publish()

    def edit_without_publishing(self) -> None:
        if page := self.a_record():
            page.title = f"Unpublished {self.new_number()}"
            page.save_revision()

    def unpublish(self) -> None:
        if page := self.a_record(live=True):
            page.unpublish()

    def publish_again(self) -> None:
        if page := self.a_record(live=False):
            page.save_revision().publish()

    def move_record(self) -> None:
        if page := self.a_record():
            Page.objects.get(pk=page.pk).move(
                self.a_section(page.locale.language_code), pos="last-child"
            )

    def move_section(self) -> None:
        language = self.random.choice(LANGUAGES)
        moved = self.a_section(language)
        target = self.random.choice(
            [home(language).page_ptr, home(language).get_children().get(slug="shelf")]
        )
        if moved.slug != "shelf":
            moved.move(target, pos="last-child")

    def rename_record(self) -> None:
        if page := self.a_record():
            page.slug = f"renamed-{self.new_number()}"
            page.save_revision().publish()

    def rename_section(self) -> None:
        page = self.a_section(self.random.choice(LANGUAGES)).specific
        if page.slug == "shelf" or page.alias_of_id:
            return
        # The factory finds its sections by their slugs: first away, then back.
        slug = page.slug
        page.slug = f"section-{self.new_number()}"
        page.save_revision().publish()
        page.refresh_from_db()
        page.slug = slug
        page.save_revision().publish()

    def delete_record(self) -> None:
        if page := self.a_record():
            page.delete()

    def delete_section(self) -> None:
        if self.random.random() < 0.3:
            page = self.a_section(self.random.choice(LANGUAGES))
            if page.slug != "shelf":
                Page.objects.get(pk=page.pk).delete()

    def make_private(self) -> None:
        places = [*self.sections(), *self.records()]
        page = Page.objects.get(pk=self.random.choice(places).pk)
        PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN).save()

    def make_public(self) -> None:
        for restriction in PageViewRestriction.objects.order_by("pk")[:2]:
            restriction.delete()

    def expire(self) -> None:
        if page := self.a_record(live=True):
            page.expire_at = timezone.now() - timedelta(minutes=1)
            page.save()
            call_command("publish_scheduled")

    def publish_scheduled(self) -> None:
        if page := self.a_record():
            page.title = f"Scheduled {self.new_number()}"
            page.expire_at = None
            page.go_live_at = timezone.now() + timedelta(hours=1)
            revision = page.save_revision()
            revision.publish()
            revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
            revision.save()
            call_command("publish_scheduled")

    def bulk_action(self) -> None:
        records = self.records(alias_of=None)
        chosen = self.random.sample(records, min(3, len(records)))
        action = self.random.choice(["publish", "unpublish", "delete", "move"])
        if not chosen or (action == "delete" and len(records) < 10):
            return
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
        query = "&".join(f"id={page.pk}" for page in chosen)
        chooser = self.a_section(chosen[0].locale.language_code).pk
        self.admin.post(f"{address}?{query}", {"chooser": chooser, "move_applicable": "on"})

    def copy(self) -> None:
        if (page := self.a_record()) and len(self.records()) < MOST_RECORDS:
            changes = {"slug": f"copy-{self.new_number()}", "title": f"Copy {self.number}"}
            page.copy(update_attrs=changes, keep_live=self.random.random() < 0.5)

    def make_alias(self) -> None:
        if (page := self.a_record()) and len(self.records()) < MOST_RECORDS:
            page.create_alias(
                parent=self.a_section(page.locale.language_code),
                update_slug=f"alias-{self.new_number()}",
            )

    def convert_alias(self) -> None:
        aliases = self.records(alias_of__isnull=False)
        if aliases:
            ConvertAliasPageAction(self.random.choice(aliases)).execute(skip_permission_checks=True)

    def translate(self) -> None:
        page = self.a_record()
        if page is None:
            return
        locale = Locale.objects.get(language_code=self.random.choice(("en", "tr", "ar")))
        if not page.has_translation(locale):
            translation = page.copy_for_translation(
                locale, copy_parents=True, alias=self.random.random() < 0.3
            )
            if not translation.alias_of_id and self.random.random() < 0.7:
                translation.title = f"Translation {self.new_number()}"
                translation.save_revision().publish()

    def rename_theme(self) -> None:
        theme = Theme.objects.get(pk=self.random.choice(self.themes).pk)
        theme.name = f"Walktheme{self.new_number()}"
        theme.save()

    def move_theme(self) -> None:
        parent, child, _other = (Theme.objects.get(pk=theme.pk) for theme in self.themes)
        child.parent = None if child.parent else parent
        child.save()
