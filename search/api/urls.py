from django.urls import path, re_path

from search.api.errors import nowhere
from search.api.views import api

urlpatterns = [path("", api.urls), re_path("", nowhere)]
