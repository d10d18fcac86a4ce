"""The yearly sobriety report: what can be computed, and why the rest cannot yet."""
