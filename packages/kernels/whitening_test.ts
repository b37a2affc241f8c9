import {
  assertAllClose,
  assertBitEqual,
  checkGradients,
  randomArray,
  seededRandom,
} from "@evenkeel/testing";
import { goldenRuns, WHITENING } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { multiplyTransposed } from "./_matrix.ts";
import { matrixRoot } from "./_matrix_function.ts";
import { instanceNorm } from "./instance_norm.ts";
import { whitening, whiteningBackward } from "./whitening.ts";

describe("whitening agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(WHITENING, { rtol64: 1e-11 })) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const { epsilon, groups, batch } = settings;
        const kind: "batch" | "instance" = batch === 1 ? "batch" : "instance";
        const options = { shape, layout, kind, groups: groups!, epsilon: epsilon! };
        const { y, ...kept } = whitening(input("x"), options);
        const { dx } = whiteningBackward(input("dy"), input("x"), { ...options, ...kept });
        return { outputs: { y }, gradients: { x: dx } };
      }));
  }
});

/** Of a matrix with a mean of 0 in every row. */
function covariance(matrix: Float64Array, rows: number): Float64Array {
  const inner = matrix.length / rows;
  return multiplyTransposed(matrix, matrix, { rows, inner, columns: rows }).map((v) => v / inner);
}
const identity = (size: number) =>
  Float64Array.from({ length: size * size }, (_, i) => i % (size + 1) === 0 ? 1 : 0);

const shape = [2, 4, 3, 5];
const x = randomArray(120, 1, { mean: 3 });

describe("whitening", () => {
  for (const kind of ["instance", "batch"] as const) {
    for (const groups of [1, 2, 4]) {
      it(`has the gradient that central differences find, ${kind}, ${groups} groups`, () => {
        const options = { shape, kind, groups, epsilon: 0.1 };
        checkGradients({
          inputs: { x },
          output: ({ x }) => whitening(x, options).y,
          gradients: ({ x }, dy) => {
            const { y: _, ...kept } = whitening(x, options);
            return { x: whiteningBackward(dy, x, { ...options, ...kept }).dx };
          },
        });
      });
    }
  }
  it("has the right gradient where all eigenvalues are equal", () => {
    // White already: a naive gradient would divide by the differences of the eigenvalues.
    const white = whitening(x, { shape, epsilon: 0 }).y, options = { shape, epsilon: 0.1 };
    checkGradients({
      inputs: { x: white },
      output: ({ x }) => whitening(x, options).y,
      gradients: ({ x }, dy) => {
        const { y: _, ...kept } = whitening(x, options);
        return { x: whiteningBackward(dy, x, { ...options, ...kept }).dx };
      },
    });
  });
  it("leaves a covariance of 1 and a mean of 0", () => {
    const { y } = whitening(x, { shape, epsilon: 0 });
    for (const sample of [0, 1]) {
      const own = y.slice(60 * sample, 60 * sample + 60);
      assertAllClose(covariance(own, 4), identity(4), { rtol: 1e-12 });
    }
    assertAllClose(instanceNorm(y, { shape }).mean, new Float64Array(8), { atol: 1e-14 });
    const batch = whitening(x, { shape: [30, 4], kind: "batch", epsilon: 0 }).y;
    const rows = Float64Array.from({ length: 120 }, (_, i) => batch[i % 30 * 4 + i / 30 | 0]!);
    assertAllClose(covariance(rows, 4), identity(4), { rtol: 1e-12 });
  });
  it("is instance norm with a group for each channel", () => {
    const options = { shape, groups: 4, epsilon: 0.2 };
    assertAllClose(whitening(x, options).y, instanceNorm(x, options).y);
  });
  it("drops directions in which nothing varies, forward and backward", () => {
    // One direction of two; its mate's eigenvalue is rounding, above or below 0 as the seed has it.
    for (let seed = 0; seed < 20; seed++) {
      const once = randomArray(20, seed), linear = new Float64Array(40);
      linear.set(once), linear.set(once.map((value) => 0.3 * value), 20);
      const options = { shape: [1, 2, 20], epsilon: 0 };
      const { y, ...kept } = whitening(linear, options);
      // What is left has a covariance whose eigenvalues are 1 and 0.
      const [a, b, , d] = covariance(y, 2);
      assertAllClose([a! + d!, a! * d! - b! * b!], [1, 0], { atol: 1e-12, name: `seed ${seed}` });
      const { dx } = whiteningBackward(randomArray(40, 30), linear, { ...options, ...kept });
      assertEquals(dx.every((value) => Math.abs(value) < 100), true);
    }
  });
  it("takes up to four epsilon a row for rounding, and more for what varies", () => {
    const vectors = identity(3);
    for (const [least, isKept] of [[11, false], [13, true]] as const) {
      const values = Float64Array.of(1, 0.5, least * Number.EPSILON);
      const { matrix } = matrixRoot({ values, vectors }, { size: 3, epsilon: 0, inverse: true });
      assertEquals(matrix[8]! > 0, isKept, `${least} epsilon`);
    }
  });
  it("drops them in large pictures, too, whose sums are long", () => {
    for (let seed = 0; seed < 6; seed++) {
      const random = seededRandom(seed), positions = 128 * 128;
      const bytes = Float32Array.from(
        { length: 2 * positions },
        () => Math.floor(256 * random.uniform()),
      );
      const mixed = Float32Array.from(
        { length: positions },
        (_, i) => bytes[i]! + 2 * bytes[positions + i]!,
      );
      const all = new Float32Array(3 * positions);
      all.set(bytes), all.set(mixed, 2 * positions);
      const options = { shape: [1, 3, 128, 128], epsilon: 0 };
      const { y: _, ...kept } = whitening(all, options);
      const dy = randomArray(all.length, 5, { type: "float32" });
      const { dx } = whiteningBackward(dy, all, { ...options, ...kept });
      assertEquals(dx.every((value) => Math.abs(value) < 1), true, `seed ${seed}`);
    }
  });
  it("bears variances that are far apart, and large and small ones", () => {
    for (const scale of [1e-150, 1, 1e150]) {
      const scaled = x.map((value, i) =>
        value * (Math.floor(i / 15) % 2 === 0 ? scale : 1e-3 * scale)
      );
      const { y } = whitening(scaled, { shape, epsilon: 0 });
      assertAllClose(covariance(y.slice(0, 60), 4), identity(4), { rtol: 1e-8 });
    }
  });
  it("keeps NaN in its set and group", () => {
    const holed = x.slice();
    holed[0] = NaN;
    const { y } = whitening(holed, { shape, groups: 2 });
    assertEquals(y.subarray(0, 30).every(Number.isNaN), true);
    assertBitEqual(y.slice(30), whitening(x, { shape, groups: 2 }).y.slice(30));
  });
  it("writes where it is told, also over x and dy, to the bit", () => {
    const { y, ...kept } = whitening(x, { shape });
    const copy = x.slice(), dy = randomArray(120, 3);
    assertEquals(whitening(copy, { shape, out: { y: copy } }).y === copy, true);
    assertBitEqual(copy, y);
    const { dx } = whiteningBackward(dy, x, { shape, ...kept });
    whiteningBackward(dy, x, { shape, ...kept, out: { dx: dy } });
    assertBitEqual(dy, dx);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, change: object) =>
      assertThrows(() => whitening(x, { shape, ...change }), RangeError, message);
    refuses('kind must be "instance" or "batch", got "layer"', { kind: "layer" });
    refuses("groups must divide the 4 channels, got 3", { groups: 3 });
    refuses("epsilon must be a finite number of at least 0, got NaN", { epsilon: NaN });
    refuses("x must have 60 elements (the product of shape), got 120", { shape: [1, 4, 15] });
    const { y: _, ...kept } = whitening(x, { shape });
    assertThrows(
      () => whiteningBackward(x, x, { shape, ...kept, eigenvalues: new Float64Array(4) }),
      RangeError,
      "eigenvalues must have 8 elements (channels of each set), got 4",
    );
  });
});
