"""Adding somebody, giving and ending roles, and naming a stand-in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.people.appointing import LEADING_ROLES, colleagues_of, roles_to_give
from schoolgate.people.forms.fields import address_field, choose, day_field, name_field, role_choices
from schoolgate.web.forms import ActionForm

_CHOOSE_ROLE = {"required": _("Choose a role."), "invalid_choice": _("You can't give or end this role.")}


class AppointForm(ActionForm):
    """A role with its days."""

    role = forms.ChoiceField(label=_("Role"), error_messages=_CHOOSE_ROLE)
    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"), required=False, help_text=_("Leave empty if you do not know it yet."))

    def __init__(self, *args: Any, actor: Actor, **given: Any) -> None:
        super().__init__(*args, **given)
        choose(self.fields["role"], role_choices(roles_to_give(actor)))


class AddPersonForm(AppointForm):
    """Somebody new, with their first role."""

    title = name_field(_("Title, if they use one"), required=False, length=20)
    forename = name_field(_("First name"))
    surname = name_field(_("Last name"))
    email = address_field(help_text=_("With an address they can sign in. We write to them at once."))
    team = name_field(_("Class or team"), required=False)
    field_order = ("title", "forename", "surname", "email", "team", "role", "first_on", "last_on", "form_key")


class ChangePersonForm(ActionForm):
    """Name, address and team."""

    title = name_field(_("Title, if they use one"), required=False, length=20)
    forename = name_field(_("First name"))
    surname = name_field(_("Last name"))
    email = address_field(help_text=_("They sign in with it. We also write to the address they had."))
    team = name_field(_("Class or team"), required=False)


class EndForm(ActionForm):
    """The last day of a role."""

    last_on = day_field(
        _("Last day"), help_text=_("On this day they may still do it; the day after no more.")
    )


class InviteForm(ActionForm):
    """Nothing to fill in."""


class NewAccountForm(ActionForm):
    """Nothing to fill in."""


class StandInForm(ActionForm):
    """Who decides in my place, as what, on which days."""

    role = forms.ChoiceField(label=_("As what"), error_messages=_CHOOSE_ROLE)
    first_on = day_field(_("First day"))
    last_on = day_field(_("Last day"))

    def __init__(self, *args: Any, actor: Actor, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"] = forms.ModelChoiceField(
            label=_("Who stands in for you"),
            queryset=colleagues_of(actor),
            empty_label=_("Choose somebody"),
            error_messages={
                "required": _("Choose somebody."),
                "invalid_choice": _("This person does not work at your school now. Choose somebody else."),
            },
        )
        own = may_lead(actor)
        choose(self.fields["role"], role_choices(own))
        if len(own) == 1:
            self.fields["role"].initial = own[0].value
        self.order_fields(("person", "role", "first_on", "last_on"))


def may_lead(actor: Actor) -> tuple[Role, ...]:
    """The roles of this person for which a stand-in can be named."""
    return tuple(role for role in LEADING_ROLES if role in actor.roles)
