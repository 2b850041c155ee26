import type { ConversationRef } from "../../domain/conversation/head.ts";
import { seal } from "../../domain/conversation/seal.ts";
import { emptyBook } from "../../domain/dlp-memory/alias-book.ts";
import type { Recollection } from "../../domain/dlp-memory/recollection.ts";
import { macOfParts } from "../../parts.ts";
import type { DataKeys } from "../data-keys.ts";
import type { HeadStore } from "../head-store.ts";
import type { AliasStore } from "./alias-store.ts";

type Needs = {
  readonly heads: HeadStore;
  readonly dataKeys: DataKeys;
  readonly aliases: AliasStore;
  readonly randomBytes: (size: number) => Buffer;
};

const digestBytes = 9;
const nonceBytes = 12;
const longestShiftDays = 364;

/**
 * What a conversation lends to the de-identification of its next text, from what was read beside the limiter; undefined for a
 * conversation that does not live, which no text will be saved to.
 */
export const recollections =
  (needs: Needs) =>
  async (ref: ConversationRef): Promise<Recollection | undefined> => {
    const [head, held] = await Promise.all([needs.heads.recall(ref), needs.dataKeys.get(ref)]);
    if (head?.status !== "active" || held === undefined) return undefined;
    const { aliasKey, key } = held;
    const context = (digest: string) =>
      ({ ...ref, epoch: head.epoch, turn: 0, attribute: `vault:${digest}`, keyVersion: key.version }) as const;
    return {
      book: needs.aliases.bookOf(head, key)?.book ?? emptyBook,
      asked: head.asked,
      digest: (identity) => macOfParts(aliasKey, identity).subarray(0, digestBytes).toString("base64url"),
      shiftDays: -1 - (macOfParts(aliasKey, "date-shift").readUInt32BE(0) % longestShiftDays),
      sealValue: (digest, value) =>
        seal(key, Buffer.from(value, "utf8"), { context: context(digest), nonce: needs.randomBytes(nonceBytes) }),
    };
  };
