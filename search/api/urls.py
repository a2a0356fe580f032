from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView

from search.api.errors import nowhere
from search.api.methods import read_only
from search.api.views import api

patterns, app, namespace = api.urls
reading = [
    URLPattern(each.pattern, read_only(each.callback), each.default_args, each.name)
    for each in patterns
    if each.callback
]

to_documentation = RedirectView.as_view(pattern_name="api:openapi-view", http_method_names=["get"])

urlpatterns = [
    path("", read_only(to_documentation)),
    path("", (reading, app, namespace)),
    re_path("", nowhere),
]
