"""The record of processing: from the labels of every table and from how this installation is set now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.personal_data.classes import CLASSES, RecordClass
from schoolgate.personal_data.held import TABLES
from schoolgate.personal_data.models import Controller
from schoolgate.personal_data.periods import years_of
from schoolgate.personal_data.phrases import PHRASES, Goes
from schoolgate.rules.consents import Channel

# What each room of the program does, as a data protection lead calls it.
_TITLES: dict[str, str | Promise] = {
    "api": gettext_lazy("Keys for other programs"),
    "audit": gettext_lazy("The trail: who did what, and when"),
    "breaches": gettext_lazy("Breaches of information"),
    "concerns": gettext_lazy("Worries about children and others"),
    "credentials": gettext_lazy("Shared logins, people who leave, people here for a day"),
    "duties": gettext_lazy("Tasks, and who owes them"),
    "families": gettext_lazy("Families’ own pages, links and letters"),
    "keeping": gettext_lazy("Backups and restores"),
    "media": gettext_lazy("Pictures and videos"),
    "moments": gettext_lazy("Signatures, declarations and notes to staff"),
    "notifications": gettext_lazy("E-mails to people"),
    "official_accounts": gettext_lazy("Accounts that speak for the school, and who runs them"),
    "people": gettext_lazy("People who work here, their posts and signing in"),
    "personal_data": gettext_lazy("Copies, corrections and complaints about personal data"),
    "policies": gettext_lazy("The policy, and who has signed it"),
    "posts": gettext_lazy("Posts: writing, approving, publishing, taking down"),
    "pupils": gettext_lazy("The roll and the record of consents"),
    "registers": gettext_lazy("Registers of the school"),
    "requests": gettext_lazy("Requests and leave"),
    "rights": gettext_lazy("The right to post"),
    "showing": gettext_lazy("Before pictures are taken"),
    "staffing": gettext_lazy("Whom the policy binds: managers, ties, adjustments"),
    "training": gettext_lazy("Training and lessons"),
    "wishes": gettext_lazy("Wishes not to be filmed"),
}
# Whose data, where the tables do not point to somebody by themselves.
_WHOSE: dict[str, tuple[str | Promise, ...]] = {
    "audit": (gettext_lazy("everybody who acts or is acted for"),),
    "concerns": (gettext_lazy("pupils"), gettext_lazy("families"), gettext_lazy("staff and governors")),
    "credentials": (gettext_lazy("visitors and supply staff"),),
    "notifications": (gettext_lazy("staff and governors"), gettext_lazy("families")),
    "posts": (gettext_lazy("readers of the school’s e-mails"),),
    "wishes": (gettext_lazy("anybody who asked"),),
}
# What needs a condition of its own; the lead and their officer look whether it is the right one.
_SPECIAL: dict[str, str | Promise] = {
    "concerns": gettext_lazy(
        "A worry may tell of health, sexual life, beliefs or offences. Usual condition: safeguarding of children, "
        "UK GDPR Article 9(2)(g) and 10, Data Protection Act 2018, Schedule 1, paragraph 18."
    ),
    "pupils": gettext_lazy(
        "The restricted list and children on hold may tell of court orders, care or health. Usual condition: "
        "safeguarding of children, UK GDPR Article 9(2)(g) and 10, Data Protection Act 2018, Schedule 1, paragraph 18."
    ),
    "staffing": gettext_lazy(
        "An adjustment may tell of health. Usual condition: employment law, UK GDPR Article 9(2)(b), Data Protection "
        "Act 2018, Schedule 1, paragraph 1."
    ),
    "media": gettext_lazy("A picture is no biometric data here: no template of a face is ever made."),
}


@dataclass(frozen=True, slots=True)
class Activity:
    """What one room of the program does with data: for what, whose, which kinds, how long, who sees it."""

    title: str
    purposes: list[str]
    bases: list[str]
    whose: list[str]
    kinds: list[str]
    special: str
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


def activities(school: School) -> Iterator[Activity]:
    """By room of the program, every table in it that holds something on a person; kept as long as this school says."""
    years = years_of(school)
    for config in apps.get_app_configs():
        if not config.name.startswith("schoolgate."):
            continue
        labels = {
            model._meta.label_lower: label
            for model in config.get_models()
            if (label := _personal(model)) is not None
        }
        if labels:
            yield Activity(
                title=str(_TITLES.get(config.label, config.label.replace("_", " ").capitalize())),
                purposes=_once(label.purpose for label in labels.values()),
                bases=_once(label.lawful_basis for label in labels.values()),
                whose=_whose(config.label),
                kinds=_once(
                    kind.value
                    for label in labels.values()
                    for kind in label.fields.values()
                    if kind is not Kind.NOT_PERSONAL
                ),
                special=str(_SPECIAL.get(config.label, "")),
                keeping=_kept(labels, years),
                seen_by=_once(label.seen_by for label in labels.values()),
            )


def _kept(labels: dict[str, TableLabel], years: Any) -> list[str]:
    """The school's own times where a class of record has one, else the label's words; what goes with something else
    is not said twice."""
    by_table: dict[str, list[RecordClass]] = {}
    for one in CLASSES:
        by_table.setdefault(one.table, []).append(one)
    timed = [kept_words(one, years[one.key]) for table in labels for one in by_table.get(table, ())]
    others = _once(
        label.keeping
        for table, label in labels.items()
        if table not in by_table and PHRASES.get(label.keeping) not in (Goes.WITH, Goes.NIGHT)
    )
    return timed + others or _once(label.keeping for label in labels.values())


def kept_words(one: RecordClass, years: int) -> str:
    """ "Pictures: 1 year after the day the last post with it came down"."""
    if not years:
        return _("%(what)s: the night after %(counted)s") % {"what": one.title, "counted": one.counted}
    words = ngettext(
        "%(what)s: %(years)s year after %(counted)s", "%(what)s: %(years)s years after %(counted)s", years
    )
    return words % {"what": one.title, "years": years, "counted": one.counted}


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
    found |= {str(one): None for one in _WHOSE.get(app, ())}
    return list(found) or [_("people of the school")]


def way_words(table: str, way: str) -> str:
    """Whose data lie at the end of this way."""
    if way.endswith("pupil") or table == "pupils.pupil":
        return _("pupils")
    if way.endswith("adult") or table == "pupils.adult":
        return _("families")
    return _("staff and governors")


def recipients(school: School) -> list[str]:
    """Who outside receives data, as this installation is set now."""
    found = [_("%(account)s: what is published there") % {"account": one.name} for one in _accounts(school)]
    found += [
        _("%(name)s: who signs in") % {"name": one.get_which_display()}
        for one in SignInProvider.objects.filter(trust_id=school.trust_id, ended_at__isnull=True)
    ]
    if settings.STORE_BUCKET:
        found.append(_("The object store that keeps pictures"))
    if settings.BACKUP_KEYS:
        found.append(_("Wherever backups are kept: they are sealed, and cannot be read there"))
    found.append(_("The school's mail server: e-mails to people, without names of pupils"))
    found.append(_("Whoever it is about, and whoever answers for them: a copy of what is held"))
    return found


def outside_the_uk(school: School) -> list[str]:
    """What the program can say of data that leave the United Kingdom; the rest people add."""
    abroad = [one.name for one in _accounts(school) if one.channel == Channel.SOCIAL]
    lines = [_("The program itself sends nothing outside the United Kingdom but what is listed above.")]
    if abroad:
        lines.append(
            _(
                "Run by companies that may keep data elsewhere: %(names)s. Under which terms: ____________________"
            )
            % {"names": ", ".join(abroad)}
        )
    lines.append(_("Where the mail server, and the machine itself, stand: ____________________"))
    return lines


def _accounts(school: School) -> list[OfficialAccount]:
    here = OfficialAccount.objects.filter(school=school).exclude(standing=OfficialAccount.Standing.CLOSED)
    return list(here.order_by("pk"))


def schedule(school: School) -> list[tuple[str, str, int]]:
    """Every class of record, counted from when, and its years here."""
    years = years_of(school)
    return [(str(one.title), str(one.counted), years[one.key]) for one in CLASSES]
