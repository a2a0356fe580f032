from django.urls import path

from mail import views
from mail.preferences_views import preferences

app_name = "mail"
urlpatterns = [
    path("mail/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("account/mail/", preferences, name="preferences"),
]
