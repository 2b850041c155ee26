import { isDeepStrictEqual } from "node:util";
import type {
  Derived,
  Fact,
  MedicationFact,
  MemoryState,
  OpenQuestion,
  Polarity,
  SafetyClass,
  SourceClass,
  Trust,
  Unit,
} from "../memory/memory-state.ts";
import { listOf, maybe, near, numbersNear, oneOf, type PieceCode } from "./piece-code.ts";

/** Names in the order of their numbers; a new one comes last, so that what was stored stays readable. */
const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] => Object.keys(names) as Name[];

const sources = namesOf<SourceClass>({ clinician: true, subject: true, tool: true, model: true, system: true });
const trusts = namesOf<`${Trust}`>({ 0: true, 1: true, 2: true, 3: true, 4: true });
const unitKinds = namesOf<Unit["kind"]>({ statement: true, answered: true });
const safeties = namesOf<SafetyClass>({
  allergy: true,
  stopped: true,
  dose: true,
  pregnancy: true,
  directive: true,
  crisis: true,
});
const polarities = namesOf<Polarity>({ affirmed: true, denied: true });
const statuses = namesOf<NonNullable<MedicationFact["status"]>>({ started: true, stopped: true, changed: true, denied: true });
const roles = namesOf<OpenQuestion["role"]>({ user: true, assistant: true, system: true, tool: true });

/** Where a member of a piece is written or read: its name, and the first turn of the piece. */
type Spot = { readonly code: PieceCode; readonly kind: string; readonly turn: number };
type Member = (spot: Spot, given: unknown) => unknown;

const words: Member = ({ code }, given) => code.text(typeof given === "string" ? given : undefined);
const turnNear: Member = ({ code, kind, turn }, given) =>
  near(code, kind, { from: turn, given: typeof given === "number" ? given : undefined });
const among =
  (names: readonly string[]): Member =>
  ({ code, kind }, given) =>
    oneOf(code, { kind, names }, typeof given === "string" ? given : undefined);
const optional =
  (member: Member): Member =>
  (spot, given) =>
    maybe(spot.code, spot.kind, { given, through: () => member(spot, given) });

type MembersOf<Piece> = { readonly [Name in Exclude<keyof Required<Piece>, keyof Derived>]: Member };
type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;
type FactMembers = { readonly [Kind in Fact["kind"]]: Omit<MembersOf<FactOf<Kind>>, "kind"> };

const unitMembers: MembersOf<Unit> = {
  text: words,
  kind: among(unitKinds),
  by: optional(words),
  safety: optional(among(safeties)),
};

const named = { name: words, polarity: among(polarities), of: optional(words) };
const factMembers: FactMembers = {
  medication: {
    name: words,
    dose: optional(words),
    unit: optional(words),
    status: optional(among(statuses)),
    validFrom: turnNear,
    validTo: optional(turnNear),
  },
  allergy: named,
  condition: named,
  number: { what: words, value: words, unit: optional(words) },
  date: { what: words, said: words, absolute: optional(words) },
  person: { name: words, what: optional(words) },
  contact: { placeholder: words },
  preference: { what: words, polarity: among(polarities) },
};
const factKinds = Object.keys(factMembers) as Fact["kind"][];

/** The turn that the piece before began with: pieces come in the order of their turns, more or less. */
type Cursor = { turn: number };

const derived = (
  code: PieceCode,
  kind: string,
  { at, given }: { readonly at: Cursor; readonly given: Derived | undefined },
): Derived => {
  const turns = numbersNear(code, `${kind} turns`, { from: at.turn, given: given?.turns });
  at.turn = turns[0] ?? at.turn;
  const source = oneOf(code, { kind: `${kind} source`, names: sources }, given?.source);
  const trust = Number(oneOf(code, { kind: `trust of ${source}`, names: trusts }, given && `${given.trust}`)) as Trust;
  const repeatedIn = maybe(code, `${kind} repeated`, {
    given: given?.repeatedIn,
    through: () => numbersNear(code, "repeated", { from: turns.at(-1) ?? 0, given: given?.repeatedIn }),
  });
  return { turns, source, trust, ...(repeatedIn && { repeatedIn }) };
};

type Given = { readonly given: object | undefined; readonly at: Cursor };

type Form = { readonly kind: string; readonly members: Readonly<Record<string, Member>> };

const pieceThrough = (code: PieceCode, { kind, members }: Form, { given, at }: Given): object => {
  const ground = derived(code, kind, { at, given: given as Derived | undefined });
  const known = new Map(Object.entries(given ?? {}));
  const turn = ground.turns[0] ?? 0;
  const read = Object.entries(members).map(([name, member]) => {
    const spot = { code, kind: `${kind} ${name}`, turn };
    return [name, member(spot, known.get(name))] as const;
  });
  return { ...Object.fromEntries(read.filter(([, value]) => value !== undefined)), ...ground };
};

const unitThrough = (code: PieceCode, given: Given): Unit =>
  pieceThrough(code, { kind: "unit", members: unitMembers }, given) as Unit;

const factThrough = (code: PieceCode, { given, at }: { readonly given: Fact | undefined; readonly at: Cursor }): Fact => {
  const kind = oneOf(code, { kind: "fact", names: factKinds }, given?.kind);
  return { ...pieceThrough(code, { kind, members: factMembers[kind] }, { given, at }), kind } as Fact;
};

/** What an earlier state has in common with the next one is told by its place there. */
const sharedWith = <Piece extends object>(
  code: PieceCode,
  { kind, given, next }: { readonly kind: string; readonly given: readonly Piece[] | undefined; readonly next: readonly Piece[] },
  through: (piece: Piece | undefined) => Piece,
): readonly Piece[] => {
  let expected = 0;
  return listOf(code, { kind, given }, (piece) => {
    const step = code.number(`${kind} again`, piece && stepTo(piece, next, expected));
    if (step === 0) return through(piece);
    const again = next[expected + step - 1];
    if (again === undefined) throw new RangeError("there is no such piece");
    expected += step;
    return again;
  });
};

/** How many places on a piece stands, counted from the expected one as 1; 0 where it is not there. */
const stepTo = <Piece>(piece: Piece, next: readonly Piece[], expected: number): number =>
  next.slice(expected).findIndex((other) => isDeepStrictEqual(other, piece)) + 1;

const openThrough = (
  code: PieceCode,
  { watermark, given }: { readonly watermark: number; readonly given: OpenQuestion | undefined },
) => {
  const turn = near(code, "open turn", { from: watermark, given: given?.turn });
  const role = oneOf(code, { kind: "open role", names: roles }, given?.role);
  const optionalText = (kind: string, text: string | undefined) =>
    maybe(code, kind, { given: text, through: () => code.text(text) });
  const text = code.text(given?.text);
  const name = optionalText("open name", given?.name);
  const after = optionalText("open after", given?.after);
  const isWide = code.flag("open wide", code.isWriting ? given?.isWide === true : undefined);
  return {
    turn,
    role,
    text,
    ...(name !== undefined && { name }),
    ...(after !== undefined && { after }),
    ...(isWide && { isWide }),
  } as OpenQuestion;
};

/** A state, told by the one that came after it where there is one. */
export const stateThrough = (
  code: PieceCode,
  { given, next }: { readonly given: MemoryState | undefined; readonly next?: MemoryState },
): MemoryState => {
  const at: Cursor = { turn: 0 };
  const watermark = near(code, "watermark", { from: next?.watermark ?? 0, given: given?.watermark });
  const heard = near(code, "heard", { from: next?.heard ?? 0, given: given?.heard });
  const units = sharedWith(code, { kind: "units", given: given?.units, next: next?.units ?? [] }, (unit) =>
    unitThrough(code, { given: unit, at }),
  );
  at.turn = 0;
  const facts = sharedWith(code, { kind: "facts", given: given?.facts, next: next?.facts ?? [] }, (fact) =>
    factThrough(code, { given: fact, at }),
  );
  const open = maybe(code, "open", { given: given?.open, through: () => openThrough(code, { watermark, given: given?.open }) });
  return { version: 1, watermark, heard, units, facts, ...(open && { open }) };
};
