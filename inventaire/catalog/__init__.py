"""Reads and checks the catalogue."""
