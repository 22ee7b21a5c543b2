"""*See it*: on a demonstration, where the very state stands that a clause speaks of.

The demonstration says where; a real installation has nobody who does, so nothing is offered there.
"""

from collections.abc import Callable

from schoolgate.people.models import School
from schoolgate.policies.living import LivingClause

# (school, control) -> the address of a page; "" where this school's story holds no such state.
Guide = Callable[[School, str], str]
_GUIDES: list[Guide] = []


def guide(found: Guide) -> Guide:
    """Let this one say where a state stands."""
    if found not in _GUIDES:
        _GUIDES.append(found)
    return found


def address(school: School, clause: LivingClause) -> str:
    """Where to see a clause at work; "" where nobody can say, or where it is not served."""
    if clause.lives is None or not clause.lives.is_proved:
        return ""
    for each in _GUIDES:
        for row in clause.rows:
            found = each(school, row.row.instance)
            if found:
                return found
    return ""
