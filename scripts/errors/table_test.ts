import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { goldenCases, largeCases } from "../../packages/tfjs/webgl/_test_cases.ts";
import { measureAll } from "./backends.ts";
import { formatError, renderErrors, rowsOf } from "./table.ts";

describe("rowsOf", () => {
  const [golden, large] = [goldenCases(), largeCases()];
  const rows = rowsOf(golden, large);

  it("gives every case of the tests its row", () => {
    assertEquals(rows.size, golden.length + large.length);
  });

  it("tells norms, given statistics, large means and large pictures apart", () => {
    const names = new Set(rows.values());
    for (const kind of ["batch", "instance", "group", "layer", "rms", "positional"]) {
      assert(names.has(`${kind} norm`), kind);
      assert(names.has(`${kind} norm, larger, mean 1000 σ`), kind);
    }
    assert(names.has("batch norm, given statistics"));
    assert([...names].some((name) => name.includes("1080p, mean 1000 σ")));
  });
});

describe("renderErrors", () => {
  const page = renderErrors({
    columns: [
      {
        name: "exact",
        version: "1",
        tolerance: 1e-5,
        errors: [
          { name: "a", errors: { y: 1e-7, dx: 3e-6 } },
          { name: "b", errors: { y: 4e-7, dx: 2e-5 } },
          { name: "c", errors: { y: 0 } },
        ],
      },
      {
        name: "half",
        version: "2",
        tolerance: 5e-3,
        errors: [{ name: "b", errors: { dx: 1e-3 } }],
      },
    ],
    missing: [{ name: "gone", why: "no GPU" }],
    rows: new Map([["a", "batch norm"], ["b", "batch norm"], ["c", "rms norm"]]),
  });

  it("shows the worst of each row, and by how much more it errs than promised", () => {
    const [output, gradients] = page.split("## ").slice(1);
    assert(output!.includes("| batch norm | 4.0e-7 | – |\n| rms norm | 0 | – |"), output);
    assert(gradients!.includes("| batch norm | **2.0e-5** | 1.0e-3 |\n| rms norm | – | – |"));
  });

  it("says what was promised, and who is missing", () => {
    assert(page.includes("1.0e-5 (exact) and 5.0e-3 (half)"), page);
    assert(page.includes("Not measured: gone: no GPU."));
  });
});

describe("measureAll", () => {
  it("lists a backend that is not there, and goes on", async () => {
    const lines: string[] = [];
    const errors = [{ name: "a", errors: { y: 0 } }];
    const measured = await measureAll([
      { name: "gone", tolerance: 1, measure: () => Promise.reject(new Error("no GPU\nat x")) },
      { name: "there", tolerance: 1, measure: () => Promise.resolve({ version: "1", errors }) },
    ], (line) => lines.push(line));
    assertEquals(measured, {
      columns: [{ name: "there", tolerance: 1, version: "1", errors }],
      missing: [{ name: "gone", why: "no GPU" }],
    });
    assertEquals(lines, ["gone", "not measured: gone: no GPU", "there"]);
  });
});

describe("formatError", () => {
  it("has two digits", () => {
    assertEquals([0, 1.23e-7, NaN, Infinity].map(formatError), [
      "0",
      "1.2e-7",
      "NaN or ∞",
      "NaN or ∞",
    ]);
  });
});
