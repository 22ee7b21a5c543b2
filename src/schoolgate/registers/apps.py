from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "schoolgate.registers"
    label = "registers"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.policies.offering import read_beside_with
        from schoolgate.registers import actions, duty_subjects, evidence, following, queries  # noqa: F401  (registers them)
        from schoolgate.requests.concerned import hear_of_outcomes
        from schoolgate.web.navigation import Place, put_in_menu

        hear_of_outcomes(following.came_of)
        read_beside_with(queries.beside_the_policy)
        put_in_menu(Place("registers", _("Registers"), "registers:registers", Permission.REGISTER_READ))
