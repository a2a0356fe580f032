"""The collection of what nobody but the union reads yet."""

from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction

NAME = "Not yet published"
READERS = ("Reviewers", "Moderators")


def not_yet_published() -> Collection:
    """The collection, made anew and closed again where somebody deleted or opened it."""
    collection = Collection.objects.filter(name=NAME).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=NAME)
    if not collection.get_view_restrictions().exists():
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(Group.objects.filter(name__in=READERS))
    return collection


def published() -> Collection:
    """The collection whose files everybody may read."""
    root: Collection = Collection.get_first_root_node()
    return root
