import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkOneStyle } from "../checkpoint/choose_style.ts";
import { readCheckpoint } from "../checkpoint/files.ts";
import { configArguments } from "./config_options.ts";
import { chooseStyles, listStyles } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

const MOST_BYTES = 12e6;

describe("listStyles", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "styles-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("finds checkpoints with a card, by name, and what the card says first", async () => {
    const files = {
      "b.safetensors": "",
      "b.md": "# b\n\nAfter a painting\nby Some\\_body.\n\nMore.\n",
      "a.safetensors": "",
      "a.md": "# a\n",
      "without-card.safetensors": "",
      "README.md": "# Checkpoints\n",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    assertEquals(await listStyles(folder), [
      { name: "a", path: join(folder, "a.safetensors"), about: "" },
      { name: "b", path: join(folder, "b.safetensors"), about: "After a painting by Some_body." },
    ]);
  });
});

describe("chooseStyles", () => {
  const styles = ["a", "b", "c"].map((name) => ({ name, path: `${name}.safetensors`, about: "" }));
  const choose = (...names: string[]) => chooseStyles(styles, names).map(({ name }) => name);

  it("takes all, or those that are named, in their order, none twice", () => {
    assertEquals(choose(), ["a", "b", "c"]);
    assertEquals(choose("c", "a", "c"), ["c", "a"]);
  });

  it("names those that there are", () => {
    assertThrows(() => choose("a", "d"), UsageError, 'there is no style "d", only a, b, c; ');
    assertThrows(() => chooseStyles([], []), UsageError, "no style comes with this copy");
  });
});

describe("the shipped styles", () => {
  it("are generators of one style in half precision, small enough together, each with its card", async () => {
    const styles = await listStyles();
    assert(styles.length > 0);
    let bytes = 0;
    for (const { path, about } of styles) {
      const checkpoint = checkOneStyle(await readCheckpoint(path), path);
      const numbers = [...checkpoint.weights.values()]
        .reduce((sum, { values }) => sum + values.length, 0);
      const { size } = await stat(path);
      assert(size < 3 * numbers, `${path} has ${size} bytes for ${numbers} numbers`);
      bytes += size;
      assert(about.endsWith("."), path);
    }
    assert(bytes < MOST_BYTES, `${bytes} bytes`);
  });

  it("are trained by the commands of their cards", async () => {
    for (const { name, path } of await listStyles()) {
      const card = await readFile(path.replace(/safetensors$/, "md"), "utf8");
      const { training } = await readCheckpoint(path);
      const paintings = card.includes("## Paintings");
      const wanted = configArguments(training, { paintings });
      const [, command = ""] = /\n```sh\n(deno task style train [^]*?)\n```/.exec(card) ?? [];
      const said = command.replaceAll(/\\\n\s*/g, "");
      assertStringIncludes(said, wanted.join(" "), `${name}: what it was trained with`);
      assert(!/(^|[\s"'`])\/(home|root|tmp|work|Users|mnt)\//.test(card), `${name}: a path`);
    }
  });
});
