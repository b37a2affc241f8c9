import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, PAPER_SPECTRAL_NORM, SPECTRAL_NORM } from "@evenkeel/testing/golden";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createSpectralState, spectralNorm, spectralNormBackward } from "./spectral_norm.ts";

const STARTS = [["u", PAPER_SPECTRAL_NORM], ["v", SPECTRAL_NORM]] as const;
for (const [start, cases] of STARTS) {
  describe(`spectral norm agrees with PyTorch float64, starting from ${start}`, () => {
    for (const { title, check } of goldenRuns(cases, { layouts: ["channels-first"] })) {
      it(title, () =>
        check(({ shape, settings, input }) => {
          const { axis, iterations } = settings;
          const x = input("x"), options = { shape, axis: axis! };
          // Any numbers will do to start from: the first step makes unit vectors of them.
          const state = { u: input("u"), v: input("v") };
          const kept = spectralNorm(x, { ...options, state, start, iterations: iterations! });
          const { dx } = spectralNormBackward(input("dy"), x, { ...options, ...kept });
          assertAllClose(state.u, kept.u, { rtol: 1e-7, name: "the state's u" });
          assertAllClose(state.v, kept.v, { rtol: 1e-7, name: "the state's v" });
          return { outputs: { y: kept.y, u: kept.u, v: kept.v }, gradients: { x: dx } };
        }));
    }
  });
}

const shape = [4, 3, 2];
const x = randomArray(24, 1);
const options = { shape };

/** The largest singular value of x with one row per output, by brute force. */
function largest(axis: number): number {
  const state = createSpectralState(x, { shape, axis, iterations: 2000 });
  return spectralNorm(x, { shape, axis, state, iterations: 0 }).sigma;
}

describe("spectral norm", () => {
  for (const axis of [0, 1, 2, -1]) {
    it(`has the gradient that central differences find with u and v held, axis ${axis}`, () => {
      const state = createSpectralState(x, { shape, axis, iterations: 3 });
      // 0 iterations leave the state alone, so u and v are constants.
      const held = { shape, axis, state, iterations: 0 };
      checkGradients({
        inputs: { x },
        output: ({ x }) => spectralNorm(x, held).y,
        gradients: ({ x }, dy) => {
          const kept = spectralNorm(x, held);
          return { x: spectralNormBackward(dy, x, { shape, axis, ...kept }).dx };
        },
      });
    });
    it(`has the true gradient where the iteration has come to rest, axis ${axis}`, () => {
      checkGradients({
        inputs: { x },
        output: ({ x }) => {
          const state = createSpectralState(x, { shape, axis, iterations: 3000 });
          return spectralNorm(x, { shape, axis, state, iterations: 0 }).y;
        },
        gradients: ({ x }, dy) => {
          const state = createSpectralState(x, { shape, axis, iterations: 3000 });
          const kept = spectralNorm(x, { shape, axis, state, iterations: 0 });
          return { x: spectralNormBackward(dy, x, { shape, axis, ...kept }).dx };
        },
      });
    });
  }
  it("hands dy on as it is where the gradient is straight-through, as Keras does", () => {
    const state = createSpectralState(x, options), kept = spectralNorm(x, { ...options, state });
    const dy = randomArray(24, 2);
    const given = { ...options, ...kept, gradient: "straight-through" } as const;
    assertBitEqual(spectralNormBackward(dy, x, given).dx, dy);
    // The projection takes out the direction in which a change of x changes nothing.
    const { dx } = spectralNormBackward(dy, x, { ...options, ...kept, gradient: "projection" });
    assertAllClose([dx.reduce((sum, value, i) => sum + value * x[i]!, 0)], [0], { atol: 1e-13 });
  });
  it("comes closer with every iteration, and never above", () => {
    for (const axis of [0, 1, 2]) {
      const sigma = largest(axis);
      const state = createSpectralState(x, { shape, axis, iterations: 0 });
      let before = 0;
      for (let i = 0; i < 30; i++) {
        const now = spectralNorm(x, { shape, axis, state }).sigma;
        assert(now >= before * (1 - 1e-15) && now <= sigma * (1 + 1e-15), `${i}: ${now}`);
        before = now;
      }
      const y = spectralNorm(x, { shape, axis, state, iterations: 2000 }).y;
      const own = createSpectralState(y, { shape, axis, iterations: 2000 });
      assertAllClose([spectralNorm(y, { shape, axis, state: own }).sigma], [1]);
    }
  });
  it("leaves the state alone with 0 iterations", () => {
    const state = createSpectralState(x, options);
    const before = { u: state.u.slice(), v: state.v.slice() };
    spectralNorm(x, { ...options, state, iterations: 0 });
    assertBitEqual(state.u, before.u);
    assertBitEqual(state.v, before.v);
    spectralNorm(x, { ...options, state });
    assert(state.u.some((value, i) => value !== before.u[i]));
  });
  it("starts from unit vectors, the same ones every time, or from whose numbers it is given", () => {
    const first = createSpectralState(x, { shape, iterations: 0 });
    assertAllClose([Math.hypot(...first.u), Math.hypot(...first.v)], [1, 1]);
    assertEquals([first.u.length, first.v.length], [4, 6]);
    assertBitEqual(createSpectralState(x, { shape, iterations: 0 }).u, first.u);
    let calls = 0;
    const random = () => (calls++ % 7) / 7;
    const other = createSpectralState(x, { shape, iterations: 0, random });
    assertEquals(calls, 20);
    assert(other.u.some((value, i) => value !== first.u[i]));
  });
  it("of a vector is its length", () => {
    const vector = new Float64Array([3, 0, 4]);
    const state = createSpectralState(vector, { shape: [3] });
    const { y, sigma } = spectralNorm(vector, { shape: [3], state });
    assertAllClose([sigma, ...y], [5, 0.6, 0, 0.8]);
  });
  it("leaves a weight of zeros and its state as they are", () => {
    const zeros = new Float64Array(24), state = createSpectralState(x, options);
    const u = state.u.slice();
    const kept = spectralNorm(zeros, { ...options, state });
    assertEquals([kept.sigma, ...kept.y], [0, ...zeros]);
    assertBitEqual(state.u, u);
    const dy = randomArray(24, 2);
    assertBitEqual(spectralNormBackward(dy, zeros, { ...options, ...kept }).dx, dy);
  });
  it("writes where it is told, also over x and dy, to the bit", () => {
    const state = () => createSpectralState(x, options);
    const kept = spectralNorm(x, { ...options, state: state() });
    const copy = x.slice(), dy = randomArray(24, 3);
    assertEquals(spectralNorm(copy, { ...options, state: state(), out: { y: copy } }).y, copy);
    assertBitEqual(copy, kept.y);
    const { dx } = spectralNormBackward(dy, x, { ...options, ...kept });
    spectralNormBackward(dy, x, { ...options, ...kept, out: { dx: dy } });
    assertBitEqual(dy, dx);
  });
  it("refuses what does not fit, before the state is written", () => {
    const state = createSpectralState(x, options), u = state.u.slice();
    const refuses = (message: string, change: object) =>
      assertThrows(() => spectralNorm(x, { ...options, state, ...change }), RangeError, message);
    assertThrows(
      () => spectralNorm(x, options as never),
      TypeError,
      "state must be what createSpectralState gives, got undefined",
    );
    refuses('start must be "u" or "v", got "w"', { start: "w" });
    refuses('floor must be "least" or "added", got "inside"', { floor: "inside" });
    refuses("iterations must be a non-negative integer, got -1", { iterations: -1 });
    refuses("state.u must have 4 elements (outputs), got 6", { state: { u: state.v, v: state.v } });
    refuses("state.v must have 6 elements (elements of each output), got 4", {
      state: { u, v: u },
    });
    refuses("epsilon must be a finite number of at least 0, got -1", { epsilon: -1 });
    refuses("out.y must have 24 elements (as many as x), got 1", {
      out: { y: new Float64Array(1) },
    });
    assertBitEqual(state.u, u);
    const { y: _, ...kept } = spectralNorm(x, { ...options, state });
    assertThrows(
      () => spectralNormBackward(x, x, { ...options, ...kept, gradient: "none" as "projection" }),
      RangeError,
      'gradient must be "projection" or "straight-through", got "none"',
    );
    assertThrows(
      () => spectralNormBackward(x, x, { ...options, ...kept, sigma: "1" as never }),
      TypeError,
      'sigma must be a number, got "1"',
    );
  });
});
