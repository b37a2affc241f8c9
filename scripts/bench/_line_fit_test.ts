import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { fitLine, plotLine } from "./_line_fit.ts";

describe("fitLine", () => {
  it("finds the line that points lie on", () => {
    const fit = fitLine([1, 2, 4, 8].map((x) => ({ x, ms: 3 + 2 * x })))!;
    assertAlmostEquals(fit.base, 3, 1e-9);
    assertAlmostEquals(fit.slope, 2, 1e-9);
    assertAlmostEquals(fit.deviation, 0, 1e-9);
  });

  it("says how far the worst point is off", () => {
    const fit = fitLine([{ x: 1, ms: 1 }, { x: 2, ms: 2 }, { x: 3, ms: 3 }, { x: 4, ms: 8 }])!;
    assert(fit.deviation > 0.2, String(fit.deviation));
  });

  it("has no opinion on two points", () => {
    assertEquals(fitLine([{ x: 1, ms: 1 }, { x: 2, ms: 2 }, { x: 2, ms: 3 }]), undefined);
  });
});

describe("plotLine", () => {
  it("shows every point where it belongs", () => {
    const points = [{ x: 1, ms: 1 }, { x: 2, ms: 2 }, { x: 4, ms: 4 }];
    const svg = plotLine(points, { base: 0, slope: 1, deviation: 0 }, { title: "T", x: "X" });
    const circles = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map((found) =>
      found.slice(1)
    );
    assertEquals(circles, [["168.0", "212.0"], ["280.0", "160.0"], ["504.0", "56.0"]]);
    assert(svg.includes(">T<") && svg.includes(">X<"));
  });
});
