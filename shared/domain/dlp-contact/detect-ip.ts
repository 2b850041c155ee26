import { textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const type = "IP_ADDRESS";
const versionCue =
  /(?:\b(?:version|ver|v|release|update|upgrade|patch|build|firmware|chapter|ec|sw|rev(?:ision)?)|section|firmware[ a-z]{0,16}(?:[\d.]{5,15}[ ]to)?)[ .:#-]{0,3}$/i;

const addressCue = /\bip(?:v4)?(?:[ -]?addr(?:ess)?)?(?:[ ]is)?[ :=#]{0,3}$/i;

const judgeV4 = ({ text, start, value }: Found): Certainty => {
  const octets = (value.replace(/[/:].{0,32}$/, "").match(/\d{1,3}/g) ?? []).map(Number);
  if (addressCue.test(textBefore(text, start, 20))) return certainty.cued;
  if (octets.some((octet) => octet > 255)) return certainty.none;
  return versionCue.test(textBefore(text, start, 48)) ? certainty.none : certainty.verified;
};

const judgeV6 = ({ value }: Found): Certainty =>
  isIpv6(value.replace(/[%/].{0,32}$/, "")) ? certainty.verified : certainty.none;

/** RFC 4291 text forms: eight groups, or fewer with one "::", the last two possibly as a dotted quad. */
const isIpv6 = (value: string): boolean => {
  const sides = value.replace(/\d{1,3}(?:\.\d{1,3}){3}$/, "0:0").split("::");
  const groups = sides.flatMap((side) => (side === "" ? [] : side.split(":")));
  if (!/\d/.test(value) || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return sides.length === 2 ? groups.length > 0 && groups.length < 8 : sides.length === 1 && groups.length === 8;
};

/** IPv4 and IPv6 addresses, with port, prefix length or zone; dotted version numbers stay when something calls them so. */
export const ipDetector: Detector = patternDetector({
  name: "ip",
  type,
  needs: /\d\.\d{1,3}\.\d|:[\da-f]{0,4}:/i,
  rules: [
    {
      sought: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}(?!\d)|:\d{1,5}(?!\d))?(?!\w|\.\d)/g,
      judge: judgeV4,
    },
    {
      sought: /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?:%[a-z\d]{1,15})?(?:\/\d{1,3}(?!\d))?(?![\w:])/gi,
      judge: judgeV6,
    },
  ],
});
