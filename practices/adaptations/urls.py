"""Adaptations at the member's desk, below `desk/adaptations/`."""

from django.urls import path

from practices.adaptations import views

app_name = "adaptations"
urlpatterns = [
    path("", views.index, name="index"),
    path("of/<uuid:practice>/", views.new, name="new"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/objection/", views.objection, name="objection"),
]
