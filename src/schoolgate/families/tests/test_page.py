"""The page behind a link: what it shows and never shows, three taps to change, and no trace of it anywhere."""

import logging
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.families.actions.answering import ask_to_take_down
from schoolgate.families.actions.links import settle_matter
from schoolgate.families.models import FamilyLink, FamilyMatter
from schoolgate.families.said import name_of
from schoolgate.policies.actions import override_setting
from schoolgate.posts.tests.going_out import approved_post
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.rules.consents import Said
from schoolgate.web.logs import JsonLines, PlainLines
from tests import make
from tests.clauses.stage import adopt

USE = "photo.noticeboard"


def said(pupil: Pupil, answer: str, use: str = USE) -> dict[str, str]:
    return {name_of(pupil.pk, use): answer}


def now_of(pupil: Pupil, use: str = USE) -> str | None:
    return ConsentNow.objects.filter(pupil=pupil, use=use).values_list("said", flat=True).first()


def born(year: str = "2017") -> dict[str, str]:
    return {"born_day": "4", "born_month": "3", "born_year": year}


def test_it_shows_all_children_of_the_family_and_nothing_is_answered_beforehand(family):
    page = family.link().get()
    heading = re.sub(r"<[^>]+>", "", re.search(r"<h1>(.*?)</h1>", page)[1])
    assert heading == "Photographs and videos of Amara and Tobi at Oakfield Primary School"
    assert " checked" not in page
    assert page.count("<h1") == 1
    assert re.findall(r"<script[^?]*", page) == ['<script src="/static/families/listen.js']
    assert "This page is for" in page


def test_it_never_shows_anothers_answer_name_or_address(family, cast):
    family.link(family.dan).says(family.amara, Said.NO, USE)
    grace = family.link()
    page = grace.get()
    assert " checked" not in page
    assert not re.search(r"\bDan\b", page)
    assert "@example.org" not in page
    grace.proves().says(family.amara, Said.YES, USE)
    page = grace.get()
    assert page.count("Not shown at present") == 1
    assert not re.search(r"\bDan\b", page)


def test_the_restricted_list_shows_by_nothing(family):
    grace = family.link().proves()
    grace.says(family.amara, Said.YES, USE)
    before = re.sub(r'value="[^"]{20,}"', "", grace.get())
    make.restrict(family.amara)
    assert re.sub(r'value="[^"]{20,}"', "", grace.get()) == before


def test_a_first_no_is_saved_at_once(family):
    grace = family.link()
    answer = grace.post(do="save", form_key="k", **said(family.amara, "no"))
    assert answer.status_code == 302
    assert now_of(family.amara) == "no"
    assert "Done. Your answers count from now on." in grace.client.get(answer["Location"]).content.decode()


def test_a_yes_asks_for_a_date_of_birth_and_nothing_chosen_is_lost(family):
    grace = family.link()
    chosen = {**said(family.amara, "yes"), **said(family.tobi, "no")}
    check = grace.post(do="save", **chosen)
    assert check.status_code == 200
    assert "Write the date of birth of one of your children" in check.content.decode()
    assert check.content.decode().count("<h3") == 2  # whose yes and whose no it is
    wrong = grace.post(do="confirm", **chosen, **born("2016"))
    assert wrong.status_code == 422
    assert "Tries left: <bdi>4</bdi>" in wrong.content.decode()
    assert grace.post(do="confirm", **chosen, born_day="x").status_code == 422
    assert now_of(family.tobi) is None
    assert f'name="{name_of(family.amara.pk, USE)}" value="yes"' in wrong.content.decode()
    assert grace.post(do="confirm", **chosen, **born()).status_code == 302
    assert (now_of(family.amara), now_of(family.tobi)) == ("yes", "no")
    page = grace.get()
    assert page.count(" checked") == 2


def test_after_too_many_tries_a_no_can_still_be_saved(family):
    grace = family.link()
    chosen = {**said(family.amara, "yes"), **said(family.tobi, "no")}
    for year in range(2000, 2005):
        grace.post(do="confirm", **chosen, **born(str(year)))
    locked = grace.post(do="confirm", **chosen, **born()).content.decode()
    assert "Please ask the school office for a new link" in locked
    assert grace.post(do="noes", **chosen).status_code == 302
    assert (now_of(family.amara), now_of(family.tobi)) == (None, "no")


def test_before_a_no_it_says_what_is_known_and_afterwards_what_became_of_it(family, cast):
    make.consents(family.amara)
    approved_post(cast, pupils=(family.amara,))
    run_all(cast.now)
    grace = family.link()
    chosen = said(family.amara, "no")
    check = grace.post(do="save", **chosen).content.decode()
    assert "Posts that show or name your child there: <bdi>1</bdi>" in check
    assert "These go within minutes: <bdi>Noticeboard</bdi>" in check
    assert "What is printed cannot be called back" in check
    assert now_of(family.amara) == "yes"
    assert grace.post(do="confirm", **chosen).status_code == 302
    run_all(cast.now)
    page = re.sub(r"</?bdi>", "", grace.get())
    assert "you said no. Posts found: 1. Gone: 1." in page
    assert "Somebody still looks through older posts" in page
    assert "What happened since" not in family.link(family.dan).get()


def test_no_to_everything_is_three_taps(family):
    grace = family.link().proves()
    grace.says(family.amara, Said.YES, USE)
    check = grace.post(all_no="1")
    assert "You say no" in check.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(a-[^"]+)" value="(\w+)">', check.content.decode()))
    assert grace.post(do="confirm", **hidden).status_code == 302
    assert set(ConsentNow.objects.values_list("said", flat=True)) == {"no", "objected"}


def test_going_back_keeps_what_was_chosen_and_saves_nothing(family):
    grace = family.link()
    page = grace.post(do="back", **said(family.amara, "yes")).content.decode()
    assert page.count(" checked") == 1
    assert now_of(family.amara) is None
    assert "You have changed nothing" in grace.post(do="save").content.decode()


def test_the_same_form_twice_is_one_answer(family):
    grace = family.link()
    for _each in range(2):
        assert grace.post(do="save", form_key="one", **said(family.amara, "no")).status_code in (200, 302)
    assert family.amara.answers.count() == 1


def test_a_use_that_is_the_schools_task_says_so_and_can_be_refused(family, cast):
    page = family.link().get()
    assert "We do this as part of running the school (public task). You can say no." in page
    assert "We do this only with your yes (consent)." in page


def test_only_the_uses_that_the_school_asks_about_are_there(family, cast):
    adopt(cast, "AC")
    head = cast.as_actor(cast.head)
    just_one = {"setting": "consent_uses", "value": ["photo.website"], "reason": "We use our website only."}
    override_setting(head, cast.oakfield, **just_one)
    page = family.link().get()
    assert page.count("<fieldset ") == 2
    assert "On social media" not in page


OVER = "This link does not open anything"


def test_a_link_that_opens_nothing_says_one_sentence_and_offers_a_new_one(family, settings, cast):
    grace, ended = family.link(), family.link()
    FamilyLink.objects.filter(pk=ended.link.pk).update(ended_at=cast.now)
    FamilyLink.objects.filter(pk=grace.link.pk).update(ends_at=cast.now)
    bodies = set()
    for address in (grace.address, ended.address, "/family/oakfield/never-there"):
        for path in (address, f"{address}/picture"):
            answer = Client().get(path)
            assert answer.status_code == 404
            bodies.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode()))
    (body,) = bodies
    assert OVER in body
    assert 'action="/family/oakfield/"' in body
    assert Client().get("/family/nowhere/x").status_code == 404


def test_who_is_not_meant_closes_the_link_and_the_office_is_told(family):
    grace = family.link()
    assert "The link is closed" in grace.client.post(f"{grace.address}/not-me").content.decode()
    assert grace.client.get(grace.address).status_code == 404
    assert FamilyMatter.objects.get().kind == "not_mine"


def test_a_picture_can_be_asked_to_come_down(family):
    grace = family.link()
    assert "Where did you see the picture?" in grace.client.get(f"{grace.address}/picture").content.decode()
    assert grace.client.post(f"{grace.address}/picture", {"words": ""}).status_code == 422
    answer = grace.client.post(f"{grace.address}/picture", {"words": "The website, sports day"})
    assert "The school has your message" in grace.client.get(answer["Location"]).content.decode()


def test_where_no_child_may_be_asked_about_nothing_is_said_of_any(family):
    Pupil.objects.filter(pk__in=[family.amara.pk, family.tobi.pk]).update(in_care=True)
    page = family.link().get()
    assert "There is nothing to answer here now" in page
    assert "Amara" not in page


def test_nothing_keeps_the_page_or_tells_its_address(family, caplog, cast):
    grace = family.link()
    with caplog.at_level(logging.DEBUG):
        answers = [
            grace.client.get(grace.address),
            grace.client.get(f"{grace.address}/picture"),
            grace.client.get("/family/oakfield/"),
            Client(enforce_csrf_checks=True).post(grace.address),
            Client().get(f"{grace.address}x"),
        ]
    for answer in answers[:3]:
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer.content.count(b"<script") == answer.content.count(b"families/listen.js") == 1
    key = grace.address.rpartition("/")[2]
    assert any(key in record.getMessage() for record in caplog.records)
    for formatter in (PlainLines(), JsonLines()):
        written = "\n".join(formatter.format(record) for record in caplog.records)
        assert key not in written
        assert "/family/oakfield/…" in written or "/family/oakfield/\\u2026" in written


def test_it_is_small(family):
    """Three children and every question, Easy Read, styles and script: below 50 KB without being compressed."""
    make_third = make.make_pupil(family.cast.oakfield, "Nia", "Okello", born_on=family.tobi.born_on)
    family.adult("Grace Okello", make_third)
    grace = family.adult("Una Okello", family.amara, family.tobi, make_third)
    page = family.link(grace).client.get(family.link(grace).address, {"in": "ur", "easy": "1"}).content
    beside = ("styles/palette.css", "families/family.css", "families/listen.js")
    styles = [Path(finders.find(name)).stat().st_size for name in beside]
    assert len(page) + sum(styles) < 50_000, (len(page), styles)


@pytest.mark.parametrize(("code", "direction", "yes"), [("ur", "rtl", "ہاں"), ("pl", "ltr", "Tak")])
def test_in_another_language_the_english_is_one_tap_away(family, code, direction, yes):
    grace = family.link()
    page = grace.get(**{"in": code})
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert yes in page
    assert ">Yes<" not in page
    assert f"?in={code}&amp;en=1" in page
    assert ">Yes</span>" in grace.get(**{"in": code, "en": "1"})


def test_easy_read_is_one_idea_a_line_with_drawings_and_stays_while_the_language_changes(family):
    grace = family.link()
    assert "?in=pl&amp;easy=1" in grace.get(**{"in": "pl"})
    page = grace.get(**{"in": "pl", "easy": "1"})
    assert page.count('alt=""') == 5 + page.count('<div class="asked"')
    assert "?in=ur&amp;easy=1" in page
    assert "Zwykła strona" in page
    for name in set(re.findall(r"families/easy/(\w+)\.svg", page)):
        assert finders.find(f"families/easy/{name}.svg"), name


def test_easy_read_asks_short_questions_of_its_own(family):
    grace = family.link()
    easy, plain = grace.get(easy="1"), grace.get()
    assert "<h2>Can we show your child on our website?</h2>" in easy
    assert "Everyone can see it.<br>We only do it if you say yes." in easy
    assert "<h2>On the school website</h2>" in plain
    for longer in (
        "<h2>On the school website",
        "Everyone can see this and copy it.",
        "(consent)",
        "(public task)",
    ):
        assert longer not in easy
    assert "کیا ہم آپ کے بچے کو" in grace.get(easy="1", **{"in": "ur"})


def test_a_page_with_many_children_asks_as_many_queries(family, django_assert_max_num_queries):
    grace = family.adult("Ida Okello")
    for number in range(10):
        make.make_pupil(family.cast.oakfield, f"Child{number}", "Okello")
    for pupil in Pupil.objects.exclude(pk__in=[family.amara.pk, family.tobi.pk]):
        pupil.responsibilities.create(adult=grace, may_answer=True)
    opened = family.link(grace)
    with django_assert_max_num_queries(22):
        opened.get()


def test_it_says_day_by_day_what_one_said_oneself_and_what_became_of_a_wish(family, cast):
    family.link(family.dan).says(family.amara, Said.NO, "video.social")
    grace = family.link().proves()
    grace.says(family.amara, Said.YES, USE, "photo.website")
    grace.says(family.tobi, Said.NO, USE)
    ask_to_take_down(grace.actor, grace.link, words="The news page")
    page = re.sub(r"<[^>]+>", "", grace.get())
    assert "17 November 2026, Amara: yes 2, no 0." in page
    assert "17 November 2026, Tobi: yes 0, no 1." in page
    assert page.count(": yes ") == 2
    assert "The school has not answered yet." in page
    settle_matter(cast.as_actor(cast.office), FamilyMatter.objects.get(), outcome="Rang, and it is down.")
    page = re.sub(r"<[^>]+>", "", grace.get())
    assert "The school dealt with it on Tuesday 17 November 2026." in page
    assert "Rang" not in page
