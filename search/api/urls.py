from django.urls import path

from search.api.views import api

urlpatterns = [path("", api.urls)]
