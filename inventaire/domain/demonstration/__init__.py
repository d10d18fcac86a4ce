"""An invented commune, Valbrume: its machines, its programs, and what its agents report."""
