from django.urls import path

from events.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("coming.ics", views.coming, name="coming"),
    path("<uuid:key>.ics", views.event, name="event"),
]
