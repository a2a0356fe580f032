"""The adaptations in the admin: the union confirms them, or hides them from readers."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.admin import RECORDS_MENU_HOOK
from practices.adaptations.enums import AdaptationState
from practices.adaptations.services import JUDGEMENTS, judge
from practices.adaptations.sources import titles
from practices.models import Adaptation

NOBODYS = {"add", "delete"}


class JudgedPolicy(ModelPermissionPolicy):
    """Cities record adaptations; nobody deletes them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """By the rights of the user's groups, but for what nobody may."""
        return action not in NOBODYS and bool(super().user_has_permission(user, action))


class JudgeForm(WagtailAdminModelForm):
    """Offers what the union decides, and nothing where the city has decided already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_withdrawn = self.instance.state == AdaptationState.WITHDRAWN
        offered = (AdaptationState.WITHDRAWN,) if self.was_withdrawn else JUDGEMENTS
        state: Any = self.fields["state"]
        state.choices = [(one.value, one.label) for one in offered]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.was_withdrawn:
            raise ValidationError(_("The city has withdrawn this; there is nothing to decide."))
        return data


class AdaptationIndexView(IndexView):
    """With the titles of the practices that everybody may read."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns show."""
        queryset: QuerySet[Any] = super().get_base_queryset()
        return queryset.select_related("organisation")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The titles of what is shown, in one query."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        known = titles([row.practice for row in rows])
        for row in rows:
            line = known.get(row.practice)
            row.practice_title = line["title"] if line else _("Not public at present")
        context["object_list"] = rows
        return context


class AdaptationEditView(EditView):
    """Decides by the service, which also writes the history."""

    def save_instance(self) -> Adaptation:
        """Only the state is the union's."""
        state = AdaptationState(self.form.cleaned_data["state"])
        return judge(self.object.pk, state, actor=self.request.user)

    def get_page_subtitle(self) -> str:
        """Who adapts what."""
        line = titles([self.object.practice]).get(self.object.practice)
        return f"{self.object} – {line['title']}" if line else str(self.object)


class AdaptationViewSet(ModelViewSet):
    """All adaptations, the latest first."""

    model = Adaptation
    name = "adaptations"
    url_namespace = "adaptations_admin"
    menu_label = gettext_lazy("Adaptations")
    menu_hook = RECORDS_MENU_HOOK
    menu_order = 15
    icon = "resubmit"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = AdaptationIndexView
    edit_view_class = AdaptationEditView
    list_filter: ClassVar = ["state", "stage"]
    list_display: ClassVar = [
        "organisation",
        Column("practice_title", label=gettext_lazy("Practice")),
        Column("stage", label=gettext_lazy("How far it is"), accessor="get_stage_display"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("objection", label=gettext_lazy("Objection")),
        DateColumn("created_at", label=gettext_lazy("Recorded"), sort_key="created_at"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("organisation", read_only=True),
            FieldPanel("stage", read_only=True),
            FieldPanel("changed", read_only=True),
            FieldPanel("contact_name", read_only=True),
            FieldPanel("objection", read_only=True),
            FieldPanel("state"),
        ],
        base_form_class=JudgeForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        """Without those to add and delete."""
        return [found for found in super().get_urlpatterns() if found.name not in NOBODYS]


register_permission_policy(Adaptation, JudgedPolicy(Adaptation), exact_class=True)
