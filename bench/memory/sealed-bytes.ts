import { createSecretKey, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { genesisHash } from "../../shared/domain/conversation/head.ts";
import { pack } from "../../shared/domain/conversation/pack.ts";
import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { sealTurn } from "../../shared/domain/conversation/turn-seal.ts";
import { turnStore } from "../../shared/io/turn-store.ts";
import { type Row, rounded, type Section } from "../report.ts";
import { identifyingText, plainText, shortTurns, turnContent } from "../samples.ts";
import { median } from "../stats.ts";
import type { Needs, World } from "../world.ts";
import { itemBytes } from "./item-bytes.ts";

type Sizes = {
  readonly raw: number;
  readonly deflated: number;
  readonly packed: number;
  readonly sealed: number;
  readonly item: number;
};

/** How many bytes a turn takes on its way into its item. */
export const sealedBytes = async (world: World): Promise<Section> => {
  const needs = world.needs();
  const short = Array.from({ length: shortTurns }, (_, turn) => sizesOf(needs, turnContent(turn)));
  const long = [plainText, identifyingText].map((content) => sizesOf(needs, { messages: [{ role: "user", content }] }));
  return {
    title: "Bytes per turn (medians)",
    rows: [rowOf("short exchange", short), rowOf("one message of 300 characters", long)],
    notes: [
      "packed = deflate with the shared dictionary + 1 byte; sealed = packed + 30 (version, key version, nonce, tag).",
      "item = sealed + keys, two hashes, write id and times, as DynamoDB counts; up to 1,024 bytes it costs 2 write units in the transaction.",
    ],
  };
};

const rowOf = (name: string, sizes: readonly Sizes[]): Row => {
  const middle = (of: keyof Sizes) => median(sizes.map((each) => each[of]));
  return {
    turn: name,
    "raw JSON": middle("raw"),
    "plain deflate": middle("deflated"),
    packed: middle("packed"),
    sealed: middle("sealed"),
    item: middle("item"),
    "packed / raw": rounded(middle("packed") / middle("raw")),
    "largest item": Math.max(...sizes.map(({ item }) => item)),
  };
};

const sizesOf = (needs: Needs, content: TurnContent): Sizes => {
  const ref = { tenantId: "bench-clinic", conversationId: `cv_${randomBytes(32).toString("base64url")}` };
  const [previousHash, writeId] = [genesisHash, randomBytes(16)];
  const place = { ...ref, turn: 100, epoch: 1, atMs: needs.now(), expiresAt: 1_800_000_000, previousHash, writeId };
  const turn = sealTurn(content, place, {
    key: { secret: createSecretKey(randomBytes(32)), version: 1 },
    nonce: randomBytes(12),
  });
  const text = JSON.stringify(content);
  return {
    raw: Buffer.byteLength(text),
    deflated: deflateRawSync(text).length,
    packed: pack(content).length,
    sealed: turn.sealed.length,
    item: itemBytes(turnStore(needs).put(ref, turn).Put?.Item ?? {}),
  };
};
