from django.urls import path

from search import views
from search.record_view import record_view

app_name = "search"
urlpatterns = [
    path("", views.search_view, name="search"),
    path("feed/", views.feed_view, name="feed"),
    path("record/<uuid:key>/", record_view, name="record"),
]
