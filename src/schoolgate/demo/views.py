"""The first page of the demonstration: step in as each person of the cast."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from schoolgate.demo.schools import CAST, SCHOOLS
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
    return render(request, "demo/cast.html", {"schools": schools})


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
