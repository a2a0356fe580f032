"""What a reader does with her own lists: each change a form, and its page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from search import listings
from search.names import Names
from search.presentation.lines import present
from shelves import services
from shelves.forms import NameForm, NoteForm
from shelves.keepers import keeper_of
from shelves.views.doors import privately

STEPS = {"up": -1, "down": 1}
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@asked_or_sent
@privately
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it something else."""
    keeper = keeper_of(request)
    shelf = keeper.shelves().get(pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = NameForm(posted, initial={"name": shelf.name})
    if form.is_valid():
        services.rename(pk, form.cleaned_data["name"], actor=keeper)
        return redirect("shelves:shelf", pk)
    return render(request, "shelves/name.html", {"form": form, "shelf": shelf})


@asked_or_sent
@privately
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete it."""
    keeper = keeper_of(request)
    shelf = keeper.shelves().get(pk=pk)
    if request.method != "POST":
        context = {"shelf": shelf, "number": shelf.items.count()}
        return render(request, "shelves/delete.html", context)
    services.delete(pk, actor=keeper)
    messages.success(request, _("The list “%(name)s” is deleted.") % {"name": shelf.name})
    return redirect("shelves:index")


@asked_or_sent
@privately
def note(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Write a note to a record."""
    keeper = keeper_of(request)
    shelf = keeper.shelves().get(pk=pk)
    item = shelf.items.filter(record=key).first()
    if item is None:
        messages.info(request, _("This record is no longer on the list."))
        return redirect("shelves:shelf", pk)
    posted = request.POST if request.method == "POST" else None
    form = NoteForm(posted, initial={"note": item.note})
    if form.is_valid():
        services.set_note(pk, key, form.cleaned_data["note"], actor=keeper)
        messages.success(request, _("Your note is saved."))
        return redirect(f"{reverse('shelves:shelf', args=[pk])}#{key}")
    names = Names(get_language() or "en")
    lines = [present(line, names) for line in listings.lines([key], names.language)]
    context = {"form": form, "shelf": shelf, "line": next(iter(lines), None)}
    return render(request, "shelves/note.html", context)


@require_POST
@privately
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a record up or down, or take it off."""
    keeper = keeper_of(request)
    keeper.shelves().get(pk=pk)
    anchor = ""
    for step, places in STEPS.items():
        if key := _key(request, step):
            services.move(pk, key, places, actor=keeper)
            anchor = f"#{key}"
    if key := _key(request, "remove"):
        services.take_off(pk, key, actor=keeper)
        messages.success(request, _("The record is no longer on this list."))
    return redirect(f"{reverse('shelves:shelf', args=[pk])}{anchor}")


@require_POST
@privately
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link for others, another one in its place, or end it."""
    keeper = keeper_of(request)
    with_notes = "with_notes" in request.POST
    if "withdraw" in request.POST:
        services.withdraw(pk, actor=keeper)
        messages.success(request, _("The link leads nowhere any more."))
    else:
        services.share(pk, with_notes, actor=keeper, anew="anew" in request.POST)
        messages.success(request, _("Whoever has the link can read this list now."))
    return redirect(f"{reverse('shelves:shelf', args=[pk])}#share")


def _key(request: HttpRequest, name: str) -> UUID | None:
    """The record that a button names; a button of nothing is not pressed."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
