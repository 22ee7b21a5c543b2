from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "schoolgate.wishes"
    label = "wishes"

    def ready(self) -> None:
        from schoolgate.wishes import actions  # noqa: F401  (it registers itself)
