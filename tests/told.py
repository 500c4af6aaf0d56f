"""Lets tests say what they counted or measured, at the end of the run."""

from collections.abc import Callable

import pytest

Tell = Callable[[str], None]
NAME = "told"


class Told:
    """A pytest plugin that prints what tests have told."""

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        """One line for each, under a heading."""
        lines = [
            f"{report.nodeid.rpartition('/')[2]}: {said}"
            for report in terminalreporter.getreports("passed")
            if report.when == "call"
            for name, said in report.user_properties
            if name == NAME
        ]
        if lines:
            terminalreporter.section("counted and measured")
            terminalreporter.write_line("\n".join(sorted(set(lines))))


def register(config: pytest.Config) -> None:
    """Print in the process that reports."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Told(), NAME)
