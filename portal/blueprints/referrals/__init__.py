"""Referrals: counted by the two bodies, shown to others as protected totals."""
