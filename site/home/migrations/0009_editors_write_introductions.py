"""Those who publish also introduce the terms that records are classified by."""

from typing import Any

from django.db import migrations

RIGHTS = ("add", "change", "delete", "view", "publish")


def permissions(apps: Any) -> list[Any]:
    """The rows Django and Wagtail themselves make only after the last migration."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="introduction")
    found = []
    for right in RIGHTS:
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{right}_introduction",
            defaults={"name": f"Can {right} introduction"},
        )
        found.append(permission)
    return found


def give(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.get(name="Moderators").permissions.add(
        *permissions(apps)
    )


def take(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.get(name="Moderators").permissions.remove(
        *permissions(apps)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("home", "0008_entry_points"),
    ]

    operations = [migrations.RunPython(give, take)]
