"""Inventaire: what a town hall's IT holds, what it ties it to, and what it could become."""

__version__ = "0.1.0"
