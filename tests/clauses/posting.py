"""Writing, sending and approving posts on a stage, by the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from schoolgate.demo.drawing import Scene, draw
from schoolgate.media.decoding.intake import CleanPicture, clean_picture
from schoolgate.media.showing import picture_store
from schoolgate.people.models import Person
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import (
    KeptPicture,
    PictureSaid,
    add_pictures,
    describe_pictures,
    name_pupils,
)
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.queries import judged
from schoolgate.pupils.models import Pupil
from schoolgate.rules.posts.content import questions_for_the_author, usual_answer
from tests.cast import Cast

DRAWING = draw(Scene.GARDEN, seed=1, children=3)


@cache
def drawn() -> CleanPicture:
    """The drawing as it is kept when somebody adds it: taken in by the real door, once."""
    return clean_picture(DRAWING.jpeg)


@dataclass
class Posting:
    """Posts of one school. Unless said otherwise they are Jo's, about an event, and in order."""

    cast: Cast

    def draft(self, author: Person | None = None, **given: Any) -> Post:
        """A draft with whatever is said otherwise; nothing is answered yet."""
        said = {
            "text": "The summer fair starts at two.",
            "objective": self.objective,
            "places": [self.cast.noticeboard.pk],
            "taken_with": current_policy(self.cast.oakfield).setting("cameras_allowed")[:1],
            "single_pupil_reason": "She won the cup.",
            **given,
        }
        return draft_post(self.cast.as_actor(author or self.cast.jo), self.cast.oakfield, **said).subject

    @property
    def objective(self) -> str:
        return current_policy(self.cast.oakfield).setting("post_objectives")[0]

    def ready(
        self,
        author: Person | None = None,
        *,
        pupils: Sequence[Pupil] = (),
        picture: bool = False,
        places: Sequence[Any] = (),
        goes_out_at: datetime | None = None,
        **given: Any,
    ) -> Post:
        """A draft in which everything is said and answered; with `pupils`, one picture that shows them."""
        author = author or self.cast.jo
        where = [place.pk for place in places] or [self.cast.noticeboard.pk]
        post = self.draft(author, places=where, goes_out_at=goes_out_at, **given)
        if picture or pupils:
            self.put_in(post, author, pupils)
        self.answer(post, author)
        post.refresh_from_db()
        return post

    def put_in(self, post: Post, author: Person | None = None, pupils: Sequence[Pupil] = ()) -> PostPicture:
        """One drawn picture, described, with these pupils named in it."""
        actor = self.cast.as_actor(author or self.cast.jo)
        clean = drawn()
        name = picture_store().keep(self.cast.oakfield.pk, clean.bytes)
        kept = KeptPicture(name, clean.width, clean.height, clean.sha256, len(clean.bytes))
        add_pictures(actor, post, pictures=[kept])
        inside = PostPicture.objects.select_related("picture").get(post=post)
        said = PictureSaid(inside.pk, alt="Children in a garden", people_count=len(pupils))
        describe_pictures(actor, post, said=[said])
        if pupils:
            name_pupils(actor, post, picture=inside.pk, pupils=[pupil.pk for pupil in pupils])
        return inside

    def answer(self, post: Post, author: Person | None = None) -> None:
        """Answer whatever is asked, as an author does who sees nothing wrong."""
        actor = self.cast.as_actor(author or self.cast.jo)
        facts, policy = judged(actor, post)
        asked = questions_for_the_author(facts, policy)
        answers = [Answer(key, is_yes=usual_answer(policy, key), about=about) for key, about, _words in asked]
        answer_questions(actor, post, answers=answers)

    def waiting(self, author: Person | None = None, **given: Any) -> Post:
        """A post in order that was sent and waits for approval."""
        author = author or self.cast.jo
        post = self.ready(author, **given)
        submit_post(self.cast.as_actor(author), post)
        post.refresh_from_db()
        return post

    def approved(self, **given: Any) -> Post:
        """The same, approved by the headteacher; nothing that follows has run yet."""
        post = self.waiting(**given)
        approve_post(self.cast.as_actor(self.cast.head), post)
        post.refresh_from_db()
        return post


def words_of(post: Post, **otherwise: Any) -> dict[str, Any]:
    """What a post says now, as the action that changes it wants it, with some of it otherwise."""
    now = {name: getattr(post, name) for name in ("text", "title", "objective", "speaker", "goes_out_at")}
    also = {name: getattr(post, name) for name in ("taken_with", "single_pupil_reason", "other_route")}
    places = tuple(target.account_id for target in post.targets.all())
    return {**now, **also, "places": places, **otherwise}
