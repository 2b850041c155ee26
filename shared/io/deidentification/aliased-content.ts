import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Head } from "../../domain/conversation/head.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import { type AliasBook, aliasesFor, type Mention } from "../../domain/dlp-memory/alias-book.ts";
import { markedIn, withAliases } from "../../domain/dlp-memory/mark.ts";
import type { Traces } from "../../domain/dlp-policy/traces.ts";
import { bytes, number, text } from "../attributes.ts";
import { timeToLive } from "../conversation-items/time-to-live.ts";
import type { HeldKey } from "../data-keys.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import type { AliasStore, KeptBook } from "./alias-store.ts";

/** A turn's content as it will be stored, and what is stored with it. */
export type AliasedContent = {
  readonly json: string;
  readonly book: AliasBook;
  readonly also: readonly TransactWriteItem[];
};

type Needs = { readonly aliases: AliasStore; readonly tables: Tables };
type Content = { readonly content: unknown; readonly scrubbed: Traces; readonly held: HeldKey; readonly expiresAt: number };

/**
 * Gives every mark in a content its pseudonym, in the order of this very head's book. Undefined when the book in memory is not
 * that of the head.
 */
export const aliasedContent = (needs: Needs, head: Head, given: Content): AliasedContent | undefined => {
  const kept = needs.aliases.bookOf(head, given.held.key);
  if (kept === undefined) return undefined;
  const json = JSON.stringify(given.content);
  const mentions = mentionsIn(json, given.scrubbed);
  const { aliases, book } = aliasesFor(kept.book, mentions);
  return {
    json: mentions.length === 0 ? json : withAliases(json, aliases),
    book,
    also: [...bookWrites(needs, head, { ...given, kept, book }), ...vaultWrites(needs, head, given)],
  };
};

const mentionsIn = (json: string, { mentions }: Traces): readonly Mention[] =>
  mentions.size === 0
    ? []
    : markedIn(json).flatMap((digest) => {
        const mention = mentions.get(digest);
        return mention === undefined ? [] : [mention];
      });

/** The book is written when it changed, and when it would expire before its conversation. */
const bookWrites = (
  { aliases }: Needs,
  head: Head,
  { kept, book, held, expiresAt }: Content & { readonly kept: KeptBook; readonly book: AliasBook },
): readonly TransactWriteItem[] =>
  book === kept.book && kept.expiresAt >= expiresAt ? [] : [aliases.put(head, book, { key: held.key, expiresAt })];

const vaultWrites = ({ tables }: Needs, head: Head, { scrubbed, expiresAt }: Content): readonly TransactWriteItem[] =>
  [...scrubbed.vaulted].map(([digest, sealed]) => ({
    Put: {
      TableName: tables.summaries,
      Item: {
        pk: text(conversationKey(head)),
        sk: text(sortKeys.vault(digest)),
        epoch: number(head.epoch),
        body: bytes(sealed),
        ...timeToLive(expiresAt, isKept(head)),
      },
    },
  }));
