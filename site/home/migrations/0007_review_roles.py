"""Who reviews what municipalities submit, and in which steps."""

from typing import Any

from django.db import migrations

REVIEWERS = "Reviewers"
EDITORS = "Moderators"
WORKFLOW = "Practice review"
STEPS = [
    ("Completeness check", "completeness", REVIEWERS),
    ("Content review", "content", REVIEWERS),
    ("Approval", "approval", EDITORS),
]


def create_reviewers(apps: Any, schema_editor: Any) -> None:
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    HomePage = apps.get_model("home", "HomePage")
    group, created = Group.objects.get_or_create(name=REVIEWERS)
    if not created:
        return
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for home in HomePage.objects.filter(depth=2):
        for right in ("add", "change"):
            GroupPagePermission.objects.create(
                group=group,
                page_id=home.pk,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=f"{right}_page"
                ),
            )


def create_workflow(apps: Any, schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    ReviewTask = apps.get_model("practices", "ReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    kind, _ = ContentType.objects.get_or_create(app_label="practices", model="reviewtask")
    workflow = Workflow.objects.create(name=WORKFLOW)
    for position, (name, stage, group) in enumerate(STEPS):
        task = ReviewTask.objects.create(name=name, stage=stage, content_type=kind)
        task.groups.add(Group.objects.get_or_create(name=group)[0])
        WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=position)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_machine_tool"),
        ("practices", "0004_submissions"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [
        migrations.RunPython(create_reviewers, migrations.RunPython.noop),
        migrations.RunPython(create_workflow, migrations.RunPython.noop),
    ]
