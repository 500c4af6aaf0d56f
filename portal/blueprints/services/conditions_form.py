"""The parts of a record's form on whom it takes, and on law, practice and barriers."""

from collections.abc import Iterable
from functools import partial

from flask_babel import lazy_gettext as _l

from portal.blueprints.services.inputs import (
    IN_ENGLISH,
    Part,
    day,
    number,
    one_of,
    several,
)
from portal.domain.conditions import (
    Accompaniment,
    Answer,
    Dependants,
    Residence,
    StatusNeeded,
)
from portal.domain.terms import TermKind
from portal.forms import coded, passage, term_choices


class ConditionsPart(Part):
    """Whom a service takes and on what terms; what is left empty nobody said."""

    phases = several(_l("When in recovery"), partial(term_choices, TermKind.PHASE))
    status_needed = several(
        _l("Status needed"),
        coded("status_needed", StatusNeeded),
        hint=_l("Tick every status that opens the door."),
    )
    age_from = number(_l("From age"))
    age_to = number(_l("To age"))
    residence = several(_l("Papers and residence"), coded("residence", Residence))
    dependants = one_of(_l("Children who come along"), "dependants", Dependants)
    accompaniment = one_of(_l("How one comes"), "accompaniment", Accompaniment)
    exclusions = passage(
        _l("Who is not taken"), hint=_l("For instance: under medical care."), most=300
    )
    exclusions_en = passage(IN_ENGLISH, most=300)
    documents = passage(_l("Documents to bring"), most=300)
    documents_en = passage(IN_ENGLISH, most=300)

    def offer_phases(self, held: Iterable[str]) -> None:
        """Offer what the office retired and the service still holds."""
        self.phases.choices = term_choices(TermKind.PHASE, held)


class AnswersPart(Part):
    """Three answers that are never one: the law, the practice, and the way in."""

    entitled = one_of(_l("Entitled in law"), "answer", Answer)
    existing = one_of(_l("Exists in practice"), "answer", Answer)
    accessible = one_of(_l("Can be reached"), "answer", Answer)
    barrier = passage(
        _l("What stands in the way"),
        hint=_l("If it does not exist or cannot be reached."),
        most=300,
    )
    barrier_en = passage(IN_ENGLISH, most=300)


class LawPart(Part):
    """Where the law says so; a part of the answers that the team alone sees."""

    legal_basis = passage(
        _l("Legal basis"), hint=_l("The law or rule, with its article."), most=300
    )
    legal_basis_en = passage(IN_ENGLISH, most=300)
    legal_from = day(_l("In force from"))
    legal_until = day(_l("In force until"))


CONDITIONS = (
    *("phases", "status_needed", "age_from", "age_to", "residence", "dependants"),
    "accompaniment",
)
ANSWERS = ("entitled", "existing", "accessible")
LAW = ("legal_from", "legal_until")
