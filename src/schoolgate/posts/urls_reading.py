"""Addresses of reading the noticeboard by e-mail."""

from django.urls import path

from schoolgate.posts.views import reading_along

_BOARD = "noticeboard/<slug:school_slug>"

urlpatterns = [
    path(f"{_BOARD}/by-email", reading_along.ask, name="ask_to_read"),
    path(f"{_BOARD}/by-email/<str:key>", reading_along.reading, name="reading_along"),
]
