"""Addresses of breaches."""

from django.urls import path

from schoolgate.breaches import views

app_name = "breaches"

_ALL = "schools/<slug:school_slug>/breaches"
_ONE = f"{_ALL}/<int:breach_id>"

urlpatterns = [
    path(f"{_ALL}/", views.breaches, name="breaches"),
    path(f"{_ALL}/report", views.report, name="report"),
    path(_ONE, views.breach, name="breach"),
    path(f"{_ONE}/describe", views.describe, name="describe_breach"),
    path(f"{_ONE}/step", views.step, name="take_breach_step"),
    path(f"{_ALL}/steps/<int:step_id>/done", views.finish, name="finish_breach_step"),
    path(f"{_ONE}/ico", views.ico, name="decide_about_ico"),
    path(f"{_ONE}/ico/told", views.ico_told, name="say_ico_told"),
    path(f"{_ONE}/people", views.people, name="decide_about_people"),
    path(f"{_ONE}/people/told", views.people_told, name="say_people_told"),
    path(f"{_ONE}/close", views.close, name="close_breach"),
]
