"""Pages of training: the courses, one course with who is in date, writing down a session."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.duties.subjects import subjects
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.policy import Clause, ResolvedPolicy
from schoolgate.training.actions import AGAIN, RECORD, add_course, end_course, hold_session, train_again
from schoolgate.training.forms import CourseForm, PlainForm, SessionForm, TrainAgainForm
from schoolgate.training.models import Course, Session
from schoolgate.training.places import about_of, places_of
from schoolgate.training.queries import EVERYONE_EVERY, classes_of_course, courses_of, often, standings
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25


@screen(Permission.TRAINING_READ)
def courses(request: SchoolRequest) -> HttpResponse:
    """Every course: how many are in date, and how I stand in those that are for me."""
    actor = request.actor
    held, policy = list(courses_of(actor.school)), current_policy(actor.school)
    keeps = actor.may(Permission.TRAINING_KEEP)
    people = [] if keeps or actor.person_id is None else [actor.person_id]
    all_of_them = standings(actor.school, actor.now, courses=held, people=people)
    rows = [(one, [each for each in all_of_them if each.course.pk == one.pk]) for one in held]
    context = {
        "rows": [(one, len(each), sum(not who.needs for who in each)) for one, each in rows],
        "own": [one for one in all_of_them if one.person.pk == actor.person_id],
        "keeps": keeps,
        "about": about_of(actor.school, *held),
        "often": often(policy, held),
        "again": policy.settings[EVERYONE_EVERY].in_words,
        "clauses": _clauses_of_training(policy),
    }
    return render(request, "training/courses.html", context)


@screen(Permission.TRAINING_KEEP)
def add(request: SchoolRequest) -> HttpResponse:
    """Add a course."""
    school = request.actor.school
    everyone_every = current_policy(school).setting(EVERYONE_EVERY)
    form = CourseForm.of(request, places=places_of(school), everyone_every=everyone_every)
    if form.does(add_course, request.actor, request.actor.school):
        say(request, _("Added. Whoever it is for finds it on Today."))
        return redirect(url("training:courses", school_slug=request.actor.school.slug))
    return render(
        request, "training/form.html", {"form": form, "question": _("Add a course"), "yes": _("Add it")}
    )


@screen(Permission.TRAINING_KEEP)
def again(request: SchoolRequest) -> HttpResponse:
    """After something serious, or a great change: train all staff and teach all classes again."""
    school = request.actor.school
    classes = [one.key for one in subjects("class", school, today_of(request.actor.now))]
    form = TrainAgainForm.of(request, classes=classes)
    back = url("training:courses", school_slug=school.slug)
    if form.does(train_again, request.actor, school):
        say(request, _("All staff and these classes have it on Today."))
        return redirect(back)
    question = _("Train everybody again")
    return render(
        request,
        "training/form.html",
        {"form": form, "question": question, "yes": _("Ask everybody"), "back": back},
        status=409 if form.refusals else 200,
    )


@screen(Permission.TRAINING_KEEP)
def course(request: SchoolRequest, course_id: int) -> HttpResponse:
    """One course: everybody it is for, those whose training is to be had first, and its sessions."""
    found = _course(course_id)
    people = standings(request.actor.school, request.actor.now, courses=[found])
    people.sort(key=lambda one: (not one.needs, one.due_on))
    context = {
        "course": found,
        "about": about_of(request.actor.school, found)[found.pk],
        "often": often(current_policy(request.actor.school), [found])[found.pk],
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "lacking": sum(one.needs for one in people),
        "classes": list(classes_of_course(found)),
        "sessions": Session.objects.filter(course=found).prefetch_related("attendances__person")[:10],
    }
    return render(request, "training/course.html", context)


@screen(Permission.TRAINING_KEEP)
def hold(request: SchoolRequest, course_id: int) -> HttpResponse:
    """Write down a session for many at once."""
    found = _course(course_id)
    people = standings(request.actor.school, request.actor.now, courses=[found])
    form = SessionForm.of(request, standings=people)
    back = url("training:course", school_slug=request.actor.school.slug, course_id=found.pk)
    if form.does(hold_session, request.actor, found):
        say(request, _("Written down."))
        return redirect(back)
    question = _("Who came to “%(course)s”?") % {"course": found.title}
    return render(
        request,
        "training/form.html",
        {"form": form, "question": question, "yes": _("Write it down"), "back": back},
    )


@screen(Permission.TRAINING_KEEP)
def end(request: SchoolRequest, course_id: int) -> HttpResponse:
    """End a course."""
    found = _course(course_id)
    form = PlainForm.of(request)
    if form.does(end_course, request.actor, found):
        say(request, _("It has ended."))
        return redirect(url("training:courses", school_slug=request.actor.school.slug))
    context = {
        "question": _("End this course?"),
        "what_happens": [
            _("Nobody is asked to come to “%(course)s” any more.") % {"course": found.title},
            _("Who came stays known, and counts as long as it would have."),
        ],
        "yes": _("End it"),
        "back": url("training:course", school_slug=request.actor.school.slug, course_id=found.pk),
        "form": form,
    }
    return render(request, "web/confirm.html", context)


def _clauses_of_training(policy: ResolvedPolicy) -> list[Clause]:
    """The policy's clauses on training people, each once."""
    served = (RECORD, "duty.induction", "duty.refresher_training", AGAIN)
    return list(dict.fromkeys(clause for control in served for clause in policy.clauses_of(control)))


def _course(course_id: int) -> Course:
    found: Course = get_object_or_404(Course.objects.all(), pk=course_id)
    if found.ended_at is not None:
        raise Http404
    return found
