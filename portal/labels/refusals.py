"""What refusals say about people, services and pathways."""

from flask_babel import lazy_gettext as _l

REFUSALS = {
    "wrong_state": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "unclear": _l("It is not clear yet: see what is missing below."),
    "conflict": _l("Somebody else saved this step while you were writing."),
    "version_conflict": _l("Somebody else saved this page while you were writing."),
    "version_changed": _l("It was changed meanwhile. Read it again, then decide."),
    "cyrillic_changed": _l(
        "These texts were changed meanwhile. Look at their Cyrillic again."
    ),
    "step_changed": _l(
        "Somebody changed this step meanwhile. Read it as it is now, then remove it."
    ),
    "step_gone": _l(
        "Somebody removed this step meanwhile. What you typed is below: saving adds it"
        " as a new step."
    ),
    "no_draft": _l(
        "This version is no draft any more, so nothing is saved. What you typed is"
        " below: copy it, and save it once the version is returned or the next begins."
    ),
    "limit_out_of_range": _l("Enter a number from 0 to %(most)s."),
    "same_person": _l("The second person must be somebody else."),
    "unknown_step": _l("That step does not exist in this draft."),
    "unknown_service": _l(
        "That service is not one that this pathway may use: it is another team's and"
        " not public, or confidential, or there is no such service. Choose one from the"
        " list."
    ),
    "service_elsewhere": _l(
        "That service is of another town, or another team's and not public. A pathway"
        " names services of its own team, and public ones of its town or of the whole"
        " country."
    ),
    "service_confidential": _l(
        "That service is confidential and another team's: a pathway that names it would"
        " help to find it. Name who refers to it instead."
    ),
    "place_told": _l(
        "That service is confidential: a step that everybody may read would tell its"
        " town. Name who refers to it instead, or let only professionals read the step."
    ),
    "scope_of_others": _l(
        "A team's pathway is local or cross-border; the office's is national or"
        " cross-border."
    ),
    "no_country": _l("Choose with whose focal points."),
    "unknown_team": _l("Choose teams from the list."),
    "too_many_steps": _l("A pathway has %(most)s steps at most: split it."),
    "in_progress": _l("A version of this pathway is already being worked on."),
    "not_verified": _l("Verify the record first."),
    "review_in_past": _l("The review must lie ahead: choose a later day."),
    "review_due": _l(
        "The day of its review does not lie ahead. Choose a later one under “Title and"
        " review”, then send it."
    ),
    "review_due_since": _l(
        "The day of its review does not lie ahead. Return it: its editors choose a"
        " later one under “Title and review”."
    ),
    "service_conflict": _l("Somebody else saved this service while you were writing."),
    "service_moved": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "suggestion_old": _l(
        "Somebody changed this record while you were writing. Compare, then send again."
    ),
    "suggestion_waits": _l("Your last suggestion for this record is not decided yet."),
    "suggestion_moved": _l("This suggestion is decided or withdrawn already."),
    "nothing_chosen": _l("Tick what to take over, or decline the suggestion."),
    "two_must_verify": _l("Two persons must verify the national number first."),
    "number_taken": _l("Another service is the national number already."),
    "number_is_offices": _l("Only the national office keeps the national number."),
    "address_not_for_tier": _l(
        "An address is for a public place only. Take it out, or choose that everybody"
        " may know the place."
    ),
    "coordinates_not_for_tier": _l(
        "Coordinates are for a public place only. Take them out, or choose that"
        " everybody may know the place."
    ),
    "no_point": _l(
        "Write latitude and longitude in degrees, for instance 42.5513, 21.9003."
    ),
    "unknown_organisation": _l("Choose a body from the list."),
    "term_both_languages": _l("Write the name in Serbian and in English."),
    "term_known": _l("There is such a word already."),
    "term_no_code": _l("Write a name with letters."),
    "translated_meanwhile": _l(
        "Somebody changed this text or its original meanwhile. Look at it again: saving"
        " now puts yours in its place."
    ),
    "term_moved": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "gap_no_cell": _l("Choose at least one cell of the table."),
    "gap_not_offered": _l(
        "There is a service for one of these cells, or it says confirmed none already."
        " Look at the table again."
    ),
    "gap_in_future": _l("Choose a day up to today."),
    "gap_moved": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "gap_stays_inside": _l(
        "For this kind of help the team alone sees what is missing: the town that says"
        " nothing would stand out, and a shelter could be found."
    ),
    "unknown_town": _l("Choose a town from the list."),
    "body_conflict": _l("Somebody else saved this body while you were writing."),
    "too_many_aliases": _l("At most %(most)s other names fit here."),
    "unknown_code": _l("Choose from the list."),
    "places_not_for_tier": _l(
        "A confidential service names no further places. Take them out."
    ),
    "areas_not_for_tier": _l(
        "A confidential service names no towns that it serves. Take them out, or say"
        " that it serves the whole country."
    ),
    "place_only_town": _l(
        "Only the town of this place is public: take out its address and coordinates."
    ),
    "place_needs_town": _l("Choose the town of this place."),
    "no_age": _l("Enter an age from 0 to %(most)s."),
    "ages_turned": _l("The last age is below the first."),
    "no_capacity": _l("Enter a number from 0 to %(most)s."),
    "capacity_needs_day": _l("Say on which day this number was right."),
    "day_needs_capacity": _l("Say how many places there were on that day."),
    "days_turned": _l("The last day is before the first."),
    "no_hours": _l(
        "“%(said)s” cannot be read as hours. Write for instance 8–16, or 8–12,"
        " 17:30–20."
    ),
    "no_week": _l("These hours cannot be read."),
    "always_or_hours": _l("Either day and night, or hours of days: take one out."),
    "unknown_status": _l("Choose a status from the list."),
    "no_phone": _l("Write a phone number in figures, for instance +381 11 123 456."),
    "no_email": _l("Write an e-mail address, for instance name@example.org."),
    "no_web": _l("Write a web address that begins with https://."),
    "wrong_key": _l("The key of this instance does not open this text."),
    "needs_english_or_serbian": _l("Write it in Serbian, in either script."),
    "sign_in_failed": _l("E-mail and password do not fit together."),
    "wait": _l("Too many attempts. Wait %(minutes)s min, then try again."),
    "wrong_code": _l("That code does not fit, or it was used already. Take the next."),
}
