"""Submissions at the member's desk, below `desk/submissions/`."""

from django.urls import include, path

from practices.desk.acting import ACTS, act
from practices.desk.begin import new
from practices.desk.check import check, send
from practices.desk.earlier import earlier
from practices.desk.edit import edit
from practices.desk.language import language
from practices.desk.preview import preview
from practices.desk.tasks import tasks

app_name = "submissions"
urlpatterns = [
    path("new/", new, name="new"),
    path("", include("practices.offline.urls")),
    path("<uuid:pk>/", tasks, name="tasks"),
    path("<uuid:pk>/preview/", preview, name="preview"),
    path("<uuid:pk>/check/", check, name="check"),
    path("<uuid:pk>/send/", send, name="send"),
    path("<uuid:pk>/earlier/", earlier, name="earlier"),
    path("<uuid:pk>/language/", language, name="language"),
    path("<uuid:pk>/short/", edit, {"slug": "short"}, name="short"),
    path("<uuid:pk>/sign-off/", include("practices.sign_off.urls")),
    path("<uuid:pk>/files/", include("practices.uploads.urls")),
    *(path(f"<uuid:pk>/{a.slug}/", act, {"slug": a.slug}, name=a.slug) for a in ACTS),
    path("<uuid:pk>/<slug:slug>/", edit, name="step"),
]
