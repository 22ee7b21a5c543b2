"""Addresses of whom the policy binds."""

from django.urls import path

from schoolgate.staffing import views

app_name = "staffing"
urlpatterns = [
    path("schools/<slug:school_slug>/bound/", views.bound, name="bound"),
    path("schools/<slug:school_slug>/bound/posts/", views.posts, name="posts"),
    path(
        "schools/<slug:school_slug>/bound/posts/<int:appointment_id>/confirm/", views.confirm, name="confirm"
    ),
    path("schools/<slug:school_slug>/bound/managers/", views.managers, name="managers"),
    path("schools/<slug:school_slug>/bound/addresses/", views.addresses, name="addresses"),
    path("schools/<slug:school_slug>/bound/<int:person_id>/", views.person, name="person"),
    path("schools/<slug:school_slug>/bound/<int:person_id>/manager/", views.manager, name="manager"),
    path("schools/<slug:school_slug>/bound/<int:person_id>/ties/", views.ties, name="ties"),
    path("schools/<slug:school_slug>/bound/<int:person_id>/picture/", views.picture, name="picture"),
    path("schools/<slug:school_slug>/bound/<int:person_id>/adjust/", views.adjust, name="adjust"),
    path(
        "schools/<slug:school_slug>/bound/adjustments/<int:adjustment_id>/end/",
        views.end_adjusting,
        name="end_adjustment",
    ),
]
