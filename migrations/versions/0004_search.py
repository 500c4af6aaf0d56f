"""What the desk searches: folded words and their letters; portal init fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint(
            "kind", "thing_id", "part", name=op.f("uq_search_entry_kind_thing_id_part")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("shortness", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["search_entry.id"], name=op.f("fk_search_word_entry_id")
        ),
        sa.PrimaryKeyConstraint("word", "entry_id", name=op.f("pk_search_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_search_word_entry_id"), "search_word", ["entry_id"], unique=False
    )
    op.create_table(
        "search_gram",
        sa.Column("gram", sa.String(length=3), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("gram", "word", name=op.f("pk_search_gram")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_gram_word"), "search_gram", ["word"], unique=False)


def downgrade() -> None:
    op.drop_table("search_gram")
    op.drop_table("search_word")
    op.drop_table("search_entry")
