"""Confidential text is sealed with a key that lies outside the database."""

from cryptography.fernet import Fernet, InvalidToken
from flask import Flask, current_app

from portal.domain.errors import DomainError


def init_app(app: Flask, key: str) -> None:
    app.extensions["portal_seal"] = Fernet(key)


def seal(text: str) -> bytes:
    """Encrypt and authenticate."""
    fernet: Fernet = current_app.extensions["portal_seal"]
    return fernet.encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """Decrypt; DomainError "wrong_key" when it was sealed with another key."""
    fernet: Fernet = current_app.extensions["portal_seal"]
    try:
        return fernet.decrypt(sealed).decode()
    except InvalidToken as error:
        raise DomainError("wrong_key") from error
