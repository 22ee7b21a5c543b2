from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    name = "schoolgate.families"
    label = "families"

    def ready(self) -> None:
        from schoolgate.families import checks  # noqa: F401  (it registers itself)
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(Place("families", _("Families"), "families:progress", Permission.CONSENT_MAINTAIN))
