"""Lines of the school's own: added on a page, said or signed at once, to whom they are for."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.moments.actions import add_own_line, end_own_line, sign_documents
from schoolgate.moments.models import OwnLine, SignedDocument
from schoolgate.moments.queries import reading_of
from tests.cast import Cast
from tests.clauses.stage import adopt, read
from tests.following import follow_up

WORDS = "We write about our hens only with their keeper."
HOME = "/schools/oakfield/own-lines"


def add(cast: Cast, **given) -> OwnLine:
    said = {"words": WORDS, "moment": "while_drafting", **given}
    return add_own_line(cast.as_actor(cast.head), cast.oakfield, **said).subject


def page(cast: Cast, person, path: str) -> str:
    return read(cast.browse_as(person).get(f"/schools/oakfield/{path}", follow=True).content.decode())


def test_a_line_stands_at_its_moment_until_it_is_ended(cast):
    for moment, path in (("while_drafting", "posts/new"), ("own_use", "your-own-accounts")):
        line = add(cast, moment=moment)
        assert WORDS in page(cast, cast.jo, path)
        end_own_line(cast.as_actor(cast.head), line)
        assert WORDS not in page(cast, cast.jo, path)
    assert Event.objects.filter(type="own_line.added").count() == 2


def test_it_is_said_to_whom_it_is_for(cast):
    add(cast, audience=["volunteer"])
    assert WORDS in page(cast, cast.volunteer, "posts/new")
    assert WORDS not in page(cast, cast.jo, "posts/new")


def test_what_is_to_be_signed_stands_on_today_and_is_signed_as_it_reads(cast):
    adopt(cast, "ST")
    line = add(cast, moment="sign", audience=["staff"])
    follow_up(cast.now)
    assert Duty.objects.filter(key="duty.read_and_sign", owed_by=cast.jo, done_at=None).exists()
    assert WORDS in page(cast, cast.jo, "read-and-sign")
    assert WORDS not in page(cast, cast.governor, "read-and-sign")
    jo = cast.as_actor(cast.jo)
    reading = reading_of(jo)
    answers = {"own_account": "yes", "a_pupil_writes": "no", "a_good_picture": "no"}
    sign_documents(jo, cast.jo, shown=reading.digest, answers=answers)
    assert SignedDocument.objects.get(person=cast.jo, document="own_lines").lines
    assert not reading_of(jo).unsigned
    end_own_line(cast.as_actor(cast.head), line)
    assert not reading_of(jo).unsigned


def test_it_has_words_and_a_moment_and_is_not_there_already(cast):
    line = add(cast)
    for given, about in (({"words": " "}, "words"), ({"moment": "lunch"}, "moment"), ({}, "words")):
        with pytest.raises(Refused) as refused:
            add(cast, **given)
        assert [one.about for one in refused.value.refusals] == [about]
    assert OwnLine.objects.count() == 1
    end_own_line(cast.as_actor(cast.head), line)
    with pytest.raises(Refused):
        end_own_line(cast.as_actor(cast.head), line)


def test_only_the_headteacher_adds_one_and_only_here(cast):
    said = {"words": WORDS, "moment": "sign"}
    with pytest.raises(Refused):
        add_own_line(cast.as_actor(cast.deputy), cast.oakfield, **said)
    with pytest.raises(NotHere):
        add_own_line(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, **said)
    assert cast.browse_as(cast.deputy).get(HOME).status_code == 403


def test_it_is_added_and_ended_on_a_page(cast):
    head = cast.browse_as(cast.head)
    assert "None yet" in head.get(HOME).content.decode()
    assert head.post(HOME, {"words": WORDS, "moment": "own_use"}).status_code == 302
    assert head.post(HOME, {"words": WORDS, "moment": "own_use"}).status_code == 409
    assert WORDS in head.get(HOME).content.decode()
    assert head.post(f"{HOME}/{OwnLine.objects.get().pk}/end").status_code == 302
    assert "None yet" in head.get(HOME).content.decode()
