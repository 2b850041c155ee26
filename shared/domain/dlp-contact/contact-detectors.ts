import type { Detector } from "../dlp/detector.ts";
import { emailDetector } from "./detect-email.ts";
import { ipDetector } from "./detect-ip.ts";
import { macDetector } from "./detect-mac.ts";
import { phoneDetector } from "./detect-phone.ts";
import { urlDetector } from "./detect-url.ts";

/** Everything that finds where somebody or something is reached. */
export const contactDetectors: readonly Detector[] = [emailDetector, urlDetector, ipDetector, macDetector, phoneDetector];
