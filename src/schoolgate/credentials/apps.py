from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "schoolgate.credentials"
    label = "credentials"

    def ready(self) -> None:
        from schoolgate.credentials import actions, evidence, followers  # noqa: F401  (they register themselves)
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(
            Place("logins", _("Shared logins"), "credentials:logins", Permission.LOGIN_OPEN),
            Place("leavers", _("Leavers"), "credentials:leavers", Permission.LEAVER_SEE_THROUGH),
            Place("day_code", _("Here for a day"), "credentials:day", Permission.DAY_CODE_MAKE),
        )
