import { assertAllClose, randomArray } from "@evenkeel/testing";
import { ADAM, float32Runs, float64Runs, type OperationCall } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { FloatArray } from "../types.ts";
import { adamUpdate } from "./adam_update.ts";

/** Three steps; what stands in the arrays after each. */
function answer<T extends FloatArray>({ pair, number, input }: OperationCall<T>) {
  const parameters = input("before");
  const mean = parameters.slice().fill(0) as T, square = mean.slice() as T;
  const outputs: Record<string, FloatArray> = {};
  for (const step of [1, 2, 3]) {
    const gradient = input(`gradient${step}`), before = gradient.slice();
    adamUpdate(parameters, gradient, {
      mean,
      square,
      step,
      learningRate: number("rate"),
      betas: pair("betas"),
      epsilon: number("epsilon"),
      weightDecay: number("weightDecay"),
    });
    assertEquals([...gradient], [...before]);
    outputs[`parameters${step}`] = parameters.slice();
    outputs[`mean${step}`] = mean.slice();
    outputs[`square${step}`] = square.slice();
  }
  return { outputs, gradients: {} };
}

describe("adamUpdate agrees with torch.optim.Adam in float64", () => {
  for (const { title, check } of float64Runs(ADAM)) it(title, () => check(answer));
  for (const { title, check } of float32Runs(ADAM)) it(title, () => check(answer));
});

describe("adamUpdate", () => {
  const state = () => ({ mean: new Float64Array(5), square: new Float64Array(5), step: 1 });

  it("has PyTorch's defaults", () => {
    const [a, b] = [randomArray(5, 1), randomArray(5, 1)];
    const gradient = randomArray(5, 2);
    adamUpdate(a, gradient, state());
    const options = { learningRate: 1e-3, betas: [0.9, 0.999], epsilon: 1e-8 } as const;
    adamUpdate(b, gradient, { ...state(), ...options });
    assertEquals(a, b);
  });
  it("takes a first step as long as the learning rate, whatever the gradient's size", () => {
    const parameters = new Float64Array(5);
    const gradient = new Float64Array([1e-3, -1, 1, 1e5, -1e5]);
    adamUpdate(parameters, gradient, { ...state(), learningRate: 0.5 });
    assertAllClose(parameters, [-0.5, 0.5, -0.5, -0.5, 0.5], { rtol: 2e-5 });
  });
  it("does not move without a gradient, even with epsilon 1e-300", () => {
    const parameters = randomArray(5, 1), before = parameters.slice();
    adamUpdate(parameters, new Float64Array(5), { ...state(), epsilon: 1e-300 });
    assertEquals(parameters, before);
  });
  it("keeps NaN at its own element", () => {
    const parameters = new Float64Array(5);
    adamUpdate(parameters, new Float64Array([1, NaN, 1, 1, 1]), state());
    assertEquals([...parameters].map(Number.isNaN), [false, true, false, false, false]);
  });
  it("refuses what does not fit, and writes nothing then", () => {
    const parameters = randomArray(5, 1), before = parameters.slice();
    const gradient = randomArray(5, 2);
    const refuse = (
      more: Record<string, unknown>,
      Class: typeof RangeError | typeof TypeError,
      message: string,
    ) =>
      assertThrows(
        () => adamUpdate<FloatArray>(parameters, gradient, { ...state(), ...more }),
        Class,
        message,
      );
    refuse({ step: 0 }, RangeError, "step must be a positive integer, got 0");
    refuse({ betas: [0.9, 1] }, RangeError, "betas must be at least 0 and less than 1, got 1");
    refuse({ epsilon: -1 }, RangeError, "epsilon must be a finite number of at least 0, got -1");
    refuse({ learningRate: NaN }, RangeError, "learningRate must be finite, got NaN");
    refuse({ weightDecay: Infinity }, RangeError, "weightDecay must be finite, got Infinity");
    const both = new Float64Array(5);
    refuse({ mean: both, square: both }, RangeError, "mean must not overlap square");
    refuse({ square: gradient }, RangeError, "square must not overlap gradient");
    assertThrows(
      () => adamUpdate(parameters, parameters, state()),
      RangeError,
      "parameters must not overlap gradient",
    );
    refuse(
      { mean: new Float64Array(4) },
      RangeError,
      "mean must have 5 elements (as many as parameters), got 4",
    );
    refuse(
      { square: new Float32Array(5) },
      TypeError,
      "square must be a Float64Array like the input, got Float32Array",
    );
    assertThrows(
      () => adamUpdate(parameters, new Float64Array(6), state()),
      RangeError,
      "gradient must have 5 elements (as many as parameters), got 6",
    );
    assertEquals(parameters, before);
  });
});
