import { certainty, type Detector } from "../dlp/detector.ts";
import { patternDetector } from "../dlp/pattern-detector.ts";

const picture = "(?:jpe?g|png|heic|heif|webp|gif|tiff?|bmp|dng|cr2|nef|raw|stl|tpl|mp4|mov|avi|m4v|wav|m4a|mp3|dcm)";

/** Names of photos, videos and recordings. A single word such as "rash.jpg" says nothing of the person. */
export const fileNameDetector: Detector = patternDetector({
  name: "file-name",
  rules: [
    {
      type: "BIOMETRIC_ID",
      sought: new RegExp(`(?<![\\w-])(?=[A-Za-z]{0,60}[\\d_-])[\\w-]{3,80}(?:[ ]?\\([\\w ]{1,20}\\))?\\.${picture}(?!\\w)`, "gi"),
      judge: () => certainty.verified,
    },
    {
      type: "BIOMETRIC_ID",
      sought:
        /(?<![a-z])(?:[a-z\d\uFFFC]{1,20}[ ](?:underscore|dash)[ ]){1,6}[a-z\d]{1,20}[ ]dot[ ](?:j[ ]?p[ ]?e?[ ]?g|p[ ]?n[ ]?g|heic|tiff?|mp4|dicom)(?![a-z])/gi,
    },
  ],
});
