"""The demonstration has a call to answer and a city that adapts a practice, both said to be made
up."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import TestCase
from django.utils import translation

from practices.adaptations.enums import AdaptationState
from practices.adaptations.forms import no_address
from practices.models import Adaptation, Call, PracticePage

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class TestPublic(TestCase):
    """After one load."""

    @classmethod
    def setUpTestData(cls) -> None:
        with cls.captureOnCommitCallbacks(execute=True):
            call_command("load_demo", verbosity=0)

    def read(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_the_call_can_be_answered_and_is_read_in_every_language(self) -> None:
        call = Call.objects.open().get()
        said = {"en": "demonstration", "tr": "tanıtım", "ar": "التجريبي", "fr": "démonstration"}
        for language in LANGUAGES:
            with translation.override(language):
                address, title = call.get_absolute_url(), call.text.title
            assert title in self.read(f"/{language}/")
            page = self.read(address)
            assert title in page
            assert said[language] in page
        assert {text.language for text in call.texts.all()} == set(LANGUAGES)
        assert call.themes.count() == 3

    def test_the_adaptation_stands_at_the_practice_and_says_what_it_is(self) -> None:
        practice = PracticePage.objects.get(
            slug="gaziantep-social-cohesion-model", locale__language_code="en"
        )
        page = self.read(practice.get_url())
        assert "An example for the demonstration, not a plan of the city" in page
        found: Any = Adaptation.objects.get()
        for text in (found.changed, found.contact_name):
            try:
                no_address(text)
            except ValidationError as error:
                raise AssertionError(text) from error

    def test_a_second_load_adds_nothing_and_brings_back_nothing_withdrawn(self) -> None:
        Adaptation.objects.update(state=AdaptationState.WITHDRAWN)
        Call.objects.update(opens=None)
        call_command("load_demo", verbosity=0)
        assert Adaptation.objects.get().state == AdaptationState.WITHDRAWN
        assert not Call.objects.published().exists()
        assert Call.objects.count() == 1
