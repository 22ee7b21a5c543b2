"""Addresses of duties."""

from django.urls import path

from schoolgate.duties import views

app_name = "duties"
urlpatterns = [path("schools/<slug:school_slug>/duties/<int:duty_id>", views.do, name="do")]
