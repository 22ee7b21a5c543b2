"""Profiles: what the columns of an export mean, named, shared in the trust, taken over for a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import profile_queries as queries
from schoolgate.pupils.actions.profiles import save_profile, take_profile
from schoolgate.pupils.forms.profiles import ProfileForm, TakeProfileForm
from schoolgate.pupils.models import ImportProfile, RollImport
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.ROLL_IMPORT)
def profiles(request: SchoolRequest) -> HttpResponse:
    """The school's own profiles, and those that others of the trust share."""
    school = request.actor.school
    others = [one for one in queries.visible_to(school) if one.school_id != school.pk]
    return render(request, "pupils/profiles.html", {"own": queries.profiles_of(school), "others": others})


@screen(Permission.ROLL_IMPORT)
def profile(request: SchoolRequest, profile_id: int) -> HttpResponse:
    """Name a profile and share it."""
    shown: ImportProfile = get_object_or_404(ImportProfile, pk=profile_id)
    form = ProfileForm.of(request, initial={"name": shown.name, "is_shared": shown.is_shared})
    if form.does(save_profile, request.actor, shown):
        say(request, _("Saved."))
        return redirect(url("pupils:profiles", school_slug=request.actor.school.slug))
    return render(request, "pupils/profile.html", {"form": form, "profile": shown})


@screen(Permission.ROLL_IMPORT)
def take(request: SchoolRequest, import_id: int) -> HttpResponse:
    """Take a profile over for the file that waits."""
    school = request.actor.school
    roll_import: RollImport = get_object_or_404(RollImport, pk=import_id)
    form = TakeProfileForm.of(request, offers=queries.offers(school))
    if form.does(take_profile, request.actor, roll_import):
        say(request, _("Taken over. Look through the columns, then go on."))
        return redirect(url("pupils:map_columns", school_slug=school.slug, import_id=roll_import.pk))
    return render(request, "pupils/take_profile.html", {"form": form, "roll_import": roll_import})
