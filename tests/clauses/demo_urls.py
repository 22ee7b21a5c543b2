"""The program's addresses with those of the demonstration, which exist only in one (config/urls.py)."""

from django.urls import include, path

from schoolgate.config.urls import urlpatterns as every_address

urlpatterns = [path("", include("schoolgate.demo.urls")), *every_address]
