import { assertBitEqual, guardedArray, randomArray } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine } from "./create_engine.ts";
import { elementwise, type ElementwiseName } from "./elementwise.ts";

const engine = await createEngine();
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 3e38, -3e38, 1e-45, -1e-45, 0.1];

/** What each means, in JavaScript. */
const MEANINGS: Readonly<Record<ElementwiseName, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  squaredDifference: (a, b) => Math.fround(a - b) * Math.fround(a - b),
  leakyRelu: (a, b) => a > 0 ? a : a * b,
  step: (a, b) => Number.isNaN(a) ? NaN : a > 0 ? 1 : b,
};
const NAMES = Object.keys(MEANINGS) as ElementwiseName[];

/** NaN has many bit patterns, and which one comes out of an operation is the machine's business. */
function oneNaN(array: Float32Array): Float32Array {
  return array.map((value) => Number.isNaN(value) ? NaN : value);
}

function expected(name: ElementwiseName, a: Float32Array, b: Float32Array): Float32Array {
  const length = Math.max(a.length, b.length);
  const at = (array: Float32Array, i: number) => array[i % array.length]!;
  return Float32Array.from({ length }, (_, i) => MEANINGS[name](at(a, i), at(b, i)));
}

/** In the engine's memory and out of it, with fences around the output. */
function compare(name: ElementwiseName, a: Float32Array, b: Float32Array): void {
  const wanted = oneNaN(expected(name, a, b));
  for (const owned of [false, true]) {
    for (const ownedOut of [false, true]) {
      const allocate = (length: number) => engine.allocate(length);
      const from = [a, b].map((array) => {
        if (!owned) return array;
        const copy = allocate(array.length);
        copy.set(array);
        return copy;
      });
      const { array, whole, assertIntact } = guardedArray(
        wanted.length,
        ownedOut ? allocate : undefined,
      );
      elementwise(name, [from[0]!, from[1]!], { engine, out: array });
      assertBitEqual(oneNaN(array), wanted, `${name} of ${a.length} and ${b.length}`);
      assertIntact();
      if (owned) from.forEach((copy) => engine.free(copy));
      if (ownedOut) engine.free(whole);
    }
  }
}

function random(length: number, seed: number): Float32Array {
  return randomArray(length, seed, { type: "float32" });
}

describe("elementwise means what JavaScript means", () => {
  for (const name of NAMES) {
    it(`${name}, lengths 0 to 70, and one element for all`, () => {
      for (let length = 0; length <= 70; length++) {
        const [a, b] = [random(length, 1), random(length, 2)];
        compare(name, a, b);
        if (length === 0) continue;
        compare(name, a, random(1, 3));
        compare(name, random(1, 4), b);
      }
    });
    it(`${name}, more than a unit`, () => {
      const [a, b] = [random(140_001, 1), random(140_001, 2)];
      compare(name, a, b);
      compare(name, a, random(1, 3));
    });
    it(`${name}, a row for each pixel`, () => {
      for (const row of [2, 3, 12, 16, 17, 48, 100]) {
        for (const pixels of [2, 3, 50]) {
          const [a, b] = [random(row * pixels, 1), random(row, 2)];
          compare(name, a, b);
          compare(name, b, a);
        }
      }
      compare(name, random(3 * 50_000, 1), random(3, 2)); // the second unit starts within a period
      compare(name, random(56, 2), random(7 * 20_056, 1));
    });
    it(`${name}, NaN, infinities and zeros`, () => {
      const pairs = SPECIAL.flatMap((a) => SPECIAL.map((b) => [a, b] as const));
      compare(
        name,
        Float32Array.from(pairs, ([a]) => a),
        Float32Array.from(pairs, ([, b]) => b),
      );
    });
  }
});

describe("elementwise", () => {
  it("writes into an input, in the engine's memory and out of it", () => {
    for (
      const allocate of [(n: number) => engine.allocate(n), (n: number) => new Float32Array(n)]
    ) {
      for (const which of [0, 1]) {
        const arrays = [allocate(45), allocate(45)] as const;
        arrays[0].set(random(45, 1));
        arrays[1].set(random(45, 2));
        const wanted = expected("sub", arrays[0], arrays[1]);
        elementwise("sub", arrays, { engine, out: arrays[which]! });
        assertBitEqual(arrays[which]!, wanted);
      }
    }
  });
  it("takes one array twice", () => {
    const a = engine.allocate(33);
    a.set(random(33, 1));
    const wanted = expected("mul", a, a);
    elementwise("mul", [a, a], { engine, out: a });
    assertBitEqual(a, wanted);
  });
  it("gives nothing for nothing", () => {
    const [empty, one] = [new Float32Array(0), new Float32Array(1)];
    elementwise("add", [empty, one], { engine, out: empty });
    elementwise("add", [one, empty], { engine, out: empty });
    assertThrows(
      () => elementwise("add", [one, empty], { engine, out: one }),
      RangeError,
      "out must",
    );
  });
  it("refuses lengths that do not fit", () => {
    const [two, three] = [new Float32Array(2), new Float32Array(3)];
    const call = (a: Float32Array, b: Float32Array, out: Float32Array) => () =>
      elementwise("add", [a, b], { engine, out });
    assertThrows(
      call(two, three, three),
      RangeError,
      "a must have 3 elements or a divisor of that, got 2",
    );
    assertThrows(
      call(three, two, three),
      RangeError,
      "b must have 3 elements or a divisor of that, got 2",
    );
    assertThrows(
      call(three, three, two),
      RangeError,
      "out must have 3 elements (as many as the longer input), got 2",
    );
  });
  it("makes what it is not given", () => {
    const a = random(40, 1), b = random(4, 2), wanted = expected("sub", a, b);
    assertBitEqual(elementwise("sub", [a, b]), wanted);
    assertBitEqual(elementwise("sub", [a, b], { engine }), wanted);
  });
  it("knows all names, and no others", () => {
    assertEquals(NAMES.length, 9);
    for (const name of ["nope", "toString", undefined]) {
      assertThrows(
        () => elementwise(name as ElementwiseName, [random(4, 1), random(4, 2)], { engine }),
        RangeError,
        "name must be one of add, sub, mul, div, maximum, minimum, squaredDifference, leakyRelu, step",
      );
    }
  });
});
