"""Periods in models, forms, revisions and blocks, without a database."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import modelform_factory
from django.utils import translation
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.compare import comparison_class_registry

from core.blocks.period import PeriodBlock
from core.dates import Period
from core.fields import PeriodComparison, PeriodField, PeriodFormField

SEPTEMBER = Period.parse("2019-09/..")


class Timed(ClusterableModel):
    """A model that is in no installed app, so it has no table."""

    period = PeriodField("period", blank=True)
    known = PeriodField("known", blank=True, null=True, default="2016")

    class Meta:
        app_label = "timed"


def column(name: str) -> PeriodField:
    field = Timed._meta.get_field(name)
    assert isinstance(field, PeriodField)
    return field


class TestModelField:
    def test_the_value_is_a_period_from_the_moment_of_assignment(self) -> None:
        record = Timed(period=" 2019-09/.. ")
        assert record.period == SEPTEMBER
        record.period = None
        assert record.period is None

    def test_a_new_record_has_the_default_or_nothing(self) -> None:
        assert Timed().period is None
        assert Timed().known == Period.parse("2016")

    def test_text_that_is_no_period_is_refused_on_assignment(self) -> None:
        with pytest.raises(ValidationError, match="Give the year"):
            Timed(period="26-27/11")

    def test_the_column_holds_the_text(self) -> None:
        assert column("period").get_prep_value(SEPTEMBER) == "2019-09/.."
        assert column("period").get_prep_value(None) == ""
        assert column("known").get_prep_value(None) is None
        assert column("period").from_db_value("2019-09/..", None, None) == SEPTEMBER
        assert column("period").from_db_value("", None, None) is None

    def test_validation_of_the_model_accepts_a_period(self) -> None:
        record = Timed(period=SEPTEMBER)
        record.clean_fields()
        assert record.period == SEPTEMBER

    @pytest.mark.parametrize("period", [SEPTEMBER, None])
    def test_a_revision_brings_the_period_back(self, period: Period | None) -> None:
        revision = Timed(period=period, known=period).to_json()
        assert json.loads(revision)["period"] == (str(period) if period else None)
        restored = Timed.from_json(revision)
        assert (restored.period, restored.known) == (period, period)

    def test_a_migration_states_only_what_the_model_states(self) -> None:
        _name, path, args, kwargs = column("period").deconstruct()
        assert (path, args) == ("core.fields.PeriodField", [])
        assert kwargs == {"blank": True, "verbose_name": "period"}
        assert PeriodField(max_length=40).deconstruct()[3] == {"max_length": 40}

    def test_a_comparison_of_revisions_shows_what_changed(self) -> None:
        assert comparison_class_registry.get(column("period")) is PeriodComparison
        before, after = Timed(period="2019-09"), Timed(period=None)
        html = PeriodComparison(column("period"), before, after).htmldiff()
        assert '<span class="deletion">September 2019</span>' in html


class TestFormField:
    form_class = modelform_factory(Timed, fields=["period"])

    def form(self, text: str, instance: Timed | None = None) -> Any:
        return self.form_class({"period": text}, instance=instance)

    def test_a_form_gives_the_model_a_period(self) -> None:
        form = self.form(" 2019-09/..")
        assert form.is_valid()
        assert form.cleaned_data["period"] == SEPTEMBER
        assert form.instance.period == SEPTEMBER

    def test_a_wrong_date_is_answered_with_what_to_write_and_kept(self) -> None:
        form = self.form("01/15/2016")
        assert "Write 2016-01-15" in form.errors["period"][0]
        assert 'value="01/15/2016"' in str(form["period"])

    def test_the_text_is_shown_to_the_editor_as_it_is_stored(self) -> None:
        form = self.form_class(instance=Timed(period=SEPTEMBER))
        assert 'value="2019-09/.."' in str(form["period"])
        assert 'dir="ltr"' in str(form["period"])

    def test_only_another_period_is_a_change(self) -> None:
        record = Timed(period=SEPTEMBER)
        assert not self.form(" 2019-09/.. ", record).has_changed()
        assert self.form("2019-09/", record).has_changed()
        assert self.form("nonsense", record).has_changed()
        assert not self.form("", Timed()).has_changed()

    def test_the_editor_is_told_how_dates_are_written_unless_the_model_says_so(self) -> None:
        assert "2020/2024" in str(PeriodFormField().help_text)
        assert str(PeriodFormField(help_text="As printed.").help_text) == "As printed."

    def test_a_required_period_is_asked_for(self) -> None:
        with pytest.raises(ValidationError, match="required"):
            PeriodFormField().clean("  ")


class TestBlock:
    phase = blocks.StructBlock([("when", PeriodBlock(default="2020/2024"))])

    def test_stored_text_comes_back_as_a_period(self) -> None:
        value = self.phase.to_python({"when": "2019-09/.."})
        assert value["when"] == SEPTEMBER
        assert self.phase.get_prep_value(value) == {"when": "2019-09/.."}

    def test_text_given_in_code_becomes_a_period(self) -> None:
        assert self.phase.normalize({"when": "2019-09/.."})["when"] == SEPTEMBER
        assert self.phase.get_default()["when"] == Period.parse("2020/2024")

    def test_an_empty_block_holds_nothing(self) -> None:
        block = PeriodBlock(required=False)
        assert block.clean("") is None
        assert block.to_python("") is None
        assert block.get_prep_value(None) == ""
        assert block.render_basic(None) == ""

    def test_what_the_editor_wrote_is_checked(self) -> None:
        block = PeriodBlock()
        assert block.clean(block.value_from_datadict({"x": "2019-09/.."}, {}, "x")) == SEPTEMBER
        with pytest.raises(ValidationError, match="Write 2016-01-15"):
            block.clean("01/15/2016")
        with pytest.raises(ValidationError, match="required"):
            block.clean("")

    def test_the_editor_sees_the_stored_text_and_how_it_is_written(self) -> None:
        block = PeriodBlock(help_text="When it ran.")
        assert block.get_form_state(SEPTEMBER) == "2019-09/.."
        assert block.get_form_state("26-27/11") == "26-27/11"
        assert block.field.help_text == "When it ran."

    def test_readers_see_it_in_their_language(self) -> None:
        with translation.override("ar"):
            assert PeriodBlock().render_basic(Period.parse("2020/2024")) == "٢٠٢٠–٢٠٢٤"

    def test_translators_are_not_asked_about_it(self) -> None:
        assert PeriodBlock().get_translatable_segments(SEPTEMBER) == []

    def test_the_preview_is_a_period(self) -> None:
        assert PeriodBlock().get_preview_value() == SEPTEMBER


def test_a_period_field_is_a_text_column() -> None:
    assert column("period").get_internal_type() == "CharField"
    assert issubclass(PeriodField, models.CharField)
