"""Adaptations at the member's desk: of other cities' practices, and of the own ones."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from members.decorators import MemberRequest, representative
from practices.adaptations import services
from practices.adaptations.forms import AdaptationForm, ObjectionForm
from practices.adaptations.listing import of_others, own, with_titles
from practices.adaptations.sources import source, titles
from practices.models import Adaptation


def at_the_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let in representatives; what is not theirs is not found, as if there were no such thing."""

    @representative
    @wraps(view)
    def opened(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as error:
            return page_not_found(request, error)

    return opened


@at_the_desk
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """What the city adapts, and who adapts its practices."""
    organisation = request.membership.organisation
    context = {
        "own": with_titles(own(organisation)),
        "of_others": with_titles(of_others(organisation)),
    }
    return render(request, "desk/adaptations/index.html", context)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, practice: UUID) -> HttpResponse:
    """Record that the city adapts a practice; where it has, change what it said."""
    found = source(practice)
    if found is None:
        raise Http404
    standing = own(request.membership.organisation).filter(practice=practice).first()
    if standing and request.method != "POST":
        return redirect("adaptations:change", standing.pk)
    form = AdaptationForm(request.POST if request.method == "POST" else None)
    is_own = found.organisation == request.membership.organisation
    if form.is_valid():
        try:
            services.record(practice, form.statement, actor=request.user)
        except services.RecordedAlreadyError as refusal:
            if form.statement == _statement(refusal.adaptation):
                return redirect("adaptations:index")
            form.add_error(None, str(refusal))
            standing = refusal.adaptation
        except services.RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands at the practice now, and in your profile."))
            return redirect("adaptations:index")
    context = {"form": form, "line": found.line, "standing": standing, "is_own": is_own}
    return render(request, "desk/adaptations/new.html", context)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Say anew how far it is."""
    adaptation = _own(request, pk)
    form = AdaptationForm(request.POST if request.method == "POST" else None, instance=adaptation)
    if form.is_valid():
        services.change(pk, form.statement, actor=request.user)
        messages.success(request, _("Your changes are saved."))
        return redirect("adaptations:index")
    return render(request, "desk/adaptations/change.html", {"form": form, **_shown(adaptation)})


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take it back."""
    adaptation = _own(request, pk)
    if request.method != "POST":
        return render(request, "desk/adaptations/withdraw.html", _shown(adaptation))
    try:
        services.withdraw(pk, actor=request.user)
    except services.RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is withdrawn. You can record it anew at any time."))
    return redirect("adaptations:index")


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: MemberRequest, pk: int) -> HttpResponse:
    """Tell the union that an adaptation of an own practice is none."""
    adaptation = get_object_or_404(of_others(request.membership.organisation), pk=pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.object_to(pk, form.cleaned_data["text"], actor=request.user)
        messages.success(request, _("The union has your message and looks into it."))
        return redirect("adaptations:index")
    return render(request, "desk/adaptations/objection.html", {"form": form, **_shown(adaptation)})


def _own(request: MemberRequest, pk: int) -> Adaptation:
    found: Adaptation = get_object_or_404(own(request.membership.organisation), pk=pk)
    return found


def _shown(adaptation: Adaptation) -> dict[str, Any]:
    return {
        "adaptation": adaptation,
        "line": titles([adaptation.practice]).get(adaptation.practice),
    }


def _statement(adaptation: Adaptation) -> services.Statement:
    return services.Statement(
        adaptation.stage, adaptation.changed, adaptation.contact_name, adaptation.language
    )
