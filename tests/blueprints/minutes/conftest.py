import pytest
from flask import Flask

from tests.clock import Clock
from tests.minutes_world import Table, a_table


@pytest.fixture
def table(app: Flask, clock: Clock) -> Table:
    return a_table(app, clock)
