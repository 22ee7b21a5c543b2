"""The tree against its definition in RFC 6962, written here as the RFC writes it: recursive and slow."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules import merkle
from schoolgate.rules.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root_of,
)

# The entries and roots that implementations of Certificate Transparency share as test vectors.
ENTRIES = [bytes.fromhex(entry) for entry in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]

trees = st.lists(st.binary(max_size=4), min_size=1, max_size=70).map(lambda e: [leaf_hash(b) for b in e])


def split(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), root(leaves[k:])]
    return [*path(m - k, leaves[k:]), root(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), root(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), root(leaves[:k])]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert root_of([]) == EMPTY_ROOT == sha256(b"").digest()


@pytest.mark.parametrize("size", range(9))
def test_it_gives_the_roots_that_other_implementations_give(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_a_known_inclusion_proof_comes_out_as_published():
    assert [part.hex() for part in inclusion_proof(LEAVES, 0, 8)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_a_leaf_and_a_pair_of_hashes_never_hash_alike():
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != root_of(LEAVES[:2])


@given(trees)
def test_growing_leaf_by_leaf_gives_the_root_of_the_definition(leaves):
    tree = Frontier()
    for size, leaf in enumerate(leaves, start=1):
        tree.append(leaf)
        assert tree.root() == root(leaves[:size])


@given(trees, st.data())
def test_a_tree_put_away_grows_on_as_if_it_had_not_been(leaves, data):
    size = data.draw(st.integers(0, len(leaves)))
    before = Frontier()
    for leaf in leaves[:size]:
        before.append(leaf)
    after = Frontier.from_bytes(size, before.to_bytes())
    for leaf in leaves[size:]:
        after.append(leaf)
    assert after.root() == root(leaves)


@pytest.mark.parametrize(
    ("size", "edge"), [(1, b""), (0, b"x" * 32), (3, b"x" * 32), (1, b"x" * 31), (-1, b"")]
)
def test_it_refuses_an_edge_that_no_tree_of_that_size_has(size, edge):
    with pytest.raises(ValueError, match="right edge"):
        Frontier.from_bytes(size, edge)


@given(trees, st.data())
def test_inclusion_proofs_are_those_of_the_definition_and_hold(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(iter(leaves), index, len(leaves))
    assert proof == path(index, leaves)
    assert is_included(leaves[index], index, len(leaves), proof, root(leaves))


@given(trees, st.data())
def test_consistency_proofs_are_those_of_the_definition_and_hold(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency_proof(iter(leaves), old, len(leaves))
    assert proof == subproof(old, leaves, True)
    assert is_consistent(old, root(leaves[:old]), len(leaves), root(leaves), proof)


@given(trees, st.data())
def test_no_other_entry_place_size_root_or_proof_passes_for_the_true_one(leaves, data):
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(leaves, index, size), root(leaves)
    assert not is_included(leaf_hash(b"another entry"), index, size, proof, top)
    assert not is_included(leaves[index], index, size, proof, leaf_hash(b"another root"))
    assert not is_included(leaves[index], index, size, [*proof, top], top)
    assert not is_included(leaves[index], size, size, proof, top)
    assert not is_included(leaves[index], -1, size, proof, top)
    for at in range(len(proof)):
        assert not is_included(leaves[index], index, size, proof[:at] + proof[at + 1 :], top)
        assert not is_included(leaves[index], index, size, [*proof[:at], bytes(32), *proof[at + 1 :]], top)


@given(trees, st.data())
def test_no_rewritten_past_passes_for_consistent(leaves, data):
    size = len(leaves)
    old = data.draw(st.integers(1, size))
    changed = data.draw(st.integers(0, old - 1))
    forged = [*leaves[:changed], leaf_hash(b"something else"), *leaves[changed + 1 :]]
    proof = consistency_proof(forged, old, size)
    assert not is_consistent(old, root(leaves[:old]), size, root(forged), proof)
    assert not is_consistent(
        old, root(leaves[:old]), size, root(leaves), [*consistency_proof(leaves, old, size), bytes(32)]
    )


@given(trees)
def test_every_tree_begins_with_nothing_and_with_itself(leaves):
    size, top = len(leaves), root(leaves)
    assert is_consistent(0, EMPTY_ROOT, size, top, consistency_proof(leaves, 0, size))
    assert is_consistent(size, top, size, top, consistency_proof(leaves, size, size))
    assert not is_consistent(0, top, size, top, [])
    assert not is_consistent(size, top, size, EMPTY_ROOT, [])
    assert not is_consistent(size + 1, top, size, top, [])


def test_an_older_tree_is_not_shown_by_an_empty_proof():
    assert not is_consistent(3, root(LEAVES[:3]), 8, root(LEAVES), [])


@pytest.mark.parametrize(("index", "size"), [(8, 8), (-1, 8), (0, 0)])
def test_there_is_no_proof_for_an_entry_outside_the_tree(index, size):
    with pytest.raises(ValueError, match="there is no entry"):
        inclusion_proof(LEAVES, index, size)


def test_there_is_no_proof_that_a_tree_begins_with_a_larger_one():
    with pytest.raises(ValueError, match="cannot begin"):
        consistency_proof(LEAVES, 8, 7)


def test_it_says_so_when_there_are_fewer_entries_than_promised():
    with pytest.raises(ValueError, match="fewer entries"):
        inclusion_proof(LEAVES[:7], 0, 8)


def test_a_proof_at_seven_million_entries_has_at_most_24_hashes():
    longest = max(len(list(merkle._beside(index, 0, 7_100_000))) for index in (0, 1, 4_194_303, 7_099_999))
    assert 22 <= longest <= 24
