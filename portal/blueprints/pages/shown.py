"""The national number as pages show it."""

from typing import Any

from portal.snapshots import Build, build, national_number


def shown_number(on: Build | None = None) -> dict[str, Any] | None:
    """The national number while its verification holds, with what a caller asks."""
    on = on or build()
    service = national_number(on.snapshots)
    if service is None or on.checked_on.isoformat() > service["verify_by"]:
        return None
    phone = next((c for c in service["contacts"] if c["kind"] == "phone"), None)
    if phone is None:
        return None
    asked = ("hours", "languages", "cost", "verified_on")
    more = ("always_open", "schedule", "spoken")
    return (
        phone
        | {name: service[name] for name in asked}
        | {name: service.get(name) for name in more}
    )
