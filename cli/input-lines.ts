import { once } from "node:events";

/** Splits at line feeds only: other line separators may stand inside a JSON string. */
async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
  let rest = "";
  input.setEncoding("utf8");
  for await (const chunk of input) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

/** Answers each line of the standard input with one line, as soon as it is read. Ends with the input. */
export const answerLines = async (answerTo: (line: string) => object): Promise<void> => {
  process.stdout.on("error", () => process.exit(0));
  for await (const line of linesOf(process.stdin)) {
    if (line.trim() === "") continue;
    if (!process.stdout.write(`${JSON.stringify(answerTo(line))}\n`)) await once(process.stdout, "drain");
  }
};
