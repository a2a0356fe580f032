"""Where developers read the site's mails; in development only."""

from django.conf import settings
from django.urls import path

from mail.development import views

urlpatterns = (
    [
        path("development/mail/", views.index, name="development-mail"),
        path("development/mail/<int:number>/", views.message, name="development-message"),
        path("development/mail/<int:number>/html/", views.html, name="development-html"),
    ]
    if settings.MEYDAN_SHOW_MAIL
    else []
)
