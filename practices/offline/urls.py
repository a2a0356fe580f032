"""In the namespace of the submissions' desk."""

from django.urls import path

from practices.offline import views

urlpatterns = [
    path("template/<slug:language>.<slug:extension>", views.template, name="template"),
    path("import/", views.bring, name="import"),
]
