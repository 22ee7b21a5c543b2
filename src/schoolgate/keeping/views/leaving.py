"""Taking out everything that is kept of a school."""

import tempfile
from pathlib import Path
from typing import cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django_scopes import scopes_disabled

from schoolgate.keeping.actions.leaving_schools import export_school
from schoolgate.keeping.exporting import write_export
from schoolgate.kernel.permissions import Permission
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm


@screen(Permission.SCHOOL_EXPORT)
def export(request: SchoolRequest) -> HttpResponse:
    """What is in it, and one button that gives it."""
    school = request.actor.school
    form = ActionForm.of(request)
    if not form.does(export_school, request.actor, school):
        return render(request, "keeping/export.html", {"form": form})
    with tempfile.TemporaryDirectory(prefix="export-") as folder, scopes_disabled():
        place = Path(folder) / "export.zip"
        write_export(school, place, request.actor.now)
        # Opened before its folder goes: the file lives as long as the answer is being read.
        file = place.open("rb")
    name = f"schoolgate-{school.slug}-{request.actor.now:%Y-%m-%d}.zip"
    return cast(HttpResponse, FileResponse(file, as_attachment=True, filename=name))
