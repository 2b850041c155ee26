import type { Detector } from "../dlp/detector.ts";
import { assignedSecretDetector } from "./detect-assigned-secret.ts";
import { passcodeDetector } from "./detect-passcode.ts";
import { saidSecretDetector } from "./detect-said-secret.ts";
import { secretDetector } from "./detect-secret.ts";
import { usernameDetector } from "./detect-username.ts";

/** Everything that finds what lets somebody in. */
export const credentialDetectors: readonly Detector[] = [
  secretDetector,
  saidSecretDetector,
  assignedSecretDetector,
  passcodeDetector,
  usernameDetector,
];
