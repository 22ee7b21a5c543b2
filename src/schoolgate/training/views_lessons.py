"""Pages of lessons: what each class was taught this term, and writing one down."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import Pupil
from schoolgate.training.actions import LESSONS, teach_lesson
from schoolgate.training.forms import LessonForm
from schoolgate.training.queries import asked_of_teachers, classes_not_taught, lessons_of, points_to_teach
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25


@screen(Permission.PERSON_READ)
def lessons(request: SchoolRequest) -> HttpResponse:
    """What was taught, the newest first."""
    school = request.actor.school
    page = Paginator(lessons_of(school), PER_PAGE).get_page(request.GET.get("page"))
    policy = current_policy(school)
    asked = [(line, [policy.clauses[one] for one in line.clauses]) for line in asked_of_teachers(policy)]
    points = [(line, [policy.clauses[one] for one in line.clauses]) for line in points_to_teach(policy)]
    return render(
        request,
        "training/lessons.html",
        {
            "page": page,
            "clauses": policy.clauses_of(LESSONS),
            "asked": asked,
            "points": points,
            "missing": classes_not_taught(school).items(),
            "whys": policy.clauses_of("duty.teach_pupils"),
        },
    )


@screen(Permission.PUPIL_NAME)
def teach(request: SchoolRequest) -> HttpResponse:
    """Write down what a class was taught."""
    school = request.actor.school
    rows = Pupil.objects.filter(school=school, left_on__isnull=True).exclude(class_name="")
    classes = sorted(set(rows.order_by().values_list("class_name", flat=True).distinct()))
    points = [(line.key, line.words) for line in points_to_teach(current_policy(school))]
    form = LessonForm.of(
        request, classes=classes, points=points, initial={"taught_on": today_of(request.actor.now)}
    )
    back = url("training:lessons", school_slug=school.slug)
    if form.does(teach_lesson, request.actor, school):
        say(request, _("Written down."))
        return redirect(back)
    question = _("What was a class taught?")
    return render(
        request,
        "training/form.html",
        {"form": form, "question": question, "yes": _("Write it down"), "back": back},
    )
