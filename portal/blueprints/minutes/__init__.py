"""Agenda and minutes in two layers."""
