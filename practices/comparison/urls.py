from django.urls import path

from practices.comparison import views

app_name = "comparison"
urlpatterns = [
    path("", views.compare, name="compare"),
    path("choose/", views.choose, name="choose"),
]
