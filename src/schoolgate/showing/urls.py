"""Addresses for whoever takes pictures."""

from django.urls import path

from schoolgate.showing import views, views_exposure

app_name = "showing"

_ALL = "schools/<slug:school_slug>/before-pictures"

urlpatterns = [
    path(f"{_ALL}/", views.choose, name="choose"),
    path(f"{_ALL}/who", views.who, name="who"),
    path(f"{_ALL}/sheet", views.sheet, name="print_sheet"),
    path(f"{_ALL}/notice", views.notice, name="notice"),
    path(f"{_ALL}/groups/new", views.make, name="make_group"),
    path(f"{_ALL}/groups/<int:group_id>", views.group, name="group"),
    path(f"{_ALL}/groups/<int:group_id>/pupils", views.pupils, name="choose_pupils"),
    path(f"{_ALL}/groups/<int:group_id>/end", views.end, name="end_group"),
    path("schools/<slug:school_slug>/public-pictures/", views_exposure.public, name="exposure"),
    path(
        "schools/<slug:school_slug>/public-pictures/<int:post_id>/less",
        views_exposure.less,
        name="ask_for_less",
    ),
]
