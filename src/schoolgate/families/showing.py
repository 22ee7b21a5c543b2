"""A family's page as it is read: the children, the places with their questions, and what was answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schoolgate.families.answers import Own, own_answers
from schoolgate.families.models import FamilyLink
from schoolgate.families.pupil_queries import answers_of
from schoolgate.people.models import School
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Basis, Channel, Medium, Said, is_online, use_of


@dataclass(frozen=True, slots=True)
class Asks:
    """One question: may this child be shown so. `says` is this adult's answer ("yes", "no" or nothing)."""

    pupil: Pupil
    use: str
    medium: str
    says: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its questions, a group for each child."""

    key: str
    is_online: bool
    is_task: bool
    children: tuple[tuple[Pupil, tuple[Asks, ...]], ...]


@dataclass(frozen=True)
class Questions:
    """Some children, what the school asks about each, and what whoever reads it has answered."""

    school: School
    children: tuple[Pupil, ...]
    uses: tuple[str, ...]
    own: Mapping[tuple[int, str], Own]

    @classmethod
    def of_pupil(cls, pupil: Pupil) -> "Questions":
        """What a pupil who answers alone is asked. Four queries."""
        own = {(pupil.pk, use): said for use, said in answers_of(pupil).items()}
        return cls(pupil.school, (pupil,), uses_of(pupil.school), own)

    def child(self, pk: int) -> Pupil:
        return next(one for one in self.children if one.pk == pk)

    def places(self, chosen: Mapping[int, Mapping[str, Said]] | None = None) -> list[Place]:
        """Every place that is asked about; what was chosen a moment ago stands in place of what was answered."""
        return list(self._places(self.school, chosen or {}))

    def _places(self, school: School, chosen: Mapping[int, Mapping[str, Said]]) -> Iterator[Place]:
        bases = bases_of(school)
        for channel in Channel:
            uses = [(medium, use_of(medium, channel)) for medium in Medium]
            asked = [(medium, use) for medium, use in uses if use in self.uses]
            if asked:
                yield Place(
                    f"place_{channel}",
                    is_online(asked[0][1]),
                    basis_of(asked[0][1], bases) is Basis.PUBLIC_TASK,
                    tuple(
                        (child, tuple(self._asks(child, medium, use, chosen) for medium, use in asked))
                        for child in self.children
                    ),
                )

    def _asks(self, child: Pupil, medium: Medium, use: str, chosen: Mapping[int, Mapping[str, Said]]) -> Asks:
        own = self.own.get((child.pk, use))
        said = chosen.get(child.pk, {}).get(use)
        answered = "" if own is None else "yes" if own.says_yes else "no"
        return Asks(child, use, str(medium), str(said) if said else answered, own is None or own.counts)


@dataclass(frozen=True)
class Family(Questions):
    """What one link opens."""

    link: FamilyLink

    @classmethod
    def of(cls, link: FamilyLink, children: Sequence[Pupil]) -> "Family":
        """Five queries."""
        own = own_answers(link.adult, [one.pk for one in children])
        return cls(link.school, tuple(children), uses_of(link.school), own, link)
