"""Addresses that belong to no page and no language."""

from django.conf import settings
from django.urls import path, re_path
from django.views.static import serve

from core.views import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

if settings.MEYDAN_SERVE_MEDIA:
    urlpatterns.append(
        re_path(
            rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    )
