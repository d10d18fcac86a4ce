"""Use cases: they join the doors and own the transaction."""
