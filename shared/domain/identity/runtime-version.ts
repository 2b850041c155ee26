type Version = readonly [major: number, minor: number, patch: number];

const read = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return [major, minor, patch];
};

const isAtLeast = (version: Version, least: Version): boolean => {
  const [difference = 0] = version.map((part, index) => part - (least[index] ?? 0)).filter((each) => each !== 0);
  return difference >= 0;
};

const isWithin = (version: Version, range: string): boolean => {
  const least = read(range);
  return isAtLeast(version, least) && (!range.startsWith("^") || version[0] === least[0]);
};

/**
 * Whether a version lies in a range of the forms `>=1.2.3` and `^1.2.3`, joined by `||`. Bundles carry this in place of semver,
 * of which jsonwebtoken asks nothing else.
 */
export const satisfies = (version: string, range: string): boolean =>
  range.split("||").some((each) => isWithin(read(version), each.trim()));
