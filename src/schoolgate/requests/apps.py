from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "schoolgate.requests"
    label = "requests"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.policies.offering import Offered, offer_forms_with
        from schoolgate.requests import actions, evidence, telling  # noqa: F401  (registers them)
        from schoolgate.requests.queries import forms_for
        from schoolgate.web.navigation import Place, put_in_menu

        offer_forms_with(
            lambda actor: (
                [Offered(form.key, form.title) for form in forms_for(actor)]
                if actor.may(Permission.REQUEST_ASK)
                else []
            )
        )
        put_in_menu(Place("requests", _("Ask for leave"), "requests:requests", Permission.REQUEST_ASK))
