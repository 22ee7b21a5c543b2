from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PupilsConfig(AppConfig):
    name = "schoolgate.pupils"
    label = "pupils"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.notifications.letters import never_send_where
        from schoolgate.pupils import class_accounts, followers  # noqa: F401  (followers registers itself)
        from schoolgate.pupils.written_to import is_written_to_no_more
        from schoolgate.requests.concerned import FURTHER, GATES
        from schoolgate.web.navigation import Place, put_in_menu

        never_send_where(is_written_to_no_more)
        GATES[class_accounts.ACTIVITY] = class_accounts.GATES
        FURTHER[class_accounts.ACTIVITY] = [class_accounts.against_accounts]
        put_in_menu(
            Place("pupils", _("Pupils"), "pupils:roll", Permission.PUPIL_READ),
            Place("import", _("Import the roll"), "pupils:upload_roll", Permission.ROLL_IMPORT),
            Place(
                "trust_roll", _("One file for all schools"), "pupils:upload_trust_roll", Permission.TRUST_ROLL
            ),
            Place(
                "questions", _("Questions about consents"), "pupils:questions", Permission.CONSENT_MAINTAIN
            ),
            Place("restricted", _("Restricted list"), "pupils:restricted", Permission.PUPIL_RESTRICT),
        )
