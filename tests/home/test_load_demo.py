"""The demonstration content: complete, related both ways, loaded once, and nobody's secrets."""

import re
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.test.utils import override_settings
from wagtail.images import get_image_model
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    PageLogEntry,
    Revision,
    Site,
)

from home.demonstration.accounts import ACCOUNTS
from home.demonstration.files import FOLDER
from home.models import HomePage, SectionPage, StandardPage
from practices.models import PracticePage
from taxonomy.models import Organisation

EXPECTED = {
    "practices.PracticePage": {
        "gaziantep-social-cohesion-model",
        "refugee-response-programme-gaziantep",
        "migration-and-social-cohesion-action-plan-istanbul",
    },
    "practices.ProjectPage": {"ladder", "reslog"},
    "publications.ReportPage": {
        "workshop-report-role-of-municipalities-2015",
        "urban-refugees-istanbul-2017",
    },
    "events.EventPage": {
        "municipal-forum-gaziantep-2019",
        "migration-history-symposium-2016",
        "multilateral-perspectives-panel-2016",
        "from-local-to-global-2017",
        "migration-and-integration-symposium-2018",
        "shared-responsibility-2018",
        "refugee-participation-session-sydney-2018",
        "world-humanitarian-summit-2016",
        "international-metropolis-conference-2018",
        "role-of-municipalities-workshop-2015",
        "maruf-2019",
        "maruf-2019-human-mobility",
        "maruf-2019-sharing-responsibility",
        "maruf-2019-sharing-experiences",
        "maruf-2019-temporary-protection",
        "maruf-2019-guest",
        "maruf-2019-migration-photographs",
        "local-governance-and-migration-gatherings",
        "global-refugee-forum-2019",
    },
    "events.DeclarationPage": {"gaziantep-declaration-2019", "marrakech-mayors-declaration-2018"},
    "members.MunicipalityPage": {
        "gaziantep",
        "istanbul",
        "bagcilar",
        "golcuk",
        "sombor",
        "geneva",
        "marrakech",
        "sydney",
    },
    "home.UnionBodyPage": {
        "mmu",
        "migration-policy-center",
        "migration-committee",
        "migration-platform",
    },
}

RELATED = [
    ("gaziantep-social-cohesion-model", "refugee-response-programme-gaziantep"),
    ("ladder", "from-local-to-global-2017"),
    ("reslog", "local-governance-and-migration-gatherings"),
    ("municipal-forum-gaziantep-2019", "gaziantep-declaration-2019"),
    ("gaziantep-declaration-2019", "marrakech-mayors-declaration-2018"),
    ("gaziantep-declaration-2019", "global-refugee-forum-2019"),
    ("world-humanitarian-summit-2016", "multilateral-perspectives-panel-2016"),
    ("international-metropolis-conference-2018", "refugee-participation-session-sydney-2018"),
    ("role-of-municipalities-workshop-2015", "workshop-report-role-of-municipalities-2015"),
    ("maruf-2019", "maruf-2019-human-mobility"),
    ("maruf-2019", "maruf-2019-sharing-responsibility"),
    ("maruf-2019", "maruf-2019-sharing-experiences"),
    ("maruf-2019", "maruf-2019-temporary-protection"),
    ("maruf-2019", "maruf-2019-guest"),
    ("maruf-2019", "maruf-2019-migration-photographs"),
    ("mmu", "migration-policy-center"),
    ("mmu", "migration-committee"),
    ("mmu", "migration-platform"),
]

QUOTATIONS = {
    "Fuat Oktay": (
        "we have always walked next to refugees and the international community should walk with us"
    ),
    "Jill Helke": (
        "have a key role to play as leaders in their communities, in defending social cohesion, "
        "and pushing back against negative narratives around migrants and migration."
    ),
    "Lado Gvilava": (
        "Their work is crucial in developing inclusive, safe, and resilient cities around the "
        "world. Let’s focus on replicating local solutions that bring us closer together and "
        "make life better for everyone."
    ),
}

MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
PHONE = re.compile(r"\+\d[\d ()/-]{6,}\d")


def load(*arguments: str) -> str:
    """What the command prints."""
    printed = StringIO()
    call_command("load_demo", *arguments, stdout=printed)
    return printed.getvalue()


def original(slug: str) -> Any:
    """The page a record was written as, as its own type."""
    (page,) = (page for page in Page.objects.filter(slug=slug).specific() if page.is_original)
    return page


def snapshot() -> dict[str, Any]:
    """Everything a second load might add or touch."""
    tables = (Page, Revision, PageLogEntry, Organisation, Group, GroupPagePermission)
    return {
        **{model.__name__: model._default_manager.count() for model in tables},
        "images": get_image_model()._default_manager.count(),
        "users": list(get_user_model()._default_manager.order_by("pk").values()),
        "pages": list(Page.objects.order_by("pk").values()),
    }


@pytest.mark.usefixtures("demonstration_below")
class TestLoaded(TestCase):
    """After one load."""

    def test_every_record_is_there_and_public(self) -> None:
        for label, slugs in EXPECTED.items():
            pages = apps.get_model(label)._default_manager
            originals = [
                page for page in pages.live().public().select_related("locale") if page.is_original
            ]

            assert {page.slug for page in originals} == slugs, label

    def test_every_record_names_its_source(self) -> None:
        for label in EXPECTED:
            for page in apps.get_model(label)._default_manager.all():
                assert page.source_name, page.slug

    def test_related_records_lead_to_each_other(self) -> None:
        for one, other in RELATED:
            for here, there in ((one, other), (other, one)):
                keys = {key for _heading, group in original(here).related_groups() for key in group}

                assert original(there).record_key in keys, f"{here} does not lead to {there}"

    def test_every_language_has_its_home_sections_and_about_page(self) -> None:
        homes = Site.objects.get(is_default_site=True).root_page.get_translations(inclusive=True)
        for home in homes.specific():
            assert isinstance(home, HomePage)
            assert home.headline
            assert len(home.numbers) == 4
            assert home.get_children().type(SectionPage).live().count() == 7
            assert home.get_children().type(StandardPage).live().count() == 1
        assert len(homes) == len(settings.LANGUAGES)

    def test_some_records_are_translated_and_keep_their_facts(self) -> None:
        practice = original("gaziantep-social-cohesion-model")
        translations = [
            practice.get_translation(Locale.objects.get(language_code=code))
            for code in ("tr", "ar", "fr")
        ]

        for page in translations:
            assert page.live
            assert page.source_language == "en"
            assert page.title != practice.title
            assert page.period == practice.period
            assert page.search_facets() == practice.search_facets()
            numbers = [claim.value["number"] for claim in page.figures]
            assert numbers == [claim.value["number"] for claim in practice.figures]
            assert [block.id for block in page.figures] == [block.id for block in practice.figures]

    def test_every_record_is_in_english_and_turkish(self) -> None:
        for label in EXPECTED:
            pages = apps.get_model(label)._default_manager.live().public()
            summaries = {
                code: dict(
                    pages.filter(locale__language_code=code).values_list(
                        "translation_key", "summary"
                    )
                )
                for code in ("en", "tr")
            }

            assert len(summaries["en"]) == len(EXPECTED[label]), label
            assert summaries["tr"].keys() == summaries["en"].keys(), label
            for key, summary in summaries["tr"].items():
                assert summary != summaries["en"][key], summary

    def test_the_main_records_are_in_every_language_and_others_are_not(self) -> None:
        languages: dict[str, set[str]] = {}
        for label in EXPECTED:
            pages = apps.get_model(label)._default_manager.live().public()
            for page in pages.select_related("locale"):
                name = f"{label} {page.translation_key}"
                languages.setdefault(name, set()).add(page.locale.language_code)
        shipped = {code for code, _name in settings.LANGUAGES}
        complete = [name for name, found in languages.items() if found == shipped]

        for label in EXPECTED:
            assert any(name.startswith(label) for name in complete), label
        assert len(complete) < len(languages)

    def test_one_record_was_written_in_turkish(self) -> None:
        turkish = [
            page
            for label in EXPECTED
            for page in apps.get_model(label)._default_manager.filter(source_language="tr")
            if page.is_original
        ]

        assert [page.slug for page in turkish] == ["local-governance-and-migration-gatherings"]
        assert turkish[0].locale.language_code == "tr"

    def test_sources_that_disagree_stand_side_by_side(self) -> None:
        numbers = [
            (int(claim.value["number"]), claim.value["source_name"])
            for claim in original("gaziantep").figures
            if "efugees" in claim.value["label"]
        ]

        assert sorted(number for number, _source in numbers) == [446564, 500000, 500000]
        assert len({source for _number, source in numbers}) == 3

    def test_the_same_letters_stand_for_different_things_in_two_records(self) -> None:
        model = original("gaziantep-social-cohesion-model")
        programme = original("refugee-response-programme-gaziantep")

        assert "GMM" in model.other_names[0].value
        assert model.lead_acronym == ""
        assert programme.lead_acronym == "GMM"

    def test_three_people_are_quoted_word_for_word(self) -> None:
        forum = original("municipal-forum-gaziantep-2019")
        said = {
            person.value["name"]: person.value["quotation"]
            for person in forum.people
            if person.value.get("quotation")
        }

        assert set(said) == set(QUOTATIONS)
        assert all(words in said[name] for name, words in QUOTATIONS.items())

    def test_the_declaration_waits_for_its_text(self) -> None:
        declaration = original("gaziantep-declaration-2019")

        assert not declaration.articles
        assert "to be supplied" in str(declaration.body)

    def test_records_appeared_one_after_the_other(self) -> None:
        days = [
            page.first_published_at.date()
            for label in EXPECTED
            for page in apps.get_model(label)._default_manager.all()
            if page.is_original and page.live
        ]

        assert len(set(days)) == len(days)

    def test_covers_have_credit_and_description(self) -> None:
        covered = [original(slug) for slug in EXPECTED["practices.PracticePage"]]
        covered.append(original("municipal-forum-gaziantep-2019"))

        for page in covered:
            assert page.cover_image.credit
            assert page.cover_image.description
            assert page.cover_alt

    def test_accounts_can_log_in_and_have_their_rights(self) -> None:
        for account in ACCOUNTS:
            assert authenticate(username=account.name, password=account.password), account.name

        users = {user.username: user for user in get_user_model()._default_manager.all()}
        turkish = Page.objects.get(depth=2, locale__language_code="tr")
        english = Page.objects.get(depth=2, locale__language_code="en")
        assert users["administrator"].is_superuser
        assert english.permissions_for_user(users["editor"]).can_publish_subpage()
        assert english.permissions_for_user(users["reviewer"]).can_edit()
        assert not english.permissions_for_user(users["reviewer"]).can_publish()
        assert turkish.permissions_for_user(users["translator"]).can_edit()
        assert not english.permissions_for_user(users["translator"]).can_edit()
        for city in ("gaziantep", "istanbul"):
            assert not users[city].has_perm("wagtailadmin.access_admin")

    def test_a_second_load_changes_nothing(self) -> None:
        before = snapshot()

        printed = load()

        assert printed.startswith("Created 0 records, 0 translations and 0 accounts")
        assert snapshot() == before

    def test_a_page_somebody_edited_stays_as_it_is(self) -> None:
        practice = PracticePage.objects.get(
            slug="gaziantep-social-cohesion-model", locale__language_code="en"
        )
        practice.title, practice.slug = "Edited", "edited"
        practice.save_revision().publish()

        load()

        practice.refresh_from_db()
        assert practice.title == "Edited"
        assert PracticePage.objects.filter(translation_key=practice.translation_key).count() == 4

    def test_what_was_deleted_comes_back(self) -> None:
        original("maruf-2019-guest").delete()

        printed = load()

        assert printed.startswith("Created 1 records, 0 translations")
        assert original("maruf-2019-guest").part_of.slug == "maruf-2019"


class TestFiles:
    @pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: path.name)
    def test_hold_no_real_mail_address_and_no_telephone_number(self, path: Any) -> None:
        text = path.read_text(encoding="utf-8")

        assert all(mail.endswith("@example.org") for mail in MAIL.findall(text))
        assert not PHONE.search(text)


class TestAccounts:
    def test_are_printed_without_touching_the_database(self) -> None:
        printed = load("--accounts")

        assert all(account.name in printed and account.password in printed for account in ACCOUNTS)

    def test_have_addresses_nobody_receives_mail_at(self) -> None:
        assert all(account.email.endswith("@example.org") for account in ACCOUNTS)


class TestOutsideDevelopment:
    @pytest.mark.parametrize("arguments", [(), ("--accounts",)])
    def test_the_command_refuses(self, arguments: tuple[str, ...]) -> None:
        with override_settings(MEYDAN_DEMO_ALLOWED=False), pytest.raises(CommandError):
            load(*arguments)

    def test_the_command_refuses_where_nothing_is_said(self) -> None:
        with override_settings():
            del settings.MEYDAN_DEMO_ALLOWED
            with pytest.raises(CommandError, match="public passwords"):
                load()
