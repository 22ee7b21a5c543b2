"""What the choices of a breach are called."""

from django.utils.translation import gettext_lazy as _

from schoolgate.rules.breaches import Meant, Risk

RISKS = {
    Risk.LOSS: _("Lost, or nobody knows where it is"),
    Risk.THEFT: _("Stolen"),
    Risk.ACCESS: _("Somebody could get at it who should not"),
    Risk.DISCLOSURE: _("Given or shown to the wrong people"),
}
SHORT = {
    Risk.LOSS: _("lost"),
    Risk.THEFT: _("stolen"),
    Risk.ACCESS: _("wrong access"),
    Risk.DISCLOSURE: _("wrong people"),
}
MEANT = {
    Meant.ACCIDENT: _("By accident"),
    Meant.DELIBERATE: _("On purpose"),
    Meant.UNKNOWN: _("Not known yet"),
}
