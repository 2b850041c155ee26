/** What the tagger tells words apart into, in the order of the model's weights. */
export const tags = ["OTHER", "NAME", "LOCATION", "REGION", "ORGANIZATION", "FACILITY"] as const;
export const tagCount = tags.length;

/** Kinds of word or sign by which it depends how one tag follows another. */
const linkCount = 12;

const sizes = {
  headerBytes: 32,
  /** Features and words share a bucket with those of the same hash; a bucket has room for four. */
  slots: 4,
  featureBuckets: 18 * 1024,
  lexiconBuckets: 50 * 1024,
  links: linkCount * tagCount * tagCount,
} as const;

const features = sizes.featureBuckets * sizes.slots;
/** Two bytes of hash and one a tag. */
export const slotBytes = 2 + tagCount;

const words = sizes.lexiconBuckets * sizes.slots;

/** The counts of the model file and where its parts start, in bytes. Numbers of more than a byte are little-endian. */
export const modelLayout = {
  ...sizes,
  magic: 0x4d4e4350,
  version: 3,
  features,
  words,
  /** Each feature: sixteen bits of its hash, then its weights, so that one look at memory finds both. */
  slotsAt: sizes.headerBytes,
  lexiconAt: sizes.headerBytes + features * slotBytes,
  linksAt: sizes.headerBytes + features * slotBytes + words * 2,
} as const;

/** A multiple of four. */
export const modelBytes = (modelLayout.linksAt + modelLayout.links + 3) & ~3;
