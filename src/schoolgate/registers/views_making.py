"""A register of the school's own, made on a page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.registers.actions import make_register
from schoolgate.registers.forms import MakeRegisterForm
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.FORM_MAKE)
def make(request: SchoolRequest) -> HttpResponse:
    """What each entry says, and how often it is looked at."""
    form = MakeRegisterForm.of(request)
    if form.does(make_register, request.actor, request.actor.school):
        say(request, _("Your register is there."))
        return redirect("registers:registers", request.actor.school.slug)
    return render(request, "registers/make.html", {"form": form}, status=409 if form.refusals else 200)
