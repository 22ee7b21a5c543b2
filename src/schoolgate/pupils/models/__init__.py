from schoolgate.pupils.models.apart import KeptApart
from schoolgate.pupils.models.checks import ConsentCheck
from schoolgate.pupils.models.consents import Answer, ConsentNow, OfficeQuestion, Restriction
from schoolgate.pupils.models.folder import FolderFile, RollFolder
from schoolgate.pupils.models.holds import OnHold
from schoolgate.pupils.models.roll import Adult, ClassTaught, ImportProfile, Pupil, Responsibility, RollImport
from schoolgate.pupils.models.trust_rolls import SchoolCode, TrustRoll
from schoolgate.pupils.models.understanding import Understanding

__all__ = [
    "Adult",
    "Answer",
    "ClassTaught",
    "ConsentCheck",
    "ConsentNow",
    "FolderFile",
    "ImportProfile",
    "KeptApart",
    "OfficeQuestion",
    "OnHold",
    "Pupil",
    "Responsibility",
    "Restriction",
    "RollFolder",
    "RollImport",
    "SchoolCode",
    "TrustRoll",
    "Understanding",
]
