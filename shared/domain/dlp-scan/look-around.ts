import { clausesOf, type Need } from "./need.ts";
import { cut, type Sequence, take } from "./sequence.ts";

/** What a part that is only looked at tells of the sequence at whose end it stands, by how it opens. */
export const lookAround = (sequence: Sequence, opening: string, inside: Need): void => looks[opening]?.(sequence, inside);

type Look = (sequence: Sequence, inside: Need) => void;

const seeBehind: Look = (sequence, { sees }) => {
  sequence.sees = Math.max(sequence.sees, sequence.most + sees);
};

const seeBefore: Look = (sequence, { least, sees }) => {
  sequence.sees = Math.max(sequence.sees, sequence.most + sees - least);
};

const looks: Readonly<Record<string, Look>> = {
  "(?!": seeBehind,
  "(?<!": seeBefore,
  "(?=": (sequence, inside) => {
    take(sequence, clausesOf(inside), { least: 0, most: 0 });
    seeBehind(sequence, inside);
  },
  /** What stands before a place may be what the sequence matched: it is seen together with what follows alone. */
  "(?<=": (sequence, inside) => {
    cut(sequence);
    take(sequence, inside.clauses, inside);
    seeBefore(sequence, inside);
    sequence.words = inside.exact ?? [""];
  },
};
