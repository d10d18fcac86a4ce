"""What a spreadsheet may be, at most (the one table of limits of the security requirements)."""

MEBIBYTE = 1 << 20
FILE_BYTES = 32 * MEBIBYTE
MEMBERS = 1_000
UNFOLDED_BYTES = 300 * MEBIBYTE
RATIO = 100
ROWS = 50_000
HEADER_ZONE = 20  # rows searched for the headings, beside the rows of data
COLUMNS = 200
CELL_CHARACTERS = 4_000
SHEETS = 50
EMPTY_ROWS = 1_000  # in a row: the reading of a sheet stops there
