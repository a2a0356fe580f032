"""The blocks every record type is made of; import them from here."""

from core.blocks.classification import (
    CountryBlock,
    ObjectiveBlock,
    OtherNameBlock,
    PhaseBlock,
)
from core.blocks.figures import ClaimBlock
from core.blocks.people import PartnerBlock, PartnerRole, PersonBlock, UnitNameBlock
from core.blocks.period import PeriodBlock
from core.blocks.source import (
    AttachmentBlock,
    LanguageBlock,
    LanguageEditionBlock,
    LinkBlock,
    LinksBlock,
    UpdateNoteBlock,
    WebAddressBlock,
    validate_complete_address,
)
from core.blocks.text import SECTION_FEATURES, BodyBlock, QuotationBlock, TextBlock

__all__ = [
    "SECTION_FEATURES",
    "AttachmentBlock",
    "BodyBlock",
    "ClaimBlock",
    "CountryBlock",
    "LanguageBlock",
    "LanguageEditionBlock",
    "LinkBlock",
    "LinksBlock",
    "ObjectiveBlock",
    "OtherNameBlock",
    "PartnerBlock",
    "PartnerRole",
    "PeriodBlock",
    "PersonBlock",
    "PhaseBlock",
    "QuotationBlock",
    "TextBlock",
    "UnitNameBlock",
    "UpdateNoteBlock",
    "WebAddressBlock",
    "validate_complete_address",
]
