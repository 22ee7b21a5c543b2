"""The folder that the management system writes to each night: how it is set, and what it did."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import folder_queries as queries
from schoolgate.pupils import folders
from schoolgate.pupils.actions.folder import mark_file_seen, watch_folder
from schoolgate.pupils.forms.folder import FolderForm, SeenForm
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.pupils.importing.vocabulary import Code, FileProblem
from schoolgate.pupils.models import FolderFile
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

FILES_SHOWN = 30


@screen(Permission.ROLL_IMPORT)
def folder(request: SchoolRequest) -> HttpResponse:
    """How the folder is set, and every file that it brought."""
    school = request.actor.school
    found = queries.folder_settings(school)
    form = FolderForm.of(request, initial={"is_watched": found.is_watched, "afterwards": found.afterwards})
    if form.is_bound and folders.is_ours(school):
        folders.make_folder(school)
    if form.does(watch_folder, request.actor, school):
        say(request, _("Saved."))
        return redirect(url("pupils:roll_folder", school_slug=school.slug))
    files = [(one, _words(one)) for one in queries.files_seen(school, FILES_SHOWN)]
    return render(
        request,
        "pupils/folder.html",
        {
            "form": form,
            "folder": found,
            "is_there": folders.is_there(school),
            "is_ours": folders.is_ours(school),
            "name": f"{folders.folder_of(school).parent.name}/{school.slug}",
            "files": files,
        },
    )


def _words(line: FolderFile) -> list[str]:
    """What became of a file, in words."""
    if line.state == FolderFile.State.BROKEN:
        return list(file_sentence(FileProblem(Code(line.problem), value=line.problem_about)))
    said = [str(FolderFile.State(line.state).label)]
    for what, words in _APPLIED.items():
        if count := line.applied.get(what, 0):
            said.append(words(count) % {"n": count})
    return said


_APPLIED = {
    "withdrawn": lambda n: ngettext(
        "a yes was taken back for %(n)s pupil", "a yes was taken back for %(n)s pupils", n
    ),
    "refused": lambda n: ngettext("a new no for %(n)s pupil", "a new no for %(n)s pupils", n),
    "left": lambda n: ngettext("%(n)s pupil has a last day", "%(n)s pupils have a last day", n),
    "kept_apart": lambda n: ngettext(
        "for %(n)s pupil an adult is kept apart", "for %(n)s pupils an adult is kept apart", n
    ),
}


@screen(Permission.ROLL_IMPORT)
def seen(request: SchoolRequest, file_id: int) -> HttpResponse:
    """Say that somebody has looked at a file that could not be read."""
    line: FolderFile = get_object_or_404(FolderFile, pk=file_id)
    back = url("pupils:roll_folder", school_slug=request.actor.school.slug)
    form = SeenForm.of(request)
    if form.does(mark_file_seen, request.actor, line):
        say(request, _("Noted."))
        return redirect(back)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Have you seen to “%(name)s”?") % {"name": line.name},
            "what_happens": _("The line goes from Today. The file is not read again; export a new one."),
            "yes": _("It is seen to"),
            "back": back,
            "form": form,
        },
    )
