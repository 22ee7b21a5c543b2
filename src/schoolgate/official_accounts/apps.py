from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficialAccountsConfig(AppConfig):
    name = "schoolgate.official_accounts"
    label = "official_accounts"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.official_accounts import applying, naming_agreed, platforms, registering
        from schoolgate.requests.concerned import AGAINST_YES, FITS, FURTHER, GATES, hear_of_outcomes
        from schoolgate.training.places import courses_may_be_for
        from schoolgate.web.navigation import Place, put_in_menu

        application, right = applying.APPLICATION, naming_agreed.RIGHT
        GATES[application] = applying.GATES
        FITS.update({application: platforms.fit_application, right: naming_agreed.fit_right})
        FURTHER.update({application: [applying.against_applying], right: [naming_agreed.against_asking]})
        AGAINST_YES[right] = naming_agreed.against_a_yes
        hear_of_outcomes(registering.came_of)
        courses_may_be_for(platforms.to_be_trained_on)
        put_in_menu(Place("accounts", _("Accounts"), "official_accounts:accounts", Permission.ACCOUNT_READ))
