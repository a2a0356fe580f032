"""The member's desk, below `desk/`."""

from django.urls import path

from members.views import colleagues, desk, messages, profile, profile_form

app_name = "desk"
urlpatterns = [
    path("", desk.index, name="index"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/invite/", colleagues.invite, name="invite"),
    path("colleagues/<int:pk>/remove/", colleagues.remove, name="remove"),
    path("colleagues/<int:pk>/lead/", colleagues.set_lead, name="set_lead"),
    path("invitations/<int:pk>/again/", colleagues.invite_again, name="invite_again"),
    path("invitations/<int:pk>/withdraw/", colleagues.withdraw, name="withdraw"),
    path("messages/", messages.index, name="messages"),
    path("messages/new/", messages.new, name="new_message"),
    path("messages/read/", messages.read_all, name="read_all"),
    path("messages/mails/", messages.mails, name="mails"),
    path("messages/<uuid:pk>/", messages.thread, name="thread"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile_form.edit_profile, name="edit_profile"),
]
