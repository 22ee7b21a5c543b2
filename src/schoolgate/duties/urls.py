"""Addresses of duties."""

from django.urls import path

from schoolgate.duties import views

app_name = "duties"
_ALL = "schools/<slug:school_slug>/duties"
urlpatterns = [
    path(f"{_ALL}/", views.duties, name="duties"),
    path(f"{_ALL}/done", views.done, name="done"),
    path(f"{_ALL}/make", views.make, name="make"),
    path(f"{_ALL}/measures", views.measures, name="measures"),
    path(f"{_ALL}/measures/new", views.direct, name="direct"),
    path(f"{_ALL}/own/<int:own_id>/end", views.end, name="end"),
    path(f"{_ALL}/<int:duty_id>", views.do, name="do"),
]
