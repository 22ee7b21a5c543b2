"""Addresses of moments."""

from django.urls import path

from schoolgate.moments import views, views_declaring, views_signing

app_name = "moments"
urlpatterns = [
    path("schools/<slug:school_slug>/your-own-accounts", views.own_use, name="own_use"),
    path("schools/<slug:school_slug>/read-and-sign", views_signing.sign, name="sign"),
    path("schools/<slug:school_slug>/read-and-sign/no", views_signing.decline, name="decline"),
    path("schools/<slug:school_slug>/your-own-accounts/yearly", views_declaring.declare, name="declare"),
    path("schools/<slug:school_slug>/declarations", views_declaring.declarations, name="declarations"),
]
