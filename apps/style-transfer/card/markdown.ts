/** Pieces of Markdown. */

/** What a shell takes for anything but a part of a word. */
const SHELL_REGEXP = /[^\p{L}\p{N}_@%+=:,./-]/u;
const SPECIAL_REGEXP = /[\\`*_[\]<>|]/g;

/** A text that means nothing but itself, in a paragraph or in a table; addresses become links. */
export function plain(text: string): string {
  return text.split(" ")
    .map((word) => /^https?:\/\//.test(word) ? `<${word}>` : word.replace(SPECIAL_REGEXP, "\\$&"))
    .join(" ");
}

/** A link to a file of a repository on GitHub, as it was then. */
export function sourceLink(
  { repository, path, commit }: {
    readonly repository: string;
    readonly path: string;
    readonly commit: string;
  },
): string {
  const address = `https://github.com/${repository}/blob/${commit}/${encodeURI(path)}`;
  return `[${plain(repository)}](${address.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}

/** A table; the first row is its head. Cells are Markdown. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

/** Lines that are shown as they are. */
export function code(language: string, lines: readonly string[]): string {
  return ["```" + language, ...lines, "```"].join("\n");
}

/** A text as one word of a command line, in quotes where it needs them. */
export function shellWord(text: string): string {
  if (text !== "" && !SHELL_REGEXP.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command over several lines, an option on each. */
export function commandLines(command: string, args: readonly string[]): string[] {
  const lines = [command];
  for (const arg of args) {
    if (arg.startsWith("--")) lines.push(`  ${arg}`);
    else lines[lines.length - 1] += ` ${shellWord(arg)}`;
  }
  return lines.map((line, i) => i < lines.length - 1 ? `${line} \\` : line);
}
