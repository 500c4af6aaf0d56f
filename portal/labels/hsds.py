"""What the open data says beside the records: names of lists, and sentences."""

from typing import Any

from flask_babel import lazy_gettext as _l

NAMES: dict[str, dict[str, Any]] = {
    "taxonomy": {
        "category": _l("Kind of help"),
        "group": _l("For whom"),
        "model": _l("How help is given"),
        "phase": _l("When, after leaving"),
        "status_needed": _l("Status that is needed"),
        "residence": _l("Papers and residence"),
        "dependants": _l("Children who come along"),
        "accompaniment": _l("Who has to come along or refer"),
        "entitled": _l("Is there a right to it in law?"),
        "existing": _l("Does it exist in practice?"),
        "accessible": _l("Can people get to it?"),
        "interpretation": _l("Interpreters"),
        "access": _l("For disabled people"),
        "licence_state": _l("Licence"),
        "holidays": _l("On public holidays"),
        "tier": _l("Who may know where it is"),
        "service_status": _l("Whether it runs"),
        "sector": _l("Kind of organisation"),
        "municipality": _l("Town or municipality"),
        "text_language": _l("Language of a text"),
        "record": _l("About the record"),
    },
    "record": {
        "specialised": _l("Made for trafficked persons"),
        "national_number": _l("This is the national number"),
        "always_open": _l("Open day and night, every day"),
        "by_appointment": _l("By appointment"),
        "nationwide": _l("For the whole country"),
        "verify_by": _l("Check again by"),
        "capacity": _l("Places in all"),
        "capacity_on": _l("Places counted on"),
        "exclusions": _l("Who is not taken"),
        "barrier": _l("What stands in the way"),
        "overdue": _l("Not checked in time"),
        "instead": _l("National number, to call instead"),
    },
    "text_language": {
        "sr-Cyrl": _l("Serbian, Cyrillic"),
        "sr-Latn": _l("Serbian, Latin"),
        "en": _l("English"),
    },
    "hsds": {
        "unnamed": _l("An organisation that is not named, so that nobody can find it"),
        "overdue": _l("This record was not checked in time: what it says may be old."),
        "suspended": _l("This service does not work for now."),
        "closed": _l("This service is closed."),
        "anyone": _l("anyone"),
        "always": _l("Day and night, every day"),
        "country": _l("Serbia"),
    },
}

# What is said of HSDS files that somebody brings.
REFUSALS = {
    "hsds_no_services": _l("The file holds no list of services as HSDS has it."),
    "hsds_no_record": _l("This is no record of a service."),
    "hsds_needed": _l("“%(field)s” lacks, or is no text."),
    "hsds_unreadable": _l("What “%(field)s” holds cannot be read."),
    "hsds_dangling": _l("No organization in the file has the id in “%(field)s”."),
    "hsds_left_out": _l("The portal has no place for “%(field)s”: it is left out."),
    "hsds_person": _l(
        "The name of a person in “%(field)s” is left out: contacts here are posts."
    ),
    "hsds_secret": _l(
        "This may be a house that has to stay secret. Its place is left out, and it is"
        " taken as confidential."
    ),
}
