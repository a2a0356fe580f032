"""The form of a profile: kept as typed, never overwritten, held when the session has ended."""

import re
from typing import Any

import pytest
from django.test import Client

from members.models import Membership, ProfileProposal
from tests.factories.members import representative
from tests.factories.people import PASSWORD
from tests.factories.taxonomy import OrganisationFactory
from tests.members.profiles import (
    EDIT,
    PROFILE,
    UNIT,
    browser,
    saved,
    sent,
    stored,
)
from tests.practices.desk.forms import form_on, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep Metropolitan Municipality")


@pytest.fixture
def client_(lead: Any, profile: Any) -> Client:
    return browser(lead)


def typed() -> Any:
    return ProfileProposal.objects.exclude(state="withdrawn").get().typed


class TestWriting:
    def test_begins_with_what_is_public(self, client_: Client) -> None:
        form = opened(client_, EDIT)
        assert form["mayor_name"] == ["Fatma Örnek"]
        [_first, unit] = form["units"]
        assert form[f"units.{unit}.name"] == ["Migration Unit"]
        assert form[f"units.{unit}.period"] == ["2013/2018"]

    def test_sent_without_a_change_nothing_is_begun(self, client_: Client) -> None:
        assert saved(client_).headers["Location"] == PROFILE
        answer = client_.post(EDIT, {**opened(client_, EDIT), "act": "send"}, follow=True)
        assert "not changed anything yet" in answer.content.decode()
        assert not ProfileProposal.objects.exists()

    def test_what_is_not_valid_is_kept_and_told(self, client_: Client, profile: Any) -> None:
        wrong = {"mayor_term": "since spring", "website": "no address", "summary": "x" * 700}
        source = saved(client_, "send", **wrong).content.decode()
        assert 'role="alert" autofocus' in source
        for name in wrong:
            assert f'href="#id_{name}"' in source
            assert f'id="id_{name}"' in source
        assert {name: typed()[name] for name in wrong} == wrong
        assert ProfileProposal.objects.get().state == "draft"
        assert opened(client_, EDIT)["mayor_term"] == ["since spring"]
        assert stored(profile).summary == "A city on the border."

    def test_nothing_is_cut_off_in_the_browser(self, client_: Client) -> None:
        source = client_.get(EDIT).content.decode().partition('name="writer"')[2]
        assert "id_summary" in source
        assert "maxlength" not in source

    def test_says_beside_a_changed_text_what_is_public(self, client_: Client) -> None:
        saved(client_, mayor_name="Ayşe Örnek")
        source = client_.get(EDIT).content.decode()
        assert source.count("Public now:") == 1
        assert "Fatma Örnek" in source

    def test_the_enter_key_saves_and_sends_nothing(self, client_: Client) -> None:
        first = re.search(
            r'<button[^>]*name="act" value="(\w+)"', client_.get(EDIT).content.decode()
        )
        assert first is not None
        assert first[1] == "stay"
        assert saved(client_, "stay", mayor_name="Ayşe").headers["Location"] == EDIT
        assert ProfileProposal.objects.get().state == "draft"


class TestRows:
    def test_are_added_filled_in_moved_and_removed(self, client_: Client) -> None:
        answer = saved(client_, f"add:units:{UNIT}")
        assert answer.headers["Location"] == f"{EDIT}#units.{UNIT}"
        assert f'id="units.{UNIT}"' in client_.get(EDIT).content.decode()
        saved(client_, f"up:units:{UNIT}", **{f"units.{UNIT}.name": "New unit"})
        assert [row["name"] for row in typed()["units"]] == ["New unit", "Migration Unit"]
        old = typed()["units"][1]["id"]
        saved(client_, f"remove:units:{old}")
        assert [row["name"] for row in typed()["units"]] == ["New unit"]

    def test_added_twice_it_is_there_once(self, client_: Client) -> None:
        form = {**opened(client_, EDIT), "act": f"add:units:{UNIT}"}
        for _turn in range(2):
            client_.post(EDIT, form)
        assert len(typed()["units"]) == 2

    def test_left_empty_it_is_no_change(self, client_: Client) -> None:
        saved(client_, f"add:units:{UNIT}")
        answer = client_.post(EDIT, {**opened(client_, EDIT), "act": "send"}, follow=True)
        assert "not changed anything yet" in answer.content.decode()

    def test_without_a_name_they_are_refused_by_the_number_of_the_row(
        self, client_: Client
    ) -> None:
        saved(client_, f"add:units:{UNIT}")
        source = saved(client_, **{f"units.{UNIT}.period": "2020"}).content.decode()
        assert f'<a href="#id_units.{UNIT}.name">Unit 2: Name of the unit</a>' in source
        assert "Fill this in, or remove the row." in source

    def test_a_network_nobody_knows_is_taken_and_marked(self, client_: Client) -> None:
        saved(client_, f"add:networks:{UNIT}")
        saved(client_, **{f"networks.{UNIT}.name": "Cities of the Moon"})
        source = client_.get(EDIT).content.decode()
        assert "not in our list yet" in source
        OrganisationFactory(name="Cities of the Moon")
        assert "not in our list yet" not in client_.get(EDIT).content.decode()

    @pytest.mark.parametrize("act", ["add:units:x", "add:else:1", "up:units:x", "remove:units:x"])
    def test_a_button_nobody_made_does_nothing(self, client_: Client, act: str) -> None:
        assert saved(client_, act).status_code == 302
        assert not ProfileProposal.objects.exists()


class TestTwoAtOnce:
    def test_other_fields_do_not_disturb(self, client_: Client, city: Any) -> None:
        early = opened(client_, EDIT)
        saved(browser(representative(city, lead=True)), mayor_name="Ayşe Örnek")
        answer = client_.post(EDIT, {**early, "summary": "Mine.", "act": "save"})
        assert answer.status_code == 302
        assert (typed()["mayor_name"], typed()["summary"]) == ("Ayşe Örnek", "Mine.")

    def test_the_same_field_is_asked_about(self, client_: Client, city: Any) -> None:
        early = opened(client_, EDIT)
        saved(browser(representative(city, lead=True)), mayor_name="Theirs", summary="Theirs.")
        form = {**early, "mayor_name": "Mine", "summary": "Mine.", "act": "send"}
        answer = client_.post(EDIT, form)
        assert answer.status_code == 409
        source = answer.content.decode()
        assert 'href="#meanwhile-mayor_name"' in source
        assert (typed()["mayor_name"], typed()["summary"]) == ("Theirs", "Theirs.")
        asked = form_on(answer)
        assert asked["mayor_name"] == ["Mine"]
        client_.post(EDIT, {**asked, "leave.summary": "on", "act": "save"})
        assert (typed()["mayor_name"], typed()["summary"]) == ("Mine", "Theirs.")

    def test_what_a_colleague_had_written_stays_among_the_earlier_changes(
        self, client_: Client, city: Any
    ) -> None:
        saved(browser(representative(city, lead=True)), mayor_name="Theirs")
        saved(client_, mayor_name="Mine")
        assert "Theirs" in client_.get(PROFILE).content.decode()
        saved(client_, mayor_name="Mine as well")
        assert ProfileProposal.objects.count() == 2

    def test_asked_once_more_if_it_changes_once_more(self, client_: Client, city: Any) -> None:
        colleague = browser(representative(city, lead=True))
        early = opened(client_, EDIT)
        saved(colleague, mayor_name="Theirs")
        asked = form_on(client_.post(EDIT, {**early, "mayor_name": "Mine", "act": "save"}))
        saved(colleague, mayor_name="Theirs again")
        assert client_.post(EDIT, {**asked, "act": "save"}).status_code == 409
        assert typed()["mayor_name"] == "Theirs again"

    def test_sent_meanwhile_nothing_is_lost(self, client_: Client, city: Any) -> None:
        colleague = representative(city, lead=True)
        early = opened(client_, EDIT)
        sent(colleague, mayor_name="Theirs")
        answer = client_.post(EDIT, {**early, "summary": "Mine.", "act": "save"})
        assert answer.status_code == 409
        assert typed()["summary"] == "A city on the border."
        asked = form_on(answer)
        assert asked["summary"] == ["Mine."]
        client_.post(EDIT, {**asked, "act": "reopen"})
        [found] = ProfileProposal.objects.all()
        assert (found.state, found.typed["summary"]) == ("draft", "Mine.")
        assert found.typed["mayor_name"] == "Theirs"

    def test_what_was_left_alone_follows_the_public_page(
        self, client_: Client, profile: Any
    ) -> None:
        saved(client_, mayor_name="Ayşe Örnek")
        public = stored(profile)
        public.summary, public.mayor_name = "The union's words.", "Somebody else"
        public.save_revision().publish()
        form = opened(client_, EDIT)
        assert form["summary"] == ["The union's words."]
        assert form["mayor_name"] == ["Ayşe Örnek"]
        assert "Somebody else" in client_.get(EDIT).content.decode()
        saved(client_, "send")
        found = ProfileProposal.objects.get()
        assert found.base["summary"] == found.typed["summary"] == "The union's words."

    def test_who_is_no_lead_any_more_saves_nothing(self, client_: Client) -> None:
        form = {**opened(client_, EDIT), "mayor_name": "Ayşe", "act": "save"}
        Membership.objects.update(lead=False)
        assert client_.post(EDIT, form).status_code == 403
        assert not ProfileProposal.objects.exists()


class TestSession:
    def ended(self, client: Client) -> Any:
        form = {**opened(client, EDIT), "mayor_name": "Typed late", "act": "send"}
        client.session.flush()
        client.cookies.pop("sessionid")
        return client.post(EDIT, form)

    def log_in(self, client: Client, user: Any) -> Any:
        typed = {"login": user.username, "password": PASSWORD, "next": EDIT}
        return client.post("/en/account/login/", typed)

    def test_what_was_typed_after_its_end_is_there_after_the_log_in(
        self, client_: Client, lead: Any
    ) -> None:
        assert self.ended(client_).headers["Location"] == f"/en/account/login/?next={EDIT}"
        assert self.log_in(client_, lead).headers["Location"] == EDIT
        answer = client_.get(EDIT)
        assert "This is not saved yet." in answer.content.decode()
        assert form_on(answer)["mayor_name"] == ["Typed late"]
        assert not ProfileProposal.objects.exists()
        client_.post(EDIT, {**form_on(answer), "act": "save"})
        assert typed()["mayor_name"] == "Typed late"
        assert "not saved yet" not in client_.get(EDIT).content.decode()

    def test_nobody_else_sees_it(self, client_: Client, city: Any) -> None:
        self.ended(client_)
        self.log_in(client_, representative(city, lead=True))
        assert "Typed late" not in client_.get(EDIT).content.decode()

    def test_another_account_saves_nothing(self, client_: Client, city: Any) -> None:
        form = {**opened(client_, EDIT), "mayor_name": "Mine", "act": "save"}
        client_.force_login(representative(city, lead=True))
        answer = client_.post(EDIT, form)
        assert answer.status_code == 403
        assert "belongs to another account" in answer.content.decode()
        assert not ProfileProposal.objects.exists()


class TestSending:
    def test_too_often_keeps_what_was_typed(self, client_: Client) -> None:
        for number in range(10):
            saved(client_, "send", mayor_name=f"Mayor {number}")
            client_.post(PROFILE, {"act": "take-back"})
        form = {**opened(client_, EDIT), "mayor_name": "The eleventh", "act": "send"}
        source = client_.post(EDIT, form, follow=True).content.decode()
        assert "Wait an hour" in source
        assert "The eleventh" in source
        assert ProfileProposal.objects.get().state == "draft"

    @pytest.mark.parametrize("shown", ["", "{", "[]", "[" * 5000, '{"mayor_name": 1}'])
    def test_a_form_that_does_not_say_what_it_showed_is_asked(
        self, client_: Client, shown: str
    ) -> None:
        form = {**opened(client_, EDIT), "shown": shown, "mayor_name": "Mine", "act": "save"}
        assert client_.post(EDIT, form).status_code == 409


class TestFirst:
    def test_is_written_in_the_language_its_writer_chooses(self, city: Any, lead: Any) -> None:
        client = browser(lead)
        assert opened(client, EDIT)["language"] == ["en"]
        saved(client, language="tr", official_name="Gaziantep Büyükşehir Belediyesi")
        assert ProfileProposal.objects.get().language == "tr"
        source = client.get(EDIT).content.decode()
        assert '<option value="tr" lang="tr" selected>' in source
        assert re.search(r'name="official_name"[^>]*lang="tr"', source)
