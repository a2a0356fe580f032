"""Where a term is used."""

from django.db.models import ManyToOneRel
from wagtail.models import ReferenceIndex

from taxonomy.models import Coded


def in_use(term: Coded) -> bool:
    """Whether any record, block or other term points at this row.

    Foreign keys and many-to-many tables are asked directly, for the reference index is brought
    up to date only after a change; blocks are known from that index alone.
    """
    return _is_pointed_at(term) or ReferenceIndex.get_references_to(term).exists()


def _is_pointed_at(term: Coded) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: term.pk}).exists()
        for relation in term._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
    )
