"""The version of the site's content, by which processes know whether a page they keep still holds.

A change gives it a new one after its commit, in a short statement of its own: in the transaction
of the change, everybody who publishes would wait for one row.
"""

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.models import ContentVersion
from taxonomy import version as vocabulary
from taxonomy.models import VocabularyState

ID = 1
# What changes all the time and is on no page for readers. Any other model, a new one too, counts:
# forgotten here, it empties the cache too often, and never too seldom.
SILENT_APPS = {
    "account",
    "accounts",
    "auth",
    "contenttypes",
    "django_tasks_database",
    "mail",
    "mfa",
    "migrations",
    "search",  # which tells when its index has changed
    "sessions",
    "shelves",
    "usersessions",
    "wagtail_localize",
    "wagtailadmin",
    "wagtailsearch",
    "wagtailusers",
}
SILENT_MODELS = {
    "core.ContentVersion",
    "core.CreditedRendition",
    "members.ContactMessage",
    "members.Invitation",
    "members.JoinRequest",
    "members.Membership",
    "members.Message",
    "members.ProfileProposal",
    "members.Reading",
    "members.Thread",
    "practices.Fingerprint",
    "practices.ReviewTaskState",
    "practices.SignOff",
    "practices.Submission",
    "practices.Superseded",
    "practices.Upload",
    "translations.Job",
    "translations.JobItem",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
}
# What saving a draft writes into the page itself.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "latest_revision_id",
}


def version() -> str:
    """The version now; empty as long as nothing was ever changed.

    The version of the vocabularies is read along with it: nearly every page needs both.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        token, of_vocabularies = cursor.fetchone()
    vocabulary.given(of_vocabularies or "")
    return token or ""


def changed() -> None:
    """Give the content a new version once the present transaction is committed."""
    if not any(entry[1] is renew for entry in transaction.get_connection().run_on_commit):
        transaction.on_commit(renew)


def renew() -> None:
    """Give the content a new version with the present transaction, which must be short."""
    token = uuid4().hex
    if not ContentVersion.objects.filter(pk=ID).update(token=token):
        ContentVersion.objects.bulk_create(
            [ContentVersion(pk=ID, token=token)], ignore_conflicts=True
        )


@receiver([post_save, post_delete])
def note_change(
    sender: type[models.Model], update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Every change of what readers may see."""
    meta = sender._meta
    if meta.app_label in SILENT_APPS or meta.label in SILENT_MODELS:
        return
    if sender.__module__ == "__fake__":
        return  # a migration's: the table may not be there yet, and no process outlives it
    if not is_of_drafts(update_fields):
        changed()


def is_of_drafts(update_fields: Collection[str] | None) -> bool:
    """Whether a page was saved only because a draft of it was: readers see what they saw."""
    return bool(update_fields) and OF_DRAFTS.issuperset(update_fields or ())


@cache
def _statement() -> str:
    # By hand: the ORM takes longer to write this than the rest of an answer from the cache, and
    # Django longer to put in values than the database to answer.
    parts = (
        ("token", ContentVersion, ID),
        ("version", VocabularyState, vocabulary.STATE_ID),
    )
    asked = (
        f"(SELECT {column} FROM {connection.ops.quote_name(model._meta.db_table)} WHERE id = {pk})"  # noqa: S608 - names and numbers of our own
        for column, model, pk in parts
    )
    return f"SELECT {', '.join(asked)}"
