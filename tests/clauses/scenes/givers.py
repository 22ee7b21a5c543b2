"""Whose yes counts, what families are asked, and grown-ups who say where they may be shown."""

from datetime import date

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.duties.models import Duty
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.picturing import name_adult
from schoolgate.posts.models import Post
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.understanding import assess_pupil
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import CONSENT, Stage

USE = "photo.website"


def _yes(capacity: Capacity, by: str) -> dict[str, object]:
    return {
        "answers": {USE: Said.YES},
        "given_by": by,
        "capacity": capacity,
        "evidence": "Form of September",
        "answered_on": date(2026, 11, 17),
    }


@scene
def a_pupil_who_understands_answers_alone(stage: Stage) -> None:
    """Assessed by the safeguarding lead, Amara says yes herself; a parent's yes for her counts no more."""
    amara, office = make.make_pupil(stage.school), stage.cast.office
    stage.refuses(record_answer, office, amara, says="not been assessed", **_yes(Capacity.PUPIL, "Amara"))
    because = "Ms Keene talked it through on 3 March."
    stage.does(assess_pupil, stage.cast.safeguarding, amara, understands=True, because=because)
    page = stage.page(office, "pupils:pupil", pupil_id=amara.pk)
    assert "answers alone" in page
    assert "Ros Keene" in page
    stage.refuses(record_answer, office, amara, says="answers alone", **_yes(Capacity.PARENT, "Ms Okello"))
    stage.does(record_answer, office, amara, **_yes(Capacity.PUPIL, "Amara"))


@scene
def without_parental_responsibility_no_yes(stage: Stage) -> None:
    """An aunt stands on the pupil's page, but not as somebody who may answer: her yes is refused."""
    amara, office = make.make_pupil(stage.school), stage.cast.office
    aunt = Adult.objects.create(school=stage.school, name="Ann Okello")
    Responsibility.objects.create(pupil=amara, adult=aunt, may_answer=False)
    says = "not known to have parental responsibility"
    stage.refuses(record_answer, office, amara, says=says, **_yes(Capacity.PARENT, "Ann Okello"))
    stage.does(record_answer, office, amara, **_yes(Capacity.PARENT, "Ms Okello"))


@scene
def any_no_of_a_family_counts(stage: Stage) -> None:
    """A pupil who understands answers, otherwise a parent; a parent's no stands until that parent says yes."""
    amara, office = make.make_pupil(stage.school), stage.cast.office
    no = {**_yes(Capacity.PARENT, "Ben Okello"), "answers": {USE: Said.NO}}
    stage.does(record_answer, office, amara, **no)
    stage.refuses(record_answer, office, amara, says="said no", **_yes(Capacity.PARENT, "Ms Okello"))
    a_pupil_who_understands_answers_alone(stage)
    without_parental_responsibility_no_yes(stage)


@scene
def each_use_has_its_own_question(stage: Stage) -> None:
    """The form asks each use by itself, says what goes online and that a part is enough; nothing is ticked."""
    page = stage.page_as_sent(stage.cast.office, "pupils:consent_form")
    assert "checked" not in page
    words = stage.page(stage.cast.office, "pupils:consent_form")
    assert "You may say yes to some of these and no to others." in words
    assert "online: anybody in the world can see and copy it" in words
    assert words.count("☐") >= 4
    assert stage.row.clause in words


@scene
def staff_answer_for_online_and_print_apart(stage: Stage) -> None:
    """Lee says no to online and yes to print: each stands by itself, with its day, on Lee's page."""
    lee = stage.cast.lee
    answers = {
        **dict.fromkeys(uses_asked_by("online"), Said.NO),
        **dict.fromkeys(uses_asked_by("print"), Said.YES),
    }
    stage.does(answer_about_picture, lee, lee, answers=answers)
    page = stage.page(lee, "staffing:person", person_id=lee.pk)
    assert "online: no" in page
    assert "in print: yes" in page
    assert stage.row.clause in page
    _lee_in_a_picture(stage, barred=True)


@scene
def whoever_asks_is_not_shown(stage: Stage) -> None:
    """Lee asks to stay out, without a reason: no new picture, and what is public waits for somebody. A pupil too."""
    lee, office = stage.cast.lee, stage.cast.office
    public = _lee_in_a_picture(stage, barred=False)
    Post.objects.filter(pk=public.pk).update(state="up", up_at=make.NOW)
    stage.does(answer_about_picture, lee, lee, answers=dict.fromkeys(uses_asked_by("online"), Said.NO))
    run_all(make.NOW)
    assert Duty.objects.get(key="duty.asked_to_stay_out").link.endswith(str(public.pk))
    _lee_in_a_picture(stage, barred=True)
    amara = _with_a_yes(stage)
    stage.does(withdraw_consent, office, amara, uses=["photo.noticeboard"])
    shows_amara = stage.posting.ready(pupils=[amara])
    # Refusals to show somebody all carry one control, so that nothing tells why.
    refused = submit_post.why_not(stage.cast.as_actor(stage.cast.jo), shows_amara)
    assert [one for one in refused if one.control == CONSENT and "can’t be shown" in one.words]
    page = stage.page(lee, "staffing:picture", person_id=lee.pk)
    assert "A no needs no reason" in page
    assert stage.is_cited(), f"{stage.row.clause} does not stand behind {stage.row.instance}"


def _with_a_yes(stage: Stage) -> Pupil:
    amara = make.make_pupil(stage.school)
    make.consents(amara)
    return amara


def _lee_in_a_picture(stage: Stage, *, barred: bool) -> Post:
    """A post by Jo with Lee in a picture, who told Jo that it is all right."""
    post = stage.posting.draft()
    inside = stage.posting.put_in(post)
    jo = stage.cast.as_actor(stage.cast.jo)
    name_adult(jo, post, picture=inside.pk, person=stage.cast.lee.pk, agreed=True)
    stage.posting.answer(post)
    refused = [one.words for one in submit_post.why_not(jo, Post.objects.get(pk=post.pk)) if not one.warning]
    assert bool([words for words in refused if "Lee Birch can’t be shown" in words]) is barred
    return post
