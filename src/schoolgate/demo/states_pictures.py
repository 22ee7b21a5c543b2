"""Where the clauses about pictures that should not be there, and about whose camera took them, are seen at work."""

from django.utils.translation import gettext_lazy as _

from schoolgate.demo.states import STATES, State
from schoolgate.kernel.permissions import Permission

STATES["a_compromising_picture_is_deleted_at_once"] = State(
    "teacher",
    "posts:wrong_picture",
    Permission.PICTURE_DELETE,
    _("A picture of a draft, and the button that deletes it from everywhere."),
    "Choir in the market square",
)
# The network manager's approval is an entry of this register; the clause stands beside it.
STATES["register.devices/it_is_written_down_for_its_clause"] = State(
    "head", "registers:register", Permission.REGISTER_READ, _("The register of school devices."), "devices"
)
STATES["a_device_is_approved_before_it_takes_pictures"] = STATES[
    "register.devices/it_is_written_down_for_its_clause"
]
