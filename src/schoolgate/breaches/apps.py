from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreachesConfig(AppConfig):
    name = "schoolgate.breaches"
    label = "breaches"

    def ready(self) -> None:
        from schoolgate.breaches import actions, evidence, followers  # noqa: F401  (they register themselves)
        from schoolgate.breaches.queries import entry_of
        from schoolgate.credentials.suspecting import ENTRIES
        from schoolgate.kernel.permissions import Permission
        from schoolgate.web.navigation import Place, put_in_menu

        ENTRIES.append(entry_of)
        put_in_menu(
            Place(
                "report_breach",
                _("Report a breach of information"),
                "breaches:report",
                Permission.BREACH_REPORT,
            ),
            Place("breaches", _("Breaches of information"), "breaches:breaches", Permission.BREACH_KEEP),
        )
