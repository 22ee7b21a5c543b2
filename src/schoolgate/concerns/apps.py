from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConcernsConfig(AppConfig):
    name = "schoolgate.concerns"
    label = "concerns"

    def ready(self) -> None:
        from schoolgate.concerns import (  # noqa: F401  (they register themselves)
            actions,
            evidence,
            followers,
            queries,
            reporting_pictures,
        )
        from schoolgate.credentials import suspecting
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        suspecting.REPORTS.append(queries.report_of)
        put_in_menu(
            Place("worry", _("Tell us a worry"), "concerns:tell"),
            Place("worries", _("Worries"), "concerns:concerns", Permission.CONCERN_READ),
        )
