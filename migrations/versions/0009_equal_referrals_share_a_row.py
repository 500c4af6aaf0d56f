"""Equal referrals share a row: those that do not are put together, and it stays so."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PARTIES = ["host_team_id", "sender_id", "receiver_id"]
SAYS = ["category", "outcome", "quarter", "word"]
# In each database two rows without a reason differ: they have an index of their own.
NO_REASON = sa.text("reason IS NULL")


def upgrade() -> None:
    put_together()
    op.create_index(
        "ix_referral_equal", "referral", [*PARTIES, *SAYS, "reason"], unique=True
    )
    op.create_index(
        "ix_referral_equal_without_reason",
        "referral",
        [*PARTIES, *SAYS],
        unique=True,
        sqlite_where=NO_REASON,
        postgresql_where=NO_REASON,
    )


def put_together() -> None:
    """The first of equal rows gets the sum of all, and the others go."""
    names = [*PARTIES, *SAYS, "reason"]
    numbers = ("id", "amount", "row_version")
    row = sa.table("referral", *(sa.column(name) for name in (*numbers, *names)))
    equal = [row.c[name] for name in names]
    groups = sa.select(
        sa.func.min(row.c.id), sa.func.sum(row.c.amount), sa.func.count(row.c.id)
    ).group_by(*equal)
    for first, amount, number in op.get_bind().execute(groups).all():
        if number > 1:
            grown = {"amount": amount, "row_version": row.c.row_version + 1}
            op.execute(row.update().where(row.c.id == first).values(grown))
    kept = sa.select(sa.func.min(row.c.id)).group_by(*equal)
    op.execute(row.delete().where(row.c.id.not_in(kept)))


def downgrade() -> None:
    op.drop_index("ix_referral_equal_without_reason", table_name="referral")
    op.drop_index("ix_referral_equal", table_name="referral")
