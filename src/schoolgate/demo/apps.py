from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "schoolgate.demo"
    label = "demo"

    def ready(self) -> None:
        from schoolgate.demo import seeing  # noqa: F401  (shows where a clause can be seen)
