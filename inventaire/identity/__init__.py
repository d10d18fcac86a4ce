"""Doors of sign-in: a directory, a provider, a second factor; they know no account."""
