"""Passwords and second factors: made, checked, never shown again."""

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from portal.models import Person
from portal.seal import seal, unseal

STEP_SECONDS = 30
_hasher = PasswordHasher()
# Of a password that nobody knows; made now it would cost each start 0.2 seconds.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$a7mHjm0YyAcEMOYqqbu2Lg$"
    "bZPWKldYmGQgDv6aAEVYTdciAfTpWl7nl7obrDKsUZE"
)


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(person: Person | None, password: str) -> bool:
    """Takes as long for an unknown account as for a known one."""
    stored = person.password_hash if person else None
    try:
        _hasher.verify(stored or NOBODYS, password)
    except VerificationError:
        return False
    return stored is not None


def new_totp() -> str:
    return pyotp.random_base32()


def totp_address(secret: str, email: str) -> str:
    """What an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Portal")


def fitting_step(secret: str, code: str, timestamp: float) -> int | None:
    """The time step whose code this is, one step of drift allowed."""
    now = int(timestamp) // STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if pyotp.utils.strings_equal(pyotp.TOTP(secret).at(step * STEP_SECONDS), code):
            return step
    return None


def use_code(person: Person, code: str, timestamp: float) -> bool:
    """Whether the code is right and was not used before; it is used now."""
    if person.totp_secret is None:
        return False
    step = fitting_step(unseal(person.totp_secret), code, timestamp)
    if step is None or step <= (person.totp_step_used or 0):
        return False
    person.totp_step_used = step
    return True


def keep_totp(person: Person, secret: str) -> None:
    person.totp_secret = seal(secret)
    person.totp_step_used = None


def code_now(person: Person, timestamp: float) -> str | None:
    """A code that fits now and was not used; only the demonstration shows it."""
    if person.totp_secret is None:
        return None
    step = max(int(timestamp) // STEP_SECONDS, (person.totp_step_used or 0) + 1)
    return pyotp.TOTP(unseal(person.totp_secret)).at(step * STEP_SECONDS)
