from django.urls import path

from schoolgate.keeping.views import health, holding, leaving

app_name = "keeping"
urlpatterns = [
    path("schools/<slug:school_slug>/take-everything-out", leaving.export, name="export"),
    path("schools/<slug:school_slug>/health", health.health, name="health"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    path("schools/<slug:school_slug>/after-the-restore", holding.hold, name="hold"),
]
