"""Every field says what it is, every block shows what it makes, in words that can be translated."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise
from wagtail import blocks
from wagtail.models import Page

from core.blocks import CountryBlock, TextBlock
from core.checks import offered_blocks
from core.models import KnowledgePage, record_types
from events.blocks import OutcomeTextBlock
from home.models import HomePage, SectionPage, StandardPage
from practices.blocks import ResponseBlock, ResultTextBlock
from tests.factories.full import own_fields

# A single text or choice: the block's own description or its field's help text says it all.
NEED_NO_HELP_TEXT = (CountryBlock, OutcomeTextBlock, ResponseBlock, ResultTextBlock, TextBlock)

MODELS: list[type[Page]] = [*record_types(), HomePage, SectionPage, StandardPage]
every_page_type = pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)


def within(block: blocks.Block) -> Iterator[blocks.Block]:
    """A block and all it is made of."""
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from within(child)


@every_page_type
def test_every_field_has_a_help_text_and_a_label_that_can_be_translated(model: type[Page]) -> None:
    for field in own_fields(model):
        help_text = field.help_text or field.formfield().help_text
        assert isinstance(help_text, Promise), f"{field.name}: no help text"
        assert str(help_text), f"{field.name}: empty help text"
        assert isinstance(field.verbose_name, Promise), f"{field.name}: no label of its own"


@every_page_type
def test_every_page_type_says_what_it_is_for(model: type[Page]) -> None:
    assert isinstance(model.page_description, Promise)
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)


@every_record_type
def test_every_field_of_a_record_is_on_its_form(model: type[KnowledgePage]) -> None:
    form = model.get_edit_handler().get_form_class()
    assert not {field.name for field in own_fields(model)} - set(form.base_fields)


@every_record_type
def test_every_part_of_a_block_has_a_label_that_can_be_translated(
    model: type[KnowledgePage],
) -> None:
    for field, block in offered_blocks(model):
        for part in within(block):
            assert isinstance(part.label, Promise), f"{field}: {part!r} of {block!r}"


@every_record_type
def test_every_part_of_a_block_that_is_filled_in_has_a_help_text(
    model: type[KnowledgePage],
) -> None:
    for field, block in offered_blocks(model):
        for part in within(block):
            if isinstance(part, blocks.FieldBlock) and not isinstance(part, NEED_NO_HELP_TEXT):
                help_text = part.field.help_text
                assert isinstance(help_text, Promise), f"{field}: {part.name} of {block!r}"
                assert str(help_text), f"{field}: {part.name} of {block!r}"


@every_record_type
@pytest.mark.django_db
def test_every_block_shows_a_preview(model: type[KnowledgePage], editor: Client) -> None:
    model.get_edit_handler()
    for field, block in offered_blocks(model):
        address = reverse("wagtailadmin_block_preview")
        answer = editor.get(address, {"id": block.definition_prefix})
        assert answer.status_code == 200, f"{field}: {block!r}"
