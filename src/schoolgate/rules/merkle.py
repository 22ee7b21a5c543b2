"""The Merkle tree of RFC 6962 over SHA-256: roots, proofs, and how to check them.

A log is a list of entries that only ever grows. Its root stands for all of them at once: nobody can change,
remove, add or reorder an entry and keep the root. An *inclusion proof* shows with two dozen hashes that one
entry is in a tree, a *consistency proof* that a later tree begins with an earlier one.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry. Its prefix differs from a node's, so no entry can pose as a pair of nodes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours in the tree."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree that remembers only its right edge: one hash for each bit that is set in its size."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Take up a tree where it was left; ValueError when the hashes cannot be the edge of such a tree."""
        self.size = size
        self.peaks = list(peaks)
        if size < 0 or len(self.peaks) != size.bit_count() or any(len(p) != HASH_SIZE for p in self.peaks):
            raise ValueError(f"{len(self.peaks)} hashes are not the right edge of a tree of {size} entries")

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next entry (see `leaf_hash`)."""
        peaks, size = self.peaks, self.size
        while size & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            size >>= 1
        peaks.append(leaf)
        self.size += 1

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add the hashes of the next entries."""
        for leaf in leaves:
            self.append(leaf)

    def append_tree(self, root: bytes, size: int) -> None:
        """Add a whole tree of `size` entries, a power of two; ValueError where it would not begin at its own place."""
        if size & (size - 1) or self.size % size:
            raise ValueError(f"a tree of {size} entries cannot begin after {self.size}")
        peaks, trees = self.peaks, self.size // size
        while trees & 1:
            root = node_hash(peaks.pop(), root)
            trees >>= 1
        peaks.append(root)
        self.size += size

    def root(self) -> bytes:
        """The root of everything appended so far."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            root = node_hash(peak, root)
        return root

    def to_bytes(self) -> bytes:
        """The edge as bytes; with the size it is all that is needed to go on later."""
        return b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, size: int, edge: bytes) -> "Frontier":
        """The tree whose edge `to_bytes` gave; ValueError when the bytes cannot be the edge of that size."""
        return cls(size, (edge[at : at + HASH_SIZE] for at in range(0, len(edge), HASH_SIZE)))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree of these leaf hashes."""
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def root_of_whole(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree whose size is a power of two, level by level: the quickest way."""
    level = leaves
    while len(level) > 1:
        level = [
            sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=True)
        ]
    return level[0]


def inclusion_proof(leaves: Iterable[bytes], index: int, size: int) -> list[bytes]:
    """The hashes that lead from the entry at `index` (the first is 0) to the root of `size` entries.

    Reads `leaves` once, in order, and keeps no more than the proof; ValueError when they are too few.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no entry {index} in a tree of {size}")
    return _roots_of(leaves, list(_beside(index, 0, size)))


def consistency_proof(leaves: Iterable[bytes], old_size: int, new_size: int) -> list[bytes]:
    """The hashes that show that the tree of `new_size` entries begins with the one of `old_size`.

    Reads `leaves` once, in order, and keeps no more than the proof; ValueError when they are too few.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {new_size} entries cannot begin with one of {old_size}")
    if old_size in (0, new_size):
        return []
    return _roots_of(leaves, list(_between(old_size, 0, new_size, whole=True)))


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows this leaf hash at `index` of the tree with that size and root."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(sibling, found)
            here, last = _up_to_a_right_child(here, last)
        else:
            found = node_hash(found, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the newer tree begins with the older one."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size in (0, new_size):
        return not proof and old_root == (new_root if old_size == new_size else EMPTY_ROOT)
    path = [old_root, *proof] if old_size.bit_count() == 1 else list(proof)
    return bool(path) and _roots_along(path, old_size, new_size) == (old_root, new_root)


def _roots_along(path: Sequence[bytes], old_size: int, new_size: int) -> tuple[bytes, bytes] | None:
    """The older and the newer root that this path leads to, or None when its length does not fit."""
    here, last = old_size - 1, new_size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            here, last = _up_to_a_right_child(here, last)
        else:
            new = node_hash(new, sibling)
        here, last = here >> 1, last >> 1
    return (old, new) if last == 0 else None


def _up_to_a_right_child(here: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the right edge of an uneven tree has no neighbour."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last


def _split(start: int, stop: int) -> int:
    """Where a tree over these entries divides: the largest power of two below its size goes to the left."""
    return start + (1 << ((stop - start - 1).bit_length() - 1))


def _beside(index: int, start: int, stop: int) -> Iterator[range]:
    """The subtrees beside the way from an entry to the root, from the entry upwards."""
    if stop - start == 1:
        return
    middle = _split(start, stop)
    if index < middle:
        yield from _beside(index, start, middle)
        yield range(middle, stop)
    else:
        yield from _beside(index, middle, stop)
        yield range(start, middle)


def _between(old_size: int, start: int, stop: int, *, whole: bool) -> Iterator[range]:
    """The subtrees from which both the older and the newer root can be built.

    `whole` says that this subtree is the whole older tree so far, whose root the reader already has.
    """
    if old_size == stop:
        if not whole:
            yield range(start, stop)
        return
    middle = _split(start, stop)
    if old_size <= middle:
        yield from _between(old_size, start, middle, whole=whole)
        yield range(middle, stop)
    else:
        yield from _between(old_size, middle, stop, whole=False)
        yield range(start, middle)


def _roots_of(leaves: Iterable[bytes], subtrees: list[range]) -> list[bytes]:
    """The root of each of these subtrees, which do not overlap, from one reading of the leaves."""
    roots: dict[range, bytes] = {}
    position, rest = 0, iter(leaves)
    for subtree in sorted(subtrees, key=lambda span: span.start):
        for _ in range(position, subtree.start):
            next(rest, None)
        tree = Frontier()
        for _, leaf in zip(subtree, rest, strict=False):
            tree.append(leaf)
        if tree.size != len(subtree):
            raise ValueError("there are fewer entries than the proof needs")
        roots[subtree], position = tree.root(), subtree.stop
    return [roots[subtree] for subtree in subtrees]
