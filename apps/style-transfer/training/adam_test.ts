import { assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Weights } from "../model/weights.ts";
import { createAdam, updateAdam } from "./adam.ts";

const BETAS = { beta1: 0.5, beta2: 0.99 };

const GRADIENTS = [[0.1, -2, 0, 1e-6], [-0.3, 0.5, 4, 1e-6], [7, 0.25, -1, -3e-6]];
const RATES = [0.1, 0.1, 0.05];
// PyTorch 2, torch.optim.Adam with the same betas, eps 1e-8 and float64, its rate set before each step.
const WANTED = [
  [0.40000000999999896, -1.1500000005, 3.0, -0.09900990099009901],
  [0.4743862358415088, -1.1270826592005703, 2.9059550938005607, -0.19801980198019806],
  [0.42607431474015756, -1.1270826592005703, 2.8939560553191725, -0.1647430596707656],
];

function net(): Weights {
  return new Map([
    ["a.kernel", { shape: [2, 2], values: new Float32Array([0.5, -1.25, 3, 0]) }],
    ["a.running_mean", { shape: [2], values: new Float32Array([1, 2]) }],
  ]);
}

describe("Adam", () => {
  it("goes the way that PyTorch goes", () => {
    const weights = net();
    const state = createAdam(weights, (name) => name === "a.kernel");
    GRADIENTS.forEach((gradient, i) => {
      const gradients = new Map([["a.kernel", new Float32Array(gradient)]]);
      updateAdam(weights, gradients, { state, learningRate: RATES[i]!, ...BETAS });
      weights.get("a.kernel")!.values.forEach((value, at) => {
        assertAlmostEquals(value, WANTED[i]![at]!, 1e-6, `step ${i + 1}, weight ${at}`);
      });
    });
    assertEquals(state.step, 3);
  });

  it("keeps moments for what is trainable, and leaves the rest alone", () => {
    const weights = net();
    const state = createAdam(weights, (name) => name === "a.kernel");
    assertEquals([...state.first.keys()], ["a.kernel"]);
    assertEquals(state.second.get("a.kernel"), new Float32Array(4));
    const gradients = new Map([["a.kernel", new Float32Array(4).fill(1)]]);
    updateAdam(weights, gradients, { state, learningRate: 1, ...BETAS });
    assertEquals(weights.get("a.running_mean"), net().get("a.running_mean"));
  });

  it("moves by the learning rate at first, however large the gradient", () => {
    for (const size of [1e-3, 1, 1e6]) {
      const weights = net();
      const state = createAdam(weights, () => true);
      const gradients = new Map([["a.kernel", new Float32Array(4).fill(size)]]);
      updateAdam(weights, gradients, { state, learningRate: 0.25, ...BETAS });
      assertAlmostEquals(weights.get("a.kernel")!.values[0]!, 0.25, 1e-5);
    }
  });
});
