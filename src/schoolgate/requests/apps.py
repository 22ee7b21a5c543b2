from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "schoolgate.requests"
    label = "requests"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.requests import actions, evidence, telling  # noqa: F401  (registers them)
        from schoolgate.web.navigation import Place, put_in_menu

        put_in_menu(Place("requests", _("Ask for leave"), "requests:requests", Permission.REQUEST_ASK))
