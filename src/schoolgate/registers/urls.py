"""Addresses of registers."""

from django.urls import path

from schoolgate.registers import views, views_making, views_tying

app_name = "registers"

_ALL = "schools/<slug:school_slug>/registers"

urlpatterns = [
    path(f"{_ALL}/", views.registers, name="registers"),
    path(f"{_ALL}/make", views_making.make, name="make"),
    path(f"{_ALL}/entries/<int:entry_id>", views.entry, name="entry"),
    path(f"{_ALL}/entries/<int:entry_id>/change", views.change, name="change"),
    path(f"{_ALL}/entries/<int:entry_id>/look", views.look, name="look"),
    path(f"{_ALL}/entries/<int:entry_id>/end", views.end, name="end"),
    path(f"{_ALL}/entries/<int:entry_id>/tied", views_tying.tied, name="tied"),
    path(f"{_ALL}/tied/<int:tie_id>/end", views_tying.untie, name="untie"),
    path("schools/<slug:school_slug>/this-device", views_tying.tie, name="tie"),
    path(f"{_ALL}/<slug:key>/", views.register, name="register"),
    path(f"{_ALL}/<slug:key>/end", views_making.end, name="end_register"),
    path(f"{_ALL}/<slug:key>/new", views.write, name="write"),
    path(f"{_ALL}/<slug:key>/export.csv", views.export, name="export"),
]
