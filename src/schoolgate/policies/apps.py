from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    name = "schoolgate.policies"
    label = "policies"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate
        from django.utils.module_loading import autodiscover_modules

        from schoolgate.kernel.permissions import Permission
        from schoolgate.people.opening import policies_are_chosen_from
        from schoolgate.policies import actions, queries, seeing  # noqa: F401  (registers the actions)
        from schoolgate.policies.guards import install_guards
        from schoolgate.web.context import fact
        from schoolgate.web.navigation import Place, put_in_menu

        post_migrate.connect(install_guards, sender=self)
        policies_are_chosen_from(queries.to_choose_from)
        fact(queries.clauses_of_everything)
        fact(seeing.came_to_see)
        autodiscover_modules("evidence")
        put_in_menu(Place("policy", _("Policy"), "policies:policy", Permission.POLICY_READ))
