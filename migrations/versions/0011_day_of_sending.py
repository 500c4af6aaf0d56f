"""On which day a version was sent to review: whose seat it was is asked of that day."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ZONE = ZoneInfo("Europe/Belgrade")
MOVE = sa.table(
    "version_move",
    sa.column("version_id", sa.Integer()),
    sa.column("move", sa.String()),
    sa.column("at", sa.DateTime(timezone=True)),
)
VERSION = sa.table(
    "pathway_version",
    sa.column("id", sa.Integer()),
    sa.column("submitted_on", sa.Date()),
)


def upgrade() -> None:
    with op.batch_alter_table("pathway_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("submitted_on", sa.Date(), nullable=True))
    sent = sa.select(MOVE.c.version_id, sa.func.max(MOVE.c.at).label("at"))
    sent = sent.where(MOVE.c.move == "submit").group_by(MOVE.c.version_id)
    bind = op.get_bind()
    for row in bind.execute(sent).all():
        moment = row.at if row.at.tzinfo else row.at.replace(tzinfo=ZoneInfo("UTC"))
        day = moment.astimezone(ZONE).date()
        this = VERSION.c.id == row.version_id
        bind.execute(sa.update(VERSION).where(this).values(submitted_on=day))


def downgrade() -> None:
    with op.batch_alter_table("pathway_version", schema=None) as batch_op:
        batch_op.drop_column("submitted_on")
