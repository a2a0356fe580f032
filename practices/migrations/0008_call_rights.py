"""Those who publish also write the calls for practices."""

from typing import Any

from django.db import migrations

EDITORS = "Moderators"
RIGHTS = ("add", "change", "delete", "view")


def permissions(apps: Any) -> list[Any]:
    """The rows Django itself makes only after the last migration."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="practices", model="call")
    return [
        Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{right}_call",
            defaults={"name": f"Can {right} call for practices"},
        )[0]
        for right in RIGHTS
    ]


def give(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.get(name=EDITORS).permissions.add(*permissions(apps))


def take(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.get(name=EDITORS).permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("practices", "0007_calls"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(give, take)]
