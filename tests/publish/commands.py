"""The command `portal` in a process of its own, with the settings of a test."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from portal.config import Settings

ROOT = Path(__file__).parent.parent.parent


def environment(settings: Settings) -> dict[str, str]:
    """These settings as an operator would export them."""
    said = settings.model_dump(mode="json", exclude_defaults=True)
    return os.environ | {f"PORTAL_{k.upper()}": _text(v) for k, v in said.items()}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def started(settings: Settings, *words: str) -> subprocess.Popen[str]:
    """`portal words …`, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "portal", *words],
        cwd=ROOT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit status and all that it said."""
    said = process.communicate(timeout=120)[0]
    return process.returncode, said
