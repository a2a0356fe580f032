from django.urls import path

from search import views
from search.citation_view import citation_view
from search.pdf.views import pdf_view
from search.record_view import record_view

app_name = "search"
urlpatterns = [
    path("", views.search_view, name="search"),
    path("feed/", views.feed_view, name="feed"),
    path("record/<uuid:key>/", record_view, name="record"),
    path("record/<uuid:key>/citation.<str:extension>", citation_view, name="citation"),
    path("record/<uuid:key>/pdf/", pdf_view, name="pdf"),
]
