"""Addresses of wishes."""

from django.urls import path

from schoolgate.wishes import views

app_name = "wishes"
urlpatterns = [
    path("schools/<slug:school_slug>/not-filmed/", views.wishes, name="wishes"),
    path("schools/<slug:school_slug>/not-filmed/<int:wish_id>/end", views.end, name="end_wish"),
]
