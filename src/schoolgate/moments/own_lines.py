"""Lines that a school added itself: which stand, where each is said, and what of them somebody signs."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.moments.models import OwnLine
from schoolgate.moments.telling import Told
from schoolgate.people.models import School
from schoolgate.rules.duties import OwnLine as Described
from schoolgate.rules.duties import own as rules
from schoolgate.rules.policy import LineKind
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.signing import OWN_LINES, Document, ToRead, document_made_of
from schoolgate.rules.staffing import kinds_of

SIGNED = "sign"


def own_lines(school: School) -> QuerySet[OwnLine]:
    """Every line of the school's own that still stands."""
    return OwnLine.objects.filter(school=school, ended_at__isnull=True).select_related("added_by")


def said_at(school: School, moment: str, roles: Iterable[str]) -> tuple[Told, ...]:
    """The lines said at this moment to somebody with these roles. One query."""
    kinds = kinds_of(roles)
    found = own_lines(school).filter(moment=moment)
    return tuple(Told(one.words, "", ()) for one in found if _described(one).is_for(kinds))


def to_sign(school: School) -> list[OwnLine]:
    """The lines that are signed. One query."""
    return list(own_lines(school).filter(moment=SIGNED))


def own_documents(lines: Sequence[OwnLine], roles: Iterable[str]) -> tuple[Document, ...]:
    """What somebody with these roles signs of these lines, as one document; nothing where none is for them."""
    kinds = kinds_of(roles)
    mine = [one for one in lines if _described(one).is_for(kinds)]
    read = (ToRead(f"own.{one.pk}", one.words, LineKind.RULE, ()) for one in mine)
    return (document_made_of(OWN_LINES, read),) if mine else ()


def _described(line: OwnLine) -> Described:
    return Described(line.words, line.moment, tuple(line.audience))


def refusals_to_add_line(
    actor: Actor, school: School, *, words: str, moment: str, audience: Sequence[str] = ()
) -> list[Refusal]:
    standing = own_lines(school).filter(moment=moment).values_list("words", flat=True)
    return list(rules.refusals_to_add_line(Described(words, moment, tuple(audience)), standing=standing))


def refusals_to_end_line(actor: Actor, line: OwnLine) -> list[Refusal]:
    return [rules.is_over()] if line.ended_at is not None else []
