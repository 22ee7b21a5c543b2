"""The record of processing and the draft of an impact assessment: from the labels and this installation's settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.personal_data.classes import CLASSES
from schoolgate.personal_data.held import TABLES
from schoolgate.personal_data.models import Controller
from schoolgate.personal_data.periods import years_of
from schoolgate.policies.queries import current_policy


@dataclass(frozen=True, slots=True)
class Activity:
    """What one room of the program does with data: for what, whose, which kinds, how long, who sees it."""

    title: str
    purposes: list[str]
    bases: list[str]
    whose: list[str]
    kinds: list[str]
    keeping: list[str]
    seen_by: list[str]


def controller_words(school: School) -> str:
    """Who answers in law, as it was said; before that, what the trust's size suggests."""
    said = Controller.objects.filter(school=school).first()
    if said is not None and said.who == Controller.Who.TRUST:
        return _("%(trust)s (the trust)") % {"trust": school.trust.name}
    if said is not None:
        return _("The governing body of %(school)s") % {"school": school.name}
    return _("Not said yet. In a trust of several schools it is the trust, else the governing body.")


def activities() -> Iterator[Activity]:
    """By room of the program, every table in it that holds something on a person."""
    for config in apps.get_app_configs():
        if not config.name.startswith("schoolgate."):
            continue
        labels = [label for model in config.get_models() if (label := _personal(model)) is not None]
        if labels:
            yield Activity(
                title=config.label.replace("_", " ").capitalize(),
                purposes=_once(label.purpose for label in labels),
                bases=_once(label.lawful_basis for label in labels),
                whose=_whose(config.label),
                kinds=_once(
                    kind.value
                    for label in labels
                    for kind in label.fields.values()
                    if kind is not Kind.NOT_PERSONAL
                ),
                keeping=_once(label.keeping for label in labels),
                seen_by=_once(label.seen_by for label in labels),
            )


def _personal(model: Any) -> TableLabel | None:
    """Its label, where the table holds something on a person."""
    label: TableLabel | None = getattr(model, "label", None)
    holds = label is not None and any(kind is not Kind.NOT_PERSONAL for kind in label.fields.values())
    return label if holds else None


def _once(words: Any) -> list[str]:
    return list(dict.fromkeys(str(one) for one in words))


def _whose(app: str) -> list[str]:
    found: dict[str, None] = {}
    for table, held in TABLES.items():
        if table.partition(".")[0] != app:
            continue
        for way in (*held.about, *held.by):
            found[way_words(table, way)] = None
    return [one for one in found if one] or [_("people of the school")]


def way_words(table: str, way: str) -> str:
    """Whose data lie at the end of this way."""
    if way.endswith("pupil") or table == "pupils.pupil":
        return _("pupils")
    if way.endswith("adult") or table == "pupils.adult":
        return _("families")
    return _("staff and governors")


def recipients(school: School) -> list[str]:
    """Who outside receives data, as this installation is set now."""
    accounts = OfficialAccount.objects.filter(school=school).exclude(standing=OfficialAccount.Standing.CLOSED)
    found = [
        _("%(account)s: what is published there") % {"account": one.name} for one in accounts.order_by("pk")
    ]
    found += [
        _("%(name)s: who signs in") % {"name": one.get_which_display()}
        for one in SignInProvider.objects.filter(trust_id=school.trust_id, ended_at__isnull=True)
    ]
    if settings.STORE_BUCKET:
        found.append(_("The object store that keeps pictures"))
    found.append(_("The school's mail server: e-mails to people, without names of pupils"))
    return found


def safeguards(school: School) -> list[tuple[str, str]]:
    """Each risk with what holds against it: a promise of the program, or how this installation is set now."""
    reader = current_policy(school).settings["second_reader"].in_words
    sealed = _("Backups are sealed with a key that is not on this machine.")
    return [
        (
            _("A child is shown without consent, or although nobody may."),
            _("No post goes out before each recognisable person has a yes for each place.")
            + " "
            + _("Nobody can set the restricted list aside."),
        ),
        (
            _("A picture tells more than was meant."),
            _("Where it was taken is removed, and faces can be covered. Who reads a post first: %(reader)s.")
            % {"reader": reader},
        ),
        (
            _("Data are kept too long."),
            _("%(classes)s classes of record go by themselves at night.") % {"classes": len(CLASSES)},
        ),
        (
            _("Somebody sees what is not for them."),
            _("Every page asks for a post that allows it; whoever sees pupils signs in with a second factor.")
            + " "
            + _("Looks at the restricted list are written down."),
        ),
        (
            _("A shared login is passed on."),
            _("Logins lie sealed, open after a second factor, and are changed when somebody leaves."),
        ),
        (_("A backup is stolen."), sealed if settings.BACKUP_KEYS else _("No backup is set up yet.")),
        (
            _("A restore brings back what was erased."),
            _("A journal apart from the backup repeats every no and every erasure."),
        ),
        (
            _("Faces are recognised by a machine."),
            _("No template of a face is ever made: people say who is in a picture."),
        ),
        (
            _("A complaint is lost."),
            _("A complaint about data is a task with a day, and goes up when it is late."),
        ),
    ]


def schedule(school: School) -> list[tuple[str, str, int]]:
    """Every class of record, counted from when, and its years here."""
    years = years_of(school)
    return [(str(one.title), str(one.counted), years[one.key]) for one in CLASSES]
