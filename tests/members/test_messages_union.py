"""The union's side of the conversation with municipalities, in the admin."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.messages import writing
from members.models import Message, Thread
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import to
from tests.members.writing import announced, answered, begun, filled

pytestmark = pytest.mark.django_db
LIST = "/admin/members/messages/"
WRITE = f"{LIST}write/"
TYPED = {"subject": "A call", "text": "Please answer"}


def address_of(thread: Thread) -> str:
    return f"{LIST}{thread.pk}/"


def source_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep", kind="municipality")


@pytest.fixture
def author(city: Any) -> Any:
    return representative(city)


class TestList:
    @pytest.fixture
    def threads(self, author: Any, city: Any, editor: Any) -> None:
        other = representative()
        answered(begun(author, city, subject="Settled beds"), editor)
        begun(author, city, subject="Waiting beds")
        old = begun(other, other.memberships.get().organisation, subject="Old beds")
        long_ago = timezone.now() - timedelta(days=8)
        Thread.objects.filter(pk=old.pk).update(waiting_since=long_ago)

    @pytest.mark.parametrize(
        ("query", "subjects"),
        [
            ("", ["Old beds", "Waiting beds", "Settled beds"]),
            ("?state=waiting", ["Old beds", "Waiting beds"]),
            ("?state=answered", ["Settled beds"]),
            ("?organisation=gazian", ["Waiting beds", "Settled beds"]),
            ("?age=7", ["Old beds"]),
            ("?state=nonsense", ["Old beds", "Waiting beds", "Settled beds"]),
        ],
    )
    def test_has_what_waits_the_longest_first(
        self, union: Client, threads: None, query: str, subjects: list[str]
    ) -> None:
        source = source_of(union, LIST + query)
        every = ("Old beds", "Waiting beds", "Settled beds")
        found = sorted((one for one in every if one in source), key=source.index)
        assert found == subjects

    def test_stands_on_the_first_page_while_something_waits(
        self, union: Client, author: Any, city: Any, editor: Any
    ) -> None:
        thread = begun(author, city)
        source = source_of(union, "/admin/")
        assert "Not answered: 1" in source
        assert address_of(thread) in source
        answered(thread, editor)
        assert "Not answered:" not in source_of(union, "/admin/")


class TestAnswer:
    def test_is_read_at_the_desk(
        self, union: Client, author: Any, city: Any, editor: Any, mailoutbox: Any
    ) -> None:
        thread = begun(author, city)
        form = filled(source_of(union, address_of(thread)), text="Forty", act="answer")
        for _turn in range(2):
            assert union.post(address_of(thread), form).headers["Location"] == address_of(thread)
        client = Client()
        client.force_login(author)
        source = source_of(client, f"/en/desk/messages/{thread.pk}/")
        assert source.count("Forty") == 1
        assert f"<bdi>{editor.get_username()}</bdi> · for the union" in source
        assert len(to(author.email, mailoutbox)) == 1
        thread.refresh_from_db()
        assert thread.waiting_since is None

    def test_keeps_the_text_where_a_colleague_was_quicker(
        self, union: Client, author: Any, city: Any
    ) -> None:
        thread = begun(author, city)
        form = filled(source_of(union, address_of(thread)), text="Mine", act="answer")
        answered(thread, person("colleague", "Moderators"), "Theirs")
        source = union.post(address_of(thread), form).content.decode()
        assert "Somebody has written meanwhile" in source
        assert "Theirs" in source
        assert ">\nMine</textarea>" in source
        assert thread.messages.count() == 2

    @pytest.mark.parametrize("text", ["", "x" * 10_001])
    def test_refused_keeps_the_text(self, union: Client, author: Any, city: Any, text: str) -> None:
        thread = begun(author, city)
        form = filled(source_of(union, address_of(thread)), text=text, act="answer")
        source = union.post(address_of(thread), form).content.decode()
        assert "The message could not be sent." in source
        assert text in source
        assert thread.messages.count() == 1

    @pytest.mark.parametrize("form", [{}, {"seen": "x", "act": "settle"}, {"key": "1"}])
    def test_is_not_taken_from_a_form_that_is_none(
        self, union: Client, author: Any, city: Any, form: dict[str, str]
    ) -> None:
        thread = begun(author, city)
        assert union.post(address_of(thread), form).status_code == 200
        thread.refresh_from_db()
        assert thread.waiting_since

    def test_needs_none(self, union: Client, author: Any, city: Any, mailoutbox: Any) -> None:
        thread = begun(author, city)
        since = thread.waiting_since
        mailoutbox.clear()
        for act, expected in (("settle", None), ("reopen", since)):
            union.post(address_of(thread), filled(source_of(union, address_of(thread)), act=act))
            thread.refresh_from_db()
            assert thread.waiting_since == expected
        entries = ModelLogEntry.objects.for_instance(city).order_by("timestamp", "pk")
        acts = [entry.action for entry in entries]
        assert acts == ["members.write_message", "members.settle_thread", "members.reopen_thread"]
        assert mailoutbox == []

    def test_typed_is_not_lost_by_the_wrong_button(
        self, union: Client, author: Any, city: Any
    ) -> None:
        thread = begun(author, city)
        form = filled(source_of(union, address_of(thread)), text="Typed", act="settle")
        assert ">\nTyped</textarea>" in union.post(address_of(thread), form).content.decode()
        thread.refresh_from_db()
        assert thread.waiting_since

    def test_does_not_settle_what_came_meanwhile(
        self, union: Client, author: Any, city: Any
    ) -> None:
        thread = begun(author, city)
        form = filled(source_of(union, address_of(thread)), act="settle")
        answered(thread, author, "One thing more", for_union=False)
        assert "One thing more" in union.post(address_of(thread), form).content.decode()
        thread.refresh_from_db()
        assert thread.waiting_since


class TestWrite:
    def test_to_several_is_a_thread_with_each(
        self, union: Client, author: Any, city: Any, mailoutbox: Any
    ) -> None:
        other, third = representative(), representative()
        organisations = [city.pk, other.memberships.get().organisation_id]
        form = filled(source_of(union, WRITE), **TYPED) | {"organisations": organisations}
        for _turn in range(2):
            assert union.post(WRITE, form).headers["Location"] == LIST
        assert Message.objects.filter(from_union=True).count() == 2
        assert sorted(mail.to[0] for mail in mailoutbox) == sorted([author.email, other.email])
        client = Client()
        client.force_login(third)
        assert "A call" not in source_of(client, "/en/desk/messages/")

    def test_to_all_is_to_those_that_somebody_represents(
        self, union: Client, author: Any, city: Any
    ) -> None:
        nobody = OrganisationFactory(name="Nobody’s town", kind="municipality")
        representative()
        people = source_of(union, f"/admin/members/municipality/{city.pk}/")
        address = f"{WRITE}?to={city.pk}"
        assert f'href="{address}"' in people
        source = source_of(union, address)
        assert nobody.name not in source
        assert "checked" in source
        union.post(WRITE, filled(source, **TYPED, everybody="on"))
        assert Thread.objects.count() == 2

    @pytest.mark.parametrize("change", [{"organisations": []}, {"subject": ""}, {"text": ""}])
    def test_refused_keeps_what_was_typed(
        self, union: Client, author: Any, city: Any, change: dict[str, Any]
    ) -> None:
        typed = {**TYPED, "organisations": [city.pk], **change}
        source = union.post(WRITE, filled(source_of(union, WRITE)) | typed).content.decode()
        assert "The message could not be sent." in source
        for text in (typed["subject"], typed["text"]):
            assert text in source
        assert ("checked" in source) == bool(typed["organisations"])
        assert not Thread.objects.exists()

    def test_to_a_number_that_no_database_has_is_not_sent(self, union: Client) -> None:
        form = filled(source_of(union, WRITE)) | TYPED
        union.raise_request_exception = False
        assert union.post(WRITE, form | {"organisations": ["9" * 40]}).status_code in (200, 400)
        assert not Thread.objects.exists()


class TestDoor:
    @pytest.mark.parametrize("path", [LIST, WRITE, "thread", f"{LIST}results/"])
    def test_is_open_to_who_looks_after_members_alone(
        self, author: Any, city: Any, editor: Any, path: str
    ) -> None:
        thread = announced(editor, city, "A secret", "A secret")
        address = address_of(thread) if path == "thread" else path
        reviewer = person("reviewer", "Reviewers")
        reviewer.user_permissions.add(Permission.objects.get(codename="view_membership"))
        for user in (author, reviewer):
            client = Client()
            client.force_login(user)
            for answer in (client.get(address), client.post(address, TYPED)):
                assert answer.status_code in (302, 403, 405)
                assert "A secret" not in answer.content.decode()
            assert LIST not in client.get("/admin/").content.decode()
        assert Message.objects.count() == 1

    def test_is_not_passed_by_other_ways(self, author: Any, city: Any) -> None:
        """The services ask by themselves, whatever a view has let in."""
        thread, stranger = begun(author, city), representative()
        seen = thread.messages.get().pk
        for actor, for_union in ((stranger, False), (author, True), (stranger, True)):
            with pytest.raises(PermissionDenied):
                writing.begin(uuid4(), city, "x", "x", actor=actor, for_union=for_union)
            with pytest.raises(PermissionDenied):
                writing.answer(uuid4(), thread.pk, "x", seen, actor=actor, for_union=for_union)
        with pytest.raises(PermissionDenied):
            writing.settle(thread.pk, seen, actor=author)
        with pytest.raises(PermissionDenied):
            writing.reopen(thread.pk, actor=author)

    @pytest.mark.parametrize("path", [LIST, "thread"])
    def test_costs_the_same_however_much_there_is(
        self, union: Client, author: Any, city: Any, editor: Any, path: str
    ) -> None:
        thread = begun(author, city)
        address = address_of(thread) if path == "thread" else path
        counts = []
        for number in (1, 6):
            for _turn in range(number):
                answered(thread, representative(city), for_union=False)
                other = representative()
                begun(other, other.memberships.get().organisation)
            union.get(address)
            with CaptureQueriesContext(connection) as queries:
                union.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]
