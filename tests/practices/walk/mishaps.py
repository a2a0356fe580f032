"""What representatives look at, and what goes wrong at their desks."""

from django.test import Client
from django.urls import reverse

from practices.models import Submission
from tests.practices.desk.forms import form_on
from tests.practices.walk.authors import ACTS, SLUGS, Authors
from tests.practices.walk.words import tokens, tokens_by_field

PLACES = ["tasks", "preview", "check", "earlier", *ACTS]


class Mishaps(Authors):
    """Chooses somebody, and what happens to her."""

    def look_around(self) -> None:
        """At her desk, back and forth, and as a reader."""
        user = self.author()
        self.get(user, reverse("desk:index"))
        self.get(user, "/en/search/", data={"q": "walkword"})
        self.look_at(None, Client().get("/en/search/", {"q": "walkword"}))
        if found := self.some(self.own(user)):
            for place in self.random.sample(PLACES, 3):
                self.get(user, reverse(f"submissions:{place}", args=[found.pk]))
            self.open(user, found, self.random.choice(SLUGS))
            if found.page:
                answer = self.look_at(None, Client().get(found.page.get_url()))
                assert answer.status_code == (200 if found.page.live else 404)

    def trespass(self) -> None:
        """With an address, a key or a form of another city."""
        user = self.author()
        strangers = [row for row in Submission.objects.all() if row not in self.own(user)]
        found = self.some(strangers)
        if found is None:
            return
        key = {"key": [str(found.pk)], "language": ["en"]}
        assert self.post(user, reverse("submissions:new"), key).status_code == 404
        own = f"{reverse('desk:index')}submissions/{found.pk}/"
        slugs = [*SLUGS, *PLACES, "send", "sign-off", "files"]
        for slug in self.random.sample(slugs, 4):
            address = own if slug == "tasks" else f"{own}{slug}/"
            assert self.get(user, address).status_code in (404, 405)
            tab = self.some(self.tabs)
            answer = self.post(user, address, tab.form if tab else {})
            assert answer.status_code in (404, 405)

    def send_after_the_session_has_ended(self) -> None:
        """Then log in again, she or somebody else at the same desk."""
        tab = self.some(self.tabs) if self.often(0.4) else self.new_tab()
        if tab is None or tab.choices:
            return
        self.type_into(tab)
        client = Client()
        answer = client.post(tab.address, tab.form)
        assert answer["Location"] == f"{reverse('account_login')}?next={tab.address}"
        typed = {t for found in tokens_by_field(tab.form).values() for t in found}
        user = tab.user if self.often(0.7) else self.author()
        self.log_in(client, user, tab.address)
        answer = self.look_at(user, client.get(tab.address))
        html = answer.content.decode()
        if user != tab.user:
            # Nobody had these before her.
            leaked = tokens(html) & (typed - self.truth.ever)
            assert not leaked, leaked
            return
        self.browsers[user.pk] = client
        if answer.status_code == 200:
            assert typed <= tokens(html), typed - tokens(html)
            tab.form = form_on(answer)
            self.send(tab)
        else:
            self.hear(tab, answer)

    def send_nonsense(self) -> None:
        """What no browser sends."""
        tab = self.new_tab()
        if tab is None:
            return
        name = self.random.choice(sorted(tab.form))
        nonsense = self.random.choice(
            [
                {"shown": ["[" * 5000]},
                {"shown": ['{"title": ["x"]}']},
                {"unheard": ["%%%=&&;", "\0"]},
                {"row": ["up:title:x", "remove"]},
                {"choice.title": ["nothing"]},
                {f"choice.{name}": ["theirs"]},
                {"writer": ["nobody"]},
                {f"answer-{'9' * 30}": ["x"], "answer-0": ["y"]},
                {"challenges": ["x:y", "x:y", ":", "::challenge"], "themes": ["", "\0"]},
            ]
        )
        self.post(tab.user, tab.address, {**tab.form, **nonsense})
