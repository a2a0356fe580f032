"""Addresses of the admin below `translations/`."""

from django.urls import path

from translations.views.act import ActView
from translations.views.assign import AssignView, ReleaseView
from translations.views.beside import BesideView, OriginalView
from translations.views.board import BoardView
from translations.views.files import ExportView, ImportView
from translations.views.jobs import JobStateView, JobView, StopJobView
from translations.views.record import RecordView
from translations.views.submit import submit

app_name = "translations"

urlpatterns = [
    path("", BoardView.as_view(), name="board"),
    path("record/<uuid:key>/<slug:language>/", RecordView.as_view(), name="record"),
    path("act/", ActView.as_view(), name="act"),
    path("assign/", AssignView.as_view(), name="assign"),
    path("release/", ReleaseView.as_view(), name="release"),
    path("submit/<int:page_id>/", submit, name="submit"),
    path("file/export/", ExportView.as_view(), name="export"),
    path("file/import/", ImportView.as_view(), name="import"),
    path("job/<uuid:job_id>/", JobView.as_view(), name="job"),
    path("job/<uuid:job_id>/state/", JobStateView.as_view(), name="job_state"),
    path("job/<uuid:job_id>/stop/", StopJobView.as_view(), name="stop_job"),
    path("beside/<int:page_id>/", BesideView.as_view(), name="beside"),
    path("original/<int:page_id>/", OriginalView.as_view(), name="original"),
]
