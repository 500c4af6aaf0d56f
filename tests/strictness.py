"""Lets a run on the build machine fail when any of its tests did not run."""

import os
from collections.abc import Iterator

import pytest

NOT_RUN = ("skipped", "xfailed", "xpassed", "deselected")


class Strictness:
    """A pytest plugin that fails the session and names what did not run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def not_run(self) -> Iterator[str]:
        """Name every test that was skipped, expected to fail or left out."""
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        for kind in NOT_RUN if reporter else ():
            for report in reporter.stats.get(kind, []):
                yield f"{kind}: {report.nodeid}"

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a green session red."""
        if session.exitstatus == pytest.ExitCode.OK and any(self.not_run()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        """Say which tests made it fail."""
        names = list(self.not_run())
        if names:
            terminalreporter.section("tests that did not run fail this session")
            terminalreporter.write_line("\n".join(names))


def register(config: pytest.Config) -> None:
    """Be strict where the environment says CI, in the process that reports."""
    wanted = os.environ.get("CI", "").lower() in ("1", "true")
    if wanted and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Strictness(config), "strictness")
