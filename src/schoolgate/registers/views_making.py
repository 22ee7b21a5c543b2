"""A register of the school's own, made on a page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.registers.actions import end_register, make_register
from schoolgate.registers.forms import ButtonForm, MakeRegisterForm
from schoolgate.registers.models import OwnRegister
from schoolgate.rules.forms.own import own_key
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.FORM_MAKE)
def make(request: SchoolRequest) -> HttpResponse:
    """What each entry says, and how often it is looked at."""
    form = MakeRegisterForm.of(request)
    if form.does(make_register, request.actor, request.actor.school):
        say(request, _("Your register is there."))
        made = own_key(form.cleaned_data["title"])
        return redirect("registers:register", request.actor.school.slug, made)
    return render(request, "registers/make.html", {"form": form}, status=409 if form.refusals else 200)


@screen(Permission.FORM_MAKE)
def end(request: SchoolRequest, key: str) -> HttpResponse:
    """Nothing new is written in it."""
    own = get_object_or_404(OwnRegister, key=key)
    back = url("registers:register", school_slug=request.actor.school.slug, key=key)
    form = ButtonForm.of(request)
    if form.does(end_register, request.actor, own):
        say(request, _("It has ended. What stands in it stays readable."))
        return redirect(back)
    context = {
        "question": _("End the register “%(title)s”?") % {"title": own.register.title},
        "what_happens": _(
            "Nothing new is written in it, and nobody is asked to look at it again. What stands in it stays, "
            "to be read, printed and taken out."
        ),
        "yes": _("End it"),
        "back": back,
        "form": form,
        "cannot_be_undone": True,
    }
    return render(request, "web/confirm.html", context, status=409 if form.refusals else 200)
