"""The union decides changes of a profile: some, all or none of them, and once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from members.models import MunicipalityPage, ProfileProposal
from taxonomy.models import Organisation
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.profiles import (
    PROFILE,
    UNIT,
    browser,
    decided,
    fresh,
    review,
    saved,
    sent,
    stored,
)
from tests.practices.desk.forms import form_on
from translations.creating import create

pytestmark = pytest.mark.django_db
LIST = "/admin/members/proposals/"
Committed = Callable[[], AbstractContextManager[None]]


class TestList:
    def test_has_what_waits_first_and_no_draft(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        other = representative(OrganisationFactory(name="Kilis Municipality"), lead=True)
        saved(browser(other), mayor_name="Not sent")
        source = union.get(LIST).content.decode()
        assert f'href="{review(found)}"' in source
        assert "Kilis" not in source
        assert "Changes of profiles" in union.get("/admin/").content.decode()

    @pytest.mark.parametrize("group", ["Reviewers", "Translators (tr)"])
    def test_is_for_those_who_look_after_members(self, profile: Any, lead: Any, group: str) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        client = browser(person("somebody", group))
        for path in (LIST, f"{LIST}results/", review(found)):
            answer = client.get(path)
            assert answer.status_code in (302, 403)
            assert b"Ay\xc5\x9fe" not in answer.content
        client.post(review(found), {"accept": "yes", "field": "mayor_name"})
        assert fresh(found).is_waiting

    def test_a_draft_has_no_page(self, union: Client, profile: Any, lead: Any) -> None:
        saved(browser(lead), mayor_name="Ayşe Örnek")
        [draft] = ProfileProposal.objects.all()
        assert union.get(review(draft), follow=True).status_code == 404

    def test_what_was_taken_back_is_its_writers_again(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        form = form_on(union.get(review(found)))
        browser(lead).post(PROFILE, {"act": "take-back"})
        for answer in (
            union.get(review(found), follow=True),
            union.post(review(found), {**form, "accept": "yes"}, follow=True),
        ):
            assert "has taken this back" in answer.content.decode()
            assert "Ayşe" not in answer.content.decode()


class TestSides:
    def test_show_what_is_public_and_what_is_proposed(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Fatma <Yeni>", summary="A city on the border of two.")
        source = union.get(review(found)).content.decode()
        assert "Fatma <del>Örnek</del><ins>&lt;</ins><ins>Yeni&gt;</ins>" in source or (
            "Fatma <del>Örnek</del><ins>&lt;Yeni&gt;</ins>" in source
        )
        assert "border<ins> of two</ins>." in source
        found.typed |= {"summary": "Nothing of it is left."}
        found.save()
        source = union.get(review(found)).content.decode()
        assert "<ins>Nothing of it is left.</ins>" in source
        assert 'value="official_name"' not in source
        assert form_on(union.get(review(found)))["field"] == ["summary", "mayor_name"]

    def test_say_where_the_page_has_changed_since(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek", summary="Ours.")
        assert "changed here since" not in union.get(review(found)).content.decode()
        profile.summary = "The union's."
        profile.save_revision().publish()
        source = union.get(review(found)).content.decode()
        assert source.count("changed here since") == 1
        assert "The union&#x27;s." in source
        assert "<ins>Ours.</ins>" in source

    def test_show_afterwards_what_was_made_of_it(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek", summary="Ours.")
        decided(union, found, accept="yes", field=["summary"], reason="Since when?")
        source = union.get(review(found)).content.decode()
        assert "left out" in source
        assert "Since when?" in source
        assert "Fatma" in source
        assert 'name="accept"' not in source


class TestAccept:
    def test_gives_each_field_the_value_that_was_typed(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        OrganisationFactory(name="Union of Cities")
        network = UNIT.replace("3", "4")
        saved(browser(lead), f"add:units:{UNIT}")
        saved(browser(lead), f"add:networks:{network}")
        found = sent(
            lead,
            mayor_name=" Ayşe Örnek ",
            mayor_term="2024/2029",
            website="www.gaziantep.example.org",
            **{f"units.{UNIT}.name": "New unit", f"units.{UNIT}.period": "2024/.."},
            **{f"networks.{network}.name": "union of cities"},
        )
        assert decided(union, found, accept="yes").status_code == 302
        public = stored(profile)
        assert (public.mayor_name, str(public.mayor_term)) == ("Ayşe Örnek", "2024/2029")
        assert public.website == "https://www.gaziantep.example.org"
        old, new = public.units
        assert (old.id, old.value["name"]) == (profile.units[0].id, "Migration Unit")
        assert (new.id, new.value["name"]) == (UNIT, "New unit")
        assert str(new.value["period"]) == "2024/.."
        assert [block.value.name for block in public.networks] == ["Union of Cities"]

    def test_changes_and_publishes_these_fields_and_nothing_else(
        self, union: Client, editor: Any, profile: Any, lead: Any, city: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek", mayor_term="2024/2029")
        before = profile.serializable_data()
        decided(union, found, accept="yes")
        public = stored(profile)
        assert public.live
        assert not public.has_unpublished_changes
        taken = {"mayor_name", "mayor_term"}
        after = public.serializable_data()
        assert {name for name in before if before[name] != after[name]} == taken | {
            "latest_revision",
            "latest_revision_created_at",
            "last_published_at",
            "live_revision",
        }
        assert public.live_revision.user == editor
        assert PageLogEntry.objects.filter(page=profile.pk, action="wagtail.publish", user=editor)
        [entry] = ModelLogEntry.objects.for_instance(city).filter(action="members.accept_profile")
        assert set(entry.data["fields"]) == taken
        assert "Ayşe Örnek" in Client().get(profile.url).content.decode()

    def test_is_found_by_search_and_reaches_translations(
        self, union: Client, profile: Any, lead: Any, committed: Committed
    ) -> None:
        with committed():
            profile.save_revision().publish()
        with committed():
            draft = create(profile, "tr", actor=person("admin", is_superuser=True))
            draft.get_latest_revision_as_object().save_revision(clean=False).publish()
        found = sent(lead, mayor_name="Quillwort Örnek")
        with committed():
            decided(union, found, accept="yes")
        assert "Gaziantep" in Client().get("/en/search/?q=quillwort").content.decode()
        turkish = MunicipalityPage.objects.get(
            translation_key=profile.translation_key, locale=Locale.objects.get(language_code="tr")
        )
        assert turkish.mayor_name == "Quillwort Örnek"

    def test_some_needs_a_reason_for_the_rest(self, union: Client, profile: Any, lead: Any) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek", summary="We are the best.")
        answer = decided(union, found, accept="yes", field=["mayor_name"])
        assert answer.status_code == 409
        assert form_on(answer)["field"] == ["mayor_name"]
        decided(union, found, accept="yes", field=["mayor_name", "title"], reason="Praise.")
        assert fresh(found).accepted == ["mayor_name"]
        public = stored(profile)
        assert (public.mayor_name, public.summary, public.title) == (
            "Ayşe Örnek",
            "A city on the border.",
            "Gaziantep",
        )

    def test_one_from_before_the_form_had_a_field_can_still_be_decided(
        self, union: Client, profile: Any, lead: Any, city: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        for typed in (found.typed, found.base):
            del typed["mayor_term"], typed["networks"]
        found.save()
        decided(union, found, accept="yes", field=["mayor_name"])
        assert stored(profile).mayor_name == "Ayşe Örnek"
        assert union.get(review(found)).status_code == 200
        assert browser(lead).get(PROFILE).status_code == 200

    def test_nothing_ticked_is_refused(self, union: Client, profile: Any, lead: Any) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        answer = decided(union, found, accept="yes", field=[], reason="Kept.")
        assert answer.status_code == 409
        assert "Kept." in answer.content.decode()
        assert fresh(found).is_waiting

    def test_a_network_nobody_knows_is_added_first(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        saved(browser(lead), f"add:networks:{UNIT}")
        found = sent(lead, **{f"networks.{UNIT}.name": "Cities of the Moon"})
        answer = decided(union, found, accept="yes")
        assert "is not among the organisations" in answer.content.decode()
        assert fresh(found).is_waiting
        assert not stored(profile).networks
        made = Organisation.objects.create(code="moon", name="Cities of the Moon")
        decided(union, found, accept="yes")
        assert [block.value for block in stored(profile).networks] == [made]


class TestOnce:
    def test_of_two_editors_one_decides_and_the_other_is_told(
        self, union: Client, profile: Any, lead: Any, mailoutbox: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        other = browser(person("colleague", "Moderators", first_name="Kerem"))
        form = form_on(other.get(review(found)))
        decided(union, found, decline="yes", reason="Not yet.")
        count = len(mailoutbox)
        for act in ("accept", "decline"):
            answer = other.post(review(found), {**form, act: "yes", "reason": "Mine."})
            assert answer.status_code == 409
            assert "editor has decided this meanwhile" in answer.content.decode()
            assert "Mine." in answer.content.decode()
        assert fresh(found).reason == "Not yet."
        assert stored(profile).mayor_name == "Fatma Örnek"
        assert len(mailoutbox) == count

    def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        form = form_on(union.get(review(found)))
        client = browser(lead)
        client.post(PROFILE, {"act": "take-back"})
        sent(lead, mayor_name="Somebody else")
        answer = union.post(review(found), {**form, "accept": "yes"})
        assert "has changed meanwhile" in answer.content.decode()
        form = form_on(answer)
        profile.mayor_name = "The union's word"
        profile.save_revision().publish()
        answer = union.post(review(found), {**form, "accept": "yes"})
        assert "has changed meanwhile" in answer.content.decode()
        assert stored(profile).mayor_name == "The union's word"
        union.post(review(found), {**form_on(answer), "accept": "yes"})
        assert stored(profile).mayor_name == "Somebody else"

    def test_a_reason_that_is_too_long_is_kept_and_told(
        self, union: Client, profile: Any, lead: Any
    ) -> None:
        found, reason = sent(lead, mayor_name="Ayşe Örnek"), "word " * 1_001
        source = decided(union, found, decline="yes", reason=reason).content.decode()
        assert "at most 5000 characters" in source
        assert reason in source
        assert fresh(found).is_waiting

    def test_to_decline_takes_a_reason(self, union: Client, profile: Any, lead: Any) -> None:
        found = sent(lead, mayor_name="Ayşe Örnek")
        assert decided(union, found, decline="yes", reason=" ").status_code == 409
        assert fresh(found).is_waiting
