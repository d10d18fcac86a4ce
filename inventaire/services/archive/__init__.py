"""A whole installation in one file: neutral tables, checksums, keys; it comes back on either database."""
