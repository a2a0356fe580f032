"""A fresh database begins with a home page in every shipped language, and a site rooted at them."""

import uuid
from typing import Any

from django.conf import settings
from django.db import migrations

TITLES = {"en": "Home", "tr": "Ana sayfa", "ar": "الصفحة الرئيسية", "fr": "Accueil"}


def create_site_tree(apps: Any, schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    key = uuid.uuid4()
    homes = []
    for position, (code, _name) in enumerate(settings.LANGUAGES, start=1):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        slug = "home" if code == "en" else f"home-{code}"
        homes.append(
            HomePage.objects.create(
                title=TITLES[code],
                draft_title=TITLES[code],
                slug=slug,
                path=f"0001{position:04d}",
                depth=2,
                numchild=0,
                url_path=f"/{slug}/",
                locale=locale,
                translation_key=key,
                content_type=content_type,
                live=True,
            )
        )
    Page.objects.filter(depth=1).update(numchild=len(homes))
    Site.objects.create(
        hostname="localhost", site_name="Meydan", root_page_id=homes[0].pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(create_site_tree, migrations.RunPython.noop)]
