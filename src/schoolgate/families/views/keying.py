"""On paper and by word: letters with a link of their own, and what comes back keyed in, one child after the other."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.families import progress as reads
from schoolgate.families.actions.keying import key_answer_in, print_letters
from schoolgate.families.forms import KeyInForm, TakeForm
from schoolgate.families.language import others_than_english
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.lists import Answered, adults_of, found_on_roll, uses_of
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import is_online, use_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.qr_codes import drawn


@screen(Permission.CONSENT_MAINTAIN)
def letters(request: SchoolRequest) -> HttpResponse:
    """Letters to print, each with a link of its own as a square to scan. That they were printed is recorded."""
    school = request.actor.school
    form = TakeForm.of(request)
    asked = reads.asked_of(school, request.actor.now)
    if form.does(print_letters, request.actor, school) and form.done is not None:
        made = form.done.subject.letters_to_print
        children = Pupil.objects.in_bulk([pupil for one in made for pupil in one.pupils])
        given = {
            "letters": [
                (one, [children[pupil].forename for pupil in one.pupils], drawn(one.address)) for one in made
            ],
            "asks": [(use_words(use), is_online(use)) for use in uses_of(school)],
            "languages": others_than_english(),
        }
        return render(request, "families/letters.html", given)
    return render(request, "families/print.html", {"form": form, "many": len(reads.on_paper(asked))})


@screen(Permission.CONSENT_MAINTAIN)
def key_in(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """What came back for one child; then the next child of the class that has an answer missing."""
    school = request.actor.school
    pupil = get_object_or_404(Pupil, pk=pupil_id)
    ties = [tie for tie in adults_of(pupil) if tie.may_be_written_to]
    form = KeyInForm.of(request, ties=ties, uses=uses_of(school))
    if form.does(key_answer_in, request.actor, pupil):
        say(request, _("Written down for %(name)s.") % {"name": pupil.full_name})
        return _next_after(request, pupil)
    return render(request, "families/key_in.html", {"form": form, "pupil": pupil, "has_adults": bool(ties)})


def _next_after(request: SchoolRequest, pupil: Pupil) -> HttpResponse:
    school = request.actor.school
    today = today_of(request.actor.now)
    waiting = found_on_roll(school, today, class_name=pupil.class_name, answered=Answered.OPEN)
    if pupil.class_name and (left := [pk for pk in waiting if pk != pupil.pk]):
        return redirect("families:key_in", school.slug, left[0])
    return redirect("families:progress", school.slug)
