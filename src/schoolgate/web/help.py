"""The page of help, the same for everybody and linked from the foot of every page."""

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.web.door import SchoolRequest, public, recognise


@public
def help_page(request: SchoolRequest) -> HttpResponse:
    recognise(request)
    return render(request, "web/help.html")
