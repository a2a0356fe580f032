"""What the public reads of the municipality itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.decorators import MemberRequest, representative
from members.forms import ProfileChangeForm
from members.limits import within_limit
from members.models import MunicipalityPage
from members.people import ask_for_change
from taxonomy.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@representative
def profile(request: MemberRequest) -> HttpResponse:
    """The published profile; a lead asks the union for a change."""
    form = ProfileChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if within_limit(request, "profile_change"):
            text = form.cleaned_data["text"]
            ask_for_change(request.membership.organisation, text, actor=request.user)
            messages.success(request, _("The union has your message and will answer by mail."))
            return redirect("desk:profile")
        form.add_error(None, _("You have asked for many changes. Wait an hour, then send this."))
    page = _profile_of(request.membership.organisation)
    is_foreign = page is not None and page.locale.language_code != get_language()
    context = {"form": form, "profile": page, "is_foreign": is_foreign}
    return render(request, "desk/profile.html", context)


def _profile_of(organisation: Organisation) -> MunicipalityPage | None:
    """In the reader's language, else the original."""
    live = MunicipalityPage.objects.live().filter(organisation=organisation, alias_of=None)
    pages = {page.locale.language_code: page for page in live.select_related("locale", "city")}
    original = next((page for page in pages.values() if page.is_original), None)
    return pages.get(get_language() or "", original)
