"""Addresses of media."""

from django.urls import path

from schoolgate.media import views

app_name = "media"

_PICTURE = "schools/<slug:school_slug>/pictures/<int:picture_id>"

urlpatterns = [
    path(f"{_PICTURE}/bare", views.bare_picture, name="bare_picture"),
    path(f"{_PICTURE}/<slug:look>", views.picture, name="picture"),
]
