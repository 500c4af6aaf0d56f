"""The headings of templates, and what can be done about what is wrong."""

from typing import Any

from flask_babel import lazy_gettext as _l

# Stands for a service of which the reader may not be told.
NOT_TOLD = _l("A service that is not public: ask the team")

NAMES: dict[str, dict[str, Any]] = {
    "template_group": {
        "person": _l("By who needs help"),
        "occasion": _l("By how it begins, or where it leads"),
    },
    "reason": {
        **dict.fromkeys(
            ("service_gone", "place_told", "no_contact", "contact_not_verified"),
            _l("whom to call cannot be shown now. Call the national number."),
        ),
        "service_not_running": _l(
            "this help is not given at present. Call the national number."
        ),
        "no_night_fallback": _l("what happens at night is not said."),
    },
    "remedy": {
        "no_steps": _l("Add the first step: there the pathway starts."),
        "no_end": _l("Make the last step an end."),
        "nothing_public": _l("Let everyone read at least one step."),
        "no_actor": _l("Name the body or the post."),
        "unreachable": _l("Let another step lead here, or remove it."),
        "hidden_from_public": _l(
            "Let a public step lead here, or make the step before it public."
        ),
        "dangling": _l("Choose again where it goes on."),
        "end_goes_on": _l("Take out what follows, or let somebody act in it."),
        "dead_end": _l("Say what follows, or make it an end."),
        "never_ends": _l("Let one of the ways from here lead to an end."),
        "one_answer": _l("Add the other answer."),
        "answer_without_condition": _l("Write what each answer says."),
        "shares_without_consent": _l(
            "Ask for consent in this step, or in a step on every way before it."
        ),
        "no_guardian": _l("Mark the step in which that is done, or add one."),
        "guardian_too_late": _l(
            "Put the step in which a guardian is called on every way before this one."
        ),
        "service_gone": _l(
            "Choose another one, or have it made public: readers do not see it."
        ),
        "place_told": _l(
            "Name who refers to it instead, or let only professionals read the step."
        ),
        "service_not_running": _l(
            "Choose another one until it runs again; if there is none, withdraw the"
            " pathway."
        ),
        "no_contact": _l("Have a contact added to its record, or choose another one."),
        "contact_not_verified": _l(
            "Have its record verified. Until then the public page shows the national"
            " number instead."
        ),
        "no_night_fallback": _l("Write in the first step what happens then."),
        "no_review_date": _l("Set it under “Title and review”."),
        "review_passed": _l(
            "Look through all steps, then publish the next version with a new day."
        ),
    },
}
