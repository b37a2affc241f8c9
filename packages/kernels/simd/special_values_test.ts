import { assertAllClose, channelsLastShape, seededRandom } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES, SIMD_ENGINES } from "../_test_engines.ts";
import { layerNorm, layerNormBackward } from "../layer_norm.ts";
import { instanceNorm, instanceNormBackward } from "../instance_norm.ts";
import { rmsNorm } from "../rms_norm.ts";
import type { Layout } from "../types.ts";
import { GradientBuilder } from "./_gradient_builder.ts";
import { MomentsBuilder } from "./_merge.ts";

const LAYOUTS: readonly Layout[] = ["channels-first", "channels-last"];
/** Channels of several pieces, and a length that vectors leave a rest of. */
const POSITIONS = 70_003;

/** A sample whose channel `c` holds `values[c]`, a number or a function of the position. */
function sample(
  values: readonly (number | ((position: number) => number))[],
  layout: Layout,
  positions: number = POSITIONS,
) {
  const first = layout === "channels-first";
  const x = new Float32Array(values.length * positions);
  values.forEach((value, c) => {
    for (let i = 0; i < positions; i++) {
      const at = first ? c * positions + i : i * values.length + c;
      x[at] = typeof value === "number" ? value : value(i);
    }
  });
  const shape = [1, values.length, positions];
  return { x, shape: first ? shape : channelsLastShape(shape), layout };
}

/** How often lines are done once more in 64 bits. */
function countRescues(use: () => void): number {
  let rescues = 0;
  const builders = [MomentsBuilder.prototype, GradientBuilder.prototype];
  const methods = builders.map(({ addLine }) => addLine);
  builders.forEach((builder, i) => {
    const method: (...given: never[]) => void = methods[i]!;
    builder.addLine = function (...given: unknown[]) {
      // What no whole row took always comes one by one.
      if ((given.at(-1) as { count: number }).count > 1) rescues++;
      method.apply(this, given as never[]);
    };
  });
  try {
    use();
  } finally {
    builders.forEach((builder, i) => builder.addLine = methods[i]!);
  }
  return rescues;
}

for (const engine of SIMD_ENGINES) {
  describe(`what is zero or constant, ${engine.name}`, () => {
    const random = seededRandom(1);
    const noise = () => random.normal();
    for (const layout of LAYOUTS) {
      it(`is exact, and needs no second look, ${layout}`, () => {
        const { x, ...options } = sample([0, 0.37, noise, -0, 1e-20], layout);
        const dy = sample([noise, noise, 0, 0, noise], layout).x;
        const rescues = countRescues(() => {
          const forward = instanceNorm(x, { ...options, engine });
          const { mean, variance } = forward;
          const exact = [mean[0], mean[1], mean[4], variance[0], variance[1], variance[3]];
          assertEquals(exact, [0, Math.fround(0.37), Math.fround(1e-20), 0, 0, 0]);
          const back = instanceNormBackward(dy, x, { ...options, ...forward, engine });
          const plain = instanceNormBackward(dy, x, { ...options, ...forward });
          assertAllClose(back.dx, plain.dx, { rtol: 1e-6, atol: 1e-5 });
          assertAllClose(back.dbeta, plain.dbeta, { rtol: 1e-6, atol: 1e-4 });
          assertEquals([...back.dgamma].map((sum) => sum === 0), [true, true, true, true, true]);
        });
        assertEquals(rescues, 0);
      });
      it(`is told from what vanishes when it is multiplied, ${layout}`, () => {
        const tiny = (i: number) => i % 2 === 0 ? 1e-30 : -1e-30;
        const { x, ...options } = sample([0, tiny, noise, tiny, 0], layout);
        const dy = sample([noise, tiny, tiny, 0, tiny], layout).x;
        const rescues = countRescues(() => {
          const forward = instanceNorm(x, { ...options, epsilon: 0, engine });
          const plain = instanceNorm(x, { ...options, epsilon: 0 });
          assertAllClose(forward.variance, plain.variance, { rtol: 1e-6 });
          const kept = { ...options, mean: plain.mean, rstd: plain.rstd.map(() => 1), epsilon: 1 };
          const back = instanceNormBackward(dy, x, { ...kept, engine });
          assertAllClose(back.dgamma, instanceNormBackward(dy, x, kept).dgamma, { rtol: 1e-5 });
          assert(back.dgamma[1]! > 0);
        });
        assert(rescues > 0);
      });
    }
    it("is not for layer norm either, and later pieces of a run have gammas of their own", () => {
      const length = 140_001, shape = [2, length];
      const draw = (sigma: number) =>
        Float32Array.from({ length: 2 * length }, () => sigma * noise());
      const x = draw(1e-30), dy = draw(1), gamma = draw(1).subarray(length);
      const plain = layerNorm(x, { shape, gamma, epsilon: 0 });
      const options = { shape, gamma, epsilon: 0, mean: plain.mean, rstd: plain.rstd };
      const { dx, dgamma } = layerNormBackward(dy, x, { ...options, engine });
      const wanted = layerNormBackward(dy, x, options);
      assertAllClose(dx, wanted.dx, { rtol: 1e-6 });
      assertAllClose(dgamma, wanted.dgamma, { rtol: 1e-6 });
    });
    it("is exact for layer norm", () => {
      const shape = [64, 100];
      const x = Float32Array.from({ length: 6400 }, noise).fill(0.37, 0, 100);
      const dy = Float32Array.from({ length: 6400 }, (_, i) => i % 100 === 7 ? 0 : noise());
      const options = { shape, gamma: new Float32Array(100).fill(2), engine };
      const forward = layerNorm(x, options);
      assertEquals([forward.mean[0], forward.variance[0]], [Math.fround(0.37), 0]);
      const rescues = countRescues(() => {
        const { dgamma, dbeta } = layerNormBackward(dy, x, { ...options, ...forward });
        assertEquals([dgamma[7], dbeta[7]], [0, 0]);
        assert(dgamma[6] !== 0);
      });
      assertEquals(rescues, 0);
    });
  });
}

for (const engine of ENGINES) {
  describe(`infinity, ${engine.name}`, () => {
    it("makes zeros of the finite neighbors that RMS norm divides by it", () => {
      for (const length of [20, 1000, 70_003]) {
        const x = new Float32Array(2 * length).fill(3);
        x[length - 2] = Infinity;
        const { y, rstd } = rmsNorm(x, { shape: [2, length], engine });
        const wanted = new Float32Array(length);
        wanted[length - 2] = NaN;
        assertEquals(y.subarray(0, length), wanted);
        assertAllClose(y.subarray(length), new Float32Array(length).fill(1), { atol: 1e-5 });
        assertEquals(rstd[0], 0);
      }
    });
    for (const layout of LAYOUTS) {
      it(`is the mean, unless it meets its opposite, ${layout}`, () => {
        for (const positions of [1, 7, 1000, 70_003]) {
          for (const where of [0, Math.floor(positions / 2), positions - 1]) {
            const once = (infinity: number) => (i: number) => i === where ? infinity : 1;
            const both = (i: number) =>
              i === where ? Infinity : i === positions >> 2 ? -Infinity : 1;
            const values = [once(Infinity), once(-Infinity), both, 1];
            const { x, ...options } = sample(values, layout, positions);
            const { mean, variance, y } = instanceNorm(x, { ...options, engine });
            const meets = where !== positions >> 2;
            assertEquals([...mean], [Infinity, -Infinity, meets ? NaN : Infinity, 1]);
            assertEquals([...variance], [NaN, NaN, NaN, 0]);
            assertEquals(y.filter((value) => value === 0).length, positions);
            assertEquals(y.filter((value) => Number.isNaN(value)).length, 3 * positions);
          }
        }
      });
    }
  });
}
