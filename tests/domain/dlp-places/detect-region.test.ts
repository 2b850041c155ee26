import { describe, expect, test } from "@jest/globals";
import { regionDetector } from "../../../shared/domain/dlp-places/detect-region.ts";

const foundIn = (text: string): readonly string[] => regionDetector.find(text).map(({ start, end }) => text.slice(start, end));

describe("regions", () => {
  test.each([
    ["I live in Texas", ["Texas"]],
    ["moved from norway to new hampshire", ["norway", "new hampshire"]],
    ["Austin, TX", ["TX"]],
    ["the United States", ["United States"]],
  ])("are found in %j", (text, names) => {
    expect(foundIn(text)).toEqual(names);
  });

  test.each(["ok, me too", "turkeys", "in pain", "A1C OK"])("are not seen in %j", (text) => {
    expect(foundIn(text)).toEqual([]);
  });
});
