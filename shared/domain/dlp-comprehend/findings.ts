import { mask } from "../dlp/cue.ts";
import { type Candidate, certainty } from "../dlp/detector.ts";
import type { Chunk } from "./chunks.ts";
import type { Piece } from "./document.ts";
import { typeOfEntity } from "./entity-type.ts";
import { utf16Offsets } from "./utf16-offsets.ts";

/** What Comprehend found in a chunk: `begin` and `end` count code points. */
export type Entity = { readonly begin: number; readonly end: number; readonly type: string; readonly score: number };

/** Findings by the text they were made in. */
export type Findings = Map<string, Candidate[]>;

/** Below this, a finding is more often wrong than right. */
const leastScore = 0.5;

/** Adds what was found in a chunk of a document to the findings of its pieces. */
export const addFindings = (findings: Findings, pieces: readonly Piece[], { chunk, entities }: Answered): void => {
  const offsetOf = utf16Offsets(chunk.text);
  for (const { begin, end, type, score } of entities) {
    if (score < leastScore) continue;
    const found = { start: chunk.start + offsetOf(begin), end: chunk.start + offsetOf(end), type };
    for (const piece of pieces) addToPiece(findings, piece, found);
  }
};

export type Answered = { readonly chunk: Chunk; readonly entities: readonly Entity[] };

type Found = { readonly start: number; readonly end: number; readonly type: string };

const addToPiece = (findings: Findings, piece: Piece, found: Found): void => {
  const start = Math.max(found.start - piece.start, 0);
  const inPiece = piece.text.slice(start, Math.max(found.end - piece.start, 0));
  const candidates = [...inPiece.matchAll(readable)].flatMap((run) => candidateOf(run, start, found.type));
  if (candidates.length > 0) findings.set(piece.text, [...(findings.get(piece.text) ?? []), ...candidates]);
};

/** Runs between placeholders of an earlier pass, without space at their ends. */
const readable = new RegExp(`[^\\s${mask}](?:[^${mask}]*[^\\s${mask}])?`, "g");

const candidateOf = (run: RegExpExecArray, offset: number, entityType: string): readonly Candidate[] => {
  const type = typeOfEntity(entityType, run[0]);
  const start = offset + run.index;
  return type === undefined ? [] : [{ start, end: start + run[0].length, type, certainty: certainty.shape }];
};
