"""Addresses of moments."""

from django.urls import path

from schoolgate.moments import views

app_name = "moments"
urlpatterns = [
    path("schools/<slug:school_slug>/your-own-accounts", views.own_use, name="own_use"),
]
