import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type AliasBook,
  aliasesFor,
  bookFromJson,
  bookToJson,
  emptyBook,
  type Mention,
} from "../../../shared/domain/dlp-memory/alias-book.ts";

const value = (digest: string, placeholder = "PHONE"): Mention => ({ digest, parts: [], placeholder });
const name = (...words: readonly string[]): Mention => ({
  digest: words.join(" "),
  parts: words.length > 1 ? words : [],
  placeholder: "NAME",
});
const aliasOf = (book: AliasBook, mention: Mention) => aliasesFor(book, [mention]).aliases.get(mention.digest);

describe("the alias book", () => {
  test("numbers values by placeholder, in the order they come", () => {
    const { aliases, book } = aliasesFor(emptyBook, [value("a"), value("b"), value("c", "EMAIL"), value("a")]);
    expect([...aliases]).toEqual([
      ["a", "PHONE_1"],
      ["b", "PHONE_2"],
      ["c", "EMAIL_1"],
    ]);
    expect(book.version).toBe(1);
  });

  test("stays the very same book when nothing is new", () => {
    const { book } = aliasesFor(emptyBook, [value("a")]);
    expect(aliasesFor(book, [value("a")]).book).toBe(book);
    expect(aliasesFor(emptyBook, []).book).toBe(emptyBook);
  });

  test("calls somebody the same by the full name and by a part of it", () => {
    const { book } = aliasesFor(emptyBook, [name("maria", "okafor"), name("john", "smith")]);
    expect([aliasOf(book, name("okafor")), aliasOf(book, name("john")), aliasOf(book, name("john", "smith"))]).toEqual([
      "NAME_1",
      "NAME_2",
      "NAME_2",
    ]);
  });

  test("takes a full name that follows for that of the person named before, once", () => {
    const { book } = aliasesFor(emptyBook, [name("smith"), name("john", "smith"), name("mary", "smith")]);
    expect([aliasOf(book, name("john", "smith")), aliasOf(book, name("mary", "smith"))]).toEqual(["NAME_1", "NAME_2"]);
  });

  test("leaves values beyond its size without a number, and keeps those it has", () => {
    const many = Array.from({ length: 500 }, (_, index) => value(`v${index}`));
    const { aliases, book } = aliasesFor(emptyBook, many);
    expect([aliases.get("v0"), aliases.get("v499")]).toEqual(["PHONE_1", "PHONE"]);
    expect(book.entries.size).toBeLessThanOrEqual(400);
    expect(aliasOf(book, value("v0"))).toBe("PHONE_1");
  });

  test("survives being stored", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(value("a"), value("b", "EMAIL"), name("x"), name("x", "y"), name("z", "y"))),
        (mentions) => {
          const { book } = aliasesFor(emptyBook, mentions);
          expect(bookFromJson(book.version, JSON.parse(JSON.stringify(bookToJson(book))))).toEqual(book);
        },
      ),
    );
  });

  test("is not read from anything else", () => {
    expect(() => bookFromJson(1, [["a", "NAME_1", 7]])).toThrow("not an alias book");
  });
});
