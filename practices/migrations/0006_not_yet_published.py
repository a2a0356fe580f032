"""A collection for files of submissions, which only the union reads before publication."""

from typing import Any

from django.db import migrations

NAME = "Not yet published"
READERS = ("Reviewers", "Moderators")
STEP = "0001"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def create(apps: Any, schema_editor: Any) -> None:
    Collection = apps.get_model("wagtailcore", "Collection")
    CollectionViewRestriction = apps.get_model("wagtailcore", "CollectionViewRestriction")
    Group = apps.get_model("auth", "Group")
    if Collection.objects.filter(name=NAME).exists():
        return
    root = Collection.objects.get(depth=1)
    last = Collection.objects.filter(depth=2).order_by("path").last()
    collection = Collection.objects.create(
        name=NAME,
        path=root.path + (after(last.path[len(root.path) :]) if last else STEP),
        depth=2,
        numchild=0,
    )
    Collection.objects.filter(pk=root.pk).update(
        numchild=Collection.objects.filter(depth=2).count()
    )
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="groups"
    )
    restriction.groups.set(Group.objects.filter(name__in=READERS))


def after(step: str) -> str:
    """The next step of a path, as the tree counts: in thirty-six signs."""
    number = int(step, 36) + 1
    signs = ""
    for _place in step:
        number, sign = divmod(number, len(SIGNS))
        signs = SIGNS[sign] + signs
    return signs


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_review_roles"),
        ("practices", "0005_uploads"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
