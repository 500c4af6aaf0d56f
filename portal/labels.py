"""The names of coded values and the wording of refusals, for every reader."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

LABELS: dict[str, dict[str, Any]] = {
    "sector": {
        "police": _l("Police"),
        "prosecution": _l("Prosecution"),
        "judiciary": _l("Judiciary"),
        "social_care": _l("Social care"),
        "health": _l("Health"),
        "education": _l("Education"),
        "local_government": _l("Local government"),
        "labour_inspection": _l("Labour inspection"),
        "employment": _l("Employment"),
        "asylum_migration": _l("Asylum and migration"),
        "civil_society": _l("Civil society"),
        "media": _l("Media"),
        "international": _l("International organisations"),
    },
    "category": {
        "housing": _l("Safe place to stay"),
        "medical": _l("Medical help"),
        "psychological": _l("Psychological support"),
        "legal": _l("Legal help"),
        "education": _l("Education"),
        "material": _l("Food, clothes, money"),
        "vocational": _l("Vocational training"),
        "economic": _l("Work and income"),
        "family": _l("Family counselling"),
        "monitoring": _l("Follow-up"),
        "secondary_beneficiaries": _l("Help for the family"),
        "identification": _l("Identification"),
        "helpline": _l("Helpline"),
        "drop_in": _l("Drop-in centre"),
        "safety": _l("Safety and protection"),
        "escort": _l("Escort to institutions"),
        "interpretation": _l("Interpretation and mediation"),
        "return": _l("Return home"),
    },
    "group": {
        "women": _l("Women"),
        "men": _l("Men"),
        "girls": _l("Girls"),
        "boys": _l("Boys"),
    },
    "tier": {
        "public": _l("Exact place is public"),
        "area": _l("Only the municipality is public"),
        "confidential": _l("Confidential: no place is shown"),
    },
    "service_status": {
        "running": _l("Running"),
        "reduced": _l("Running, reduced"),
        "suspended": _l("Suspended"),
        "closed": _l("Closed"),
    },
    "licence": {
        "none": _l("none"),
        "in_process": _l("in process"),
        "licensed": _l("licensed"),
        "suspended": _l("suspended"),
        "withdrawn": _l("withdrawn"),
        "unknown": _l("unknown"),
    },
    "publication": {
        "internal": _l("On the desk only"),
        "proposed": _l("Waits for a second person"),
        "public": _l("Public"),
    },
    "contact_kind": {
        "phone": _l("Phone"),
        "email": _l("E-mail"),
        "web": _l("Web address"),
    },
    "service_act": {
        "add_service": _l("Entered"),
        "edit_service": _l("Edited"),
        "verify_service": _l("Verified"),
        "propose_service": _l("Proposed for the public"),
        "confirm_service": _l("Confirmed and made public"),
        "hide_service": _l("Taken off the public pages"),
        "change_status": _l("Status changed"),
        "write_place": _l("Exact place written"),
        "read_place": _l("Exact place read"),
        "name_custodian": _l("Custodian named"),
        "end_custodian": _l("Custodian ended"),
    },
    "profile": {
        "adult": _l("Adults"),
        "child": _l("Children"),
        "adult_foreign": _l("Adults, foreign citizens"),
        "child_unaccompanied": _l("Unaccompanied children"),
    },
    "scope": {
        "local": _l("Local"),
        "national": _l("National"),
        "cross_border": _l("Cross-border"),
    },
    "step_kind": {
        "action": _l("Somebody acts"),
        "decision": _l("A question"),
        "end": _l("An end"),
    },
    "audience": {
        "public": _l("Everyone"),
        "professional": _l("Professionals only"),
    },
    "consent": {
        "not_needed": _l("No consent needed"),
        "person": _l("With the person's consent"),
        "guardian": _l("With the guardian's consent"),
    },
    "unit": {
        "minute": _l("minutes"),
        "hour": _l("hours"),
        "day": _l("days"),
    },
    "version_state": {
        "draft": _l("Draft"),
        "in_review": _l("In review"),
        "approved": _l("Approved"),
        "published": _l("Published"),
        "superseded": _l("Superseded"),
        "withdrawn": _l("Withdrawn"),
    },
    "move": {
        "create": _l("Draft begun"),
        "submit": _l("Sent to review"),
        "return": _l("Returned"),
        "approve": _l("Approved"),
        "publish": _l("Published"),
        "supersede": _l("Superseded"),
        "withdraw": _l("Withdrawn"),
    },
    "team_kind": {
        "anti_trafficking": _l("Team against human trafficking"),
        "refugees": _l("Network for refugees and migrants"),
        "office": _l("National office"),
        "other": _l("Other team"),
    },
    "agreement_kind": {
        "informal_cooperation": _l("Informal cooperation"),
        "memorandum": _l("Memorandum of understanding"),
        "protocol": _l("Protocol"),
        "agreement_on_cooperation": _l("Agreement on cooperation"),
        "referral_agreement": _l("Referral agreement"),
        "partnership": _l("Partnership"),
    },
    "role": {
        "member": _l("Member"),
        "approver": _l("Approver"),
        "coordinator": _l("Coordinator"),
        "office": _l("National office"),
        "observer": _l("Observer"),
        "administrator": _l("Administrator"),
    },
    "absence": {
        "not_applicable": _l("not applicable"),
        "not_available": _l("not available"),
        "unknown": _l("unknown"),
    },
    "finding": {
        "no_steps": _l("There is no step yet."),
        "no_end": _l("No step is an end."),
        "nothing_public": _l("No step is public: nobody in need could follow it."),
        "no_actor": _l("Nobody is named who acts."),
        "unreachable": _l("No step leads here."),
        "hidden_from_public": _l(
            "Only a step for professionals leads here: the public cannot get to it."
        ),
        "dangling": _l("It leads to a step that does not exist."),
        "end_goes_on": _l("It is an end, but leads on."),
        "dead_end": _l("Nothing follows, and it is not an end."),
        "never_ends": _l("From here no end can be reached."),
        "one_answer": _l("A question needs at least two answers."),
        "answer_without_condition": _l("An answer has no words."),
        "service_gone": _l("Its service is no longer public."),
        "service_not_running": _l("Its service does not run now."),
        "no_contact": _l("Its service has no contact to call."),
        "contact_not_verified": _l("Its contact was not verified in time."),
        "no_night_fallback": _l("Nothing is said for nights and weekends."),
        "no_review_date": _l("No day is set by which it is reviewed."),
        "review_passed": _l("The day of its review has passed."),
    },
}

ABOUT = {
    "wrong_state": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "unclear": _l("It is not clear yet: see what is missing below."),
    "conflict": _l("Somebody else saved this step while you were writing."),
    "limit_out_of_range": _l("Enter a number from 0 to %(most)s."),
    "same_person": _l("The second person must be somebody else."),
    "unknown_step": _l("That step does not exist in this draft."),
    "unknown_service": _l("That service is not one that this pathway may use."),
    "too_many_steps": _l("A pathway has %(most)s steps at most: split it."),
    "in_progress": _l("A version of this pathway is already being worked on."),
    "not_verified": _l("Verify the record first."),
    "review_in_past": _l("The review must lie ahead: choose a later day."),
    "service_conflict": _l("Somebody else saved this service while you were writing."),
    "service_moved": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "two_must_verify": _l("Two persons must verify the national number first."),
    "number_taken": _l("Another service is the national number already."),
    "number_is_offices": _l("Only the national office keeps the national number."),
    "address_not_for_tier": _l(
        "An address is for a public place only. Take it out, or choose that everybody"
        " may know the place."
    ),
    "unknown_organisation": _l("Choose a body from the list."),
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


def label(kind: str, code: str | None) -> str:
    """The name of a coded value in the reader's language; "" for none."""
    return str(LABELS[kind][code]) if code else ""


def wording(code: str, about: dict[str, Any]) -> str:
    """What a refusal says to the person."""
    return str(ABOUT[code]) % about if about else str(ABOUT[code])


def limit_words(value: int | None, unit: str | None) -> str:
    """A time limit as people say it, "" for none."""
    if value is None or unit is None:
        return ""
    if value == 0:
        return _("at once")
    if unit == "minute":
        return ngettext("within %(num)d minute", "within %(num)d minutes", value)
    if unit == "hour":
        return ngettext("within %(num)d hour", "within %(num)d hours", value)
    return ngettext("within %(num)d day", "within %(num)d days", value)
