"""Sign-offs of a submission, below its address at the member's desk."""

from django.urls import path

from practices.sign_off import desk

urlpatterns = [
    path("", desk.ask, name="sign-off"),
    path("<int:sign_off>/again/", desk.again, name="sign-off-again"),
    path("<int:sign_off>/withdraw/", desk.withdraw, name="sign-off-withdraw"),
]
