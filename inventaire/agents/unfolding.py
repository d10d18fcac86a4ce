"""What an agent sends, unfolded into a file as it comes, within bounds."""

import zlib
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import BinaryIO

from inventaire.agents.refusals import EMPTY, INCOMPLETE, MALFORMED, TOO_HEAVY
from inventaire.domain.errors import TooLarge, UnreadableFile

LARGEST = 32 << 20  # bytes of one inventory, as of one file
RATIO, RATIO_FROM = 100, 1 << 20  # bytes out for one in, looked at past the first MiB
STEP = 1 << 18  # bytes held at once
EITHER = zlib.MAX_WBITS | 32  # zlib or gzip, told by the first bytes
FOLDED_MORE = "Ce que l’agent envoie se déplie au-delà de {} fois sa taille : ce n’est pas un inventaire."


class Folding(Enum):
    """How a message is compressed: its first byte says so, whatever its heading claims."""

    NONE = b""
    ZLIB = b"\x78"
    GZIP = b"\x1f"


def unfold(chunks: Iterable[bytes], into: BinaryIO) -> Folding:
    """Write what chunks unfold to; say how they were folded. Raises UnreadableFile or TooLarge."""
    told = iter(chunks)
    first = next((chunk for chunk in told if chunk), b"")
    if not first:
        raise UnreadableFile(EMPTY)
    folding = next((kind for kind in (Folding.ZLIB, Folding.GZIP) if first.startswith(kind.value)), Folding.NONE)
    whole = _chain(first, told)
    written = 0
    for piece in whole if folding is Folding.NONE else _inflated(whole):
        written += len(piece)
        if written > LARGEST:
            raise TooLarge(TOO_HEAVY)
        into.write(piece)
    return folding


def fold(message: bytes, folding: Folding) -> bytes:
    """Compress an answer as the question was."""
    if folding is Folding.NONE:
        return message
    made = zlib.compressobj(wbits=zlib.MAX_WBITS | 16 if folding is Folding.GZIP else zlib.MAX_WBITS)
    return made.compress(message) + made.flush()


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unfold a little at a time; whatever stands after the end is no inventory."""
    inflater, received, given = zlib.decompressobj(wbits=EITHER), 0, 0
    try:
        for chunk in chunks:
            received += len(chunk)
            left = chunk
            while left and not inflater.eof:
                piece = inflater.decompress(left, STEP)
                left = inflater.unconsumed_tail
                given += len(piece)
                if given > max(RATIO_FROM, RATIO * received):
                    raise TooLarge(FOLDED_MORE.format(RATIO))
                yield piece
        if not inflater.eof:
            raise UnreadableFile(INCOMPLETE)
    except zlib.error:
        raise UnreadableFile(MALFORMED) from None
    if inflater.unused_data:
        raise UnreadableFile(MALFORMED)
