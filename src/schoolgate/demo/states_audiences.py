"""Where the clauses on families, pupils and the policy in short are seen: the pages that each of them reads."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission


def _page(page: str, shows: Promise, *, anchor: str = "says-{clause}") -> State:
    return State("teacher", page, Permission.POLICY_READ, shows, "", f"#{anchor}" if anchor else "")


STATES.update(
    {
        "families_read_it_without_signing_in": _page(
            "moments:for_families", _("The page for families, at the line of this clause.")
        ),
        "pupils_read_it_in_their_words": _page(
            "moments:for_pupils", _("The page for pupils, at the line of this clause.")
        ),
        "a_class_has_heard_of_it": _page(
            "moments:for_pupils", _("The page for pupils, at the line of this clause.")
        ),
        "each_audience_has_its_page": _page(
            "moments:rules", _("The rules in short, with what the policy says to everybody."), anchor="said-to-all"
        ),
        "work_and_private_life_stand_apart": _page(
            "moments:rules", _("The rules in short: at work, and apart from it in private."), anchor="said-to-all"
        ),
        "what_can_go_wrong_and_what_follows_is_read": _page(
            "moments:rules", _("What can go wrong, and what may follow."), anchor="risks"
        ),
        "its_forms_open_from_the_policy": _page(
            "policies:policy", _("The policy’s page, with its forms."), anchor="its-forms"
        ),
        "families_read_how_they_are_reached": _page(
            "moments:for_families", _("The page for families, with the ways to reach them."), anchor="ways"
        ),
        "an_author_looks_through_own_posts": State(
            "teacher", "posts:own", Permission.POST_WRITE, _("An author’s posts that are up, to look through again.")
        ),
        "personal_details_are_asked_about": STATES["a_telephone_number_is_asked_about"],
        "a_private_view_says_that_it_is_one": STATES["the_author_is_asked"],
        "nobody_of_the_school_is_named_without_leave": replace(
            STATES["a_telephone_number_is_asked_about"], stands="name somebody who works here"
        ),
        "each_place_says_for_whom_it_is": State(
            "teacher", "posts:new", Permission.POST_WRITE,
            _("Where a post goes is chosen; beside a place stands for whom it is, once the register says so."),
            stands="Where does it go?",
        ),
        "the_booklets_answers_are_kept_with_where_they_are": STATES["each_use_has_its_own_question"],
        "a_rule_is_adapted_for_one_person": State(
            "head", "staffing:person", Permission.PERSON_READ,
            _("A colleague: how the rules are adapted for them."), "the colleague",
        ),
        "somebody_is_also_a_parent_or_a_neighbour": State(
            "head", "staffing:person", Permission.PERSON_READ,
            _("A colleague: what they are besides."), "the colleague",
        ),
        "teachers_read_what_the_pupils_rules_ask_of_them": State(
            "teacher", "training:lessons", Permission.PERSON_READ,
            _("What classes are taught, with what it asks of those who teach them."), anchor="#says-{clause}",
        ),
    }
)  # fmt: skip
