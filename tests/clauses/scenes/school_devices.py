"""Devices that the network manager approved beforehand: known by themselves, and no others."""

import re

from django.test import Client
from django.urls import reverse

from schoolgate.kernel.permissions import Role
from schoolgate.media.models import Picture
from schoolgate.people.models import Person
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.picturing import name_pupils
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.writing import upload
from schoolgate.registers.actions import make_tie_code, write_entry
from schoolgate.registers.models import Entry
from schoolgate.registers.tying import digest_of, new_code
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

ASKED = "What were the pictures taken with?"


@scene
def a_device_is_approved_before_it_takes_pictures(stage: Stage) -> None:
    """A device that is approved only next month is not let in; an approved one is known, and nothing is asked."""
    network = make.make_person(stage.school, Role.NETWORK_MANAGER, forename="Nat", surname="Wire")
    later = _device(stage, network, "2026-12-17")
    digest = digest_of("code", new_code())
    stage.refuses(make_tie_code, network, later, says="Nobody has approved this device", code_digest=digest)
    approved = _device(stage, network, "2026-11-16")
    code = _code(stage, network, approved)
    teacher, school = stage.cast.browse_as(stage.cast.jo), stage.school.slug
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)

    elsewhere = _post_with_picture(stage, teacher)
    name_pupils(stage.as_actor(stage.cast.jo), elsewhere, picture=_inside(elsewhere).pk, pupils=[amara.pk])
    assert ASKED in stage.page(stage.cast.jo, "posts:edit", post_id=elsewhere.pk)
    unapproved = stage.posting.ready(pupils=(amara,), taken_with=["any_school_device"])
    stage.refuses(submit_post, stage.cast.jo, unapproved, says="another school device")

    teacher.post(reverse("registers:tie", args=[school]), {"code": code})
    there = _post_with_picture(stage, teacher)
    assert Picture.objects.get(in_posts__post=there).from_device == "Year 4 tablet"
    name_pupils(stage.as_actor(stage.cast.jo), there, picture=_inside(there).pk, pupils=[amara.pk])
    assert ASKED not in stage.page(stage.cast.jo, "posts:edit", post_id=there.pk)


def _device(stage: Stage, network: Person, approved_on: str) -> Entry:
    said = {
        "what": "Year 4 tablet",
        "kind": "camera",
        "approved_by": network.pk,
        "approved_on": approved_on,
        "filtered": "yes",
    }
    found: Entry = stage.does(write_entry, network, stage.school, register="devices", answers=said).subject
    return found


def _code(stage: Stage, network: Person, entry: Entry) -> str:
    """As the network manager's screen shows it."""
    address = reverse("registers:tied", args=[stage.school.slug, entry.pk])
    shown = stage.cast.browse_as(network).post(address).content.decode()
    found = re.search(r"<b>(\w{5}-\w{5})</b>", shown)
    assert found is not None, "no code is shown"
    return found[1]


def _post_with_picture(stage: Stage, browser: Client) -> Post:
    """A new post with a picture, as a browser sends it."""
    sent = {"text": "We grew beans.", "when": "soon", "do": "stay", "pictures": upload()}
    browser.post(reverse("posts:new", args=[stage.school.slug]), sent)
    return Post.objects.latest("pk")


def _inside(post: Post) -> PostPicture:
    return PostPicture.objects.get(post=post)
