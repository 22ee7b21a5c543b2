from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "schoolgate.reports"
    label = "reports"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(
            Place("today", _("Today"), "today", is_one_school=False),
            Place("trail", _("Trail"), "trail", Permission.TRAIL_READ),
            Place("practice", _("How our policy is lived"), "practice", Permission.NUMBERS_READ),
        )
