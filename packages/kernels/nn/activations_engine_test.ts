import {
  assertAllClose,
  assertBitEqual,
  float32Ulp,
  guardedArray,
  randomArray,
} from "@evenkeel/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine as createNormEngine } from "../simd/mod.ts";
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
import { createEngine } from "./create_engine.ts";

const ONE = await createEngine(), TWO = await createEngine({ threads: 2 });

const FORWARD = { relu, leakyRelu, tanh, sigmoid, silu };
const GRADIENTS = {
  reluBackward,
  leakyReluBackward,
  tanhBackward,
  sigmoidBackward,
  siluBackward,
};
const EXACT: Readonly<Record<keyof typeof FORWARD, (x: number) => number>> = {
  relu: (x) => Math.max(x, 0),
  leakyRelu: (x) => x > 0 ? x : Math.fround(0.01) * x,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  silu: (x) => x / (1 + Math.exp(-x)),
};
/** In units of the last place. */
const MOST_ERROR = { relu: 0, leakyRelu: 0.5, tanh: 1.5, sigmoid: 1.25, silu: 1.25 };
const NAMES = Object.keys(FORWARD) as (keyof typeof FORWARD)[];

/** Floats evenly spread over all bit patterns: every magnitude, both signs, NaN and infinity. */
function allOverTheFloats(): Float32Array {
  const bits = Uint32Array.from({ length: 2 ** 18 }, (_, i) => i * 2 ** 14 + (i * 40503) % 2 ** 14);
  return new Float32Array(bits.buffer);
}

/** Where exp is neither 0 nor 1 nor no float. */
function within(limit: number): Float32Array {
  return Float32Array.from({ length: 100_003 }, (_, i) => (i / 50_001 - 1) * limit);
}

const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 2 ** -149, -(2 ** -149), 2 ** -126, 3e38, -3e38];
const SWEEPS = {
  "all over the floats": allOverTheFloats(),
  "from -1 to 1": within(1),
  "from -12 to 12": within(12),
  "from -110 to 110": within(110),
  "special values": Float32Array.from(SPECIAL),
};

describe("activations by SIMD", () => {
  for (const name of NAMES) {
    for (const [title, x] of Object.entries(SWEEPS)) {
      it(`${name}, ${title}, errs by at most ${MOST_ERROR[name]} ulp`, () => {
        const y = FORWARD[name](x, { engine: ONE });
        let worst = 0;
        x.forEach((value, i) => {
          const exact = EXACT[name](value), got = y[i]!;
          if (!Number.isFinite(exact) || exact === 0 || !Number.isFinite(Math.fround(exact))) {
            // 0 keeps its sign where there is one to keep.
            const same = Object.is(got, exact) || exact === 0 && got === 0 && name === "relu";
            assertEquals(same || got === Math.fround(exact), true, `${name}(${value}): ${got}`);
            return;
          }
          worst = Math.max(worst, Math.abs(got - exact) / float32Ulp(Math.fround(exact)));
        });
        assertEquals(worst <= MOST_ERROR[name], true, `${worst} ulp`);
      });
    }
    it(`${name} has a gradient that agrees with float64`, () => {
      for (const x of [within(4), within(60)]) {
        const saved = name === "tanh" || name === "sigmoid" ? FORWARD[name](x) : x;
        const dy = randomArray(x.length, 1, { type: "float32" });
        const gradient = GRADIENTS[`${name}Backward`];
        const exact = gradient(Float64Array.from(dy), Float64Array.from(saved));
        assertAllClose(gradient(dy, saved, { engine: ONE }), exact, { rtol: 3e-7 });
      }
      const gradient = GRADIENTS[`${name}Backward`];
      const x = Float32Array.from(SPECIAL), dy = x.map(() => 1);
      assertAllClose(gradient(dy, x, { engine: ONE }), gradient(dy, x), { rtol: 1e-6 });
    });
    it(`${name} gives the same bits on each thread, anywhere, from any memory`, () => {
      const length = 150_001, gradient = GRADIENTS[`${name}Backward`];
      const x = randomArray(length, 1, { type: "float32" });
      const dy = randomArray(length, 2, { type: "float32" });
      const y = FORWARD[name](x, { engine: ONE }), dx = gradient(dy, x, { engine: ONE });
      assertBitEqual(FORWARD[name](x, { engine: TWO }), y);
      assertBitEqual(gradient(dy, x, { engine: TWO }), dx);
      for (const [from, to] of [[1, 20], [3, 3], [5, 6], [7, 23], [100_001, length]] as const) {
        const part = x.slice(from, to);
        assertStrictEquals(FORWARD[name](part, { engine: ONE, out: part }), part);
        assertBitEqual(part, y.slice(from, to));
        const own = ONE.allocate(to - from);
        own.set(dy.subarray(from, to));
        gradient(own, x.slice(from, to), { engine: ONE, out: own });
        assertBitEqual(own.slice(), dx.slice(from, to));
        ONE.free(own);
      }
    });
    it(`${name} writes nothing beside its output`, () => {
      for (const length of [1, 5, 16, 17, 63]) {
        const { array, whole, assertIntact } = guardedArray(length, (all) => ONE.allocate(all));
        FORWARD[name](randomArray(length, 1, { type: "float32" }), { engine: ONE, out: array });
        assertIntact();
        ONE.free(whole);
      }
    });
  }
  it("Float64Array stays with JavaScript, and so does an engine for norms alone", async () => {
    const x = randomArray(9, 1, { type: "float64" });
    assertBitEqual(tanh(x, { engine: ONE }), x.map(Math.tanh));
    const engine = await createNormEngine();
    assertBitEqual(tanh(Float32Array.from(x), { engine }), tanh(Float32Array.from(x)));
    engine.dispose();
  });
});
