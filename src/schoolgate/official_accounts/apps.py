from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficialAccountsConfig(AppConfig):
    name = "schoolgate.official_accounts"
    label = "official_accounts"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.official_accounts import register, registering  # noqa: F401  (follows what is agreed)
        from schoolgate.requests.queries import FURTHER
        from schoolgate.web.navigation import Place, put_in_menu

        if register.against_applying not in FURTHER[register.APPLICATION]:
            FURTHER[register.APPLICATION].append(register.against_applying)
        put_in_menu(Place("accounts", _("Accounts"), "official_accounts:accounts", Permission.ACCOUNT_READ))
