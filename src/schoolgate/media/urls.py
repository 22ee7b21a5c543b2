"""Addresses of media."""

from django.urls import path

from schoolgate.media import views
from schoolgate.media.video import showing as showing_films

app_name = "media"

_PICTURE = "schools/<slug:school_slug>/pictures/<int:picture_id>"

urlpatterns = [
    path(f"{_PICTURE}/bare", views.bare_picture, name="bare_picture"),
    path(f"{_PICTURE}/video", showing_films.film, name="film"),
    path(f"{_PICTURE}/video/bare", showing_films.bare_film, name="bare_film"),
    path(f"{_PICTURE}/video/frames/<int:hundredths>", showing_films.frame, name="frame"),
    path(f"{_PICTURE}/<slug:look>", views.picture, name="picture"),
]
