"""A workflow in which translations are reviewed, whatever their tree has for originals."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

NAME = "Translation review"


def create_review(apps: Any, schema_editor: Any) -> None:
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="translations", model="languagereviewtask"
    )
    task = apps.get_model("translations", "LanguageReviewTask").objects.create(
        name=NAME, active=True, content_type=content_type
    )
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )


def remove_review(apps: Any, schema_editor: Any) -> None:
    tasks = apps.get_model("translations", "LanguageReviewTask").objects.all()
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(workflow_tasks__task__in=[task.pk for task in tasks]).delete()
    tasks.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("translations", "0003_assignments_and_jobs"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="LanguageReviewTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation review",
                "verbose_name_plural": "translation reviews",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.RunPython(create_review, remove_review),
    ]
