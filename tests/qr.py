"""A reader of QR codes for tests: modules to text, by ISO/IEC 18004, without the code that draws them.

What a drawing says is read as a telephone would once it has found the squares, without mending errors.
"""

import string

ALPHANUMERIC = string.digits + string.ascii_uppercase + " $%*+-./:"
MASKS = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
FORMAT_MASK = 0b101010000010010


def text_of(modules):
    """Read the text of a code given as rows of dark (true) and light modules, without its margin."""
    size = len(modules)
    assert size in (21, 25, 29), size  # versions 1 to 3: all their data in one block
    mask = MASKS[_format(modules) >> 10 & 0b111]
    bits = [modules[y][x] ^ mask(y, x) for y, x in _path(size)]
    return _decoded(bits)


def _format(modules):
    places = [*((8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)), *((y, 8) for y in (7, 5, 4, 3, 2, 1, 0))]
    found = 0
    for y, x in places:
        found = found << 1 | bool(modules[y][x])
    return found ^ FORMAT_MASK


def _path(size):
    """Go through the modules of data: two columns at a time from the right, up then down."""
    upwards = True
    right = size - 1
    while right > 0:
        right -= right == 6
        for y in range(size - 1, -1, -1) if upwards else range(size):
            yield from ((y, x) for x in (right, right - 1) if not _is_function(y, x, size))
        right, upwards = right - 2, not upwards


def _is_function(y, x, size):
    corners = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
    alignment = size > 21 and abs(y - (size - 7)) <= 2 and abs(x - (size - 7)) <= 2
    return corners or alignment or 6 in (y, x)


def _decoded(bits):
    read = iter(bits)

    def number(length):
        return int("".join("1" if next(read) else "0" for _ in range(length)), 2)

    mode = number(4)
    if mode == 4:
        return bytes(number(8) for _ in range(number(8))).decode(
            "latin-1"
        )  # what the standard says where nothing else is said
    if mode == 1:
        count = number(10)
        groups = [min(3, count - start) for start in range(0, count, 3)]
        return "".join(f"{number({1: 4, 2: 7, 3: 10}[length]):0{length}}" for length in groups)
    assert mode == 2, mode
    count, text = number(9), ""
    for _ in range(count // 2):
        first, second = divmod(number(11), 45)
        text += ALPHANUMERIC[first] + ALPHANUMERIC[second]
    return text + (ALPHANUMERIC[number(6)] if count % 2 else "")
