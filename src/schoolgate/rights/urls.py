"""Addresses of the right to post and of who has signed."""

from django.urls import path

from schoolgate.rights import views, views_signatures

app_name = "rights"
urlpatterns = [
    path("schools/<slug:school_slug>/my-right-to-post", views.mine, name="mine"),
    path("schools/<slug:school_slug>/who-may-post", views.who, name="who"),
    path("schools/<slug:school_slug>/signatures", views_signatures.signatures, name="signatures"),
    path("schools/<slug:school_slug>/signatures/file", views_signatures.file, name="signatures_file"),
]
