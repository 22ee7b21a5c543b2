"""Who may be shown: what was answered, for which use, and what a no does."""

from dataclasses import replace
from datetime import timedelta

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures, name_adult
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Copy, Delivery, Post, PostPicture
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.pupils.models import Answer, Pupil
from schoolgate.rules.consents import ALL_USES, Capacity, Said
from schoolgate.rules.posts.states import State
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.places import place_of_kind
from tests.clauses.stage import CONSENT, Stage


@scene
def nobody_is_shown_without_a_yes(stage: Stage) -> None:
    """Amara's family said yes, Ben's said nothing: a picture of both is refused and names Ben alone."""
    amara, ben = _two(stage)
    post = stage.posting.ready(pupils=(amara, ben))
    stage.refuses(submit_post, stage.cast.jo, post, says="Ben T. can’t be shown on Noticeboard")
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert not any("Amara" in one.words for one in found)
    _answers(stage, ben, ALL_USES)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def a_yes_counts_for_its_medium_and_place(stage: Stage) -> None:
    """Amara may be shown on the website only: the same picture is refused on Facebook, and a film's yes is no
    picture's."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara, "photo.website", "video.social")
    post = stage.posting.ready(pupils=(amara,), places=[stage.cast.website, stage.cast.facebook])
    said = stage.refuses(submit_post, stage.cast.jo, post, says="Amara O. can’t be shown on Facebook")
    assert "Website" not in said.words
    make.consents(amara, "photo.social")
    stage.does(submit_post, stage.cast.jo, post)


@scene
def a_yes_holds_for_our_own_places(stage: Stage) -> None:
    """The policy asks for the school's own accounts: a yes to all of them is none for the press."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara, *stage.policy.setting("consent_uses"))
    press = place_of_kind(stage, "press")
    stage.does(submit_post, stage.cast.jo, stage.posting.ready(pupils=(amara,)))
    post = stage.posting.ready(pupils=(amara,), places=[press])
    stage.refuses(submit_post, stage.cast.jo, post, says="can’t be shown on Our press")


@scene
def a_colleague_must_have_agreed(stage: Stage) -> None:
    """Lee is in the picture and has not agreed: it is refused and names Lee, also in an outside paper."""
    press = place_of_kind(stage, "press")
    for place in (stage.cast.noticeboard, press):
        post = stage.posting.ready(places=[place], picture=True)
        inside = PostPicture.objects.get(post=post)
        who = {"picture": inside.pk, "person": stage.cast.lee.pk}
        stage.does(name_adult, stage.cast.jo, post, **who, agreed=False)
        stage.posting.answer(post)
        stage.refuses(submit_post, stage.cast.jo, post, says="Lee Birch can’t be shown on")
        stage.does(name_adult, stage.cast.jo, post, **who, agreed=True)
        stage.posting.answer(post)
        stage.does(submit_post, stage.cast.jo, post)


@scene
def personal_data_needs_a_ground(stage: Stage) -> None:
    """A picture without a yes, a child who must not be shown and a full name are each refused by the law's rule."""
    amara, ben = _two(stage)
    unasked = stage.posting.ready(pupils=(amara, ben))
    stage.refuses(submit_post, stage.cast.jo, unasked, says="Ben T. can’t be shown")
    named = stage.posting.ready(text="Well done, Amara Okello!")
    assert submit_post.why_not(stage.as_actor(stage.cast.jo), named), "a full name goes out"
    stage.does(restrict_pupil, stage.cast.safeguarding, amara, reason="A court order.")
    _answers(stage, ben, ALL_USES)
    stage.refuses(submit_post, stage.cast.jo, unasked, says="Amara O. can’t be shown")


@scene
def the_record_is_looked_up_for_each_child(stage: Stage) -> None:
    """Everyone in the picture is named by a person; when it goes out the record is asked, and when is kept."""
    amara, ben = _two(stage)
    _answers(stage, ben, ALL_USES)
    post = stage.posting.ready(picture=True)
    inside = PostPicture.objects.get(post=post)
    said = PictureSaid(inside.pk, alt="Two children", people_count=2)
    stage.does(describe_pictures, stage.cast.jo, post, said=[said])
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert any("2 people have no name yet" in one.words for one in found)
    post = stage.posting.approved(pupils=(amara, ben))
    stage.time_passes()
    looked = Event.objects.get(type="delivery.claimed", subject_id=str(Delivery.objects.get(post=post).pk))
    assert CONSENT in looked.controls
    assert looked.at == stage.cast.now
    stage.told_of_the_clause()


@scene
def whoever_must_not_be_shown_is_shown_nowhere(stage: Stage) -> None:
    """The family said yes to everything, the child is on the list: refused in every place, whoever tries."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    stage.does(restrict_pupil, stage.cast.safeguarding, amara, reason="A court order.")
    for place in (stage.cast.noticeboard, stage.cast.website, stage.cast.facebook):
        post = stage.posting.ready(stage.cast.deputy, pupils=(amara,), places=[place])
        found = submit_post.why_not(stage.as_actor(stage.cast.deputy), post)
        assert any("Amara O. can’t be shown" in one.words and not one.warning for one in found)
        assert "without a second reader" not in " ".join(one.next_step for one in found)
    stage.told_of_the_clause()


@scene
def every_picture_is_looked_through_by_somebody(stage: Stage) -> None:
    """Nobody said who is in it: not sent. Then Jo names Amara, who is on the list: refused. Who looked is kept."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    stage.does(restrict_pupil, stage.cast.safeguarding, amara, reason="A court order.")
    post = stage.posting.draft()
    inside = stage.posting.put_in(post)
    unsaid = PictureSaid(inside.pk, alt="A garden", people_count=None)
    stage.does(describe_pictures, stage.cast.jo, post, said=[unsaid])
    stage.posting.answer(post)
    stage.refuses(submit_post, stage.cast.jo, post, says="Nobody has said who is in a picture")
    other = stage.posting.ready(pupils=(amara,))
    assert any(one.control == CONSENT for one in submit_post.why_not(stage.as_actor(stage.cast.jo), other))
    looks = Event.objects.filter(type="picture.described", actor_id=stage.as_actor(stage.cast.jo).id)
    assert looks.filter(at=stage.cast.now).exists()


@scene
def silence_is_no(stage: Stage) -> None:
    """Yes, no and not answered are kept apart for each use; what was not answered counts as no."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    _answers(stage, amara, ["photo.website"])
    _answers(stage, amara, ["photo.noticeboard"], said=Said.NO)
    kept = dict(Answer.objects.filter(pupil=amara).values_list("use", "said"))
    assert kept == {"photo.website": "yes", "photo.noticeboard": "no"}
    page = stage.page(stage.cast.office, "pupils:pupil", pupil_id=amara.pk)
    for said in ("yes", "no", "not answered", "Not answered counts as no."):
        assert said in page, said
    unanswered = stage.posting.ready(pupils=(amara,), places=[stage.cast.facebook])
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), unanswered)
    assert any(one.control == CONSENT for one in found)
    stage.told_of_the_clause()


@scene
def pictures_and_films_are_answered_apart(stage: Stage) -> None:
    """Yes to pictures and no to films stand side by side, each by itself."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    _answers(stage, amara, ["photo.social"])
    _answers(stage, amara, ["video.social"], said=Said.NO)
    asked = stage.page(stage.cast.office, "pupils:record_answer", pupil_id=amara.pk)
    assert "hotograph" in asked
    assert "ideo" in asked
    kept = dict(Answer.objects.filter(pupil=amara).values_list("use", "said"))
    assert kept == {"photo.social": "yes", "video.social": "no"}
    stage.told_of_the_clause()


@scene
def the_record_is_found_and_taken_out(stage: Stage) -> None:
    """The data protection lead finds who said yes by class, opens one child's history and exports the record."""
    amara, ben = _two(stage)
    found = stage.page(stage.cast.dpo, "pupils:roll", query={"class": "4A", "answered": "all_yes"})
    assert "Okello" in found
    assert ben.legal_surname not in found
    history = stage.page(stage.cast.dpo, "pupils:pupil", pupil_id=amara.pk)
    assert "A parent" in history
    taken_out = stage.posts(stage.cast.dpo, "pupils:export")
    assert "Okello" in taken_out
    assert "Tarrant" in taken_out
    stage.told_of_the_clause()


@scene
def a_no_counts_at_once(stage: Stage) -> None:
    """Amara's family takes its yes back today: from this moment she is not shown, and the yes of before is kept."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,))
    assert not _stopping(stage, post)
    stage.does(
        withdraw_consent, stage.cast.office, amara, uses=ALL_USES, given_by="A parent", evidence="a call"
    )
    assert any("Amara O. can’t be shown" in words for words in _stopping(stage, post))
    said = list(
        Answer.objects.filter(pupil=amara, use="photo.website").order_by("pk").values_list("said", flat=True)
    )
    assert said == ["yes", "withdrawn"]
    stage.told_of_the_clause()


@scene
def a_pupils_own_no_counts(stage: Stage) -> None:
    """Amara herself says no: it is written down as hers, beside her family's yes, and she is not shown."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,))
    said = dict.fromkeys(ALL_USES, Said.NO)
    given = {
        "given_by": "Amara",
        "capacity": Capacity.PUPIL,
        "evidence": "",
        "answered_on": stage.cast.now.date(),
    }
    stage.does(record_answer, stage.cast.office, amara, answers=said, **given)
    assert any("Amara O. can’t be shown" in words for words in _stopping(stage, post))
    whose = list(
        Answer.objects.filter(pupil=amara, use="photo.website")
        .order_by("pk")
        .values_list("capacity", flat=True)
    )
    assert whose == [Capacity.PARENT, Capacity.PUPIL]
    stage.told_of_the_clause()


@scene
def what_is_not_yet_out_stops(stage: Stage) -> None:
    """A draft, a post that waits and one agreed for tomorrow show Amara; after the no none of them goes out."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    tomorrow = stage.cast.now + timedelta(days=1)
    draft = stage.posting.ready(pupils=(amara,))
    waiting = stage.posting.waiting(pupils=(amara,))
    agreed = stage.posting.approved(pupils=(amara,), goes_out_at=tomorrow)
    stage.does(withdraw_consent, stage.cast.office, amara, uses=ALL_USES)
    assert any("Amara O. can’t be shown" in words for words in _stopping(stage, draft))
    page = stage.page(stage.cast.head, "posts:approve", post_id=waiting.pk)
    assert "Amara O. can’t be shown" in page
    later = replace(stage.clock, now=tomorrow)
    refused = claim_delivery.why_not(later, agreed, account_id=stage.cast.noticeboard.pk)
    assert any(one.control == CONSENT and "Amara O." in one.words for one in refused)
    stage.told_of_the_clause()


@scene
def what_is_public_comes_down(stage: Stage) -> None:
    """Two posts show Amara, one of them put up by hand: ours comes down by itself, a person is asked for the other."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    ours = stage.posting.approved(pupils=(amara,))
    by_hand = stage.posting.approved(pupils=(amara,), places=[stage.cast.facebook])
    stage.time_passes()
    stage.does(withdraw_consent, stage.cast.office, amara, uses=ALL_USES)
    stage.time_passes()
    ours.refresh_from_db()
    assert ours.state == State.DOWN
    assert not Copy.objects.filter(delivery__post=ours, gone_at__isnull=True).exists()
    assert Delivery.objects.get(post=by_hand).state == Delivery.State.COMING_DOWN
    asked = Duty.objects.get(key="duty.take_down_by_hand")
    assert asked.due_at > stage.cast.now
    stage.told_of_the_clause()


@scene
def a_yes_ends_with_leaving(stage: Stage) -> None:
    """Amara left last week: her yes has ended with it, and nobody is asked for it each year before."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,))
    assert not _stopping(stage, post)
    amara.left_on = stage.cast.now.date() - timedelta(days=7)
    amara.save(update_fields=["left_on"])
    assert any("can’t be shown" in words for words in _stopping(stage, post))
    assert stage.policy.setting("consent_lasts") == "while_at_school"
    assert stage.is_cited("setting.consent_lasts")


@scene
def a_list_of_who_is_never_shown(stage: Stage) -> None:
    """The safeguarding lead puts Amara on the list: who, why, since when, by whom; what is up comes down; others
    cannot open it and every look is kept."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    up = stage.posting.approved(pupils=(amara,))
    stage.time_passes()
    given = {"reason": "A court order.", "source": "The letter of 3 November"}
    stage.does(restrict_pupil, stage.cast.safeguarding, amara, **given)
    stage.time_passes()
    up.refresh_from_db()
    assert up.state == State.DOWN
    page = stage.page(stage.cast.dpo, "pupils:restricted")
    for told in ("Okello", "A court order.", "The letter of 3 November", str(stage.cast.safeguarding)):
        assert told in page, told
    stage.may_not_open(stage.cast.jo, "pupils:restricted")
    assert Event.objects.filter(type="restricted_list.read").exists()
    stage.told_of_the_clause()


@scene
def one_pupil_alone_needs_a_reason(stage: Stage) -> None:
    """Amara stands alone in a picture: not without a reason, and the approver reads it."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,), single_pupil_reason="")
    assert "A picture shows one pupil alone." in _stopping(stage, post)
    with_reason = stage.posting.waiting(pupils=(amara,), single_pupil_reason="She won the cup.")
    assert "She won the cup." in stage.page(stage.cast.head, "posts:approve", post_id=with_reason.pk)
    assert stage.is_cited("setting.single_pupil_pictures")


def _two(stage: Stage) -> tuple[Pupil, Pupil]:
    """Amara, whose family said yes to everything, and Ben, whose family was not heard of."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    ben = make.make_pupil(stage.school, "Ben", "Tarrant")
    make.consents(amara)
    return amara, ben


def _answers(stage: Stage, pupil: Pupil, uses: object, *, said: Said = Said.YES) -> None:
    given = {
        "given_by": "A parent",
        "capacity": Capacity.PARENT,
        "evidence": "a form",
        "answered_on": stage.cast.now.date(),
    }
    answers = dict.fromkeys(uses, said)  # type: ignore[attr-defined]
    stage.does(record_answer, stage.cast.office, pupil, answers=answers, **given)


def _stopping(stage: Stage, post: Post) -> list[str]:
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    return [one.words for one in found if not one.warning]
