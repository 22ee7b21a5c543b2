"""Whoever works here or belongs to a pupil's family stays unnamed; leaders agree to what goes on the website."""

from schoolgate.posts.actions.deciding import approve_post, release_post, submit_post
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing.outgoing import outgoing_post
from schoolgate.pupils.models import Adult, KeptApart
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def families_and_colleagues_stay_unnamed(stage: Stage) -> None:
    """A pupil without a yes is refused by name; a colleague and a pupil's mother are asked about, and nothing is sent
    until that is answered; whom a court keeps away is nobody's to learn of."""
    jo, lee, school = stage.cast.jo, stage.cast.lee, stage.school
    amara = make.make_pupil(school, "Amara", "Okello")
    for name in ("Grace Okello", "Dan Okello"):
        Adult.objects.create(school=school, name=name)
    KeptApart.objects.create(
        school=school, pupil=amara, name="Dan Okello", order="An order of 2025", since=stage.cast.now
    )
    stage.refuses(submit_post, jo, stage.posting.ready(text="Amara Okello won the cup."), says="Amara Okello")
    for name, who in (
        (str(lee), "somebody who works here"),
        ("Grace Okello", "somebody of a pupil’s family"),
    ):
        post = stage.posting.draft(text=f"Thanks to {name} for the cup.")
        asked = f"Does “{name}” name {who}"
        found = submit_post.why_not(stage.as_actor(jo), post)
        assert any(asked in one.words and not one.warning for one in found), f"{name} is not asked about"
        assert asked in stage.page(jo, "posts:edit", post_id=post.pk)
    apart = stage.posting.draft(text="Thanks to Dan Okello for the cup.")
    assert not any("Dan Okello" in one.words for one in submit_post.why_not(stage.as_actor(jo), apart))
    assert stage.is_cited()


@scene
def leaders_agree_to_what_goes_on_the_website(stage: Stage) -> None:
    """Jo looks after the website and proposes; a colleague cannot agree to it, and nobody can pass it without; the
    headteacher's yes stands there with the day. What goes elsewhere is any colleague's to agree to."""
    jo, lee, head = stage.cast.jo, stage.cast.lee, stage.cast.head
    post = stage.posting.waiting(places=[stage.cast.website])
    elsewhere = stage.posting.waiting(text="The hall is warm again.", places=[stage.cast.facebook])
    stage.refuses(approve_post, lee, post, says="for the website is approved here by the headteacher")
    assert post.heading not in stage.today(lee)
    assert post.heading in stage.today(head)
    assert elsewhere.heading in stage.today(lee)
    draft = stage.posting.ready(text="The fair is over.", places=[stage.cast.website])
    assert any(
        "must read" in one.words
        for one in release_post.why_not(stage.as_actor(jo), draft, reason="It is late.")
    )
    stage.does(approve_post, lee, elsewhere)
    stage.does(approve_post, head, post)
    assert f"{head}" in stage.page(jo, "posts:post", post_id=post.pk)
    assert stage.is_cited("setting.website_approvers")


@scene
def a_label_beside_a_picture_is_general(stage: Stage) -> None:
    """Amara's full name under a picture is refused, with a general label to take instead; such a label is taken, and
    the file that goes out has a general name as well."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    named = stage.posting.ready(pupils=(amara,), title="Amara Okello")
    refused = stage.refuses(submit_post, stage.cast.jo, named, says="is a full name beside a picture")
    assert "A general label says enough: “sports day”" in refused.next_step
    stage.posting.approved(pupils=(amara,), title="Sports day")
    stage.time_passes()
    (picture,) = outgoing_post(Delivery.objects.get(post__title="Sports day")).pictures
    assert picture.filename == "picture-1.jpg"
