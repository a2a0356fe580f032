"""What every page type stands on."""

from core.models.content_version import ContentVersion
from core.models.knowledge_page import KnowledgePage
from core.models.media import CheckedDocument, CreditedImage, CreditedRendition
from core.models.related import RelatedGroup, record_keys, referring_keys

__all__ = [
    "CheckedDocument",
    "ContentVersion",
    "CreditedImage",
    "CreditedRendition",
    "KnowledgePage",
    "RelatedGroup",
    "record_keys",
    "referring_keys",
]
