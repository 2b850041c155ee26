import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const start = "(?<![\\w.+-])";
const decimal = "[+-]?\\d{1,3}\\.\\d{3,12}\\u00b0?[ ]?";

const judgeDecimal = ({ value }: Found): Certainty => {
  const [latitude = 999, longitude = 999] = (value.match(/-?\d{1,3}\.\d{3,12}/g) ?? []).map(Number);
  const fits = (north: number, east: number) => Math.abs(north) <= 90 && Math.abs(east) <= 180;
  return fits(latitude, longitude) || fits(longitude, latitude) ? certainty.verified : certainty.none;
};

const angle = "\\d{1,3}[ ]?\\u00b0[ ]?\\d{1,2}(?:\\.\\d{1,6})?[ ]?'[ ]?(?:\\d{1,2}(?:\\.\\d{1,6})?[ ]?(?:\"|'')[ ]?)?[NSEWO]";

/** Positions on earth, as a phone shares them: "40.7128, -74.0060", "40\u00b042'46\"N 74\u00b00'21\"W". */
export const coordinatesDetector: Detector = patternDetector({
  name: "coordinates",
  needs: /\d\.\d{3}|\d[ ]?\u00b0[ ]?\d/,
  rules: [
    {
      type: "LOCATION",
      sought: new RegExp(`${start}${decimal}[NS]?[ ]?[,;/ ][ ]?${decimal}[EWO]?(?!\\w|\\.\\d|[ ]?(?:mg|ml|g)\\b)`, "gi"),
      judge: judgeDecimal,
    },
    { type: "LOCATION", sought: new RegExp(`${start}${angle}(?:[ ]?,?[ ]?${angle})?`, "gi"), judge: () => certainty.verified },
    {
      type: "LOCATION",
      sought:
        /(?<![a-z])(?:lat|lon|lng|long|latitude|longitude)(?:itude)?[ ]?[:=]?[ ]?(?<id>[+-]?\d{1,3}\.\d{2,12}(?:\u00b0?[ ]?[NSEW])?)(?![\w.])/gi,
    },
  ],
});
