"""One file for all schools of a trust: uploaded and parted by a trust officer, confirmed by each school's office."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import trust_actor_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils import trust_queries as queries
from schoolgate.pupils.actions.trust_rolls import drop_trust_roll, part_trust_roll, upload_trust_roll
from schoolgate.pupils.forms.importing import UploadForm
from schoolgate.pupils.forms.trust import ForgetForm, PartForm
from schoolgate.pupils.importing.columns import Mapping as Columns
from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.parting import Parting
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.pupils.models import TrustRoll
from schoolgate.pupils.trust_queries import PartFile
from schoolgate.rules.roll import InFile
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.TRUST_ROLL)
def trust_upload(request: SchoolRequest) -> HttpResponse:
    """Choose the trust's file. Whatever is wrong with it as a whole is said here."""
    actor = _for_the_trust(request)
    trust = request.actor.school.trust
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            roll = _take(actor, trust, form.cleaned_data["file"])
        except FileRefused as refused:
            form.add_error("file", " ".join(file_sentence(refused.problem)))
        except OSError:
            form.add_error("file", _("The disk is full, so the file could not be kept."))
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(None, f"{refusal.words} {refusal.next_step}")
        else:
            return redirect(_page(request, "pupils:part_trust_roll", roll_id=roll.pk))
    context = {"form": form, "waiting": queries.waiting_roll(trust), "past": queries.past_rolls(trust)}
    return render(request, "pupils/trust_upload.html", context)


def _for_the_trust(request: SchoolRequest) -> Actor:
    """The same person as the trust's; a 404 for whoever holds no such post at the trust itself."""
    actor = trust_actor_of(request.actor.person, request.actor.school.trust, request.actor.now)
    if not actor.may(Permission.TRUST_ROLL):
        raise Http404
    return actor


def _take(actor: Actor, trust: Any, file: Any) -> TrustRoll:
    """Keep the file with what stands in it. Nothing is kept of one that cannot be parted."""
    stored_as = stored_rolls.keep(file.chunks())
    try:
        parting = queries.parting_of(stored_as)
        done = upload_trust_roll(
            actor,
            trust,
            file_name=file.name,
            file_digest=parting.sheet.digest,
            stored_as=stored_as,
            parts=[
                {"key": part.key, "code": part.code, "name": part.name, "rows": len(part.records)}
                for part in parting.parts
            ],
            counts=_counts(parting),
        )
    except BaseException:
        stored_rolls.throw_away(stored_as)
        raise
    roll: TrustRoll = done.subject
    return roll


def _counts(parting: Parting) -> dict[str, int]:
    return {
        "rows": parting.rows,
        "children": parting.children,
        "schools": len(parting.parts),
        "on_two_rolls": sum(one.is_same_child for one in parting.twice),
        "upn_of_two": sum(not one.is_same_child for one in parting.twice),
        "without_upn": parting.without_upn,
        "wrong_upns": parting.wrong_upns,
        "without_school": len(parting.without_school),
    }


@screen(Permission.TRUST_ROLL)
def part(request: SchoolRequest, roll_id: int) -> HttpResponse:
    """Say which school is which, and give each its part. Afterwards, what became of the parts."""
    actor = _for_the_trust(request)
    roll = _roll(request, roll_id)
    schools = queries.schools_of(roll.trust)
    names = {school.pk: school.name for school in schools}
    if roll.state != TrustRoll.State.WAITING:
        return render(request, "pupils/trust_parted.html", {"roll": roll, "names": names})
    proposed = queries.which_is_which(roll.trust, roll.parts, schools)
    form = PartForm.of(request, parts=roll.parts, schools=schools, proposed=proposed)
    by_id = {school.pk: school for school in schools}
    if form.is_bound and form.is_valid() and _does_part(form, actor, roll, by_id):
        say(request, _("Each school's office has its part now and confirms it."))
        return redirect(_page(request, "pupils:part_trust_roll", roll_id=roll.pk))
    return render(request, "pupils/trust_part.html", {"form": form, "roll": roll, "proposed": proposed})


def _does_part(form: PartForm, actor: Actor, roll: TrustRoll, schools: Mapping[int, School]) -> bool:
    """Write each school's part and hand it over; nothing of it stays where that is refused."""
    chosen = {key: schools[school] for key, school in form.given()["schools"].items() if school in schools}
    files = list(_files(roll, chosen)) if stored_rolls.is_there(roll.stored_as) else []
    taken: set[str] = set()
    try:
        if not form.does(part_trust_roll, actor, roll, files=files):
            return False
        taken = _stored_of_imports(files)
        return True
    finally:
        for one in files:
            if one.stored_as not in taken:
                stored_rolls.throw_away(one.stored_as)


def _files(roll: TrustRoll, chosen: Mapping[str, School]) -> Iterator[PartFile]:
    parting = queries.parting_of(roll.stored_as)
    for one in parting.parts:
        school = chosen.get(one.key)
        if school is None:
            continue
        stored_as = stored_rolls.keep([parting.file_of(one)])
        with stored_rolls.opened(stored_as) as file, scope(school=school):
            sheet = read_file(file, known_headings)
            mapping, is_known = import_queries.mapping_for(school, sheet)
        yield PartFile(one.key, stored_as, sheet.digest, mapping.to_json(), is_known or _is_plain(mapping))


def _is_plain(mapping: Columns) -> bool:
    """True where every column and every word of consent is known, so that no office has to say it again."""
    return not mapping.missing() and InFile.UNCLEAR not in mapping.words.values()


def _stored_of_imports(files: list[PartFile]) -> set[str]:
    return queries.stored_names(one.stored_as for one in files)


@screen(Permission.TRUST_ROLL)
def trust_drop(request: SchoolRequest, roll_id: int) -> HttpResponse:
    """Forget the trust's file."""
    actor = _for_the_trust(request)
    roll = _roll(request, roll_id)
    form = ForgetForm.of(request)
    back = _page(request, "pupils:upload_trust_roll")
    if form.does(drop_trust_roll, actor, roll):
        say(request, _("The file is forgotten. Nothing was changed."))
        return redirect(back)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Forget this file?"),
            "what_happens": _("No roll changes. You can upload it again."),
            "yes": _("Forget it"),
            "back": back,
            "form": form,
        },
    )


def _roll(request: SchoolRequest, roll_id: int) -> TrustRoll:
    roll = get_object_or_404(TrustRoll.objects.select_related("trust"), pk=roll_id)
    if roll.trust_id != request.actor.trust_id:
        raise Http404
    return roll


def _page(request: SchoolRequest, name: str, **more: int) -> str:
    return url(name, school_slug=request.actor.school.slug, **more)
