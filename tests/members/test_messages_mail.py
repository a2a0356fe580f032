"""How the other side hears of a message, and what a representative sees of her mails."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.signals import periodic
from mail.enums import Pace
from mail.messages import send
from mail.models import HeldMail, OutboxMessage
from mail.preferences import choose, kinds_of
from members.messages.tasks import tell
from members.models import Membership, Message
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import to
from tests.members.writing import announced, answered, begun

pytestmark = pytest.mark.django_db
MAILS = "/en/desk/messages/mails/"


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep", kind="municipality")


@pytest.fixture
def editor() -> Any:
    return person("editor", "Moderators", language="tr")


def source_of(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.get(MAILS).content.decode()


class TestToTheMunicipality:
    @pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
    def test_goes_to_every_representative_in_her_language(
        self, city: Any, editor: Any, language: str, mailoutbox: Any
    ) -> None:
        reader, stranger = representative(city, language=language), representative()
        thread = announced(editor, city, "Please <read> & answer", "A call")
        [mail] = mailoutbox
        assert mail.to == [reader.email] != [stranger.email]
        assert mail.extra_headers["Content-Language"] == language
        assert f"/{language}/desk/messages/{thread.pk}/" in mail.body
        assert "Please <read> & answer" in mail.body
        assert "Please &lt;read&gt; &amp; answer" in mail.alternatives[0][0]
        assert "A call" in mail.subject
        assert "List-Unsubscribe" in mail.extra_headers

    def test_not_to_who_left_or_whose_account_is_closed(
        self, city: Any, editor: Any, mailoutbox: Any
    ) -> None:
        gone, closed = representative(city), representative(city)
        Membership.objects.filter(user=gone).update(ended_at=timezone.now())
        closed.is_active = False
        closed.save()
        announced(editor, city)
        assert mailoutbox == []

    def test_comes_as_its_reader_wants_it(self, city: Any, editor: Any, mailoutbox: Any) -> None:
        daily, none = representative(city), representative(city)
        choose(daily.email, Pace.DAILY, {})
        choose(none.email, Pace.AT_ONCE, {"union_message": False})
        announced(editor, city, "Read this")
        assert mailoutbox == []
        held = HeldMail.objects.get()
        assert (held.address, held.kind) == (daily.email, "union_message")
        assert "Read this" in held.text
        assert {"union_message", "municipality_message"} <= set(kinds_of(daily.email))

    def test_is_told_later_where_the_worker_died(
        self, city: Any, editor: Any, mailoutbox: Any
    ) -> None:
        reader = representative(city)
        message = announced(editor, city).messages.get()
        mailoutbox.clear()
        periodic.send(sender=None)
        assert mailoutbox == []
        long_ago = timezone.now() - timedelta(minutes=6)
        Message.objects.filter(pk=message.pk).update(told_at=None, written_at=long_ago)
        for _turn in range(2):
            periodic.send(sender=None)
            tell.enqueue(message.pk)
        assert [mail.to for mail in mailoutbox] == [[reader.email]]

    def test_one_bad_address_keeps_nobody_from_hers(
        self, city: Any, editor: Any, mailoutbox: Any
    ) -> None:
        bad, reader = representative(city), representative(city)
        bad.email = "ümit@example.org"
        bad.save()
        announced(editor, city)
        assert [mail.to for mail in mailoutbox] == [[reader.email]]


class TestToTheUnion:
    def test_goes_to_who_looks_after_the_members(
        self, city: Any, editor: Any, mailoutbox: Any
    ) -> None:
        author, colleague = representative(city), representative(city)
        person("reviewer", "Reviewers")
        thread = begun(author, city, "How many beds?", "Beds")
        [mail] = mailoutbox
        assert mail.to == [editor.email] != [colleague.email]
        assert mail.extra_headers["Content-Language"] == "tr"
        assert f"/admin/members/messages/{thread.pk}/" in mail.body
        assert "How many beds?" in mail.body
        answered(thread, editor)
        assert len(to(author.email, mailoutbox)) == len(to(colleague.email, mailoutbox)) == 1


@pytest.fixture
def outbox(settings: Any) -> None:
    """Mails are kept, as on a site that is served."""
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.mark.usefixtures("outbox")
class TestMailsToYou:
    def test_name_what_was_sent_to_her_and_nobody_else(self, city: Any) -> None:
        reader, colleague = representative(city), representative(city)
        send("removed", reader.email, "en", {"organisation": "Gaziantep"})
        send("removed", colleague.email, "en", {"organisation": "Elsewhere"})
        subject = OutboxMessage.objects.get(recipient=reader.email).subject
        assert "Gaziantep" in subject
        source = source_of(reader)
        assert subject in source
        assert "Elsewhere" not in source

    def test_hold_no_secret(self, city: Any) -> None:
        """Neither the text of any mail, nor anything of those with codes and new passwords."""
        reader = representative(city)
        send("removed", reader.email, "en", {"organisation": "Gaziantep"})
        Client().post("/en/account/password/reset/", {"email": reader.email})
        reader.email_user("Your code is 314159", "314159")
        assert OutboxMessage.objects.filter(recipient=reader.email).count() > 1
        source = source_of(reader)
        assert source.count('<p class="person__name">') == 1
        assert "314159" not in source

    def test_say_where_one_did_not_arrive(self, city: Any) -> None:
        reader = representative(city)
        send("removed", reader.email, "en", {"organisation": "Gaziantep"})
        assert "could not be delivered" not in source_of(reader)
        OutboxMessage.objects.update(state="dead")
        assert "could not be delivered" in source_of(reader)

    def test_leave_out_what_she_got_before_she_came(self, city: Any) -> None:
        reader = person("newcomer")
        send("removed", reader.email, "en", {"organisation": "Elsewhere"})
        Membership.objects.create(user=reader, organisation=city)
        assert "Elsewhere" not in source_of(reader)
