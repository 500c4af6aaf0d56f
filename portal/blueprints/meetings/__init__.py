"""Meetings: planning, answers, attendance."""
