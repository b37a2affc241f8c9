import { assertAllClose, assertBitEqual, guardedArray, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { createEngine } from "./create_engine.ts";
import { matmul } from "./matmul.ts";

const engine = await createEngine();

interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly batch: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The definition, in float64. */
function direct(a: Float32Array, b: Float32Array, sizes: Sizes): Float64Array {
  const { rows, inner, columns, batch, transposeA, transposeB } = sizes;
  const y = new Float64Array(batch * rows * columns);
  for (let at = 0; at < y.length; at++) {
    const column = at % columns, row = Math.floor(at / columns) % rows;
    const image = Math.floor(at / (columns * rows));
    for (let k = 0; k < inner; k++) {
      const aAt = transposeA ? k * rows + row : row * inner + k;
      const bAt = transposeB ? column * inner + k : k * columns + column;
      y[at]! += a[image * rows * inner + aAt]! * b[image * inner * columns + bAt]!;
    }
  }
  return y;
}

function inputs(
  { rows, inner, columns, batch }: Sizes,
  seed: number,
): [Float32Array, Float32Array] {
  const type = { type: "float32" } as const;
  return [
    randomArray(batch * rows * inner, seed, type),
    randomArray(batch * inner * columns, seed + 1, type),
  ];
}

function compare(sizes: Sizes, seed: number): void {
  const [a, b] = inputs(sizes, seed);
  const { array, assertIntact } = guardedArray(sizes.batch * sizes.rows * sizes.columns);
  const y = matmul(a, b, { ...sizes, engine, out: array });
  assertEquals(y, array);
  const atol = 1e-6 * Math.sqrt(sizes.inner);
  assertAllClose(y, direct(a, b, sizes), { rtol: 1e-6, atol });
  assertIntact();
}

const BASE = { rows: 5, inner: 7, columns: 9, batch: 2, transposeA: false, transposeB: false };

describe("matmul against its definition in float64", () => {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const size = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(64, 65, 130));
      it(`random sizes${transposeA ? ", a transposed" : ""}${transposeB ? ", b transposed" : ""}`, () => {
        const property = fc.property(
          size,
          size,
          size,
          fc.integer({ min: 0, max: 3 }),
          (...sizes) => {
            const [rows, inner, columns, batch] = sizes;
            compare({ rows, inner, columns, batch, transposeA, transposeB }, rows + inner);
          },
        );
        fc.assert(property, { seed: 1, numRuns: 60 });
      });
    }
  }
  it("many terms", () => compare({ ...BASE, inner: 3000 }, 3));
});

describe("matmul", () => {
  it("gives the same bits for a pair alone, in a batch, and in the engine's memory", () => {
    const sizes = { ...BASE, rows: 70, columns: 13, batch: 3 };
    const [a, b] = inputs(sizes, 1);
    const all = matmul(a, b, { ...sizes, engine });
    const [own, out] = [engine.allocate(a.length), engine.allocate(all.length)];
    own.set(a);
    assertBitEqual(matmul(own, b, { ...sizes, engine, out }), all);
    for (let i = 0; i < 3; i++) {
      const part = (array: Float32Array) =>
        array.slice(i * array.length / 3, (i + 1) * array.length / 3);
      assertBitEqual(matmul(part(a), part(b), { ...sizes, batch: 1, engine }), part(all));
    }
    [own, out].forEach((array) => engine.free(array));
  });
  it("keeps NaN and infinity in their row and column", () => {
    const sizes = { ...BASE, batch: 1 };
    const [a, b] = inputs(sizes, 1);
    a[2 * 7 + 3] = NaN; // row 2
    b[4 * 9 + 8] = Infinity; // column 8
    const y = matmul(a, b, { ...sizes, engine });
    y.forEach((value, at) => {
      const wild = Math.floor(at / 9) === 2 || at % 9 === 8;
      assertEquals(Number.isFinite(value), !wild, `element ${at}`);
    });
  });
  it("gives zeros where there is nothing to sum", () => {
    const empty = new Float32Array(0), out = new Float32Array(6).fill(7);
    matmul(empty, empty, { rows: 2, inner: 0, columns: 3, engine, out });
    assertEquals([...out], [0, 0, 0, 0, 0, 0]);
  });
  it("refuses arrays of another length", () => {
    const [a, b] = inputs(BASE, 1), short = new Float32Array(3);
    const call = (...[a, b, out]: Float32Array[]) => () =>
      matmul(a!, b!, { ...BASE, engine, ...(out ? { out } : {}) });
    assertThrows(call(short, b), RangeError, "a must have 70 elements ([2,5,7]), got 3");
    assertThrows(call(a, short), RangeError, "b must have 126 elements ([2,7,9]), got 3");
    assertThrows(call(a, b, short), RangeError, "out must have 90 elements ([2,5,9]), got 3");
  });
  it("refuses sizes that are none", () => {
    const empty = new Float32Array(0);
    for (const name of ["rows", "inner", "columns", "batch"] as const) {
      assertThrows(
        () => matmul(empty, empty, { ...BASE, [name]: -1, engine }),
        RangeError,
        `${name} must be a non-negative integer, got -1`,
      );
    }
  });
});
