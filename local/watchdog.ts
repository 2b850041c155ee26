/**
 * A small program that start.ts runs beside everything else. It reads process ids from its input, one a line. When the input
 * ends because start.ts exited, crashed or was killed, it kills those processes; after a last line `release` it just leaves.
 * Nothing else survives a `kill -9` of start.ts on every platform.
 */
import { text } from "node:stream/consumers";
import { endProcess } from "./run-file.ts";

const lines = (await text(process.stdin)).trim().split("\n");
if (lines.at(-1) !== "release") for (const line of lines.filter((part) => /^\d+$/.test(part))) endProcess(Number(line));
