"""Settings from the environment and portal.toml, and which of them are unsafe."""

from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"


class Settings(BaseSettings):
    """How this instance runs; each is also read as PORTAL_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_", toml_file="portal.toml")

    data_dir: Path = Field(Path("data"), description="Where database and site lie.")
    database_url: str = Field("", description="Default: SQLite in data_dir.")
    secret_key: str = Field("", description="Signs cookies and form tokens.")
    encryption_key: str = Field(
        "", description="Seals confidential text; a Fernet key."
    )
    allowed_hosts: list[str] = Field([], description="Host names that we answer to.")
    site_url: str = Field("", description="Address of the public site.")
    desk_url: str = Field("", description="Address of the desk, where it differs.")
    leave_url: str = Field(
        "https://www.hidmet.gov.rs/", description="Where *leave quickly* leads."
    )
    demo: bool = Field(False, description="Fictional data, a banner on every page.")
    debug: bool = Field(False, description="Never in production.")
    workers: int = Field(2, description="Server processes.")
    proxies: int = Field(0, description="Trusted proxies in front of the server.")
    smtp_host: str = Field("", description="Mail server; empty: no mail is sent.")
    smtp_port: int = Field(587, description="Port of the mail server.")
    smtp_user: str = Field("", description="Name at the mail server.")
    smtp_password: str = Field("", description="Password at the mail server.")
    mail_from: str = Field("", description="Sender of our mails.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.resolve()}/portal.sqlite"

    @property
    def site_dir(self) -> Path:
        return self.data_dir.resolve() / "site"

    @property
    def desk_address(self) -> str:
        return (self.desk_url or self.site_url).rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether people reach the desk over TLS."""
        return self.desk_address.startswith("https://")


def settings_from(file: Path, **given: Any) -> Settings:
    """Settings read from this file and the environment."""
    config = SettingsConfigDict(env_prefix="PORTAL_", toml_file=file)
    chosen = type("ChosenSettings", (Settings,), {"model_config": config})
    return chosen(**given)


def unsafe(settings: Settings) -> list[str]:
    """Why an instance must not start with these settings, for its operator."""
    found = []
    if len(settings.secret_key) < 32:
        found.append("secret_key: at least 32 characters are needed to sign sessions")
    if not _is_key(settings.encryption_key):
        found.append("encryption_key: no valid key to seal confidential text with")
    if not settings.allowed_hosts or "*" in settings.allowed_hosts:
        found.append("allowed_hosts: name the hosts that the portal answers to")
    if settings.debug:
        found.append("debug: it shows the inside of the portal to anybody")
    if not settings.demo and not settings.secure:
        found.append("site_url or desk_url: the desk needs an https:// address")
    return found


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True
