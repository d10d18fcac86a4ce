"""Agents calling in: their tokens, what they hand over, and how it is taken in."""
