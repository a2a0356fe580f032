"""Those who publish look after the members' people for the union."""

from typing import Any

from django.db import migrations

UNION = "Moderators"
MODELS = ("membership", "invitation", "joinrequest")
RIGHTS = ("view", "change")


def permissions(apps: Any) -> list[Any]:
    """The rows Django itself makes only after the last migration."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    found = []
    for model in MODELS:
        content_type, _ = ContentType.objects.get_or_create(app_label="members", model=model)
        for right in RIGHTS:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{right}_{model}",
                defaults={"name": f"Can {right} {model}"},
            )
            found.append(permission)
    return found


def give(apps: Any, schema_editor: Any) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=UNION)
    group.permissions.add(*permissions(apps))


def take(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name=UNION):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("members", "0004_people"),
        # Which makes the group.
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(give, take)]
