import { assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Random } from "../../data/random.ts";
import { createGenerator } from "../../model/generator.ts";
import { splitWeights } from "../../model/styles.ts";
import type { Weights } from "../../model/weights.ts";
import { generatorConfig } from "../../training/training_state.ts";
import { FULL } from "../laboratory.ts";
import { configOf } from "../recipe.ts";
import { FEW_STYLES } from "./few_styles.ts";

function countOf(weights: Weights): number {
  return [...weights.values()].reduce((sum, { values }) => sum + values.length, 0);
}

describe("the experiment with few styles", () => {
  it("says how many parameters a style adds", () => {
    const config = generatorConfig(configOf({ norm: "instance", seed: 1 }, FULL));
    const weights = createGenerator(config, new Random(1, 0));
    const share = countOf(splitWeights(weights).own) / countOf(weights);
    const percent = (100 * share).toPrecision(2);
    assertStringIncludes(FEW_STYLES.limits!, `adds ${percent} % to the parameters`);
  });
});
