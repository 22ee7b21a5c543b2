"""What is said at the right moment: the line of this very clause is read where it helps."""

from schoolgate.policies.loading import library
from schoolgate.posts.models import Post
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read


@scene
def said_beside_the_draft(stage: Stage) -> None:
    """Jo opens a post for the places where it is said: its words and its clause stand beside hers, unticked."""
    post = _post_where_it_is_said(stage)
    page = stage.page_as_sent(stage.cast.jo, "posts:edit", post_id=post.pk)
    beside = page.partition('id="beside"')[2].partition("</ul>")[0]
    assert "<input" not in beside
    assert beside.count("<li>") <= 3
    _is_said(stage, read(f"<p{beside}"))


@scene
def friendly_only_where_the_place_is(stage: Stage) -> None:
    """For Facebook the tone is friendly too; for the website it is not asked for."""
    said_beside_the_draft(stage)
    post = stage.posting.draft(places=[stage.cast.website.pk])
    page = stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    assert _words_of(stage) not in page.partition("What do you want to say?")[2]


@scene
def said_on_ones_own_page(stage: Stage) -> None:
    """Jo opens *Your own accounts*: its words stand there with the clause, as a rule, an advice or a leave."""
    page = stage.page(stage.cast.jo, "moments:own_use")
    _is_said(stage, page)


def _is_said(stage: Stage, page: str) -> None:
    words = _words_of(stage)
    assert words in page, f"“{words}” is not read"
    assert stage.row.clause in page


def _words_of(stage: Stage) -> str:
    """The words that stand for this clause in the library, whatever the school adopted."""
    moment = stage.row.instance.removeprefix("moment.")
    return next(
        part.words
        for line in library()["FS"].definitions.lines
        if line.moment == moment
        for part in line.parts
        if stage.row.clause in part.clauses
    )


def _post_where_it_is_said(stage: Stage) -> Post:
    places = [stage.cast.noticeboard.pk, stage.cast.facebook.pk]
    return stage.posting.draft(places=places)
