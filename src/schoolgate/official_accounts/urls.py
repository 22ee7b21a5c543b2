"""Addresses of official accounts."""

from django.urls import path

from schoolgate.official_accounts import views, views_naming, views_register, views_safety

app_name = "official_accounts"

_ALL = "schools/<slug:school_slug>/accounts"
_ONE = f"{_ALL}/<int:account_id>"

urlpatterns = [
    path(f"{_ALL}/", views.accounts, name="accounts"),
    path(f"{_ALL}/new", views.add, name="add"),
    path(_ONE, views.account, name="account"),
    path(f"{_ONE}/change", views.change, name="change"),
    path(f"{_ONE}/connect", views.connect, name="connect"),
    path(f"{_ONE}/check", views.check, name="check"),
    path(f"{_ONE}/suspend", views.suspend, name="suspend"),
    path(f"{_ONE}/resume", views.resume, name="resume"),
    path(f"{_ONE}/close", views.close, name="close"),
    path(f"{_ONE}/record", views_register.record, name="record"),
    path(f"{_ONE}/safety", views_safety.safety, name="safety"),
    path(f"{_ONE}/review", views_register.review, name="review"),
    path(f"{_ONE}/people/new", views_naming.name, name="name"),
    path(f"{_ALL}/people/<int:named_id>/end", views_naming.end, name="end_naming"),
]
