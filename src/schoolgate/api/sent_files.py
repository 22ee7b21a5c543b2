"""Files that a program sends."""

from django.core.files.uploadedfile import UploadedFile

from schoolgate.api.door import Call
from schoolgate.api.inputs import Wrong
from schoolgate.api.problems import Problem

MULTIPART = "multipart/form-data"


def files_of(call: Call) -> list[UploadedFile]:
    """The files of this call, or what is wrong with it."""
    name = call.operation.file_field
    if call.request.content_type != MULTIPART:
        raise Problem("wrong-type", f"Send the file as {MULTIPART}, in the field “{name}”.")
    others = [*call.request.POST, *(one for one in call.request.FILES if one != name)]
    if others:
        raise Wrong(dict.fromkeys((one[:80] for one in others), "There is no such field."))
    found = call.request.FILES.getlist(name)
    if not found:
        raise Wrong({name: "The file is missing."})
    return found
