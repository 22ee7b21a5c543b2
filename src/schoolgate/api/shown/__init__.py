"""What programs are shown of things: public fields only, each class one kind of answer.

A field that tells more than everybody with the list's permission may know is None for the others.
"""

from schoolgate.api.shown.people import (
    AdjustmentShown,
    AppointmentShown,
    DutyShown,
    MeShown,
    PersonShown,
    RoleShown,
    SchoolShown,
    TodayShown,
    TokenShown,
)
from schoolgate.api.shown.posts import (
    DeliveryShown,
    NamedShown,
    NoticeShown,
    PictureShown,
    PostShown,
    ProposalShown,
    StopShown,
)
from schoolgate.api.shown.pupils import (
    AdultShown,
    AdultsShown,
    ConsentShown,
    FoundShown,
    ImportShown,
    PupilShown,
    QuestionShown,
)
from schoolgate.api.shown.school import (
    AccountShown,
    ClauseShown,
    ClosedShown,
    EventShown,
    GateShown,
    PolicyShown,
    RefusalShown,
    SettingShown,
    SubjectShown,
    TermShown,
    VersionShown,
)

__all__ = [
    "AccountShown",
    "AdjustmentShown",
    "AdultShown",
    "AdultsShown",
    "AppointmentShown",
    "ClauseShown",
    "ClosedShown",
    "ConsentShown",
    "DeliveryShown",
    "DutyShown",
    "EventShown",
    "FoundShown",
    "GateShown",
    "ImportShown",
    "MeShown",
    "NamedShown",
    "NoticeShown",
    "PersonShown",
    "PictureShown",
    "PolicyShown",
    "PostShown",
    "ProposalShown",
    "PupilShown",
    "QuestionShown",
    "RefusalShown",
    "RoleShown",
    "SchoolShown",
    "SettingShown",
    "StopShown",
    "SubjectShown",
    "TermShown",
    "TodayShown",
    "TokenShown",
    "VersionShown",
]
