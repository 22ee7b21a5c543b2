"""Each way of failing at each call of an attempt: what is said is true, and trying again makes one post.

The judge is the website's own list, never what the connector says.
"""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx
import pytest

from schoolgate.connectors.contract import Credentials, NotSent, Outcome, Sent, Surroundings, Unknown
from schoolgate.connectors.tests.faults import QUICK_FAULTS, SLOW_FAULTS, Fault, Line
from schoolgate.connectors.tests.little_wordpress import KEY, USER, LittleWordPress
from schoolgate.connectors.tests.making import Memory, a_post
from schoolgate.connectors.wordpress import WordPress

POST = a_post()
QUICK_PATIENCE_S, SLOW_PATIENCE_S = 60.0, 0.25

# The calls of an undisturbed attempt, in their order.
CALLS = [
    "who are we", "draft there?", "create draft", "draft there?", "other drafts?", "pictures there?", "upload 1",
    "upload 2", "pictures there?", "write words", "read words", "show", "read pictures",
]  # fmt: skip
WRITES = [
    number for number, call in enumerate(CALLS, 1) if call.startswith(("create", "upload", "write", "show"))
]
EACH_QUICK_FAULT_AT_EACH_CALL = list(itertools.product(range(1, len(CALLS) + 1), QUICK_FAULTS))
SHOW = CALLS.index("show") + 1
FOR_GOOD = (Fault.KEY_REFUSED, Fault.FORBIDDEN, Fault.MOVED)


@dataclass
class Scene:
    website: LittleWordPress
    line: Line
    memory: Memory
    patience_s: float

    def publish(self) -> Outcome:
        connector = WordPress(Surroundings(allow_loopback=True, patience_s=self.patience_s))
        return connector.publish(
            POST,
            Credentials(self.line.address, USER, KEY),
            remembered=self.memory.facts,
            remember=self.memory.keep,
        )

    def take_down(self) -> bool:
        """Whether it says that all is gone."""
        connector = WordPress(Surroundings(allow_loopback=True, patience_s=QUICK_PATIENCE_S))
        credentials = Credentials(self.line.address, USER, KEY)
        return connector.take_down((), credentials, remembered=self.memory.facts).all_gone

    def publish_until_sent(self) -> Sent:
        for _attempt in range(4):
            told = self.publish()
            if isinstance(told, Sent):
                return told
        raise AssertionError(told)


@contextmanager
def scene(tmp_path, patience_s: float = QUICK_PATIENCE_S, **spoilt) -> Iterator[Scene]:
    with LittleWordPress() as website, Line(website.address, patience_s, **spoilt) as line:
        yield Scene(website, line, Memory(tmp_path / "memory.json"), patience_s)


def must_be_true(told: Outcome, website: LittleWordPress) -> None:
    """What was said is not more than what is so."""
    if isinstance(told, Sent):
        assert len(website.visible) == 1
    if isinstance(told, NotSent):
        assert website.visible == []
        assert told.permanent or told.retry_after


def one_whole_post_stands(website: LittleWordPress) -> None:
    (post,) = website.visible
    shown = [website.pictures[int(number)] for number in re.findall(r"wp-image-(\d+)", post.content)]
    assert [picture.alt for picture in shown] == [picture.alt for picture in POST.pictures]
    assert all(picture.page == post.number for picture in shown)


def test_an_undisturbed_attempt_makes_these_calls(tmp_path) -> None:
    with scene(tmp_path) as undisturbed:
        assert isinstance(undisturbed.publish(), Sent)
        assert len(undisturbed.line.calls) == len(CALLS)
        assert [call.split()[0] for call in undisturbed.line.calls] == [
            "POST" if number in WRITES else "GET" for number in range(1, len(CALLS) + 1)
        ]


@pytest.mark.parametrize(("call", "fault"), EACH_QUICK_FAULT_AT_EACH_CALL)
def test_each_failure_at_each_call_is_told_truly_and_leaves_one_post(
    tmp_path, call: int, fault: Fault
) -> None:
    with scene(tmp_path, spoil={call: fault}) as spoilt:
        told = spoilt.publish()
        must_be_true(told, spoilt.website)
        if fault in FOR_GOOD and not isinstance(told, Sent | Unknown):
            assert isinstance(told, NotSent)
            assert told.permanent
        spoilt.line.mend()
        spoilt.publish_until_sent()
        one_whole_post_stands(spoilt.website)
        assert spoilt.website.hidden == []
        assert len(spoilt.website.pictures) == 2
        assert spoilt.take_down()
        assert (spoilt.website.posts, spoilt.website.files) == ({}, {})


@pytest.mark.parametrize(("call", "fault"), list(itertools.product([1, *WRITES, SHOW + 1], SLOW_FAULTS)))
def test_a_silence_at_a_call_leaves_one_post(tmp_path, call: int, fault: Fault) -> None:
    """A website that carries something out after we gave up may leave a hidden draft; taking down finds it too."""
    with scene(tmp_path, SLOW_PATIENCE_S, spoil={call: fault}) as spoilt:
        spoilt.publish()
        spoilt.line.mend()
        spoilt.patience_s = QUICK_PATIENCE_S
        spoilt.publish_until_sent()
        spoilt.line.__exit__()
        one_whole_post_stands(spoilt.website)
        spoilt.line.__enter__()
        assert spoilt.take_down()
        assert (spoilt.website.posts, spoilt.website.files) == ({}, {})


@pytest.mark.parametrize(("call", "fault"), EACH_QUICK_FAULT_AT_EACH_CALL)
def test_a_website_that_fails_from_one_call_on_is_told_truly_and_ends_in_one_post(
    tmp_path, call: int, fault: Fault
) -> None:
    with scene(tmp_path, from_call=(call, fault)) as spoilt:
        told = spoilt.publish()
        must_be_true(told, spoilt.website)
        spoilt.line.mend()
        spoilt.publish_until_sent()
        one_whole_post_stands(spoilt.website)
        assert spoilt.website.hidden == []


@pytest.mark.parametrize(
    "fault", [Fault.REPLY_LOST, Fault.ERROR_BUT_DONE, Fault.RESET_IN_ANSWER, Fault.MALFORMED]
)
def test_shown_but_unreadable_is_unknown_with_a_place_to_look_and_may_be_repeated(
    tmp_path, fault: Fault
) -> None:
    with scene(tmp_path, from_call=(SHOW, fault)) as spoilt:
        told = spoilt.publish()
        assert isinstance(told, Unknown)
        assert told.may_repeat
        assert told.look_at == f"{spoilt.line.address}/?p={spoilt.website.visible[0].number}"
        # It stays unknown, not "not sent", as long as the website cannot be read.
        assert isinstance(spoilt.publish(), Unknown)
        spoilt.line.mend()
        assert isinstance(spoilt.publish(), Sent)


def test_a_wait_that_the_website_asks_for_is_passed_on(tmp_path) -> None:
    with scene(tmp_path, spoil={3: Fault.WAIT}) as spoilt:
        assert spoilt.publish() == NotSent("The website asks us to wait.", retry_after=7)


@pytest.mark.parametrize("call", WRITES)
def test_given_up_and_taken_down_a_late_answer_shows_nothing(tmp_path, call: int) -> None:
    """The website does it only after we gave up; by then the draft is erased, or is never shown."""
    with scene(tmp_path, SLOW_PATIENCE_S, spoil={call: Fault.LATE}) as spoilt:
        spoilt.line.from_call = (call + 1, Fault.ERROR_NOT_DONE)
        told = spoilt.publish()
        assert isinstance(told, NotSent | Unknown)
        spoilt.line.mend()
        spoilt.take_down()
        spoilt.line.__exit__()
        assert spoilt.website.visible == []
        spoilt.line.__enter__()


def test_the_judge_sees_a_double_that_a_careless_program_makes(tmp_path) -> None:
    """Creating a public post at once and trying again after a lost answer: what must never pass here."""
    with scene(tmp_path, spoil={1: Fault.REPLY_LOST}) as spoilt:
        for _attempt in range(2):
            with suppress(httpx.RemoteProtocolError):
                httpx.post(
                    f"{spoilt.line.address}/wp-json/wp/v2/posts",
                    json={"slug": f"post-{POST.delivery_key}", "status": "publish"},
                    auth=(USER, KEY),
                )
        assert len(spoilt.website.visible) == 2
        with pytest.raises(AssertionError):
            must_be_true(Sent(()), spoilt.website)


@pytest.mark.parametrize("fault", QUICK_FAULTS)
def test_a_removal_that_fails_is_not_called_complete_and_is_completed_later(tmp_path, fault: Fault) -> None:
    with scene(tmp_path) as spoilt:
        spoilt.publish_until_sent()
        before = len(spoilt.line.calls)
        for call in range(1, 9):
            spoilt.line.from_call = (before + call, fault)
            if spoilt.take_down():
                assert (spoilt.website.posts, spoilt.website.files) == ({}, {})
            before = len(spoilt.line.calls)
        spoilt.line.mend()
        assert spoilt.take_down()
        assert (spoilt.website.posts, spoilt.website.files) == ({}, {})
