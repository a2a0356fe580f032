from django.urls import path, register_converter

from search.exports.formats import FORMATS
from shelves.views import change, keep, own, shared


class EndingConverter:
    """The ending of a file that a list can be had as."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(EndingConverter, "list_ending")

app_name = "shelves"
urlpatterns = [
    path("", own.index, name="index"),
    path("keep/<uuid:key>/", keep.keep, name="keep"),
    path("<int:pk>/", own.shelf, name="shelf"),
    path("<int:pk>/list.<list_ending:ending>", own.download, name="download"),
    path("<int:pk>/name/", change.name, name="name"),
    path("<int:pk>/delete/", change.delete, name="delete"),
    path("<int:pk>/order/", change.order, name="order"),
    path("<int:pk>/share/", change.share, name="share"),
    path("<int:pk>/notes/<uuid:key>/", change.note, name="note"),
    path("shared/<str:token>/", shared.shared, name="shared"),
    path("shared/<str:token>/list.<list_ending:ending>", shared.download, name="shared_download"),
]
