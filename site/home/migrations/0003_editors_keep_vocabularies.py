"""Those who publish also keep the vocabularies that records are classified by."""

from typing import Any

from django.db import migrations

VOCABULARIES = ("theme", "compact", "objective", "city", "innovationstage", "organisation")
RIGHTS = ("add", "change", "delete", "view")


def permissions(apps: Any) -> list[Any]:
    """The rows Django itself makes only after the last migration."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    found = []
    for model in VOCABULARIES:
        content_type, _ = ContentType.objects.get_or_create(app_label="taxonomy", model=model)
        for right in RIGHTS:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{right}_{model}",
                defaults={"name": f"Can {right} {model}"},
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
        ("home", "0002_site_tree"),
        ("taxonomy", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(give, take)]
