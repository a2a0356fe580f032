"""The vocabularies in the admin."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from taxonomy.models import (
    City,
    Coded,
    Compact,
    InnovationStage,
    Objective,
    Organisation,
    Theme,
)
from tests.factories.taxonomy import (
    CityFactory,
    CompactFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StageFactory,
    ThemeFactory,
    language,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_terms")]

VOCABULARIES = [
    (Theme, ThemeFactory),
    (Compact, CompactFactory),
    (Objective, ObjectiveFactory),
    (InnovationStage, StageFactory),
    (City, CityFactory),
    (Organisation, OrganisationFactory),
]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "secret"))
    return client


@pytest.fixture
def turkish_editor(editor: Client) -> Client:
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(User.objects.get(username="editor"))
    profile.preferred_language = "tr"
    profile.save()
    return editor


def url(model: type[Coded], name: str, *args: object) -> str:
    viewset = model.snippet_viewset  # type: ignore[attr-defined]
    return reverse(viewset.get_url_name(name), args=args)


def chooser_url(model: type[Coded], name: str, *args: object) -> str:
    viewset = model.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
    return reverse(viewset.get_url_name(name), args=args)


@pytest.mark.parametrize(("model", "factory"), VOCABULARIES)
class TestEveryVocabulary:
    def test_is_listed_searched_and_filtered(
        self, editor: Client, model: type[Coded], factory: type[ThemeFactory]
    ) -> None:
        factory(code="needle", name="Needle", retired=True)
        factory(code="straw", name="Straw")
        page = editor.get(url(model, "list")).content.decode()
        assert "needle" in page
        assert "straw" in page
        found = editor.get(url(model, "list"), {"q": "NEEDLE"}).content.decode()
        assert "straw" not in found
        kept = editor.get(url(model, "list"), {"retired": "false"}).content.decode()
        assert "straw" in kept
        assert ">needle<" not in kept

    def test_is_edited_inspected_and_its_usage_shown(
        self, editor: Client, model: type[Coded], factory: type[ThemeFactory]
    ) -> None:
        term = factory()
        for view in ("edit", "inspect", "usage"):
            answer = editor.get(url(model, view, term.pk))
            assert answer.status_code == HTTPStatus.OK, view
        assert editor.get(url(model, "add")).status_code == HTTPStatus.OK

    def test_is_chosen_from_in_a_window_without_retired_terms(
        self, editor: Client, model: type[Coded], factory: type[ThemeFactory]
    ) -> None:
        factory(code="needle", retired=True)
        term = factory(code="straw")
        window = editor.get(chooser_url(model, "choose")).json()["html"]
        assert "straw" in window
        assert "needle" not in window
        results = editor.get(chooser_url(model, "choose_results"), {"q": "stra"})
        assert "straw" in results.content.decode()
        assert editor.get(chooser_url(model, "chosen", term.pk)).status_code == HTTPStatus.OK

    def test_unused_terms_may_be_deleted(
        self, editor: Client, model: type[Coded], factory: type[ThemeFactory]
    ) -> None:
        term = factory()
        editor.post(url(model, "delete", term.pk))
        assert not model._default_manager.filter(pk=term.pk).exists()


class TestLists:
    def test_show_english_rows_unless_a_language_is_asked_for(self, editor: Client) -> None:
        translate(ThemeFactory(name="Water"), "fr", name="Eau")
        assert ">Eau<" not in editor.get(url(Theme, "list")).content.decode()
        assert "Eau" in editor.get(url(Theme, "list"), {"locale": "fr"}).content.decode()

    def test_are_searched_by_names_of_all_languages(self, editor: Client) -> None:
        ThemeFactory(code="water", name="Water")
        translate(ThemeFactory(code="migration", name="Migration"), "tr", name="Göç")
        page = editor.get(url(Theme, "list"), {"q": "goc"}).content.decode()
        assert "migration" in page
        assert ">water<" not in page

    def test_ask_nothing_of_their_own_for_each_term(
        self, editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        main = ThemeFactory()
        for _ in range(24):
            ThemeFactory(parent=main)
        editor.get(url(Theme, "list"))
        of_wagtail_localize = 2 * 25  # whether a term can be translated, and is
        with django_assert_max_num_queries(15 + of_wagtail_localize):
            editor.get(url(Theme, "list"))


class TestChoosing:
    def test_is_done_in_the_editors_language(self, turkish_editor: Client) -> None:
        theme = ThemeFactory(name="Water")
        row = translate(theme, "tr", name="Su")
        window = turkish_editor.get(chooser_url(Theme, "choose")).json()["html"]
        assert "Su" in window
        assert f"/{row.pk}/" not in window
        chosen = turkish_editor.get(chooser_url(Theme, "chosen", theme.pk)).json()
        assert chosen["result"] == {**chosen["result"], "id": str(theme.pk), "string": "Su"}


class TestEditing:
    def values(self, **changes: str) -> dict[str, str]:
        return {"name": "Water", "code": "water", "source": "", "position": "0", **changes}

    def test_a_new_theme_is_english(self, editor: Client) -> None:
        language("en")
        editor.post(url(Theme, "add"), self.values())
        assert Theme.objects.get().locale.language_code == "en"

    def test_a_code_used_already_is_refused_with_a_sentence(self, editor: Client) -> None:
        ThemeFactory(code="water")
        page = editor.post(url(Theme, "add"), self.values()).content.decode()
        assert "Another term already has this code." in page

    def test_a_translation_without_an_english_term_is_refused(self, editor: Client) -> None:
        language("tr")
        page = editor.post(f"{url(Theme, 'add')}?locale=tr", self.values()).content.decode()
        assert "Create the term in English first" in page

    def test_a_translation_changes_its_name_but_no_fact(self, editor: Client) -> None:
        row = translate(ThemeFactory(code="water", position=3), "fr", name="L’eau")
        editor.post(url(Theme, "edit", row.pk), self.values(name="Eau", position="9", code="x"))
        row.refresh_from_db()
        assert (row.name, row.code, row.position) == ("Eau", "water", 3)

    def test_parents_on_offer_are_main_themes(self, editor: Client) -> None:
        below = ThemeFactory(code="below", name="Lower one", parent=ThemeFactory(name="Main one"))
        page = editor.get(url(Theme, "add")).content.decode()
        assert ">Main one</option>" in page
        assert f">{below.name}</option>" not in page

    def test_an_objective_belongs_to_a_compact_and_a_city_to_a_country(
        self, editor: Client
    ) -> None:
        compact = CompactFactory(label="Compact for cities")
        assert "Compact for cities" in editor.get(url(Objective, "add")).content.decode()
        assert "Türkiye" in editor.get(url(City, "add")).content.decode()
        assert compact.pk


class TestDeleting:
    def test_a_term_in_use_is_refused_with_advice(self, editor: Client) -> None:
        main = ThemeFactory(name="Main")
        ThemeFactory(parent=main)
        answer = editor.post(url(Theme, "delete", main.pk))
        assert answer.headers["Location"] == url(Theme, "list")
        assert "Retire it instead" in " ".join(map(str, get_messages(answer.wsgi_request)))
        assert Theme.objects.filter(pk=main.pk).exists()

    def test_several_at_once_are_refused_if_one_is_in_use(self, editor: Client) -> None:
        city = CityFactory()
        OrganisationFactory(city=city)
        unused = CityFactory()
        address = reverse(
            "wagtail_bulk_action", args=[City._meta.app_label, City._meta.model_name, "delete"]
        )
        editor.post(f"{address}?id={city.pk}&id={unused.pk}")
        assert City.objects.count() == 2
