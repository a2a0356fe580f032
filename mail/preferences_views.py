"""The page at which somebody chooses how mails come to her."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.i18n import sort_key
from mail.addresses import bare
from mail.enums import Pace
from mail.messages import name_of_kind
from mail.preferences import choose, kinds_of, pace_of


class PreferencesForm(forms.Form):
    """How mails are to come, and which."""

    pace = forms.ChoiceField(
        label=gettext_lazy("When should they come?"),
        choices=Pace.choices,
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them do you want?"),
        help_text=gettext_lazy("You get those that concern you."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        """Show what the address has chosen up to now."""
        self.address, known = address, kinds_of(address)
        wanted = [kind for kind, is_wanted in known.items() if is_wanted]
        super().__init__(*args, **kwargs)
        self.initial = {"pace": pace_of(address), "kinds": wanted}
        names = [(kind, name_of_kind(kind)) for kind in known]
        language = get_language() or settings.LANGUAGE_CODE
        kinds: Any = self.fields["kinds"]
        kinds.choices = sorted(names, key=lambda choice: sort_key(choice[1], language))

    def save(self) -> None:
        """Keep what was chosen."""
        chosen = self.cleaned_data["kinds"]
        kinds = {kind: kind in chosen for kind in kinds_of(self.address)}
        choose(self.address, self.cleaned_data["pace"], kinds)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and take the choices for the address of who is logged in."""
    address = _address_of(request.user)
    data = request.POST if request.method == "POST" else None
    form = PreferencesForm(data, address=address) if address else None
    if form and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("mail:preferences")
    context = {"form": form, "address": address}
    return render(request, "mail/preferences.html", context)


def _address_of(user: Any) -> str:
    """Where mails to an account go; empty where it has no address that mail can be sent to."""
    try:
        return bare(user.email)
    except ValueError:
        return ""
