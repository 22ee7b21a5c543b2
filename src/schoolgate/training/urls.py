"""Addresses of training."""

from django.urls import path

from schoolgate.training import views, views_agreeing, views_lessons

app_name = "training"
urlpatterns = [
    path("schools/<slug:school_slug>/training/", views.courses, name="courses"),
    path("schools/<slug:school_slug>/training/add", views.add, name="add"),
    path("schools/<slug:school_slug>/training/again", views.again, name="again"),
    path("schools/<slug:school_slug>/training/<int:course_id>/", views.course, name="course"),
    path("schools/<slug:school_slug>/training/<int:course_id>/session", views.hold, name="hold"),
    path("schools/<slug:school_slug>/training/<int:course_id>/end", views.end, name="end"),
    path("schools/<slug:school_slug>/lessons/", views_lessons.lessons, name="lessons"),
    path("schools/<slug:school_slug>/lessons/add", views_lessons.teach, name="teach"),
    path("schools/<slug:school_slug>/lessons/signed", views_agreeing.classes, name="classes_sign"),
    path(
        "schools/<slug:school_slug>/lessons/signed/<path:class_name>", views_agreeing.sign, name="class_signs"
    ),
]
