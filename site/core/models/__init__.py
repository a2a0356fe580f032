"""What every page type stands on."""

from core.models.content_version import ContentVersion
from core.models.knowledge_page import KnowledgePage, record_types
from core.models.media import CheckedDocument, CreditedImage, CreditedRendition
from core.models.related import RelatedGroup, chosen_keys, record_keys, referring_keys

__all__ = [
    "CheckedDocument",
    "ContentVersion",
    "CreditedImage",
    "CreditedRendition",
    "KnowledgePage",
    "RelatedGroup",
    "chosen_keys",
    "record_keys",
    "record_types",
    "referring_keys",
]
