"""Addresses of the admin below `practices/review/`."""

from django.urls import path

from practices.review.page import SubmissionView
from practices.review.queue import AssignView, QueueView

app_name = "practice_review"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("assign/", AssignView.as_view(), name="assign"),
    path("<uuid:pk>/", SubmissionView.as_view(), name="submission"),
]
