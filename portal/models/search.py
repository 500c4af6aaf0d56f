"""What the desk searches: folded words of things, and three letters of each word.

All of it follows from other rows: `portal.blueprints.search.indexing` keeps it true.
"""

from sqlalchemy import ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.domain.searching import LONGEST_WORD
from portal.models.columns import INTERNAL, PUBLIC, Key, key


class SearchEntry(Base):
    """A thing, or what those outside the team may know of it; see `part`."""

    __tablename__ = "search_entry"

    id: Key = key()
    # Of which noun, and its integer key: service, organisation or pathway_version.
    kind: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    thing_id: Mapped[int] = mapped_column(info=INTERNAL)
    # `all` of it; `open`: of a confidential service what strangers may know, beside it.
    part: Mapped[str] = mapped_column(String(10), info=INTERNAL)
    # Folded: the words of its name, a line, further words.
    text: Mapped[str] = mapped_column(Text, info=INTERNAL)

    __table_args__ = (
        UniqueConstraint("kind", "thing_id", "part"),
        {"sqlite_autoincrement": True},
    )


class SearchWord(Base):
    """A word of an entry; short names come first, as those that say nothing else."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(
        String(LONGEST_WORD), primary_key=True, info=INTERNAL
    )
    entry_id: Mapped[int] = mapped_column(
        ForeignKey("search_entry.id"), primary_key=True, index=True, info=PUBLIC
    )
    # 0 outside of the name.
    shortness: Mapped[int] = mapped_column(SmallInteger, info=INTERNAL)

    __table_args__ = ({"sqlite_with_rowid": False},)


class SearchGram(Base):
    """Three letters in a row of a word that some entry has."""

    __tablename__ = "search_gram"

    gram: Mapped[str] = mapped_column(String(3), primary_key=True, info=INTERNAL)
    word: Mapped[str] = mapped_column(
        String(LONGEST_WORD), primary_key=True, index=True, info=INTERNAL
    )

    __table_args__ = ({"sqlite_with_rowid": False},)
