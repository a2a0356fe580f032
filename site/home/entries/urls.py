from django.urls import path

from home.entries import views
from home.entries.kinds import KINDS

app_name = "entries"
# Below a word of their own: editors call sections "cities" and "themes" as well.
urlpatterns = [
    path("browse/collections/", views.collections, name="collections"),
    *(
        path(f"browse/{kind.plural}/", views.overview, {"kind": name}, name=kind.plural)
        for name, kind in KINDS.items()
    ),
    *(
        path(f"browse/{kind.plural}/<str:code>/", views.term, {"kind": name}, name=name)
        for name, kind in KINDS.items()
    ),
]
