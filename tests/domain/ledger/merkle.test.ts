import { describe, expect, test } from "@jest/globals";
import { emptyFrontier, frontierRoot, peakRanges, withLeaf } from "../../../shared/domain/ledger/frontier.ts";
import { emptyRoot, type LeafRange, leafHash, nodeHash, rootOf } from "../../../shared/domain/ledger/merkle.ts";
import { consistencyPath, inclusionPath } from "../../../shared/domain/ledger/merkle-proof.ts";
import {
  type ConsistencyClaim,
  type InclusionClaim,
  isConsistent,
  isIncluded,
} from "../../../shared/domain/ledger/merkle-verify.ts";
import { rangeRootFrom, type Tile, tileRoot, tilesFor, tilesGrown } from "../../../shared/domain/ledger/tiles.ts";

const tileWidth = 256;
const hex = (text: string): Buffer => Buffer.from(text, "hex");
const most = 300;
const leaves = Array.from({ length: most }, (_, index) => leafHash(`leaf ${index}`));

/** Roots of stretches, each computed once. */
const known = new Map<number, Buffer>();
const rootOfRange = ({ from, to }: LeafRange): Buffer => {
  const name = 1000 * from + to;
  const found = known.get(name) ?? rootOf(leaves.slice(from, to));
  known.set(name, found);
  return found;
};
const rootAt = (size: number): Buffer => rootOfRange({ from: 0, to: size });
const flipped = (hash: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(hash);
  changed.writeUInt8(changed.readUInt8(Math.floor(bit / 8) % 32) ^ (1 << (bit % 8)), Math.floor(bit / 8) % 32);
  return changed;
};

const stranger = leafHash("a stranger");
/** Hashes with one bit of their own altered, each made once. */
const alteredOf = new Map<Buffer, Buffer>();
const altered = (hash: Buffer): Buffer => {
  const found = alteredOf.get(hash) ?? flipped(hash, hash.readUInt8(7));
  alteredOf.set(hash, found);
  return found;
};

/** Hashes of nodes, each pair computed once: proofs of one tree share most of their steps. */
const joined = new Map<Uint8Array, Map<Uint8Array, Buffer>>();
const nodeHashOnce = (left: Uint8Array, right: Uint8Array): Buffer => {
  const after = joined.get(left) ?? new Map<Uint8Array, Buffer>();
  const found = after.get(right) ?? nodeHash(left, right);
  joined.set(left, after.set(right, found));
  return found;
};

/** Single mutations of a proof: each hash altered, one left out at either end, one doubled, one added at either end, two swapped. */
function* mutations(proof: readonly Buffer[]): Generator<readonly Buffer[]> {
  for (const [at, hash] of proof.entries()) yield proof.with(at, altered(hash));
  yield [...proof, stranger];
  yield [stranger, ...proof];
  const [first, second, ...rest] = proof;
  if (first === undefined) return;
  yield proof.slice(1);
  yield proof.slice(0, -1);
  yield [first, ...proof];
  if (second !== undefined) yield [second, first, ...rest];
}

describe("the tree of RFC 9162", () => {
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(hex);
  const roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  const hashes = inputs.map((input) => leafHash(input));
  const at = (from: number, to: number) => rootOf(hashes.slice(from, to));

  test("has the roots of the reference vectors of certificate transparency", () => {
    expect(emptyRoot.toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(hashes.map((_, index) => rootOf(hashes.slice(0, index + 1)).toString("hex"))).toEqual(roots);
  });

  test("proves in the example of section 2.1.5 with the nodes that the RFC names", () => {
    const nodes = (ranges: readonly LeafRange[]) => ranges.map(({ from, to }) => `${from}-${to}`);
    expect(nodes(inclusionPath(0, 7))).toEqual(["1-2", "2-4", "4-7"]);
    expect(nodes(inclusionPath(3, 7))).toEqual(["2-3", "0-2", "4-7"]);
    expect(nodes(inclusionPath(4, 7))).toEqual(["5-6", "6-7", "0-4"]);
    expect(nodes(inclusionPath(6, 7))).toEqual(["4-6", "0-4"]);
    expect(nodes(consistencyPath(3, 7))).toEqual(["2-3", "3-4", "0-2", "4-7"]);
    expect(nodes(consistencyPath(4, 7))).toEqual(["4-7"]);
    expect(nodes(consistencyPath(6, 7))).toEqual(["4-6", "6-7", "0-4"]);
  });

  test("gives the reference proofs", () => {
    const proof = inclusionPath(5, 8).map(({ from, to }) => at(from, to).toString("hex"));
    expect(proof).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    const consistency = consistencyPath(6, 8).map(({ from, to }) => at(from, to).toString("hex"));
    expect(consistency).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  test("never takes a node for a leaf", () => {
    expect(leafHash(Buffer.concat(leaves.slice(0, 2)))).not.toEqual(nodeHash(leaves[0] ?? emptyRoot, leaves[1] ?? emptyRoot));
  });
});

/** All pairs of a size and something smaller, from `least` on. */
const pairs = (least: number, isBelow: boolean): readonly (readonly [number, number])[] =>
  Array.from({ length: most }, (_, index) => index + 1).flatMap((size) =>
    Array.from({ length: isBelow ? size : size - least + 1 }, (_, index) => [index + least, size] as const),
  );

const inclusionOf = ([index, size]: readonly [number, number]) => {
  const proof = inclusionPath(index, size).map(rootOfRange);
  const claim: InclusionClaim = { leaf: leaves[index] ?? emptyRoot, index, size, root: rootAt(size), proof };
  return claim;
};

const consistencyOf = ([oldSize, size]: readonly [number, number]) => {
  const proof = consistencyPath(oldSize, size).map(rootOfRange);
  const claim: ConsistencyClaim = { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof };
  return claim;
};

describe("of every tree up to 300 leaves", () => {
  const places = pairs(0, true);
  const beginnings = pairs(1, false);

  /** How many of these claims are refused before the first one that is not. */
  const judged = <Claim>(claims: Iterable<Claim>, holds: (claim: Claim) => boolean) => {
    let refused = 0;
    for (const claim of claims) {
      if (holds(claim)) return { believed: claim, refused };
      refused += 1;
    }
    return { believed: undefined, refused };
  };

  function* wrongInclusions(): Generator<InclusionClaim> {
    for (const place of places) {
      const claim = inclusionOf(place);
      const { index, leaf, root } = claim;
      yield { ...claim, index: index + 1 };
      yield { ...claim, index: index - 1 };
      yield { ...claim, leaf: altered(leaf) };
      yield { ...claim, root: altered(root) };
      for (const proof of mutations(claim.proof)) yield { ...claim, proof };
    }
  }

  function* wrongBeginnings(): Generator<ConsistencyClaim> {
    for (const each of beginnings) {
      const claim = consistencyOf(each);
      const { oldRoot, oldSize, root } = claim;
      yield { ...claim, oldRoot: altered(oldRoot) };
      yield { ...claim, root: altered(root) };
      yield { ...claim, oldSize: oldSize - 1 };
      for (const proof of mutations(claim.proof)) yield { ...claim, proof };
    }
  }

  const count = (most * (most + 1)) / 2;

  test("every leaf is proved, and by none of the mutations of any proof", () => {
    expect(places.filter((place) => !isIncluded(inclusionOf(place), nodeHashOnce))).toEqual([]);
    const { believed, refused } = judged(wrongInclusions(), (claim) => isIncluded(claim, nodeHashOnce));
    expect(believed).toBeUndefined();
    expect([places.length, refused > 12 * count]).toEqual([count, true]);
  }, 120_000);

  test("every earlier tree is proved to be its beginning, and by none of the mutations of any proof", () => {
    expect(beginnings.filter((each) => !isConsistent(consistencyOf(each), nodeHashOnce))).toEqual([]);
    const { believed, refused } = judged(wrongBeginnings(), (claim) => isConsistent(claim, nodeHashOnce));
    expect(believed).toBeUndefined();
    expect([beginnings.length, refused > 12 * count]).toEqual([count, true]);
  }, 120_000);

  test("the frontier has the root of the tree, and its peaks are perfect", () => {
    let frontier = emptyFrontier;
    expect(frontierRoot(frontier)).toEqual(emptyRoot);
    for (let size = 1; size <= most; size += 1) {
      frontier = withLeaf(frontier, leaves[size - 1] ?? emptyRoot);
      expect(frontierRoot(frontier).equals(rootAt(size))).toBe(true);
      expect(peakRanges(size).map(rootOfRange)).toEqual(frontier.peaks);
    }
  });
});

test.each([
  [0, 0, 0],
  [0, -1, 1],
  [1.5, 0, 2],
  [Number.NaN, 0, 2],
])("a claim about a place that is none is refused: %d of %d and %d", (index, oldSize, size) => {
  const [root, leaf] = [leaves[0] ?? emptyRoot, leaves[0] ?? emptyRoot];
  expect(isIncluded({ leaf, index: index === 0 ? size : index, size, root, proof: [] })).toBe(false);
  expect(isConsistent({ oldSize: index === 0 ? oldSize : index, oldRoot: root, size, root, proof: [leaf] })).toBe(false);
});

describe("tiles", () => {
  const many = Array.from({ length: tileWidth * tileWidth + 1 }, (_, index) => Buffer.alloc(32, index % 251));

  /** Tiles as they are stored by trees that grow in these steps. */
  const grow = (sizes: readonly number[]) => {
    const stored = new Map<string, Tile>();
    const name = ({ level, number }: { readonly level: number; readonly number: number }) => `${level}/${number}`;
    let before = 0;
    for (const size of sizes) {
      for (const tile of tilesGrown(before, size)) {
        const { level, number, width } = tile;
        const from = number * tileWidth;
        const below = (index: number) => tileRoot(stored.get(name({ level: level - 1, number: index }))?.hashes ?? []);
        const hashes = Array.from({ length: width }, (_, at) =>
          level === 0 ? (many[from + at] ?? emptyRoot) : below(from + at),
        );
        stored.set(name(tile), { ...tile, hashes });
      }
      before = size;
    }
    return (tile: { readonly level: number; readonly number: number }) => stored.get(name(tile))?.hashes ?? [];
  };

  test.each([[[1]], [[255, 256, 257]], [[256, 512]], [[700]], [[3, 65_535, 65_537]]])(
    "that grew by %j have the root of every stretch of the tree",
    (sizes) => {
      const tiles = grow(sizes);
      const size = sizes.at(-1) ?? 0;
      const all = many.slice(0, size);
      expect(rangeRootFrom(tiles, { from: 0, to: size }, size)).toEqual(rootOf(all));
      for (const index of [0, 1, Math.floor(size / 2), size - 2, size - 1].filter((each) => each >= 0 && each < size)) {
        const ranges = inclusionPath(index, size);
        expect(tilesFor(ranges, size).length).toBeLessThanOrEqual(6);
        const proof = ranges.map((range) => rangeRootFrom(tiles, range, size));
        expect(isIncluded({ leaf: all[index] ?? emptyRoot, index, size, root: rootOf(all), proof })).toBe(true);
      }
    },
  );

  test("grow by the leaves that are new, and nothing is written for none", () => {
    expect(tilesGrown(0, 3)).toEqual([{ level: 0, number: 0, width: 3 }]);
    expect(tilesGrown(256, 257)).toEqual([{ level: 0, number: 1, width: 1 }]);
    expect(tilesGrown(255, 256)).toEqual([
      { level: 0, number: 0, width: 256 },
      { level: 1, number: 0, width: 1 },
    ]);
    expect(tilesGrown(300, 300)).toEqual([]);
    expect(tilesGrown(65_536 - 100, 65_536).map(({ level }) => level)).toEqual([0, 1, 2]);
  });
});
