"""The first page of the demonstration: step in as each person of the cast."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from schoolgate.demo.families import address_for, family_of
from schoolgate.demo.schools import CAST, SCHOOLS, address_of_the_officer
from schoolgate.demo.stepping_in import must_be_a_demonstration, step_in
from schoolgate.kernel.permissions import ROLE_WORDS, Role
from schoolgate.people.models import Appointment, Person, School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.loading import library
from schoolgate.web.door import moment, public

# A person's part in the story is the name in their invented address.
_PARTS = {part.key.replace("_", "-"): (place, part) for place, part in enumerate(CAST)}


@public
def cast(request: HttpRequest) -> HttpResponse:
    """Everyone whom one can step in as, school by school."""
    must_be_a_demonstration(request)
    on = today_of(moment())
    policies = {plan.slug: library()[plan.policy].title for plan in SCHOOLS}
    schools = []
    for school in School.objects.filter(slug__in=policies).order_by("pk"):
        people: dict[int, tuple[Person, list[Role]]] = {}
        for held in Appointment.objects.filter(current(on), school=school).select_related("person"):
            people.setdefault(held.person_id, (held.person, []))[1].append(Role(held.role))
        listed: list[dict[str, Any]] = []
        for person, roles in people.values():
            known = _PARTS.get(person.email.split("@")[0])
            if known is None:
                continue  # Somebody who is only told of: nobody steps in as them.
            place, part = known
            words = ", ".join(ROLE_WORDS[role] for role in roles)
            listed.append({"person": person, "roles": words, "does": part.does, "order": place})
        listed.sort(key=lambda one: one["order"])
        schools.append({"school": school, "policy": policies[school.slug], "people": listed})
    first = School.objects.order_by("pk").first()
    given = {
        "schools": schools,
        "families_school": first if first is not None and family_of(first) else None,
        "officer": Person.objects.filter(email=address_of_the_officer()).select_related("trust").first(),
    }
    return render(request, "demo/cast.html", given)


@public
@require_POST
def step(request: HttpRequest, person_id: int) -> HttpResponse:
    """Step in as this person, and go where one is sent (*See it*) or to Today."""
    must_be_a_demonstration(request)
    person = get_object_or_404(Person.objects.select_related("user"), pk=person_id, user__isnull=False)
    step_in(request, person, moment().timestamp())
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else "today")


@public
@require_POST
def family(request: HttpRequest) -> HttpResponse:
    """Step in as a family: open the link that a parent with two children would have by e-mail."""
    must_be_a_demonstration(request)
    school = School.objects.order_by("pk").first()
    adult = family_of(school) if school is not None else None
    if adult is None:
        raise Http404
    return redirect(address_for(adult, moment()))
