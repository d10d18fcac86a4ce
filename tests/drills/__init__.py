"""Drills: what must hold while others write, or when the power goes; full with --long."""
