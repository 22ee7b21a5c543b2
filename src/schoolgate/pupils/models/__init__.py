from schoolgate.pupils.models.consents import Answer, ConsentNow, OfficeQuestion, Restriction
from schoolgate.pupils.models.roll import Adult, ClassTaught, ImportProfile, Pupil, Responsibility, RollImport

__all__ = [
    "Adult",
    "Answer",
    "ClassTaught",
    "ConsentNow",
    "ImportProfile",
    "OfficeQuestion",
    "Pupil",
    "Responsibility",
    "Restriction",
    "RollImport",
]
