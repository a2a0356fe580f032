"""What a municipality and the union write to each other, at the desk."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.messages.reading import PER_PAGE
from members.models import Membership, Message, Thread
from members.people import remove
from tests.factories.members import representative
from tests.factories.people import PASSWORD
from tests.factories.taxonomy import OrganisationFactory
from tests.members.writing import announced, answered, begun, filled, shown

pytestmark = pytest.mark.django_db
DESK, LIST, NEW = "/en/desk/", "/en/desk/messages/", "/en/desk/messages/new/"
TYPED = {"subject": "Beds", "text": "How many\nbeds? See https://example.org/beds"}


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def source_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def address_of(thread: Thread) -> str:
    return f"{LIST}{thread.pk}/"


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep", kind="municipality")


@pytest.fixture
def author(city: Any) -> Any:
    return representative(city)


@pytest.fixture
def colleague(city: Any) -> Any:
    return representative(city)


class TestWriting:
    def test_begins_a_thread_that_colleagues_read(self, author: Any, colleague: Any) -> None:
        client = browser(author)
        answer = client.post(NEW, filled(source_of(client, NEW), **TYPED))
        source = source_of(browser(colleague), answer.headers["Location"])
        assert "How many<br>beds?" in source
        assert 'href="https://example.org/beds"' in source
        assert author.get_username() in source

    def test_shows_what_is_typed_as_text_alone(self, author: Any, city: Any) -> None:
        thread = begun(author, city, "<b>bold</b> javascript:alert(1) <script>x</script>")
        source = source_of(browser(author), address_of(thread))
        assert "&lt;b&gt;bold&lt;/b&gt;" in source
        assert "<script>x" not in source
        assert 'href="javascript' not in source

    def test_twice_is_once(self, author: Any, city: Any) -> None:
        client = browser(author)
        form = filled(source_of(client, NEW), **TYPED)
        first, second = client.post(NEW, form), client.post(NEW, form)
        assert first.headers["Location"] == second.headers["Location"]
        assert Message.objects.count() == 1
        thread = Thread.objects.get()
        form = filled(source_of(client, address_of(thread)), text="One more")
        for _turn in range(2):
            assert client.post(address_of(thread), form).status_code == 302
        assert [message.text for message in thread.messages.all()][1:] == ["One more"]

    def test_gone_back_to_and_changed_it_is_sent_too(self, author: Any) -> None:
        """As browsers show it again: with its key, and what was corrected in it."""
        client = browser(author)
        form = filled(source_of(client, NEW), **TYPED)
        client.post(NEW, form)
        answer = client.post(NEW, form | {"text": "How many beds, and where?"})
        thread = Thread.objects.get(messages__text="How many beds, and where?")
        assert answer.headers["Location"] == address_of(thread)
        form = filled(source_of(client, address_of(thread)), text="In Nizip")
        for text in ("In Nizip", "In Nizip and Oğuzeli"):
            client.post(address_of(thread), form | {"text": text})
        texts = [message.text for message in thread.messages.all()]
        assert texts[1:] == ["In Nizip", "In Nizip and Oğuzeli"]

    def test_the_same_form_of_two_cities_is_two_threads(self, author: Any) -> None:
        other = representative()
        key = "11111111-1111-1111-1111-111111111111"
        for user in (author, other):
            client = browser(user)
            client.post(NEW, filled(source_of(client, NEW), **TYPED) | {"key": key})
        assert Thread.objects.count() == 2

    @pytest.mark.parametrize(
        "typed",
        [{"subject": "", "text": "Kept text"}, {"subject": "Kept text", "text": "x" * 10_001}],
    )
    def test_a_refused_form_keeps_what_was_typed(self, author: Any, typed: dict[str, str]) -> None:
        client = browser(author)
        source = client.post(NEW, filled(source_of(client, NEW), **typed)).content.decode()
        assert "autofocus" in source
        assert "Kept text" in source
        assert typed["text"] in source
        assert not Thread.objects.exists()

    def test_a_browser_cuts_nothing_off(self, author: Any) -> None:
        form = source_of(browser(author), NEW).split('<form class="form"')[1]
        assert "textarea" in form
        assert "maxlength" not in form

    def test_too_many_keep_what_was_typed(self, author: Any, city: Any) -> None:
        thread = begun(author, city)
        client = browser(author)
        for number in range(31):
            source = source_of(client, address_of(thread))
            answer = client.post(address_of(thread), filled(source, text=f"Number {number}"))
        assert "Wait an hour" in answer.content.decode()
        assert "Number 30" in answer.content.decode()
        assert thread.messages.count() == 31

    def test_who_writes_at_the_same_time_reads_the_other_first(
        self, author: Any, colleague: Any, city: Any, editor: Any
    ) -> None:
        thread = begun(author, city)
        client = browser(colleague)
        form = filled(source_of(client, address_of(thread)), text="Mine")
        answered(thread, editor, "Theirs")
        source = client.post(address_of(thread), form).content.decode()
        assert "Somebody has written meanwhile" in source
        assert "Theirs" in source
        assert ">\nMine</textarea>" in source
        client.post(address_of(thread), filled(source, text="Mine"))
        assert thread.messages.latest("pk").text == "Mine"

    def test_stands_in_the_history_of_the_municipality(self, author: Any, city: Any) -> None:
        thread = begun(author, city, "A secret question")
        entry = ModelLogEntry.objects.for_instance(city).get()
        assert (entry.action, entry.user) == ("members.write_message", author)
        assert entry.data == {"thread": str(thread.pk)}


class TestSession:
    def late(self, author: Any, address: str, **typed: str) -> Client:
        """A browser whose session has ended before what she typed arrived."""
        client = browser(author)
        form = filled(source_of(client, address), **typed)
        client.session.flush()
        client.cookies.pop("sessionid")
        answer = client.post(address, form)
        assert answer.headers["Location"].endswith(f"?next={address}")
        return client

    def log_in(self, client: Client, user: Any, address: str) -> None:
        data = {"login": user.username, "password": PASSWORD, "next": address}
        client.post(reverse("account_login"), data)

    @pytest.mark.parametrize("is_answer", [True, False])
    def test_ends_and_the_text_is_held(self, author: Any, city: Any, is_answer: bool) -> None:
        address = address_of(begun(author, city)) if is_answer else NEW
        client = self.late(author, address, **TYPED)
        self.log_in(client, author, address)
        source = source_of(client, address)
        assert "This is not sent yet." in source
        assert "See https://example.org/beds</textarea>" in source
        before = Message.objects.count()
        client.post(address, filled(source, **TYPED))
        assert Message.objects.count() == before + 1
        assert "not sent yet" not in source_of(client, address)

    def test_of_two_tabs_neither_text_is_lost(self, author: Any) -> None:
        client = browser(author)
        forms = [
            filled(source_of(client, NEW), subject=text, text=text)
            for text in ("One thing", "Another thing")
        ]
        client.session.flush()
        client.cookies.pop("sessionid")
        for form in forms:
            client.post(NEW, form)
        self.log_in(client, author, NEW)
        for text in ("Another thing", "One thing"):
            source = source_of(client, NEW)
            assert f"{text}</textarea>" in source
            answer = client.post(NEW, filled(source, subject=text, text=text))
        assert answer.headers["Location"] != NEW
        assert "thing</textarea>" not in source_of(client, NEW)
        assert {message.text for message in Message.objects.all()} == {"One thing", "Another thing"}

    def test_another_user_of_the_browser_does_not_see_it(self, author: Any, colleague: Any) -> None:
        client = self.late(author, NEW, **TYPED)
        self.log_in(client, colleague, NEW)
        assert "beds?" not in source_of(client, NEW)

    def test_of_another_user_sends_nothing_in_her_name(self, author: Any, colleague: Any) -> None:
        form = filled(source_of(browser(author), NEW), **TYPED)
        assert browser(colleague).post(NEW, form).status_code == 403
        assert not Thread.objects.exists()


class TestUnread:
    def test_is_counted_for_each_reader(
        self, author: Any, colleague: Any, city: Any, editor: Any
    ) -> None:
        thread = begun(author, city)
        assert "unread: 1" in source_of(browser(colleague), DESK)
        assert "unread:" not in source_of(browser(author), DESK)
        answered(thread, editor)
        for user in (author, colleague):
            client = browser(user)
            assert "unread: 1" in source_of(client, LIST)
            assert ">New</span>" in source_of(client, address_of(thread))
            assert ">New</span>" not in source_of(client, address_of(thread))
            assert "unread:" not in source_of(client, LIST)

    def test_a_head_request_reads_nothing(self, author: Any, city: Any, editor: Any) -> None:
        thread = announced(editor, city)
        client = browser(author)
        client.head(address_of(thread))
        assert "unread: 1" in source_of(client, DESK)

    def test_ends_for_all_at_once(self, author: Any, city: Any, editor: Any) -> None:
        for _number in range(3):
            announced(editor, city)
        client = browser(author)
        assert "unread: 3" in source_of(client, LIST)
        client.post(f"{LIST}read/")
        assert "unread:" not in source_of(client, LIST)
        assert "You have read everything." in source_of(client, DESK)

    def test_says_what_waits_for_the_union(self, author: Any, city: Any, editor: Any) -> None:
        thread = begun(author, city)
        assert "has not answered yet" in source_of(browser(author), LIST)
        answered(thread, editor)
        assert "has not answered yet" not in source_of(browser(author), LIST)


class TestRights:
    def test_another_city_learns_nothing(self, author: Any, city: Any) -> None:
        thread = begun(author, city, subject="A secret")
        stranger = browser(representative())
        assert "unread:" not in source_of(stranger, DESK)
        assert "A secret" not in source_of(stranger, LIST)
        for answer in (
            stranger.get(address_of(thread)),
            stranger.post(address_of(thread), {"text": "x"}),
        ):
            assert answer.status_code == 404
            assert "A secret" not in answer.content.decode()

    def test_a_representative_of_the_past_neither(
        self, author: Any, colleague: Any, city: Any
    ) -> None:
        thread = begun(author, city, subject="A secret")
        client = browser(author)
        membership = Membership.objects.get(user=author)
        remove(membership, actor=representative(city, lead=True))
        client.force_login(author)
        for address in (DESK, LIST, NEW, address_of(thread)):
            answer = client.get(address)
            assert answer.status_code == 403
            assert "A secret" not in answer.content.decode()
        assert author.get_username() in source_of(browser(colleague), address_of(thread))

    def test_a_closed_account_logs_in_first(self, author: Any, city: Any) -> None:
        thread = begun(author, city)
        client = browser(author)
        author.is_active = False
        author.save()
        assert client.get(address_of(thread)).status_code == 302

    def test_an_editor_without_a_city_has_no_desk(self, editor: Any, city: Any) -> None:
        thread = announced(editor, city)
        assert browser(editor).get(address_of(thread)).status_code == 403


class TestPages:
    def test_of_a_long_thread_show_the_latest_first(self, author: Any, city: Any) -> None:
        thread = begun(author, city, "Message 0")
        for number in range(1, PER_PAGE + 1):
            answered(thread, author, f"Message {number}", for_union=False)
        source = source_of(browser(author), address_of(thread))
        assert f"Message {PER_PAGE}<" in source
        assert "Message 0<" not in source
        older = source_of(browser(author), f"{address_of(thread)}?page=2")
        assert "Message 0<" in older
        assert "<textarea" not in older

    @pytest.mark.parametrize("path", ["", "thread"])
    def test_cost_the_same_however_much_there_is(
        self, author: Any, city: Any, editor: Any, path: str
    ) -> None:
        thread = begun(author, city)
        address = address_of(thread) if path else LIST
        client = browser(author)
        counts = []
        for number in (1, 6):
            for _turn in range(number):
                answered(thread, editor)
                answered(thread, representative(city), for_union=False)
                announced(editor, city)
            client.get(LIST)
            with CaptureQueriesContext(connection) as queries:
                source_of(client, address)
            counts.append(len(queries))
        assert counts[0] == counts[1]
        assert counts[0] <= 15

    def test_stand_in_arabic(self, city: Any, editor: Any) -> None:
        thread = announced(editor, city, "<مرحبا>", "Welcome")
        source = source_of(browser(representative(city)), f"/ar/desk/messages/{thread.pk}/")
        assert '<div class="letter__text flow" dir="auto"><p>&lt;مرحبا&gt;</p></div>' in source
        assert shown(source, "seen") == str(thread.messages.get().pk)
