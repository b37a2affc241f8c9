import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "../data/random.ts";
import { createGenerator, type GeneratorConfig } from "./generator.ts";
import { findStyle, joinWeights, mixStyles, splitWeights } from "./styles.ts";
import type { Weights } from "./weights.ts";

const CONFIG: GeneratorConfig = {
  architecture: "residual",
  enlargement: "nearest",
  norm: "instance",
  width: 12,
  blocks: 3,
};

function countNumbers(weights: Weights): number {
  return [...weights.values()].reduce((sum, { values }) => sum + values.length, 0);
}

function own(...values: number[]): Weights {
  return new Map([["a.gamma", { shape: [values.length], values: Float32Array.from(values) }]]);
}

describe("splitWeights", () => {
  it("parts a generator, and joinWeights puts it together, of the same arrays", () => {
    const weights = createGenerator(CONFIG, new Random(1));
    const { shared, own } = splitWeights(weights);
    assert([...shared.keys()].every((name) => name.endsWith(".kernel")));
    assert([...own.keys()].every((name) => /\.(gamma|beta)$/.test(name)));
    const joined = joinWeights(shared, own);
    assertEquals(joined.size, weights.size);
    for (const [name, weight] of weights) assertStrictEquals(joined.get(name), weight);
  });

  it("gives a style 0.3 to 2 % of a generator for itself", () => {
    const configs: GeneratorConfig[] = (["residual", "unet", "cyclegan"] as const)
      .flatMap((architecture) => [
        { ...CONFIG, architecture },
        { ...CONFIG, architecture, width: 16 },
      ]);
    configs.push({ ...CONFIG, norm: "group" }, { ...CONFIG, norm: "layer" });
    for (const config of configs) {
      const weights = createGenerator(config, new Random(1));
      const share = countNumbers(splitWeights(weights).own) / countNumbers(weights);
      assert(share > 0.003 && share < 0.02, `${JSON.stringify(config)}: ${share}`);
    }
  });
});

describe("mixStyles", () => {
  const styles = new Map([["day", own(1, 2, -0.5)], ["night", own(3, -2, -0.5)]]);
  const mix = (
    shares: Record<string, number>,
  ) => [...mixStyles(styles, new Map(Object.entries(shares))).get("a.gamma")!.values];

  it("is a straight line from style to style, whatever the shares add up to", () => {
    assertEquals(mix({ day: 1, night: 1 }), [2, 0, -0.5]);
    assertEquals(mix({ day: 0.25, night: 0.75 }), [2.5, -1, -0.5]);
    assertEquals(mix({ day: 1, night: 3 }), [2.5, -1, -0.5]);
  });

  it("ends in the styles themselves, bit for bit", () => {
    const exact = new Map([["a", own(0.1, 1 / 3)], ["b", own(7, 8)]]);
    assertEquals(mixStyles(exact, new Map([["a", 0.7], ["b", 0]])), exact.get("a"));
  });

  it("refuses what cannot be mixed, and says what there is", () => {
    assertThrows(() => mix({ dawn: 1 }), RangeError, 'one of day, night, got "dawn"');
    assertThrows(() => mix({ day: -1, night: 2 }), RangeError, "the share of day must be finite");
    assertThrows(() => mix({ day: NaN }), RangeError, "got NaN");
    assertThrows(() => mix({ day: 0, night: 0 }), RangeError, "positive and finite sum, got 0");
    assertThrows(() => mix({}), RangeError, "sum, got 0");
    assertThrows(() => findStyle(styles, ""), RangeError, 'got ""');
  });
});
