from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from taxonomy.models import Coded
from taxonomy.usage import in_use
from taxonomy.viewsets import VocabularyViewSetGroup

register_snippet(VocabularyViewSetGroup)


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A term that records have is retired, not deleted: their addresses and searches hold it."""
    used = [term for term in instances if isinstance(term, Coded) and in_use(term)]
    if not used:
        return None
    messages.error(
        request,
        _(
            "%(names)s cannot be deleted: it is in use. Retire it instead: "
            "it is then no longer offered, and records that have it keep it."
        )
        % {"names": ", ".join(term.name for term in used)},
    )
    used_model: Any = type(used[0])
    return redirect(used_model.snippet_viewset.get_url_name("list"))
