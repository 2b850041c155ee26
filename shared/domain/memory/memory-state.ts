import type { Message } from "../../contract/message.ts";

/** A saved turn as the memory hears it: after de-identification. */
export type HeardTurn = { readonly turn: number; readonly atMs: number; readonly messages: readonly Message[] };

/** Who a piece of memory comes from. A clinician is an assistant's message that carries a clinician's name; a subject never is. */
export type SourceClass = "clinician" | "subject" | "tool" | "model" | "system";

/** 0 nothing may rest on it (it tries to instruct) · 1 a model's word · 2 a tool's or a system's · 3 the subject's own · 4 a clinician's. */
export type Trust = 0 | 1 | 2 | 3 | 4;

/** `turns` is what a piece is derived from: without any one of them it has no ground. `trust` is the least of theirs. */
export type Derived = {
  readonly turns: readonly number[];
  readonly source: SourceClass;
  readonly trust: Trust;
  /** Later turns that say the same and can each stand in for `turns`. */
  readonly repeatedIn?: readonly number[];
};

/** What is never evicted and never dropped from a context. */
export type SafetyClass = "allergy" | "stopped" | "dose" | "pregnancy" | "directive" | "crisis";

/** A squeezed statement: words of its turns, in their order. */
export type Unit = Derived & {
  readonly kind: "statement" | "answered";
  /** The name of who said it, where it is a name and not a role. */
  readonly by?: string;
  readonly text: string;
  readonly safety?: SafetyClass;
};

type FactOf<Kind extends string, Members> = Derived & { readonly kind: Kind } & Members;

/** A newer dose closes the older one by `validTo`; both are turns. `dose` and `unit` as said, `dose` in digits. Denied: not taken. */
export type MedicationFact = FactOf<
  "medication",
  {
    readonly name: string;
    readonly dose?: string;
    readonly unit?: string;
    readonly status?: "started" | "stopped" | "changed" | "denied";
    readonly validFrom: number;
    readonly validTo?: number;
  }
>;

export type Polarity = "affirmed" | "denied";

/** `of` is whose it is, where that is not the subject: "mother". */
type Named = { readonly name: string; readonly polarity: Polarity; readonly of?: string };

export type Fact =
  | MedicationFact
  | FactOf<"allergy", Named>
  | FactOf<"condition", Named>
  | FactOf<"number", { readonly value: string; readonly unit?: string; readonly what: string }>
  | FactOf<"date", { readonly said: string; readonly absolute?: string; readonly what: string }>
  | FactOf<"person", { readonly name: string; readonly what?: string }>
  | FactOf<"contact", { readonly placeholder: string }>
  | FactOf<"preference", { readonly what: string; readonly polarity: Polarity }>;

/** A question at the end of what was heard, waiting for its answer. */
export type OpenQuestion = {
  readonly turn: number;
  readonly role: Message["role"];
  readonly name?: string;
  readonly text: string;
  /** The statement right before it in its message: "you are allergic to penicillin. Anything else?" */
  readonly after?: string;
  /** It asks for more than a yes or a no. */
  readonly isWide?: true;
};

/**
 * All that is remembered of a conversation, as JSON. `watermark` is the last turn it covers; 0 covers none. The same turns give
 * the same state, byte for byte, in whatever batches they come.
 */
export type MemoryState = {
  readonly version: 1;
  readonly watermark: number;
  /** Letters of the messages that were heard: what a state may take grows with them. */
  readonly heard: number;
  readonly units: readonly Unit[];
  readonly facts: readonly Fact[];
  readonly open?: OpenQuestion;
};

export const emptyMemory: MemoryState = { version: 1, watermark: 0, heard: 0, units: [], facts: [] };
