"""Pure Python: no Flask, no SQL, no file, no clock."""
