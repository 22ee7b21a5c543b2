from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffingConfig(AppConfig):
    name = "schoolgate.staffing"
    label = "staffing"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.people import appointing, besides
        from schoolgate.staffing import actions, queries  # noqa: F401  (registers the actions)
        from schoolgate.web.navigation import Place, put_in_menu

        appointing.ADDRESSES_ARE_LOOKED_AT.append(queries.refusals_to_an_address)
        besides.TOLD_BY.append(queries.ties_of)
        put_in_menu(Place("bound", _("Whom the policy binds"), "staffing:bound", Permission.PERSON_READ))
