"""Groups by which somebody translates into a language, or reviews the translations into it."""

from itertools import product
from typing import Any

from django.conf import settings
from django.db import migrations

ROLES = {"Translators": ("change",), "Translation reviewers": ("change", "publish")}


def create_roles(apps: Any, schema_editor: Any) -> None:
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    HomePage = apps.get_model("home", "HomePage")
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for language, _name in settings.LANGUAGES:
        homes = HomePage.objects.filter(locale__language_code=language, depth=2)
        for role, rights in ROLES.items():
            group, _created = Group.objects.get_or_create(name=f"{role} ({language})")
            group.permissions.add(access)
            for home, right in product(homes, rights):
                GroupPagePermission.objects.get_or_create(
                    group=group,
                    page_id=home.pk,
                    permission=Permission.objects.get(
                        content_type__app_label="wagtailcore", codename=f"{right}_page"
                    ),
                )


def remove_roles(apps: Any, schema_editor: Any) -> None:
    names = [f"{role} ({language})" for role in ROLES for language, _name in settings.LANGUAGES]
    apps.get_model("auth", "Group").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("home", "0004_translated_from"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0090_remove_grouppagepermission_permission_type"),
    ]

    operations = [migrations.RunPython(create_roles, remove_roles)]
