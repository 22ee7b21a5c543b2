from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "schoolgate.media"
    label = "media"

    def ready(self) -> None:
        from schoolgate.media import followers  # noqa: F401  (registers what follows events)
