"""Below the address of a submission, and in the namespace of its desk."""

from django.urls import path

from practices.uploads import views

urlpatterns = [
    path("", views.files, name="files"),
    path("<uuid:upload_id>/", views.download, name="file"),
    path("<uuid:upload_id>/description/", views.description, name="file-description"),
    path("<uuid:upload_id>/remove/", views.remove, name="file-remove"),
]
