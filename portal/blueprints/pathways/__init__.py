"""Referral pathways: versions, approval, publication."""
