import { assertAllClose, assertBitEqual, randomArray, sizeOf } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { batchNormInference } from "./batch_norm_inference.ts";
import { foldBatchNorm } from "./fold_batch_norm.ts";
import { conv2d, createEngine, depthwiseConv2d } from "./nn/mod.ts";

const OUTPUTS = 4;
const fixed = {
  mean: randomArray(OUTPUTS, 1),
  variance: randomArray(OUTPUTS, 2).map((value) => value * value),
  gamma: randomArray(OUTPUTS, 3),
  beta: randomArray(OUTPUTS, 4),
  epsilon: 1e-3,
};
const bias = randomArray(OUTPUTS, 5);

/** Where an element of a weight leads: from which input, to which output, with which offset. */
type Tap = (index: readonly number[]) => { from: number; to: number; dy: number; dx: number };

const HEIGHT = 5, WIDTH = 4;

/** A convolution with zero padding in float64, one multiplication at a time; y is channels first. */
function convolve(
  x: Float64Array,
  weight: Float64Array,
  { shape, tap, bias }: {
    readonly shape: readonly number[];
    readonly tap: Tap;
    bias: Float64Array;
  },
): Float64Array {
  const plane = HEIGHT * WIDTH, y = new Float64Array(OUTPUTS * plane);
  y.forEach((_, i) => y[i] = bias[Math.floor(i / plane)]!);
  weight.forEach((value, i) => {
    let rest = i;
    const index = [...shape].reverse().map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    }).reverse();
    const { from, to, dy, dx } = tap(index);
    for (let row = 0; row < HEIGHT; row++) {
      for (let column = 0; column < WIDTH; column++) {
        const [r, c] = [row + dy - 1, column + dx - 1];
        if (r < 0 || r >= HEIGHT || c < 0 || c >= WIDTH) continue;
        const at = to * plane + row * WIDTH + column;
        y[at] = y[at]! + value * x[from * plane + r * WIDTH + c]!;
      }
    }
  });
  return y;
}

const KINDS: readonly {
  readonly name: string;
  readonly shape: readonly number[];
  readonly axis: number | readonly number[];
  readonly tap: Tap;
}[] = [
  {
    name: "PyTorch's convolution",
    shape: [4, 3, 3, 2],
    axis: 0,
    tap: ([o, i, ky, kx]) => ({ from: i!, to: o!, dy: ky!, dx: kx! }),
  },
  {
    name: "Keras's convolution",
    shape: [3, 2, 3, 4],
    axis: -1,
    tap: ([ky, kx, i, o]) => ({ from: i!, to: o!, dy: ky!, dx: kx! }),
  },
  {
    name: "PyTorch's transposed convolution",
    shape: [3, 4, 3, 3],
    axis: 1,
    tap: ([i, o, ky, kx]) => ({ from: i!, to: o!, dy: 2 - ky!, dx: 2 - kx! }),
  },
  {
    name: "Keras's transposed convolution",
    shape: [3, 3, 4, 3],
    axis: 2,
    tap: ([ky, kx, o, i]) => ({ from: i!, to: o!, dy: 2 - ky!, dx: 2 - kx! }),
  },
  {
    name: "PyTorch's convolution of two groups",
    shape: [4, 1, 3, 3],
    axis: 0,
    tap: ([o, , ky, kx]) => ({ from: o! >> 1, to: o!, dy: ky!, dx: kx! }),
  },
  {
    name: "PyTorch's transposed convolution of two groups",
    shape: [2, 1, 2, 3, 3],
    axis: [0, 2],
    tap: ([g, , o, ky, kx]) => ({ from: g!, to: 2 * g! + o!, dy: 2 - ky!, dx: 2 - kx! }),
  },
  {
    name: "a depthwise convolution",
    shape: [3, 3, 2, 2],
    axis: [2, 3],
    tap: ([ky, kx, i, m]) => ({ from: i!, to: 2 * i! + m!, dy: ky!, dx: kx! }),
  },
  {
    name: "PyTorch's dense layer, at every position",
    shape: [4, 3],
    axis: 0,
    tap: ([o, i]) => ({ from: i!, to: o!, dy: 1, dx: 1 }),
  },
];

describe("a folded batch norm answers what convolution and batch norm would", () => {
  const x = randomArray(3 * HEIGHT * WIDTH, 6);
  for (const { name, shape, axis, tap } of KINDS) {
    const weight = randomArray(sizeOf(shape), 7);
    for (const given of [{ bias }, {}]) {
      it(`${name}, ${given.bias === undefined ? "without" : "with"} bias`, () => {
        const before = given.bias ?? new Float64Array(OUTPUTS);
        const plain = convolve(x, weight, { shape, tap, bias: before });
        const expected = batchNormInference(plain, {
          shape: [1, OUTPUTS, HEIGHT, WIDTH],
          ...fixed,
        });
        const folded = foldBatchNorm(weight, { shape, axis, ...fixed, ...given });
        const y = convolve(x, folded.weight, { shape, tap, bias: folded.bias });
        assertAllClose(y, expected.y, { rtol: 1e-13 });
      });
    }
  }
});

describe("with this package's own convolutions, float32", () => {
  const layout = "channels-last";
  const narrow = (array: Float64Array) => Float32Array.from(array);
  it("a convolution", async () => {
    const engine = await createEngine();
    const shape = [3, 3, 3, 4], shapes = { inputShape: [2, 6, 5, 3], filterShape: shape };
    const options = { ...shapes, padding: { top: 1, bottom: 1, left: 1, right: 1 }, engine };
    const x = narrow(randomArray(180, 8)), weight = narrow(randomArray(108, 9));
    const plain = conv2d(x, weight, { ...options, bias: narrow(bias) });
    const { y } = batchNormInference(plain, { shape: [2, 6, 5, 4], layout, ...fixed });
    const folded = foldBatchNorm(weight, { shape, axis: -1, ...fixed, bias });
    const once = conv2d(x, folded.weight, { ...options, bias: narrow(folded.bias) });
    assertAllClose(once, y, { rtol: 2e-6 });
    engine.dispose();
  });
  it("a depthwise convolution", async () => {
    const engine = await createEngine();
    const shape = [3, 3, 2, 2], shapes = { inputShape: [2, 6, 5, 2], filterShape: shape };
    const x = narrow(randomArray(120, 8)), weight = narrow(randomArray(36, 9));
    const plain = depthwiseConv2d(x, weight, { ...shapes, engine });
    const { y } = batchNormInference(plain, { shape: [2, 4, 3, 4], layout, ...fixed });
    const folded = foldBatchNorm(weight, { shape, axis: [2, 3], ...fixed });
    const once = depthwiseConv2d(x, folded.weight, { ...shapes, engine })
      .map((value, i) => value + folded.bias[i % 4]!);
    assertAllClose(once, y, { rtol: 2e-6 });
    engine.dispose();
  });
});

const shape = [4, 3], weight = randomArray(12, 7);

describe("folding a batch norm", () => {
  it("has an epsilon of 1e-5, gamma 1 and beta 0 unless told otherwise", () => {
    const { mean, variance } = fixed;
    const plain = foldBatchNorm(weight, { shape, mean, variance });
    const [gamma, beta] = [new Float64Array(4).fill(1), new Float64Array(4)];
    const told = foldBatchNorm(weight, { shape, mean, variance, gamma, beta, epsilon: 1e-5 });
    assertEquals(plain, told);
  });
  it("gives weights of 0 where nothing varied and epsilon is 0, as inference does", () => {
    const mean = new Float64Array([5]),
      variance = new Float64Array(1),
      beta = new Float64Array([7]);
    const options = { shape: [1, 2], mean, variance, beta, epsilon: 0 };
    const folded = foldBatchNorm(new Float64Array([1, 2]), options);
    assertEquals([...folded.weight, ...folded.bias], [0, 0, 7]);
  });
  it("writes where it is told, also over the weight, to the bit", () => {
    const folded = foldBatchNorm(weight, { shape, ...fixed });
    const copy = weight.slice();
    assertEquals(foldBatchNorm(copy, { shape, ...fixed, out: { weight: copy } }).weight, copy);
    assertBitEqual(copy, folded.weight);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, change: object, type = RangeError) =>
      assertThrows(() => foldBatchNorm(weight, { shape, ...fixed, ...change }), type, message);
    refuses("weight must have 8 elements (the product of shape), got 12", { shape: [4, 2] });
    refuses("gamma must have 3 elements (outputs), got 4", { axis: 1 });
    refuses("mean must have 4 elements (outputs), got 3", { mean: new Float64Array(3) });
    refuses("variance must have 4 elements (outputs), got 3", { variance: new Float64Array(3) });
    refuses("variance must be at least 0, got -2", { variance: new Float64Array(4).fill(-2) });
    refuses("bias must have 4 elements (outputs), got 1", { bias: new Float64Array(1) });
    refuses("axis must be from -2 to 1, got 2", { axis: 2 });
    refuses("axis must name axes in their order, got [1,0]", { axis: [1, 0] });
    refuses("axis must name axes in their order, got [0,-2]", { axis: [0, -2] });
    refuses("axis must be an axis or a list of them, got Array", { axis: [] });
    refuses("epsilon must be a finite number of at least 0, got -1", { epsilon: -1 });
    refuses("mean must be a Float32Array or Float64Array, got undefined", {
      mean: undefined,
    }, TypeError);
    refuses("out.weight must be a Float64Array like weight, got Float32Array", {
      out: { weight: new Float32Array(12) },
    }, TypeError);
  });
});
