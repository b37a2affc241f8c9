import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readFile, stat } from "node:fs/promises";

/** 20 to 24 are about the browser, video and memory. */
const ASKED = [...Array.from({ length: 19 }, (_, i) => i + 1), 25, 26, 27, 28, 29];
const LINK_REGEXP = /\[([^\]]+)\]\(([^)]+)\)/g;
/** What a test or a group of them is called. */
const TITLE_REGEXP = /\b(?:it|describe)\(\s*(["'`])((?:\\.|(?!\1)[^])*?)\1/g;

/** A test, as the table names it. */
interface NamedTest {
  readonly ask: number;
  /** Of its title, a part. */
  readonly title: string;
  readonly path: string;
}

async function titlesIn(path: string): Promise<string[]> {
  const source = await readFile(new URL(path, import.meta.url), "utf8");
  return [...source.matchAll(TITLE_REGEXP)].map(([, , title]) => title!);
}

describe("ASKS.md", () => {
  let text = "";
  let rows: { readonly ask: number; readonly cells: readonly string[] }[] = [];
  before(async () => {
    text = await readFile(new URL("ASKS.md", import.meta.url), "utf8");
    rows = text.split("\n").filter((line) => /^\| *\d/.test(line)).map((line) => {
      const [ask, ...cells] = line.split("|").slice(1, -1).map((cell) => cell.trim());
      return { ask: Number(ask), cells };
    });
  });

  it("has a row for every ask but 20 to 24, with a source, an answer and a test", () => {
    assertEquals(rows.map(({ ask }) => ask), ASKED);
    for (const { ask, cells } of rows) {
      assertEquals(cells.length, 3, `ask ${ask}`);
      assert(/\(https:\/\/github\.com\/[^)]+\)/.test(cells[0]!), `ask ${ask} has no source`);
      assert(/\]\([^):]+_test\.ts\)/.test(cells[2]!), `ask ${ask} has no test`);
    }
  });

  it("names tests that there are", async () => {
    const named = rows.flatMap(({ ask, cells }): NamedTest[] =>
      [...cells[2]!.matchAll(LINK_REGEXP)].map(([, title, path]) => {
        return { ask, title: title!, path: path! };
      })
    );
    for (const { ask, title, path } of named) {
      const titles = await titlesIn(path);
      assert(titles.some((one) => one.includes(title)), `ask ${ask}: no "${title}" in ${path}`);
    }
  });

  it("links to files that there are", async () => {
    for (const [, , target] of text.matchAll(LINK_REGEXP)) {
      if (target!.startsWith("https:")) continue;
      assert(await stat(new URL(target!, import.meta.url)), target);
    }
  });

  it("finds titles over several lines, and knows where one ends", () => {
    const found = 'it(\n  "a \\"b\\"",\n() => {}); it(`c ${d}`, "e"); describe("f"'
      .matchAll(TITLE_REGEXP);
    assertEquals([...found].map(([, , title]) => title), ['a \\"b\\"', "c ${d}", "f"]);
  });
});
