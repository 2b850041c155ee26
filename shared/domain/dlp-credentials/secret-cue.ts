/** What people and programs call a secret; a source without anchors. */
export const secretName = [
  "pass(?:[ -]?(?:words?|codes?|phrases?|wd|key))?",
  "passw",
  "pwd?",
  "passwort|contrase\u00f1a|mot de passe|wachtwoord|clave",
  "memorable (?:word|place|date|name)",
  "(?:safe|secret|code)[ -]?word",
  "(?:wlan |wi-?fi )?psk",
  "(?:mfa|2fa|otp|totp|wallet|recovery)[ -]?(?:seed|phrase)(?:[ ]phrase)?",
  "pword",
  "security (?:question[ ])?answer",
  "secret(?:[ _-]?(?:key|token|word|answer))?",
  "(?:api|access|auth|private|signing|encryption|license|product|client|recovery|security|refresh|bearer|session|webhook|portal)[ _-]?(?:keys?|tokens?|secret)",
  "token",
  "apikey",
  "credentials?",
  "otp",
  "(?:verification|2fa|mfa|login|sign[ -]?in|unlock|access|activation|authentication|entry|gate|door|alarm|safe|reset|temp(?:orary)?|backup|one[ -]?time)[ ]?(?:pass)?(?:code|pin)",
  "(?:cookie|session)[ _-]?id",
  "sessionid",
].join("|");

const words =
  "not wrong incorrect correct right expired required reset resetting changed invalid needed locked unknown forgotten forgot lost missing the my a an in on of to too very what where " +
  "being working never always same different case sensitive saved stored written protected secure weak strong good bad safe easy hard important at by with for still no also only now here " +
  "there this that it or and will should must may can due sent given under about up your her his their our longer kept private secret blank empty optional unique available active " +
  "sharing shared both one something anything nothing everything just so as because fine ok okay";

/** Words after "password is" that say something about it instead of giving it. */
export const remark = new RegExp(`^["']?(?:${words.replaceAll(" ", "|")})["']?$`, "i");

/** Whether a value has what ordinary words have not: a digit, a mark, a capital inside. */
export const isMixed = (value: string): boolean => /[\d!@#$%^&*_]|[a-z][A-Z]/.test(value);

/** Source of a pattern for a secret in quotation marks. */
export const quotedSecret = "[\"'`](?=[^\"'`\\n]{3,64}[\"'`])(?<id>[^\"'`\\n\\uFFFC]{3,64})";
