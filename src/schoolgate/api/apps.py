from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "schoolgate.api"
    label = "api"

    def ready(self) -> None:
        from schoolgate.api import actions  # noqa: F401  (they register themselves)
