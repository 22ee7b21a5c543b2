from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "schoolgate.people"
    label = "people"

    def ready(self) -> None:
        from schoolgate.kernel.permissions import Permission
        from schoolgate.people import actions, followers, queries, sign_in_trail  # noqa: F401  (they register themselves)
        from schoolgate.people.second_factor import ask_for_second_factor
        from schoolgate.web import door
        from schoolgate.web.navigation import Place, put_in_menu

        door.who_acts_with(queries.actor_for)
        door.ask_first(ask_for_second_factor)
        put_in_menu(
            Place("people", _("People"), "people:people", Permission.PERSON_READ),
            Place("calendar", _("School calendar"), "people:calendar", Permission.POLICY_READ),
            Place("signing_in", _("How you sign in"), "people:sessions", is_one_school=False),
        )
