import {
  assertAllClose,
  checkGradients,
  exactMoments,
  randomArray,
  sizeOf,
} from "@evenkeel/testing";
import { goldenRuns, MOMENTS } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { moments, momentsBackward } from "./moments.ts";
import type { FloatArray } from "./types.ts";

describe("weighted moments agree with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(MOMENTS, { layouts: ["channels-first"] })) {
    it(title, () =>
      check(({ shape, settings, input }) => {
        const { first, second } = settings;
        const axes = Array.from({ length: second! - first! + 1 }, (_, i) => first! + i);
        const x = input("x"), weights = input("weights").map(Math.abs);
        const options = { shape, axes, weights };
        const { mean, variance, count } = moments(x, options);
        const gradients = { dmean: input("dy"), dvariance: input("dvariance") };
        const { dx } = momentsBackward(x, { ...options, mean, variance, count, ...gradients });
        return { outputs: { y: mean, variance, count }, gradients: { x: dx } };
      }));
  }
});

/** The sets of elements that share a statistic, found one element at a time. */
function setsOf(shape: readonly number[], axes: readonly number[]): number[][] {
  const sets = new Map<string, number[]>();
  for (let i = 0; i < sizeOf(shape); i++) {
    let rest = i;
    const at = [...shape].reverse().map((size) => {
      const index = rest % size;
      rest = Math.floor(rest / size);
      return index;
    }).reverse();
    const key = `${at.filter((_, axis) => !axes.includes(axis))}`;
    sets.set(key, [...sets.get(key) ?? [], i]);
  }
  return [...sets.values()];
}

const CASES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[7], [0]],
  [[3, 5], [0]],
  [[3, 5], []],
  [[2, 3, 4], [0, 2]],
  [[2, 3, 4], [1]],
  [[2, 1, 3, 1], [1, 2]],
  [[2, 3, 2, 3, 2], [0, 2, 4]],
  [[2, 3, 2, 3, 2], [1, 3]],
  [[2, 2, 3, 2, 2, 3], [1, 3, 5]],
  [[2, 2, 3, 2, 2, 3], [0, 2, 4]],
];

for (const engine of ENGINES) {
  describe(`moments, ${engine.name}`, () => {
    for (const [shape, axes] of CASES) {
      for (const type of ["float64", "float32"] as const) {
        it(`are exact over axes [${axes}] of [${shape}], ${type}`, () => {
          const x: FloatArray = randomArray(sizeOf(shape), 1, { mean: 1000, type });
          const { mean, variance, count } = moments(x, { shape, axes, engine });
          const sets = setsOf(shape, axes).map((set) => Float64Array.from(set, (i) => x[i]!));
          const exact = sets.map(exactMoments);
          const scalar = engine === ENGINES[0] || type === "float64";
          const rtol = scalar ? 4e-16 : 1e-7;
          assertAllClose(mean, exact.map((each) => each.mean), { rtol });
          // Parts are merged by their rounded means: a mean of 1000 deviations costs 1000 * 2**-53.
          const spread = { rtol: scalar ? 1.2e-13 : 1e-6 };
          assertAllClose(variance, exact.map((each) => each.variance), spread);
          assertEquals([...count], sets.map((set) => set.length));
        });
      }
    }
    it("of equal values have exactly no variance", () => {
      for (const value of [0.1, 1e10, -3e38]) {
        const x = new Float64Array(96).fill(value);
        const { mean, variance } = moments(x, {
          shape: [2, 2, 3, 2, 2, 2],
          axes: [0, 2, 4],
          engine,
        });
        assertEquals([...mean], Array(8).fill(value));
        assertEquals([...variance], Array(8).fill(0));
      }
    });
    it("of nothing count 0", () => {
      const nothing = new Float64Array(0);
      for (const shape of [[0, 3], [2, 0, 3], [2, 0, 1, 2, 1, 3]]) {
        const axes = [0, 1].slice(0, shape.length - 1);
        const kept = sizeOf(shape.slice(axes.length));
        const { mean, variance, count } = moments(nothing, { shape, axes, engine });
        assertEquals([...mean, ...variance, ...count], Array(3 * kept).fill(0));
      }
      assertEquals(moments(nothing, { shape: [0, 3], axes: [1], engine }).mean.length, 0);
      // More stretches than an engine walks.
      const many = { shape: [2, 2, 0, 2, 2, 2], axes: [0, 2, 4], engine };
      assertEquals([...moments(nothing, many).count], Array(8).fill(0));
    });
  });
}

const shape = [3, 4, 2];
const x = randomArray(24, 1, { mean: 5 });

describe("weighted moments", () => {
  it("with weights of 1 are those without", () => {
    for (const axes of [[0], [1, 2], [0, 2], [0, 1, 2], []]) {
      const plain = moments(x, { shape, axes });
      const weighted = moments(x, { shape, axes, weights: new Float32Array(24).fill(1) });
      assertAllClose(weighted.mean, plain.mean, { rtol: 4e-16 });
      assertAllClose(weighted.variance, plain.variance, { rtol: 1e-14 });
      assertEquals(weighted.count, plain.count);
    }
  });
  it("with whole weights are those of repeated elements, exactly", () => {
    const weights = Float64Array.from({ length: 24 }, (_, i) => i % 4);
    const { mean, variance, count } = moments(x, { shape: [24], weights });
    const repeated = [...x].flatMap((value, i) => Array<number>(i % 4).fill(value));
    const exact = exactMoments(Float64Array.from(repeated));
    assertAllClose([mean[0]!, variance[0]!], [exact.mean, exact.variance], { rtol: 1e-15 });
    assertEquals(count[0], 36);
  });
  it("lose nothing where the mean is a million deviations", () => {
    const far = Float32Array.from({ length: 4096 }, (_, i) => 1e6 + i % 2);
    const weights = new Float32Array(4096).fill(0.1);
    const { mean, variance } = moments(far, { shape: [4096], weights });
    assertAllClose([mean[0]!], [1e6 + 0.5], { rtol: 1e-15 });
    assertAllClose([variance[0]!], [0.25], { rtol: 1e-12 });
  });
  it("do not look where the mask is 0, and count the rest", () => {
    const holed = Float64Array.from([NaN, 1, 3, Infinity, 7, NaN]);
    const weights = new Uint8Array([0, 1, 255, 0, 1, 0]);
    const { mean, variance, count } = moments(holed, { shape: [2, 3], axes: [1], weights });
    assertEquals([...mean, ...variance, ...count], [2, 7, 1, 0, 2, 1]);
  });
  it("that are all masked have mean, variance and count 0, and no gradient", () => {
    const weights = new Uint8Array(3), options = { shape: [3], weights };
    const kept = moments(new Float64Array([NaN, 1, 2]), options);
    assertEquals([kept.mean[0], kept.variance[0], kept.count[0]], [0, 0, 0]);
    const dvariance = new Float64Array([1]);
    const { dx } = momentsBackward(new Float64Array(3), { ...options, ...kept, dvariance });
    assertEquals([...dx], [0, 0, 0]);
  });
  for (const weightsShape of [[3, 4, 2], [1, 4, 1], [3, 1, 2], [1, 1, 1]]) {
    it(`are the same with weights of shape [${weightsShape}] as with all written out`, () => {
      const weights = randomArray(sizeOf(weightsShape), 2).map(Math.abs);
      const all = Float64Array.from(x, (_, i) => {
        const [a, b, c] = [Math.floor(i / 8), Math.floor(i / 2) % 4, i % 2];
        const [n, h, w] = weightsShape as [number, number, number];
        return weights[((n === 1 ? 0 : a) * h + (h === 1 ? 0 : b)) * w + (w === 1 ? 0 : c)]!;
      });
      const options = { shape, axes: [0, 2] };
      assertEquals(
        moments(x, { ...options, weights, weightsShape }),
        moments(x, { ...options, weights: all }),
      );
    });
  }
});

describe("the gradient of moments", () => {
  const weights = randomArray(4, 3).map(Math.abs);
  for (const given of [{}, { weights, weightsShape: [1, 4, 1] }]) {
    for (const axes of [[0], [1, -1], [0, 1, 2], []]) {
      it(`is what central differences find, axes [${axes}], ${Object.keys(given)}`, () => {
        const options = { shape, axes, ...given };
        checkGradients({
          inputs: { x },
          output: ({ x }) => {
            const { mean, variance } = moments(x, options);
            return Float64Array.of(...mean, ...variance);
          },
          gradients: ({ x }, dy) => {
            const kept = moments(x, options), size = kept.mean.length;
            const gradients = { dmean: dy.slice(0, size), dvariance: dy.slice(size) };
            return { x: momentsBackward(x, { ...options, ...kept, ...gradients }).dx };
          },
        });
      });
    }
  }
  it("may be written over x", () => {
    const kept = moments(x, { shape }), dvariance = new Float64Array([1]);
    const expected = momentsBackward(x, { shape, ...kept, dvariance }).dx;
    const copy = x.slice();
    momentsBackward(copy, { shape, ...kept, dvariance, out: { dx: copy } });
    assertEquals(copy, expected);
  });
});

describe("moments refuse what does not fit", () => {
  const cases: readonly (readonly [string, object, typeof RangeError | typeof TypeError])[] = [
    ["x must have 12 elements (the product of shape), got 24", { shape: [12] }, RangeError],
    ["axes must be an array, got 1", { axes: 1 }, TypeError],
    ["axes must name each axis once, got [0,-3]", { axes: [0, -3] }, RangeError],
    ["axis must be from -3 to 2, got 3", { axes: [3] }, RangeError],
    [
      "weightsShape must have the sizes of shape [3,4,2] or 1, got [3,2,2]",
      { weights: new Uint8Array(12), weightsShape: [3, 2, 2] },
      RangeError,
    ],
    [
      "weights must have 24 elements (the product of weightsShape), got 3",
      { weights: new Uint8Array(3) },
      RangeError,
    ],
    [
      "weights must hold finite numbers of at least 0, got -1 at 2",
      { weights: new Float32Array([1, 0, -1]), weightsShape: [3, 1, 1] },
      RangeError,
    ],
    [
      "weights must hold finite numbers of at least 0, got NaN at 0",
      { weights: new Float64Array([NaN]), weightsShape: [1, 1, 1] },
      RangeError,
    ],
    [
      "weights must be a Float32Array, Float64Array or Uint8Array, got Array",
      { weights: [1], weightsShape: [1, 1, 1] },
      TypeError,
    ],
  ];
  for (const [message, change, type] of cases) {
    it(message, () => void assertThrows(() => moments(x, { shape, ...change }), type, message));
  }
  it("in backward as well", () => {
    const { mean, variance } = moments(x, { shape });
    assertThrows(
      () => momentsBackward(x, { shape, mean, variance, count: new Float64Array(2) }),
      RangeError,
      "count must have 1 elements (statistics), got 2",
    );
  });
});
