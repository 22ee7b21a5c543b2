"""Forms of policies: adopting, signing, setting one thing otherwise."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from schoolgate.policies.words import check_words, role_words
from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.policy.adoption import PaperSignature, signatories
from schoolgate.rules.policy.floors import Among, Floor
from schoolgate.rules.policy.shapes import ByGroup, Choice, Hours, Number, Several, Shape, Value, Words, plain
from schoolgate.web.forms import ActionForm


class PlainForm(ActionForm):
    """A form with nothing to fill in."""


class AdoptForm(ActionForm):
    """The checks, and for each post that signs: a signature on paper, or nothing to ask for it later."""

    def __init__(self, *args: Any, policy: ResolvedPolicy, own_role: str = "", **given: Any) -> None:
        super().__init__(*args, **given)
        self.code = policy.code
        self.roles = [role for role in signatories(policy) if role != own_role]
        self.every_check: tuple[str, ...] = policy.setting("adoption_checks")
        checks = [(key, check_words(policy, key)) for key in self.every_check]
        if checks:
            self.fields["checks"] = forms.MultipleChoiceField(
                label=_("I have made sure that"),
                choices=checks,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        for role in self.roles:
            self.fields[f"name_{role}"] = forms.CharField(
                label=_("Signed on paper by %(post)s: the name") % {"post": role_words(policy, role)},
                help_text=_("Leave this empty to ask for the signature here."),
                required=False,
                max_length=160,
            )
            self.fields[f"day_{role}"] = forms.DateField(
                label=_("Signed on paper by %(post)s: the day") % {"post": role_words(policy, role)},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why this policy, in a sentence (you may leave this out)"), required=False, max_length=400
        )

    def signature_fields(self) -> list[tuple[Any, Any]]:
        """For each post that signs: the fields of the name and of the day."""
        return [(self[f"name_{role}"], self[f"day_{role}"]) for role in self.roles]

    def given(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "checks": tuple(self.cleaned_data.get("checks", ())),
            "on_paper": tuple(self._paper_signatures()),
            "reason": self.cleaned_data["reason"],
        }

    def _paper_signatures(self) -> list[PaperSignature]:
        said = [
            PaperSignature(role, self.cleaned_data[f"name_{role}"], self.cleaned_data.get(f"day_{role}"))
            for role in self.roles
        ]
        return [signature for signature in said if signature.name or signature.on]


class OverrideForm(ActionForm):
    """One setting or gate, in the shape of its value, and the reason."""

    def __init__(self, *args: Any, policy: ResolvedPolicy, setting: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.setting = setting
        if setting in policy.gates:
            gate = policy.gates[setting]
            self.shape: Shape | None = None
            self.fields["value"] = _strictness_field(gate.definition.floor)
            self.initial.setdefault("value", str(gate.strictness))
        else:
            held = policy.settings[setting]
            self.shape = held.definition.shape
            self.fields |= fields_for(self.shape, held.definition.floor)
            self.initial = {**initial_for(self.shape, held.value), **self.initial}
        self.fields["reason"] = forms.CharField(
            label=_("Why does your school do this otherwise?"),
            help_text=_("A sentence that anybody may read, beside the policy."),
            max_length=400,
            required=False,
        )

    def given(self) -> dict[str, Any]:
        value = value_from(self.shape, self.cleaned_data) if self.shape else self.cleaned_data["value"]
        return {"setting": self.setting, "value": value, "reason": self.cleaned_data["reason"]}


def fields_for(shape: Shape, floor: Floor | None) -> dict[str, forms.Field]:
    """The fields in which a value of this shape is given."""
    match shape:
        case Number():
            label = _("How many %(units)s?") % {"units": f"{shape.unit}s"}
            return {"value": forms.IntegerField(label=label, min_value=shape.lowest, max_value=shape.highest)}
        case Choice():
            return {"value": _choice_field(_("What should hold?"), shape, floor)}
        case Several():
            return {"value": _several_field(_("Which of these?"), shape)}
        case ByGroup(groups=groups, each=Choice() as each):
            return {f"value_{key}": _choice_field(words, each, None) for key, words in groups.items()}
        case ByGroup(groups=groups, each=Several() as each):
            return {f"value_{key}": _several_field(words, each) for key, words in groups.items()}
        case Words():
            area = forms.Textarea(attrs={"rows": 8})
            return {"value": forms.CharField(label=_("One in each line"), widget=area, required=False)}
        case _:
            example = _("For example 18:00-07:30.")
            return {"value": forms.CharField(label=_("From when until when?"), help_text=example)}


def initial_for(shape: Shape, value: Value) -> dict[str, Any]:
    """What stands in those fields for this value."""
    said = plain(value)
    if isinstance(shape, ByGroup):
        return {f"value_{key}": each for key, each in said.items()}
    return {"value": "\n".join(said) if isinstance(shape, Words) else said}


def value_from(shape: Shape, cleaned: dict[str, Any]) -> Any:
    """The value that was given in those fields."""
    if isinstance(shape, ByGroup):
        return {key: cleaned[f"value_{key}"] for key in shape.groups}
    if isinstance(shape, Words):
        return [line.strip() for line in cleaned["value"].splitlines() if line.strip()]
    if isinstance(shape, Hours):
        return cleaned["value"].replace(" ", "")
    return cleaned["value"]


def _choice_field(label: str, shape: Choice, floor: Floor | None) -> forms.ChoiceField:
    allowed = floor.bound.allowed if floor and isinstance(floor.bound, Among) else tuple(shape.choices)
    offered = [(key, words) for key, words in shape.choices.items() if key in allowed]
    return forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect)


def _several_field(label: str, shape: Several) -> forms.MultipleChoiceField:
    choices = list(shape.choices.items())
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
    )


def _strictness_field(floor: Strictness) -> forms.ChoiceField:
    words = {
        Strictness.MUST: _("It stops"),
        Strictness.WARN: _("It warns, and goes on with a reason"),
        Strictness.OFF: _("It is off"),
    }
    offered = [(str(each), words[each]) for each in Strictness if each.rank >= floor.rank]
    return forms.ChoiceField(label=_("How firmly should it hold?"), choices=offered, widget=forms.RadioSelect)
