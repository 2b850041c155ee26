import type { KeyObject } from "node:crypto";
import { macOfParts } from "../../parts.ts";
import type { Head } from "./head.ts";

/**
 * The strong entity tag of a conversation's state as one query shows it (RFC 9110 8.8.3). It is a MAC, so that a tag can be
 * neither guessed nor made to probe for a state. `view` tells apart representations of the same state.
 */
export const entityTagOf = (key: KeyObject, head: Head, view: string): string => {
  const state = [
    head.tenantId,
    head.conversationId,
    head.epoch,
    head.turn,
    head.summarizedThrough,
    head.memoryVersion,
    head.turnHash.toString("base64url"),
  ];
  return `"${macOfParts(key, ...state, head.expiresAt, view)
    .subarray(0, 18)
    .toString("base64url")}"`;
};

/** Whether an If-None-Match header names this tag; `*` matches any. Weak tags compare by their opaque part (RFC 9110 13.1.2). */
export const isNamedBy = (ifNoneMatch: string | undefined, tag: string): boolean =>
  (ifNoneMatch ?? "")
    .slice(0, 4096)
    .split(",")
    .map((entry) => entry.trim().replace(/^W\//, ""))
    .some((entry) => entry === tag || entry === "*");
