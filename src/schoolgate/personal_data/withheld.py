"""What is never in a copy, said in the same words to everybody, whether there is any of it or not; and who decides."""

from datetime import date

from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders

_DECIDE = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


def who_decides(school: School, on: date) -> list[Person]:
    """Who decides what may be told of worries and of what protects a child: the law lets them withhold it."""
    return list(holders(school, _DECIDE, on))


def left_out() -> list[str]:
    """The sentences that stand at the end of every copy."""
    return [
        _("Names of other people. Where they stood, the copy says so."),
        _("Pictures in which others can be recognised. Ask, and you can see them at school with the others covered."),
        _("Worries that somebody told the school. They lie sealed. Ask whoever leads on safeguarding."),
        _("What protects a child, where telling it could do harm. Ask whoever leads on data protection."),
        _("Passwords and keys."),
    ]  # fmt: skip
