"""How far a pathway reaches is said by each version; since when a team shares it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FROM_PATHWAY = """
UPDATE pathway_version SET
scope = (SELECT p.scope FROM pathway AS p WHERE p.id = pathway_id),
countries = (SELECT p.countries FROM pathway AS p WHERE p.id = pathway_id)
"""
FROM_NEWEST = """
UPDATE pathway SET
scope = (SELECT v.scope FROM pathway_version AS v
         WHERE v.pathway_id = pathway.id ORDER BY v.id DESC LIMIT 1),
countries = (SELECT v.countries FROM pathway_version AS v
             WHERE v.pathway_id = pathway.id ORDER BY v.id DESC LIMIT 1)
"""


def upgrade() -> None:
    _move("pathway_version", FROM_PATHWAY, "pathway")
    with op.batch_alter_table("pathway_partner", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_pathway_partner_since_id"),
            "pathway_version",
            ["since_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("pathway_partner", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_pathway_partner_since_id"), type_="foreignkey"
        )
        batch_op.drop_column("since_id")
    _move("pathway", FROM_NEWEST, "pathway_version")


def _move(to: str, statement: str, out_of: str) -> None:
    with op.batch_alter_table(to, schema=None) as batch_op:
        batch_op.add_column(sa.Column("scope", sa.String(length=20), nullable=True))
        batch_op.add_column(
            sa.Column("countries", sa.Text(), server_default="[]", nullable=False)
        )
    op.execute(statement)
    with op.batch_alter_table(to, schema=None) as batch_op:
        batch_op.alter_column("scope", existing_type=sa.String(20), nullable=False)
    with op.batch_alter_table(out_of, schema=None) as batch_op:
        batch_op.drop_column("countries")
        batch_op.drop_column("scope")
