import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ARTICLE } from "./article.ts";
import { renderClaims, wordForAll } from "./claims_table.ts";
import type { Experiment } from "./experiment.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { QUICK } from "./laboratory.ts";

const ONE: Experiment = {
  id: "X1",
  row: "Row",
  question: "Does it?",
  claim: "It does.",
  protocol: "Look.",
  metric: "how much",
  expected: "positive",
  measure: () => Promise.reject(new Error("not measured here")),
};
const OTHER: Experiment = { ...ONE, id: "X2", expected: "negative" };
const ROW = { row: "Row", says: "It does", experiments: ["X1", "X2"], why: "So." } as const;
const seeds = [{ batch: 3, instance: 1 }, { batch: 3.125, instance: 1 }];

function render(
  results: { id: string; seeds: ({ batch: number; instance: number } | undefined)[] }[],
) {
  const input = { experiments: [ONE, OTHER], results, scale: QUICK, seeds: 2 };
  return renderClaims(input, [ROW]).split("\n");
}

describe("the article's rows", () => {
  it("cover every experiment, each in its own row, and name no others", () => {
    const ids = new Set(EXPERIMENTS.map(({ id }) => id));
    assertEquals(ids.size, EXPERIMENTS.length);
    for (const { experiments } of ARTICLE) assert(experiments.every((id) => ids.has(id)));
    for (const { id, row } of EXPERIMENTS) {
      assert(ARTICLE.some((one) => one.row === row && one.experiments.includes(id)), id);
    }
  });
});

describe("renderClaims", () => {
  it("has the figures of a row's first experiment, and the verdicts of all", () => {
    const [head, , row, ...rest] = render([{ id: "X1", seeds }, { id: "X2", seeds }]);
    assertStringIncludes(head!, "| The article says | Measured |");
    assertEquals(
      row,
      "| **Row.** It does | X1, how much: BN 3.06, IN 1 | 1.27 to 2.86 | " +
        "**holds with limits** (X1 holds, X2 does not hold) | So. |",
    );
    assertEquals(rest, []);
  });

  it("has what batch norm is compared with, where that is not instance norm", () => {
    const experiments = [{ ...ONE, against: "none" as const }];
    const results = [{ id: "X1", seeds: seeds.map((seed) => ({ ...seed, none: 0.5 })) }];
    const table = renderClaims({ experiments, results, scale: QUICK, seeds: 2 }, [ROW]);
    assertStringIncludes(table, "BN 3.06, IN 1, no norm 0.5 | ");
  });

  it("says of a row whose runs all diverged that they did", () => {
    const [, , row] = render([{ id: "X1", seeds: [undefined, undefined] }]);
    assertStringIncludes(row!, "X1, no figures; diverged: X1 2 of 2 | – | **not shown**");
  });

  it("says how many pairs diverged, of any experiment of the row", () => {
    const [one, two] = seeds;
    const of = (id: string, ...own: (typeof one)[]) => ({ id, seeds: own });
    const [, , first] = render([of("X1", one, undefined), of("X2", one, two)]);
    assertStringIncludes(first!, "X1, how much: BN 3, IN 1; diverged: X1 1 of 2 | ");
    const [, , both] = render([of("X1", one, undefined), of("X2", undefined, undefined)]);
    assertStringIncludes(both!, "; diverged: X1 1 of 2, X2 2 of 2 | ");
  });

  it("leaves out what was not measured", () => {
    assertEquals(render([{ id: "X2", seeds }]).length, 2);
    const experiments = [{ ...ONE, id: "K6" }];
    const row = { ...ROW, experiments: ["K6", "S8"], why: "So (K6). And so (S8)." } as const;
    const results = [{ id: "K6", seeds }];
    const table = renderClaims({ experiments, results, scale: QUICK, seeds: 2 }, [row]);
    assert(table.endsWith("| So (K6). |"), table);
  });

  it("says what is compared with a number", () => {
    const experiments = [{ ...ONE, against: 2 }];
    const results = [{ id: "X1", seeds }];
    const table = renderClaims({ experiments, results, scale: QUICK, seeds: 2 }, [ROW]);
    assertStringIncludes(
      table,
      "| X1, how much: BN 3.06, IN 1 | 0.268 to 1.86 (batch norm to 2) | ",
    );
  });
});

describe("wordForAll", () => {
  it("holds only if all hold, and with limits if some do", () => {
    assertEquals(wordForAll(["holds", "holds"]), "holds");
    assertEquals(wordForAll(["holds", "not shown"]), "holds with limits");
    assertEquals(wordForAll(["does not hold", "holds with limits"]), "holds with limits");
    assertEquals(wordForAll(["not shown", "does not hold"]), "does not hold");
    assertEquals(wordForAll(["not shown"]), "not shown");
  });
});
