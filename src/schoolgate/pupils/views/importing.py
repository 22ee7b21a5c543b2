"""The way of a file into the roll: upload, columns, preview, confirm; or drop."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils import import_queries as queries
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.actions.importing import confirm_import, drop_import, map_columns, upload_roll
from schoolgate.pupils.actions.leading import choose_leading_register
from schoolgate.pupils.forms.importing import ConfirmForm, DropForm, LeadingForm, MappingForm, UploadForm
from schoolgate.pupils.importing.columns import Mapping, known_headings
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.pupils.importing.vocabulary import Outcome
from schoolgate.pupils.models import RollImport
from schoolgate.pupils.preview import ALL, preview_rows, totals
from schoolgate.pupils.roll_now import names_of
from schoolgate.pupils.words import OUTCOME_WORDS
from schoolgate.rules.refusals import Refusal
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 50


@screen(Permission.ROLL_IMPORT)
def upload(request: SchoolRequest) -> HttpResponse:
    """Choose a file. Whatever is wrong with it as a whole is said here; nothing is kept of a refused one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    refusals: Sequence[Refusal] = ()
    if request.method == "POST" and form.is_valid():
        try:
            taken = _take(request, form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", " ".join(file_sentence(refused.problem)))
        except OSError:
            form.add_error(
                "file", _("The disk is full, so the file could not be kept. Tell whoever runs Schoolgate.")
            )
        except Refused as refused:
            refusals = refused.refusals
        else:
            return redirect(taken)
    waiting = queries.waiting_import(request.actor.school)
    return render(
        request,
        "pupils/upload.html",
        {
            "form": form,
            "refusals": refusals,
            "waiting": waiting,
            "past": queries.past_imports(request.actor.school),
        },
    )


def _take(request: SchoolRequest, file: object) -> str:
    """Keep the file and say where to go on: to its columns, or to its preview where they are known."""
    school = request.actor.school
    sheet = read_file(file.file, known_headings)  # type: ignore[attr-defined]
    mapping, is_known = queries.mapping_for(school, sheet)
    stored_as = stored_rolls.keep(file.chunks())  # type: ignore[attr-defined]
    try:
        done = upload_roll(
            request.actor,
            school,
            file_name=file.name,  # type: ignore[attr-defined]
            file_digest=sheet.digest,
            stored_as=stored_as,
            mapping=mapping.to_json(),
            columns_are_known=is_known,
        )
    except BaseException:
        stored_rolls.throw_away(stored_as)
        raise
    page = "pupils:confirm_import" if is_known else "pupils:map_columns"
    return url(page, school_slug=school.slug, import_id=done.subject.pk)


@screen(Permission.ROLL_IMPORT)
def columns(request: SchoolRequest, import_id: int) -> HttpResponse:
    """Say what each column and each word means."""
    roll_import: RollImport = get_object_or_404(RollImport, pk=import_id)
    if not stored_rolls.is_there(roll_import.stored_as):
        return redirect(_page(request, "pupils:upload_roll"))
    if queries.is_about_contacts(roll_import):
        return redirect(_page(request, "pupils:confirm_import", import_id=roll_import.pk))
    sheet = queries.sheet_of(roll_import)
    mapping = queries.with_new_lookups(Mapping.from_json(roll_import.mapping), sheet)
    form = MappingForm.of(request, mapping=mapping, sheet=sheet)
    if form.does(map_columns, request.actor, roll_import):
        return redirect(_page(request, "pupils:confirm_import", import_id=roll_import.pk))
    return render(request, "pupils/columns.html", {"form": form, "roll_import": roll_import})


@screen(Permission.ROLL_IMPORT)
def confirm(request: SchoolRequest, import_id: int) -> HttpResponse:
    """Row by row what is wrong and what would change; then confirm. Afterwards, what was done."""
    roll_import: RollImport = get_object_or_404(RollImport.objects.select_related("school"), pk=import_id)
    if roll_import.state not in queries.WAITING:
        still_open = roll_import.questions.filter(answered_at__isnull=True).count()
        return render(request, "pupils/imported.html", {"roll_import": roll_import, "still_open": still_open})
    if not stored_rolls.is_there(roll_import.stored_as):
        return render(request, "pupils/file_gone.html", {"roll_import": roll_import}, status=410)
    if roll_import.state == RollImport.State.MAPPING:
        return redirect(_page(request, "pupils:map_columns", import_id=roll_import.pk))
    return _preview(request, roll_import)


def _preview(request: SchoolRequest, roll_import: RollImport) -> HttpResponse:
    today = today_of(request.actor.now)
    plan = queries.plan_of(roll_import, today)
    form = ConfirmForm.of(
        request,
        absent=len(plan.absent),
        is_unsure=plan.absent_is_unsure,
        initial={"seen": plan.digest},
    )
    if form.does(confirm_import, request.actor, roll_import):
        queries.forget_results()
        say(request, _("The roll is up to date."))
        return redirect(_page(request, "pupils:confirm_import", import_id=roll_import.pk))
    result = queries.result_of(roll_import, today)
    absent = names_of(plan.absent)
    rows = preview_rows(result, plan, absent)
    shown = request.GET.get("rows", "")
    if shown != ALL:
        rows = [row for row in rows if row.says_something]
    # Somebody else may have changed the roll meanwhile: what is seen now is what can be confirmed now.
    if form.is_bound:
        form.data = {**request.POST.dict(), "seen": plan.digest}
    return render(
        request,
        "pupils/preview.html",
        {
            "form": form,
            "roll_import": roll_import,
            "plan": plan,
            "totals": totals(plan),
            "absent": sorted(absent.values()),
            "outcomes": [
                (OUTCOME_WORDS[Outcome(outcome)], count) for outcome, count in sorted(result.counts.items())
            ],
            "problems": [file_sentence(problem) for problem in result.problems],
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "rows": shown,
            "is_about_contacts": queries.is_about_contacts(roll_import),
            "outcome_words": OUTCOME_WORDS,
        },
        status=409 if form.is_bound and form.refusals else 200,
    )


@screen(Permission.ROLL_IMPORT)
def leading(request: SchoolRequest) -> HttpResponse:
    """Say which register of consents leads."""
    school = request.actor.school
    form = LeadingForm.of(request, initial={"leads": school.leading_register})
    if form.does(choose_leading_register, request.actor, school):
        say(request, _("Saved. It holds from the next import on."))
        return redirect(_page(request, "pupils:upload_roll"))
    return render(request, "pupils/leading.html", {"form": form})


@screen(Permission.ROLL_IMPORT)
def drop(request: SchoolRequest, import_id: int) -> HttpResponse:
    """Forget an uploaded file."""
    roll_import: RollImport = get_object_or_404(RollImport, pk=import_id)
    form = DropForm.of(request)
    if form.does(drop_import, request.actor, roll_import):
        queries.forget_results()
        say(request, _("The file is forgotten. Nothing was changed."))
        return redirect(_page(request, "pupils:upload_roll"))
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Forget this file?"),
            "what_happens": _("Nothing on the roll changes. You can upload it again."),
            "yes": _("Forget it"),
            "back": _page(request, "pupils:confirm_import", import_id=roll_import.pk),
            "form": form,
        },
    )


def _page(request: SchoolRequest, name: str, **more: int) -> str:
    return url(name, school_slug=request.actor.school.slug, **more)
