import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A page without its fenced blocks and code spans, where brackets mean nothing. */
export const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");

/** What is wrong with a link of a page into the repository; undefined when it leads somewhere. */
export const linkFault = ({ root, page, target }: { readonly root: string; readonly page: string; readonly target: string }) => {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(root, page) : join(root, dirname(page), path);
  if (!existsSync(file)) return `${target}: no such file`;
  if (anchor === undefined || anchorsOf(readFileSync(file, "utf8")).includes(anchor)) return undefined;
  return `${target}: no such heading`;
};

/** The anchors of a page's headings, as code hosts make them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Whether a tracked file is text that people wrote or that is read as text. */
export const isText = (path: string): boolean =>
  /\.(?:md|ts|tsx|js|json|ya?ml|css|html|txt)$|^\.npmrc$|^\.ci\/|^LICENSE$/.test(path);
