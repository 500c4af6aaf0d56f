"""A folder with settings and a migrated database, to measure in."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.config import Settings, settings_from
from portal.db import migrate_database

KEY = "cG9ydGFsLXRlc3RzLXBvcnRhbC10ZXN0cy1wb3J0YWw="


@contextmanager
def an_instance() -> Iterator[Settings]:
    """Settings of an empty instance that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        config = Path(folder) / "portal.toml"
        lines = {
            "data_dir": folder,
            "secret_key": "a secret of the bench that is long enough",
            "encryption_key": KEY,
            "site_url": "https://localhost",
        }
        text = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
        config.write_text(f'{text}allowed_hosts = ["localhost", "127.0.0.1"]\n')
        settings = settings_from(config)
        migrate_database(settings.database)
        yield settings
