import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { KnownBad, Measured } from "../packages/tfjs/known_bad/mod.ts";
import { renderWhy } from "./why.ts";

const ENTRY: KnownBad = {
  id: "one",
  title: "One",
  sources: ["a/b#7", "https://example.org/x"],
  backends: ["cpu", "wasm"],
  right: [1],
  because: "so",
  use: "`ours`",
  stock: () => [],
  ours: () => [],
};

function measured(changes: Partial<KnownBad>, stock: Measured["stock"]): Measured {
  return { entry: { ...ENTRY, ...changes }, backend: "cpu", stock, ours: { numbers: [1] } };
}

const SOURCES = "[b 7](https://github.com/a/b/issues/7), [example.org](https://example.org/x)";

describe("renderWhy", () => {
  it("gives each entry a row with what was measured", () => {
    const page = renderWhy([measured({}, { numbers: [1 / 3, -0, NaN] })], "9.9.9");
    assertStringIncludes(page, "TensorFlow.js 9.9.9");
    assertStringIncludes(page, `| One (${SOURCES}) | 0.3333, 0, NaN | 1 | so | \`ours\` |`);
  });

  it("shows the first sentence of an error, and where it came", () => {
    const error = "No a|b. Because\nof c";
    const page = renderWhy([measured({ backends: ["wasm"] }, { error })], "1");
    assertStringIncludes(page, "| wasm: `No a\\|b` |");
  });

  it("has a section for each kind of defect, if there is one", () => {
    const headings = (all: Measured[]) => renderWhy(all, "1").match(/^## .*/gm) ?? [];
    const wrong = measured({}, { numbers: [2] });
    const dear = measured({ upTo: true }, { numbers: [2] });
    const crash = measured({}, { error: "no" });
    assertEquals(headings([]), []);
    assertEquals(headings([dear]), ["## Cost"]);
    const names = ["## Wrong numbers, without a word", "## Errors", "## Cost"];
    assertEquals(headings([dear, crash, wrong]), names);
  });
});
