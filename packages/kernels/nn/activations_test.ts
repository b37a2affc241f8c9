import { assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import {
  ACTIVATIONS,
  float32Runs,
  float64Runs,
  type OperationCall,
} from "@evenkeel/testing/golden";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { FloatArray } from "../types.ts";
import {
  leakyRelu,
  leakyReluBackward,
  relu,
  reluBackward,
  sigmoid,
  sigmoidBackward,
  silu,
  siluBackward,
  tanh,
  tanhBackward,
} from "./activations.ts";

/** Forward; the gradient; and whether that takes the output or the input. */
interface Activation {
  readonly forward: <T extends FloatArray>(
    x: T,
    options?: { negativeSlope?: number; out?: T },
  ) => T;
  readonly gradient: <T extends FloatArray>(
    dy: T,
    saved: T,
    options?: { negativeSlope?: number; out?: T },
  ) => T;
  readonly saves: "x" | "y";
}

// In the order in which the golden vectors number them.
const ACTIVATION_LIST: readonly Activation[] = [
  { forward: relu, gradient: reluBackward, saves: "x" },
  { forward: leakyRelu, gradient: leakyReluBackward, saves: "x" },
  { forward: tanh, gradient: tanhBackward, saves: "y" },
  { forward: sigmoid, gradient: sigmoidBackward, saves: "y" },
  { forward: silu, gradient: siluBackward, saves: "x" },
];

function answer<T extends FloatArray>({ number, input }: OperationCall<T>) {
  const { forward, gradient, saves } = ACTIVATION_LIST[number("kind")]!;
  const options = { negativeSlope: number("slope") };
  const x = input("x"), y = forward(x, options);
  return {
    outputs: { y },
    gradients: { x: gradient(input("dy"), saves === "x" ? x : y, options) },
  };
}

describe("activations agree with PyTorch float64", () => {
  for (const { title, check } of float64Runs(ACTIVATIONS)) it(title, () => check(answer));
  for (const { title, check } of float32Runs(ACTIVATIONS)) it(title, () => check(answer));
});

const SPECIAL = [NaN, -Infinity, -1000, -0, 0, 1000, Infinity];
const LIMITS: Readonly<Record<string, readonly number[]>> = {
  relu: [NaN, 0, 0, 0, 0, 1000, Infinity],
  leakyRelu: [NaN, -Infinity, -10, -0, 0, 1000, Infinity],
  tanh: [NaN, -1, -1, -0, 0, 1, 1],
  sigmoid: [NaN, 0, 0, 0.5, 0.5, 1, 1],
  silu: [NaN, NaN, -0, -0, 0, 1000, Infinity],
};
/** Gradients of inputs that are 0, and those of NaN, for `dy` of ones. */
const KINKS: Readonly<Record<string, readonly [number, number]>> = {
  relu: [0, 1],
  leakyRelu: [0.01, 0.01],
  tanh: [1, NaN],
  sigmoid: [0.25, NaN],
  silu: [0.5, NaN],
};

for (const { forward, gradient, saves } of ACTIVATION_LIST) {
  const { name } = forward;
  describe(name, () => {
    it("has the gradient that central differences find", () => {
      checkGradients({
        inputs: { x: randomArray(40, 1) },
        output: ({ x }) => forward(x),
        gradients: ({ x }, dy) => ({ x: gradient(dy, saves === "x" ? x : forward(x)) }),
      });
    });
    it("goes to its limits", () => {
      const y = forward(Float64Array.from(SPECIAL));
      y.forEach((value, i) => {
        const wanted = LIMITS[name]![i]!;
        assertEquals(value === wanted || Object.is(value, wanted), true, `${SPECIAL[i]}: ${value}`);
      });
      const dy = new Float64Array([1, 1]), x = new Float64Array([0, NaN]);
      assertEquals([...gradient(dy, saves === "x" ? x : forward(x))], [...KINKS[name]!]);
    });
    it("writes where it is told, also into its input", () => {
      const x = randomArray(9, 1, { type: "float32" }), dy = randomArray(9, 2, { type: "float32" });
      const y = forward(x), saved = saves === "x" ? x : y, dx = gradient(dy, saved);
      const copy = x.slice();
      assertStrictEquals(forward(copy, { out: copy }), copy);
      assertBitEqual(copy, y);
      const back = dy.slice();
      assertStrictEquals(gradient(back, saved, { out: back }), back);
      assertBitEqual(back, dx);
    });
    it("takes nothing, and refuses what does not fit", () => {
      assertEquals(forward(new Float32Array(0)).length, 0);
      const three = new Float32Array(3), two = new Float32Array(2);
      assertThrows(() => forward(three, { out: two }), RangeError, "out must have 3 elements");
      assertThrows(
        () => gradient(three, two),
        RangeError,
        `${saves} must have 3 elements (as many as dy), got 2`,
      );
      assertThrows(
        () => forward<FloatArray>(three, { out: new Float64Array(3) }),
        TypeError,
        "out must be a Float32Array like the input, got Float64Array",
      );
      assertThrows(
        () => gradient<FloatArray>(three, new Float64Array(3)),
        TypeError,
        `${saves} must be a Float32Array like the input, got Float64Array`,
      );
      const list = [1, 2] as ArrayLike<number> as Float32Array;
      assertThrows(() => forward(list), TypeError, "x must be a Float32Array or Float64Array");
    });
  });
}

describe("the slope of leaky ReLU", () => {
  it("must be finite where kernels have it, in float32", () => {
    for (const negativeSlope of [NaN, Infinity, 1e39, "0.1" as never]) {
      const x = new Float32Array(3), message = "negativeSlope must be a finite float32";
      assertThrows(() => leakyRelu(x, { negativeSlope }), RangeError, message);
      assertThrows(() => leakyReluBackward(x, x, { negativeSlope }), RangeError, message);
    }
    assertEquals([...leakyRelu(new Float64Array([-2]), { negativeSlope: -3 })], [6]);
  });
});
