"""Urgent notices: prepared and approved beforehand, sent with closed blanks."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice, retire_notice, send_notice
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.forms.noticing import PrepareNoticeForm, SendNoticeForm
from schoolgate.posts.models import NoticeTemplate
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say


@screen(Permission.POST_READ)
def notices(request: SchoolRequest) -> HttpResponse:
    """The notices that are ready, and those that wait for a second person."""
    kept = list(
        NoticeTemplate.objects.filter(retired_at__isnull=True)
        .select_related("written_by", "approved_by")
        .prefetch_related("accounts")
    )
    return render(
        request,
        "posts/notices.html",
        {
            "ready": [one for one in kept if one.approved_at],
            "waiting": [one for one in kept if not one.approved_at],
            "may_prepare": request.actor.may(Permission.NOTICE_PREPARE),
            "may_send": request.actor.may(Permission.NOTICE_SEND),
            "form": PlainForm.of(request),
        },
    )


@screen(Permission.NOTICE_PREPARE)
def prepare(request: SchoolRequest) -> HttpResponse:
    """Write a notice; somebody else approves it."""
    form = PrepareNoticeForm.of(request)
    if form.does(prepare_notice, request.actor, request.actor.school):
        say(request, _("Kept. It can be used once another leader has approved it."))
        return redirect("posts:notices", request.actor.school.slug)
    return render(request, "posts/prepare_notice.html", {"form": form})


@screen(Permission.NOTICE_PREPARE)
def approve(request: SchoolRequest, notice_id: int) -> HttpResponse:
    """Approve a notice beforehand."""
    notice: NoticeTemplate = get_object_or_404(
        NoticeTemplate.objects.select_related("written_by"), pk=notice_id
    )
    form = PlainForm.of(request)
    if form.does(approve_notice, request.actor, notice):
        say(request, _("Approved. It can now go out at any hour."))
        return redirect("posts:notices", request.actor.school.slug)
    why_not = approve_notice.why_not(request.actor, notice)
    return render(request, "posts/approve_notice.html", {"notice": notice, "form": form, "stopping": why_not})


@screen(Permission.NOTICE_SEND)
def send(request: SchoolRequest, notice_id: int) -> HttpResponse:
    """Fill the blanks and let it out."""
    notice: NoticeTemplate = get_object_or_404(
        NoticeTemplate.objects.prefetch_related("accounts"), pk=notice_id
    )
    form = SendNoticeForm.of(request, notice=notice)
    if form.does(send_notice, request.actor, notice):
        say(request, _("It is on its way."))
        return redirect("posts:post", request.actor.school.slug, form.done_id)
    return render(request, "posts/send_notice.html", {"notice": notice, "form": form})


@screen(Permission.NOTICE_PREPARE)
@require_POST
def retire(request: SchoolRequest, notice_id: int) -> HttpResponse:
    """Take a notice out of use."""
    notice = get_object_or_404(NoticeTemplate, pk=notice_id)
    if PlainForm.of(request).does(retire_notice, request.actor, notice):
        say(request, _("The notice is out of use."))
    return redirect("posts:notices", request.actor.school.slug)
