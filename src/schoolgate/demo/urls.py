"""Addresses of the demonstration; they exist only in one (config/urls.py)."""

from django.urls import path

from schoolgate.demo import views

app_name = "demo"
urlpatterns = [
    path("demo", views.cast, name="cast"),
    path("demo/step-in/family", views.family, name="family"),
    path("demo/step-in/<int:person_id>", views.step, name="step"),
]
