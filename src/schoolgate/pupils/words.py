"""Words of the roll for people: fields, answers, capacities."""

from django.utils.translation import gettext_lazy as _

from schoolgate.pupils.importing.vocabulary import Field, Outcome
from schoolgate.rules.consents import Said

FIELD_WORDS = {
    Field.IGNORED: _("not used"),
    Field.ADMISSION_NUMBER: _("admission number"),
    Field.UPN: _("UPN"),
    Field.FORMER_UPN: _("former UPN"),
    Field.LEGAL_SURNAME: _("surname"),
    Field.LEGAL_FORENAME: _("forename"),
    Field.MIDDLE_NAMES: _("middle names"),
    Field.PREFERRED_SURNAME: _("preferred surname"),
    Field.PREFERRED_FORENAME: _("preferred forename"),
    Field.BORN_ON: _("date of birth"),
    Field.YEAR_GROUP: _("year group"),
    Field.CLASS_NAME: _("class"),
    Field.JOINED_ON: _("admission date"),
    Field.LEFT_ON: _("leaving date"),
    Field.FORMER_SURNAME: _("former surname"),
    Field.IN_CARE: _("looked after by a local authority"),
    Field.AFTER_CARE: _("adopted, or under special guardianship"),
    Field.UPN_ELSEWHERE: _("UPN on another roll of the trust"),
    Field.CONSENT: _("consent"),
    Field.CONSENT_LIST: _("list of consents"),
    Field.GUARDIAN_NAME: _("name of parent or carer"),
    Field.GUARDIAN_RELATIONSHIP: _("relationship of parent or carer"),
    Field.GUARDIAN_EMAIL: _("e-mail of parent or carer"),
    Field.GUARDIAN_TELEPHONE: _("telephone of parent or carer"),
    Field.GUARDIAN_RESPONSIBILITY: _("parental responsibility of parent or carer"),
}

SAID_WORDS = {
    Said.YES: _("yes"),
    Said.NO: _("no"),
    Said.WITHDRAWN: _("withdrawn"),
    Said.OBJECTED: _("objected"),
    Said.NOT_ANSWERED: _("not answered"),
}

OUTCOME_WORDS = {
    Outcome.OK: _("in order"),
    Outcome.WARN: _("imported, with something to put right"),
    Outcome.ASK: _("held for you"),
    Outcome.REJECT: _("not imported"),
    Outcome.SKIP: _("no pupil"),
}
