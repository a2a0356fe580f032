"""What a representative may want to know while she types, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from members.decorators import MemberRequest, representative
from practices.answers.terms import names, offered
from practices.models import Submission
from practices.similar.finding import similar
from taxonomy.crosswalk import neighbours
from taxonomy.folding import fold
from taxonomy.labels import matching_codes
from taxonomy.models import City, Coded, Objective, Organisation

MOST = 5  # of each kind
FEWEST_LETTERS = 2
LONGEST_NAME = 200
VOCABULARIES: Mapping[str, type[Coded]] = {"city": City, "organisation": Organisation}


@representative
@require_POST
def suggest(request: MemberRequest) -> JsonResponse:
    """Answer for what was sent of `title`, `text`, `city`, `organisation`, `objective`.

    By POST, since what is typed belongs in no log of addresses.
    """
    answer: dict[str, Any] = {}
    if request.POST.get("title") or request.POST.get("text"):
        answer["similar"] = [asdict(found) for found in _similar(request)]
    for name, model in VOCABULARIES.items():
        if typed := request.POST.get(name, "").strip():
            answer[name] = _known(model, typed[:LONGEST_NAME])
    if codes := request.POST.getlist("objective")[:MOST]:
        answer["objective"] = _close(codes)
    return JsonResponse(answer)


def _similar(request: MemberRequest) -> list[Any]:
    return similar(
        request.POST.getlist("text"),
        language=get_language() or "en",
        organisation=request.membership.organisation,
        title=request.POST.get("title", ""),
        besides=_besides(request),
    )


def _besides(request: MemberRequest) -> Submission | None:
    """The submission that is being written, if it is the municipality's own."""
    try:
        pk = UUID(request.POST.get("submission", ""))
    except ValueError:
        return None
    visible = Submission.objects.visible_to(request.user)
    found: Submission | None = visible.select_related("page").filter(pk=pk).first()
    return found


def _known(model: type[Coded], typed: str) -> list[dict[str, str]]:
    """The terms of which a name holds what was typed: first those that begin with it."""
    if len(typed) < FEWEST_LETTERS:
        return []
    shown, sought = names(model, get_language() or "en"), fold(typed)
    known = [code for code in matching_codes(model.vocabulary, typed) if code in offered(model)]
    known.sort(key=lambda code: (not fold(shown[code]).startswith(sought), shown[code]))
    return [{"code": code, "label": shown[code]} for code in known[:MOST]]


def _close(codes: list[str]) -> list[dict[str, str]]:
    """The objectives of other agreements that stand close to these."""
    close = dict.fromkeys(near for code in codes for near in neighbours(code))
    shown = names(Objective, get_language() or "en")
    found = [code for code in close if code not in codes and code in offered(Objective)]
    return [{"code": code, "label": shown[code]} for code in found]
