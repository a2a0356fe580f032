"""The system checks that keep record types and blocks complete."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail import blocks
from wagtail.fields import StreamField

from core import checks
from core.checks import check_blocks, check_record_types, offered_blocks
from core.enums import RecordType
from core.models import KnowledgePage, record_types


class BareBlock(blocks.CharBlock):
    """Nothing that an editor needs to recognise it."""


class CompleteBlock(blocks.CharBlock):
    """All that an editor needs to recognise it."""

    class Meta:
        icon = "tag"
        description = "A name."
        template = "blocks/other_name.html"
        preview_value = "A name"


class Undeclared:
    """A record type whose author forgot everything."""


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The record types the checks see: ours, and what a test adds."""
    seen: list[Any] = list(record_types())
    monkeypatch.setattr(checks, "record_types", lambda: seen)
    yield seen


def with_block(block: blocks.Block) -> Any:
    """What the checks need of a record type that offers one block."""
    stream = StreamField([("sample", block)])
    stream.name = "samples"
    return SimpleNamespace(
        __name__="SamplePage", _meta=SimpleNamespace(get_fields=lambda: [stream])
    )


def test_our_record_types_and_blocks_are_complete() -> None:
    assert check_record_types(None) == []
    assert check_blocks(None) == []


def test_a_record_type_must_declare_what_it_is_and_where_it_may_stand(models: list[Any]) -> None:
    models.append(Undeclared)
    errors = check_record_types(None)
    assert {error.id for error in errors} == {"core.E001"}
    named = " ".join(error.msg for error in errors)
    for attribute in (
        "record_type", "parent_page_types", "subpage_types",
        "page_description", "template", "edit_handler",
    ):  # fmt: skip
        assert f"`{attribute}`" in named
    assert all(error.hint for error in errors)


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_every_record_type_needs_its_page_model(
    model: type[KnowledgePage], models: list[Any]
) -> None:
    models.remove(model)
    [error] = check_record_types(None)
    assert error.id == "core.E002"
    assert model.record_type in error.msg
    assert error.hint


def test_two_models_cannot_share_a_record_type(models: list[Any]) -> None:
    models.append(models[0])
    assert [error.id for error in check_record_types(None)] == ["core.E002"]


def test_a_block_needs_icon_description_template_and_preview(models: list[Any]) -> None:
    models[:] = [with_block(BareBlock())]
    errors = check_blocks(None)
    assert {error.id for error in errors} == {"core.E003"}
    missing = {error.msg.rpartition("has no ")[2] for error in errors}
    assert missing >= {"description.", "template.", "preview_value."}
    assert all(error.hint and "BareBlock" in error.hint for error in errors)


def test_a_complete_block_passes(models: list[Any]) -> None:
    models[:] = [with_block(CompleteBlock())]
    assert check_blocks(None) == []


def test_every_record_type_is_checked_and_offers_blocks() -> None:
    assert {model.record_type for model in record_types()} == set(RecordType)
    assert all(list(offered_blocks(model)) for model in record_types())
