"""From rows to what programs are shown: each takes the actor and the rows of one page."""

from collections.abc import Iterable, Sequence

from schoolgate.api import shown
from schoolgate.api.models import Token
from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.official_accounts.queries import is_connected
from schoolgate.people.calendars import ClosedStretch
from schoolgate.people.models import Appointment, Person, Term
from schoolgate.people.queries import today_of
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.posts.models import Delivery, NoticeTemplate, Post, PostPicture, Proposal, Stop
from schoolgate.pupils import answer_queries, import_queries, lists, stored_rolls
from schoolgate.pupils.models import OfficeQuestion, RollImport
from schoolgate.reports.trail.lines import Line
from schoolgate.rules.consents import Said
from schoolgate.staffing.models import Adjustment


def posts(actor: Actor, rows: Iterable[Post]) -> list[shown.PostShown]:
    """Posts of the list, without what is inside their pictures."""
    return [_post(one, None, None) for one in rows]


def post(actor: Actor, row: Post) -> shown.PostShown:
    """One post, with its pictures and open proposals. Four queries."""
    inside = list(PostPicture.objects.filter(post=row).order_by("position", "pk"))
    named: dict[int, list[Appearance]] = {}
    if actor.may(Permission.PUPIL_NAME):
        for one in Appearance.objects.filter(picture__in=[each.picture_id for each in inside]).order_by("pk"):
            named.setdefault(one.picture_id, []).append(one)
    pictures = [_picture(actor, one, named.get(one.picture_id, [])) for one in inside]
    proposals = Proposal.objects.filter(post=row, taken_at__isnull=True, left_at__isnull=True).order_by("pk")
    return _post(
        row, pictures, [shown.ProposalShown(one.pk, one.by_id, one.at, one.text) for one in proposals]
    )


def _post(
    row: Post, pictures: list[shown.PictureShown] | None, proposals: list[shown.ProposalShown] | None
) -> shown.PostShown:
    return shown.PostShown(
        id=row.pk,
        state=row.state,
        title=row.title,
        text=row.text,
        objective=row.objective,
        speaker=row.speaker,
        goes_out_at=row.goes_out_at,
        author=row.author_id,
        version=row.version,
        digest=row.digest,
        changed_at=row.changed_at,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        up_at=row.up_at,
        places=[target.account_id for target in row.targets.all()],
        pictures=pictures,
        proposals=proposals,
    )


def _picture(actor: Actor, inside: PostPicture, named: Iterable[Appearance]) -> shown.PictureShown:
    people = [
        shown.NamedShown(one.pk, one.kind, one.is_covered, one.pupil_id, one.person_id) for one in named
    ]
    return shown.PictureShown(
        id=inside.pk,
        alt=inside.alt,
        people_count=inside.people_count,
        rights=inside.rights,
        credit=inside.credit,
        people=people if actor.may(Permission.PUPIL_NAME) else None,
    )


def deliveries(actor: Actor, rows: Iterable[Delivery]) -> list[shown.DeliveryShown]:
    return [
        shown.DeliveryShown(
            one.pk,
            one.post_id,
            one.account_id,
            one.state,
            one.claimed_at,
            one.sent_at,
            one.down_at,
            one.look_at,
        )
        for one in rows
    ]


def notices(actor: Actor, rows: Iterable[NoticeTemplate]) -> list[shown.NoticeShown]:
    return [
        shown.NoticeShown(
            one.pk,
            one.title,
            one.text,
            list(one.reasons),
            sorted(account.pk for account in one.accounts.all()),
            one.approved_at is not None,
            one.retired_at is not None,
        )
        for one in rows
    ]


def pupils(actor: Actor, ids: Sequence[int]) -> list[shown.PupilShown]:
    """The lines of the roll. Who may not see answers is told no count of them."""
    sees_answers = actor.may(Permission.CONSENT_READ)
    return [
        shown.PupilShown(
            line.id,
            line.name,
            line.class_name,
            line.year_group,
            line.left_on,
            line.yes if sees_answers else None,
            line.no if sees_answers else None,
            line.unanswered if sees_answers else None,
        )
        for line in lists.roll_lines(actor.school, ids)
    ]


def consents(actor: Actor, ids: Sequence[int]) -> list[shown.ConsentShown]:
    """What holds now for these pupils, as the pages say it: a child on the restricted list reads as a no."""
    uses, said = lists.uses_of(actor.school), lists.said_in_effect(actor.school, ids)
    return [
        shown.ConsentShown(pk, {use: said.get(pk, {}).get(use, Said.NOT_ANSWERED).value for use in uses})
        for pk in ids
    ]


def people(actor: Actor, rows: Iterable[Person]) -> list[shown.PersonShown]:
    """People with the roles that `people_of` has read beside them."""
    return [
        shown.PersonShown(one.pk, str(one), one.team, [_role(held) for held in one.posts_now])  # type: ignore[attr-defined]
        for one in rows
    ]


def _role(held: Appointment) -> shown.RoleShown:
    return shown.RoleShown(held.pk, held.role, held.first_on, held.last_on, held.stands_in_for_id)


def appointments(actor: Actor, rows: Iterable[Appointment]) -> list[shown.AppointmentShown]:
    return [
        shown.AppointmentShown(
            one.pk, one.person_id, one.role, one.first_on, one.last_on, one.stands_in_for_id
        )
        for one in rows
    ]


def adjustments(actor: Actor, rows: Iterable[Adjustment]) -> list[shown.AdjustmentShown]:
    return [
        shown.AdjustmentShown(one.pk, one.person_id, one.until_on, one.ended_at is not None) for one in rows
    ]


def accounts(actor: Actor, rows: Iterable[OfficialAccount]) -> list[shown.AccountShown]:
    return [
        shown.AccountShown(
            one.pk,
            one.name,
            one.connector,
            one.channel,
            one.address,
            one.purpose,
            one.standing,
            is_connected(one),
            one.longest_text,
            one.most_pictures,
        )
        for one in rows
    ]


def duties(actor: Actor, rows: Iterable[Duty]) -> list[shown.DutyShown]:
    return [
        shown.DutyShown(one.pk, one.key, one.what, one.more, one.due_at, one.closes_itself) for one in rows
    ]


def versions(actor: Actor, rows: Iterable[AdoptedPolicy]) -> list[shown.VersionShown]:
    return [
        shown.VersionShown(one.pk, one.number, one.title, one.digest, one.adopted_at, one.in_force_at)
        for one in rows
    ]


def events(actor: Actor, lines: Iterable[Line]) -> list[shown.EventShown]:
    """Envelopes, as the trail's page would say them to this reader; never the words inside."""
    return [
        shown.EventShown(one.id, one.at, one.what, one.about_key, list(one.controls), one.place)
        for one in lines
    ]


def terms(actor: Actor, rows: Iterable[Term]) -> list[shown.TermShown]:
    return [shown.TermShown(one.pk, one.name, one.first_on, one.last_on) for one in rows]


def closed_days(actor: Actor, rows: Iterable[ClosedStretch]) -> list[shown.ClosedShown]:
    return [shown.ClosedShown(one.first_on, one.last_on, one.why, one.words) for one in rows]


def imports(actor: Actor, rows: Iterable[RollImport]) -> list[shown.ImportShown]:
    return [_import(one, "", None) for one in rows]


def roll_import(actor: Actor, row: RollImport) -> shown.ImportShown:
    """One import; while it waits, with what is needed to go on."""
    if not stored_rolls.is_there(row.stored_as):
        return _import(row, "", None)
    if row.state == RollImport.State.MAPPING:
        return _import(row, "", row.mapping)
    if row.state == RollImport.State.PREVIEW:
        return _import(row, import_queries.plan_of(row, today_of(actor.now)).digest, None)
    return _import(row, "", None)


def _import(row: RollImport, seen: str, mapping: dict | None) -> shown.ImportShown:
    return shown.ImportShown(
        row.pk,
        row.state,
        row.file_name,
        row.uploaded_at,
        row.confirmed_at,
        {key: value for key, value in row.counts.items() if isinstance(value, int)},
        seen,
        mapping,
    )


def questions(actor: Actor, rows: Iterable[OfficeQuestion]) -> list[shown.QuestionShown]:
    return [
        shown.QuestionShown(
            one.pk,
            one.about,
            one.pupil_id,
            one.use,
            one.said_here,
            one.said_in_file,
            [str(choice) for choice in answer_queries.choices_of(one)],
        )
        for one in rows
    ]


def stops(actor: Actor, rows: Iterable[Stop]) -> list[shown.StopShown]:
    return [shown.StopShown(one.pk, one.stopped_at, one.role_words, one.school_id is None) for one in rows]


def tokens(actor: Actor, rows: Iterable[Token]) -> list[shown.TokenShown]:
    return [
        shown.TokenShown(
            one.pk,
            one.name,
            one.prefix,
            one.may_write,
            list(one.permissions),
            one.ends_on,
            one.last_used_on,
            one.revoked_at is not None,
        )
        for one in rows
    ]
