"""A question about a post before it goes anywhere: asking it, and answering it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.asking import answer_first, ask_first
from schoolgate.posts.forms.deciding import AnswerFirstForm, AskFirstForm
from schoolgate.posts.views.finding import post_or_404
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POST_WRITE)
def ask(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Ask somebody senior about this post."""
    post = post_or_404(request, post_id)
    form = AskFirstForm.of(request)
    if form.does(ask_first, request.actor, post):
        say(request, _("Asked. The post waits for the answer."))
        return redirect(post)
    return render(request, "posts/ask.html", {"post": post, "form": form, "question": ""})


@screen(Permission.POST_APPROVE)
def answer(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Answer what was asked."""
    post = post_or_404(request, post_id)
    form = AnswerFirstForm.of(request)
    if form.does(answer_first, request.actor, post):
        say(request, _("Answered. The post can go on."))
        return redirect(post)
    return render(request, "posts/ask.html", {"post": post, "form": form, "question": post.question})
