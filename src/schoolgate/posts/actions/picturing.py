"""Pictures of a post: added, described, who is in them, who is covered, removed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import Max

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.covering import Box
from schoolgate.media.faces.finding import FaceBox
from schoolgate.media.faces.growing import lies_under
from schoolgate.media.models import Appearance, Face, Picture, Video
from schoolgate.media.queries import box_from, box_to
from schoolgate.media.removing import rows_go
from schoolgate.policies.queries import current_policy
from schoolgate.posts import changing
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.faces import SOMEBODY, refusals_to_cover_person
from schoolgate.posts.models import JudgementAnswer, Post, PostPicture
from schoolgate.rules.posts.faces import COVERS_HIDE
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.readable import WORDS_READABLE
from schoolgate.rules.posts.youngest import WHERE_TAKEN
from schoolgate.rules.refusals import Control

LOOKED_AT = (Control.EVERY_PICTURE_LOOKED_AT.value,)


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A clean master that lies in the store already: its random name there, and what it is."""

    stored_as: str
    width: int
    height: int
    sha256: str
    size: int
    faces: tuple[Box, ...] | None = None
    """Where the machine found faces; None where nothing looked."""
    reading: str = ""
    """Whether the words in it are still to be read by the machine, or nobody reads them (`words_seen.Reading`)."""
    named_by_file: tuple[int, ...] = ()
    """The pupils whom the name of the file may mean. They are offered, never named by it."""
    from_device: str = ""
    """The school device of the register on which it was taken in."""
    film: "KeptFilm | None" = None
    """The video that it stands for."""


@dataclass(frozen=True, slots=True)
class KeptFilm:
    """A video that was sent and waits in the store to be drawn anew; what it is by its own words."""

    container: str
    seconds: float
    size: int
    has_sound: bool
    poster_at: float


@dataclass(frozen=True, slots=True)
class PictureSaid:
    """What the author says of one picture in the post; `people_count` is None while it was not said."""

    picture: int
    alt: str = ""
    people_count: int | None = None
    people_in_words: str = ""
    rights: str = PostPicture.Rights.OWN
    credit: str = ""


@action(may=Permission.POST_WRITE, unless=changing.refusals_to_add_pictures, records=EventType.PICTURE_ADDED)
def add_pictures(actor: Actor, post: Post, *, pictures: Sequence[KeptPicture]) -> Done:
    """Put pictures that were taken in and cleaned into the post, behind those that are there."""
    last = PostPicture.objects.filter(post=post).aggregate(last=Max("position"))["last"] or 0
    added = [_added(actor, post, kept) for kept in pictures]
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture=picture, position=last + number)
        for number, picture in enumerate(added, start=1)
    )
    _drop_answers_about_pictures(post)
    content_changed(actor, post)
    return Done(post, {"pictures": [picture.pk for picture in added], "version": post.version})


@action(may=Permission.POST_WRITE, unless=changing.refusals_to_change, records=EventType.PICTURE_DESCRIBED)
def describe_pictures(actor: Actor, post: Post, *, said: Sequence[PictureSaid]) -> Done:
    """Say what pictures show, how many people could be recognised, and who made them."""
    by_id = {one.picture: one for one in said}
    described = list(PostPicture.objects.filter(post=post, pk__in=by_id))
    for one in described:
        for name, value in asdict(by_id[one.pk]).items():
            if name != "picture":
                setattr(one, name, value)
        one.save()
    content_changed(actor, post)
    return Done(post, {"pictures": [one.picture_id for one in described], "version": post.version}, LOOKED_AT)


@action(
    may=Permission.PUPIL_NAME, unless=changing.refusals_to_name_pupils, records=EventType.PICTURE_PEOPLE_NAMED
)
def name_pupils(actor: Actor, post: Post, *, picture: int, pupils: Sequence[int]) -> Done:
    """Say that these pupils are in the picture, beside those who were named before."""
    inside = PostPicture.objects.get(pk=picture, post=post)
    for pupil in pupils:
        Appearance.objects.get_or_create(
            picture_id=inside.picture_id,
            pupil_id=pupil,
            defaults={"kind": Appearance.Kind.PUPIL, "named_by": actor.person, "named_at": actor.now},
        )
    _at_least_those_shown(inside)
    content_changed(actor, post)
    return Done(
        post, {"picture": inside.picture_id, "pupils": list(pupils), "version": post.version}, LOOKED_AT
    )


@action(
    may=Permission.POST_WRITE, unless=changing.refusals_to_name_adult, records=EventType.PICTURE_PEOPLE_NAMED
)
def name_adult(
    actor: Actor,
    post: Post,
    *,
    picture: int,
    person: int | None = None,
    visitor: str = "",
    agreed: bool = False,
    agreed_how: str = "",
    agreed_words: str = "",
) -> Done:
    """Say that this member of staff or visitor is in the picture, and whether they agreed to be shown.

    `agreed_how`: by word or in writing; `agreed_words`: who heard it, or where the paper lies. Where nothing is said,
    they told whoever names them.
    """
    inside = PostPicture.objects.get(pk=picture, post=post)
    who = (
        {"kind": Appearance.Kind.VISITOR, "visitor_words": visitor.strip()}
        if person is None
        else {"kind": Appearance.Kind.STAFF, "person_id": person}
    )
    named, is_new = Appearance.objects.get_or_create(
        picture_id=inside.picture_id,
        **who,
        defaults={"named_by": actor.person, "named_at": actor.now},
    )
    if is_new or named.visitor_agreed != agreed:
        named.visitor_agreed = agreed
        named.agreed_how, named.agreed_words = _how_they_agreed(actor, agreed, agreed_how, agreed_words)
        named.save(update_fields=["visitor_agreed", "agreed_how", "agreed_words"])
    _at_least_those_shown(inside)
    content_changed(actor, post)
    return Done(
        post,
        {"picture": inside.picture_id, "appearance": named.pk, "agreed": agreed, "version": post.version},
        LOOKED_AT,
    )


@action(
    may=Permission.POST_WRITE,
    unless=changing.refusals_to_change_appearance,
    records=EventType.PICTURE_PEOPLE_NAMED,
)
def take_name_off(actor: Actor, post: Post, *, appearance: int) -> Done:
    """Say that somebody is not in the picture after all. A cover that lay over them goes too."""
    gone = Appearance.objects.get(pk=appearance, picture__in_posts__post=post)
    picture, was_covered = gone.picture_id, gone.is_covered
    gone.delete()
    (covers_changed if was_covered else content_changed)(actor, post)
    return Done(post, {"picture": picture, "taken_off": appearance, "version": post.version}, LOOKED_AT)


@action(may=Permission.POST_WRITE, unless=refusals_to_cover_person, records=EventType.PICTURE_PEOPLE_COVERED)
def cover_person(
    actor: Actor, post: Post, *, picture: int, box: Sequence[float], appearance: int | None = None
) -> Done:
    """Cover somebody: `box` is left, top, width and height in fractions of the picture. No name need be given."""
    inside = PostPicture.objects.get(pk=picture, post=post)
    covered = (
        Appearance.objects.get(pk=appearance, picture=inside.picture_id)
        if appearance is not None
        else Appearance(
            picture_id=inside.picture_id,
            kind=Appearance.Kind.VISITOR,
            visitor_words=SOMEBODY,
            named_by=actor.person,
            named_at=actor.now,
        )
    )
    lay_cover(covered, box_from(box))
    _at_least_those_shown(inside)
    covers_changed(actor, post)
    return Done(
        post,
        {"picture": inside.picture_id, "appearance": covered.pk, "box": covered.box, "version": post.version},
    )


@action(
    may=Permission.POST_WRITE,
    unless=changing.refusals_to_change_appearance,
    records=EventType.PICTURE_PEOPLE_COVERED,
)
def uncover_person(actor: Actor, post: Post, *, appearance: int) -> Done:
    """Take a cover away again; the gate then asks whether they may be shown."""
    shown = Appearance.objects.get(pk=appearance, picture__in_posts__post=post)
    shown.is_covered, shown.box = False, None
    shown.save(update_fields=["is_covered", "box"])
    _faces_come_to_light(shown)
    covers_changed(actor, post)
    return Done(post, {"picture": shown.picture_id, "uncovered": appearance, "version": post.version})


@action(
    may=Permission.POST_WRITE, unless=changing.refusals_to_change_picture, records=EventType.PICTURE_REMOVED
)
def remove_picture(actor: Actor, post: Post, *, picture: int) -> Done:
    """Take a picture out of the post. Where no other post uses it, its file is deleted."""
    removed = PostPicture.objects.select_related("picture").get(pk=picture, post=post)
    file = removed.picture
    removed.delete()
    if not PostPicture.objects.filter(picture=file).exists():
        rows_go([file], actor.now)
    content_changed(actor, post)
    return Done(file, {"post": post.pk, "version": post.version})


def _how_they_agreed(actor: Actor, agreed: bool, how: str, words: str) -> tuple[str, str]:
    if not agreed:
        return "", ""
    how = how or Appearance.Agreed.SPOKEN
    heard_by = actor.person.short_name if actor.person and how == Appearance.Agreed.SPOKEN else ""
    return how, words.strip() or heard_by


def _added(actor: Actor, post: Post, kept: KeptPicture) -> Picture:
    picture = Picture.objects.create(
        school_id=post.school_id,
        stored_as=kept.stored_as,
        width=kept.width,
        height=kept.height,
        sha256=kept.sha256,
        size=kept.size,
        faces_found=None if kept.faces is None else len(kept.faces),
        reading=kept.reading,
        from_device=kept.from_device,
        film=Film.WAITING if kept.film else Film.NONE,
        added_at=actor.now,
        added_by=actor.person,
    )
    Face.objects.bulk_create(
        Face(picture=picture, box=box_to(box), frontal=box.frontal if isinstance(box, FaceBox) else None)
        for box in kept.faces or ()
    )
    if kept.film is not None:
        Video.objects.create(picture=picture, **asdict(kept.film))
    return picture


def _at_least_those_shown(inside: PostPicture) -> None:
    """Somebody more was named than was counted: the count follows. While nobody counted, nobody has counted."""
    shown = Appearance.objects.filter(picture=inside.picture_id).count()
    if inside.people_count is not None and inside.people_count < shown:
        inside.people_count = shown
        inside.save(update_fields=["people_count"])


def lay_cover(covered: Appearance, box: Box) -> None:
    """Cover this area for whoever is covered. Faces under it that nobody has named are accounted for by it."""
    covered.box, covered.is_covered = box_to(box), True
    covered.save()
    if covered.picture.film:
        return  # A place in a video is no person: faces come and go.
    under = [
        face.pk
        for face in Face.objects.filter(picture_id=covered.picture_id, appearance=None)
        if lies_under(box_from(face.box), box)
    ]
    Face.objects.filter(pk__in=under).update(appearance=covered)


def covers_changed(actor: Actor, post: Post) -> None:
    """Whether the covers hide is judged anew."""
    JudgementAnswer.objects.filter(post=post, question=COVERS_HIDE).delete()
    content_changed(actor, post)


def _faces_come_to_light(shown: Appearance) -> None:
    """Faces that only a cover stood for are without an answer again; of several, nobody knows which is theirs."""
    faces = Face.objects.filter(appearance=shown)
    if shown.visitor_words == SOMEBODY or faces.count() > 1:
        faces.update(appearance=None)


def _drop_answers_about_pictures(post: Post) -> None:
    """A picture that came has not been judged."""
    about_all = [question.key for question in current_policy(post.school).questions]
    JudgementAnswer.objects.filter(
        post=post, question__in=[*about_all, WORDS_READABLE, WHERE_TAKEN], about=""
    ).delete()
