from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "schoolgate.api"
    label = "api"

    def ready(self) -> None:
        from schoolgate.api import actions  # noqa: F401  (they register themselves)
        from schoolgate.api.leaving import keys_of_a_leaver
        from schoolgate.credentials.leaving import leaver_also_has

        leaver_also_has(_("Keys for programs"), keys_of_a_leaver)
