"""Counts the SQL statements that a block of code sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

FRAME = ("BEGIN", "COMMIT", "PRAGMA", "RELEASE", "ROLLBACK", "SAVEPOINT", "SET ")


class Statements(list[str]):
    """The statements sent, without the frame of their transactions."""

    def __str__(self) -> str:
        return f"{len(self)} statements\n" + "\n".join(self)

    def note(self, *details: object) -> None:
        """Take a statement down; SQLAlchemy passes it as the third detail."""
        statement = str(details[2])
        if not statement.lstrip().upper().startswith(FRAME):
            self.append(statement)


@contextmanager
def counted_statements() -> Iterator[Statements]:
    """Collect every statement sent while the block runs."""
    statements = Statements()

    def note(*details: object) -> None:
        statements.note(*details)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
