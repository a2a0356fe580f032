"""How a workflow ends. Wagtail asks for it while its own models are loading: no imports here."""

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Approve a translation, which publishes it when its time has come; publish anything else.

    Raises:
        PermissionDenied: the user may not publish the page.
    """
    from wagtail.models import Page
    from wagtail.workflows import publish_workflow_state

    from core.models import KnowledgePage
    from translations.review import pass_review

    content = workflow_state.content_object
    page = content.specific if isinstance(content, Page) else content
    if isinstance(page, KnowledgePage) and not page.is_original:
        pass_review(page, actor=user)
    else:
        publish_workflow_state(workflow_state, user)
