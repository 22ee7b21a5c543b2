"""What waits for a person among what families sent."""

from collections.abc import Iterator

from django.db.models import Case, CharField, QuerySet, Value, When
from django.utils.translation import gettext as _

from schoolgate.families.models import FamilyMatter, Objection
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import Desk
from schoolgate.people.waiting import as_waiting


def kind_words() -> dict[str, str]:
    """Each kind of matter as people say it; nothing in it tells of a child."""
    return {
        FamilyMatter.Kind.HELD_YES: _("a yes that another no stands against"),
        FamilyMatter.Kind.TAKE_DOWN: _("a picture is to come down"),
        FamilyMatter.Kind.NOT_MINE: _("a link reached somebody else"),
    }


def waiting_for(desk: Desk) -> Iterator[QuerySet]:
    """A line for each matter that nobody has settled, and for each objection that nobody has decided."""
    if schools := desk.where(Permission.CONSENT_MAINTAIN):
        matters = FamilyMatter.objects.filter(school__in=schools, settled_at__isnull=True)
        said = Case(
            *(When(kind=kind, then=Value(words)) for kind, words in kind_words().items()),
            default=Value(""),
            output_field=CharField(),
        )
        yield as_waiting(matters, "family_matter", what=said, due="came_at")
    if schools := desk.where(Permission.PERSONAL_DATA_KEEP):
        undecided = Objection.objects.filter(school__in=schools, decided_at__isnull=True)
        yield as_waiting(undecided, "objection", what="", due="due_at")
