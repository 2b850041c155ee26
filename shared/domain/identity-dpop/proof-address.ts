const form = /^https?:\/\/(?!\/)[\w.~!$&'()*+,;=:/[\]%-]+$/i;
const strayPercent = /%(?![0-9a-f]{2})/i;
const encodedByte = /%([0-9a-f]{2})/gi;
const unreserved = /^[A-Za-z0-9._~-]$/;

/**
 * An http address as RFC 3986 (6.2.2 and 6.2.3) normalises it, without query and fragment: two that come out the same mean the same
 * resource. Undefined for anything else than an absolute http address, and for one with a user in it.
 */
export const normalisedAddress = (address: string): string | undefined => {
  const [bare = ""] = address.split(/[?#]/, 1);
  if (!form.test(bare) || strayPercent.test(bare)) return undefined;
  const text = bare.replace(encodedByte, (_, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(character) ? character : `%${hex.toUpperCase()}`;
  });
  return URL.canParse(text) ? new URL(text).href : undefined;
};
