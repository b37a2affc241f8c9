import {
  assertAllClose,
  assertBitEqual,
  type ExactMoments,
  exactMoments,
  float32Ulp,
  seededRandom,
  toChannelsLast,
} from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";
import type { Layout } from "./types.ts";

const LAYOUTS: readonly Layout[] = ["channels-first", "channels-last"];
const MEAN_ULPS = 2;
const VARIANCE_ULPS = 4;

/** One statistic's values, by their index. */
type Series = (index: number, random: { normal(): number; uniform(): number }) => number;

const normals = (mean: number, sigma: number): Series => (_, random) =>
  mean + sigma * random.normal();

/** What summing goes wrong on, each a channel. */
const SERIES: Readonly<Record<string, Series>> = {
  "mean 0": normals(0, 1),
  "a mean of a thousand deviations": normals(1e3, 1),
  "a mean of a hundred thousand deviations": normals(-1e5, 1),
  "a mean of a million deviations": normals(1e6, 1),
  "a small mean of a million deviations": normals(1e-3, 1e-9),
  "two values, a million deviations from 0": (i) => 1e6 + i % 2,
  "a ramp": (i) => i * 0.37,
  "a ramp far from 0": (i) => 1e5 + i * 0.125,
  "an outlier at the start": (i, random) => i === 0 ? 1e6 : random.normal(),
  "an outlier in the middle": (i, random) => i === 30 ? -3e7 : random.normal(),
  "two levels, one after the other": (i, random) => (i < 50 ? -100 : 100) + random.normal(),
  "two levels, 352 values at a time": (i, random) =>
    (Math.floor(i / 352) % 2 === 0 ? -100 : 100) + random.normal(),
  "falling by decades": (i) => 10 ** -(i % 12),
  "the quarter that is sampled is not like the rest": (i) => i % 4 === 0 ? 1e4 : i % 7,
  "the vectors that are sampled are not like the rest": (i, random) =>
    ((i % 64) % 20 < 4 ? 1e4 : 0) + random.normal(),
  "pixels": (_, random) => Math.floor(256 * random.uniform()) / 255,
  "near the largest float32": normals(0, 5e37),
  "at the largest float32": (i) => (i % 3 - 1) * 3.4028234e38,
  "near the smallest normal float32": normals(0, 1e-37),
  "squares that vanish": normals(1e-21, 1e-25),
  "squares that overflow": normals(1e21, 1e20),
  "subnormal": normals(0, 1e-41),
  "small differences of subnormals": (i) => 1e-40 + (i % 2) * 2 ** -149,
};

function values(series: Series, length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, (_, i) => series(i, random));
}

function assertExact(
  { mean, variance }: { readonly mean: number; readonly variance: number },
  exact: ExactMoments,
  name: string,
): void {
  const size = Math.max(Math.abs(exact.mean), Math.sqrt(exact.variance));
  const unlimited = { unlimited: true };
  const meanUlps = Math.abs(mean - exact.mean) / float32Ulp(size, unlimited);
  assert(meanUlps <= MEAN_ULPS || mean === exact.mean, `${name}: the mean errs by ${meanUlps} ulp`);
  const error = Math.abs(variance - exact.variance);
  const ulps = error / float32Ulp(exact.variance, unlimited);
  assert(ulps <= VARIANCE_ULPS || error === 0, `${name}: the variance errs by ${ulps} ulp`);
}

const names = Object.keys(SERIES);
const LENGTHS = [5, 16, 63, 64, 67, 257, 4099, 66_001];
/** Every series as a channel of one sample, and its exact moments. */
const INPUTS = LENGTHS.map((length) => {
  const channels = names.map((name, i) => values(SERIES[name]!, length, i));
  const x = new Float32Array(length * names.length);
  channels.forEach((channel, i) => x.set(channel, i * length));
  return { length, x, exact: channels.map(exactMoments) };
});

for (const engine of ENGINES) {
  describe(`moments are exact, ${engine.name}`, () => {
    for (const layout of LAYOUTS) {
      for (const { length, x, exact } of INPUTS) {
        it(`${length} values of ${names.length} kinds, ${layout}`, () => {
          const first = [1, names.length, length];
          const last = layout === "channels-last";
          const shape = last ? [1, length, names.length] : first;
          const placed = last ? toChannelsLast(x, first) : x;
          for (const kind of ["instance", "batch"] as const) {
            const { mean, variance } = engine.statistics(
              createPlan({ kind, shape, layout }),
              placed,
            );
            names.forEach((name, i) =>
              assertExact({ mean: mean[i]!, variance: variance[i]! }, exact[i]!, name)
            );
          }
        });
      }
    }
    for (const { length, x, exact } of INPUTS) {
      it(`${length} values of ${names.length} kinds, in wide rows`, () => {
        // Each four times, so that SIMD engines sum rows that lie apart.
        const first = [1, 4 * names.length, length];
        const fourfold = new Float32Array(4 * x.length);
        for (let i = 0; i < 4; i++) fourfold.set(x, i * x.length);
        const shape = [1, length, 4 * names.length];
        const plan = createPlan({ kind: "batch", shape, layout: "channels-last" });
        const { mean, variance } = engine.statistics(plan, toChannelsLast(fourfold, first));
        mean.forEach((value, i) => {
          const which = i % names.length;
          assertExact({ mean: value, variance: variance[i]! }, exact[which]!, names[which]!);
        });
      });
      it(`${length} values of ${names.length} kinds, layer and RMS norm`, () => {
        const shape = [names.length, length];
        const layer = engine.statistics(createPlan({ kind: "layer", shape }), x);
        const rms = engine.statistics(createPlan({ kind: "rms", shape }), x);
        assertEquals([...rms.mean], Array(names.length).fill(0));
        names.forEach((name, i) => {
          const { mean, variance } = exact[i]!;
          assertExact({ mean: layer.mean[i]!, variance: layer.variance[i]! }, exact[i]!, name);
          const square = mean * mean + variance;
          const ulps = Math.abs(rms.variance[i]! - square) /
            float32Ulp(square, { unlimited: true });
          assert(ulps <= VARIANCE_ULPS, `${name}: the mean square errs by ${ulps} ulp`);
        });
      });
    }
    it("two levels, told apart by what is sampled for a first mean", () => {
      const random = seededRandom(6);
      for (const length of [64, 127, 256]) {
        for (let i = 0; i < 200; i++) {
          const [a, b] = [10 * random.normal(), random.normal()];
          const runs = Float32Array.from({ length }, (_, j) => (j % 64) % 20 < 4 ? a : b);
          const columns = Float32Array.from(
            { length: 16 * length },
            (_, j) => Math.floor(j / 16) % 4 === 0 ? a : b,
          );
          const first = createPlan({ kind: "instance", shape: [1, 1, length] });
          const one = engine.statistics(first, runs);
          assertExact(
            { mean: one.mean[0]!, variance: one.variance[0]! },
            exactMoments(runs),
            "run",
          );
          const last = createPlan({ kind: "batch", shape: [length, 16] });
          const all = engine.statistics(last, columns);
          const actual = { mean: all.mean[5]!, variance: all.variance[5]! };
          assertExact(actual, exactMoments(columns), "column");
        }
      }
    });
    it("an HD plane, in both layouts", () => {
      const [height, width, channels] = [1080, 1920, 3];
      const random = seededRandom(1);
      const x = Float32Array.from(
        { length: height * width * channels },
        (_, i) => 0.5 + (i % width) / 3840 + Math.round(60 * random.uniform()) / 255,
      );
      const planes = [0, 1, 2].map((c) => x.subarray(c * height * width, (c + 1) * height * width));
      const exact = planes.map(exactMoments);
      for (const layout of LAYOUTS) {
        const first = [1, channels, height, width];
        const last = layout === "channels-last";
        const shape = last ? [1, height, width, channels] : first;
        const plan = createPlan({ kind: "instance", shape, layout });
        const { mean, variance } = engine.statistics(plan, last ? toChannelsLast(x, first) : x);
        for (let c = 0; c < channels; c++) {
          const actual = { mean: mean[c]!, variance: variance[c]! };
          assertExact(actual, exact[c]!, `plane ${c}, ${layout}`);
        }
      }
    });
    it("2 ** 24 equal values", () => {
      const value = Math.fround(0.1);
      const length = 2 ** 24;
      const x = new Float32Array(length).fill(value);
      for (const layout of LAYOUTS) {
        const shape = layout === "channels-first" ? [2, 1, length / 2] : [length / 16, 16];
        const plan = createPlan({ kind: "batch", shape, layout });
        const { mean, variance } = engine.statistics(plan, x);
        assertEquals([...mean], Array(plan.statistics).fill(value));
        assertEquals([...variance], Array(plan.statistics).fill(0));
      }
    });
  });

  describe(`what is done with them, ${engine.name}`, () => {
    for (const layout of LAYOUTS) {
      const shapeOf = (channels: number, length: number) =>
        layout === "channels-first" ? [1, channels, length] : [1, length, channels];
      const place = (x: Float32Array, channels: number, length: number) =>
        layout === "channels-first"
          ? x
          : Float32Array.from(toChannelsLast(x, [1, channels, length]));

      it(`y loses nothing to a large mean, ${layout}`, () => {
        const [channels, length] = [5, 1000];
        const random = seededRandom(3);
        const x = Float32Array.from({ length: 5000 }, () => 1e6 + random.normal());
        const shape = shapeOf(channels, length);
        const plan = createPlan({ kind: "instance", shape, layout });
        const placed = place(x, channels, length);
        const options = { epsilon: 0, engine };
        const { y } = normalize(plan, placed, options);
        const exact = normalize(plan, Float64Array.from(placed), { epsilon: 0 });
        assertAllClose(y, exact.y);
      });

      it(`no variance: y is beta and dx is finite, ${layout}`, () => {
        const [channels, length] = [7, 70];
        const x = place(
          Float32Array.from({ length: 490 }, (_, i) => 10 ** (Math.floor(i / 70) * 2 - 6)),
          channels,
          length,
        );
        const dy = Float32Array.from({ length: 490 }, (_, i) => Math.sin(i));
        const gamma = Float32Array.from({ length: 7 }, (_, i) => i - 2);
        const beta = Float32Array.from({ length: 7 }, (_, i) => 0.1 * i);
        for (const kind of ["instance", "batch"] as const) {
          const plan = createPlan({ kind, shape: shapeOf(channels, length), layout });
          const expected = place(
            Float32Array.from({ length: 490 }, (_, i) => beta[Math.floor(i / 70)]!),
            channels,
            length,
          );
          for (const epsilon of [0, 1e-5]) {
            const options = { gamma, beta, epsilon, engine };
            const { y, mean, rstd } = normalize(plan, x, options);
            assertBitEqual(y, expected, "y");
            const { dx } = normalizeBackward(plan, dy, x, { ...options, mean, rstd });
            const plain = normalizeBackward(plan, dy, x, { gamma, epsilon, mean, rstd });
            assertAllClose(dx, plain.dx, { name: "dx" });
            if (epsilon === 0) assert(dx.every((value) => value === 0));
          }
        }
      });

      it(`epsilon 0 and subnormals: y is 1 or -1, ${layout}`, () => {
        const x = Float32Array.from({ length: 6 * 80 }, (_, i) => i % 2 === 0 ? 1e-42 : -1e-42);
        const plan = createPlan({ kind: "instance", shape: shapeOf(6, 80), layout });
        const { y } = normalize(plan, place(x, 6, 80), { epsilon: 0, engine });
        assertAllClose(y, place(x.map(Math.sign), 6, 80));
      });

      for (const bad of [NaN, Infinity, -Infinity]) {
        it(`${bad} stays in its statistic, ${layout}`, () => {
          for (const [channels, length] of [[9, 5], [9, 130], [20, 17], [3, 5000]] as const) {
            const random = seededRandom(4);
            const clean = Float32Array.from(
              { length: channels * length },
              () => 3 + random.normal(),
            );
            const dy = Float32Array.from(clean, () => random.normal());
            const plan = createPlan({ kind: "instance", shape: shapeOf(channels, length), layout });
            const run = (x: Float32Array, g: Float32Array) => {
              const forward = normalize(plan, x, { engine });
              const { dx } = normalizeBackward(plan, g, x, { ...forward, engine });
              return { y: forward.y, dx };
            };
            const expected = run(place(clean, channels, length), place(dy, channels, length));
            for (const channel of [0, 2, channels - 1]) {
              for (const at of [0, length >> 1, length - 1]) {
                const poisoned = clean.slice();
                poisoned[channel * length + at] = bad;
                const spoil = (values: Float32Array) => {
                  const index = place(Float32Array.from(clean.keys()), channels, length);
                  return values.map((v, i) => Math.floor(index[i]! / length) === channel ? NaN : v);
                };
                const x = run(place(poisoned, channels, length), place(dy, channels, length));
                assertAllClose(x.y, spoil(expected.y), { name: "y" });
                assertAllClose(x.dx, spoil(expected.dx), { name: "dx", atol: 1e-7 });
                const wrongDy = dy.slice();
                wrongDy[channel * length + at] = bad;
                const g = run(place(clean, channels, length), place(wrongDy, channels, length));
                assertBitEqual(g.y, expected.y, "y");
                assertAllClose(
                  g.dx.map((v) => Number.isFinite(v) ? v : NaN),
                  spoil(expected.dx),
                  { name: "dx", atol: 1e-7 },
                );
              }
            }
          }
        });
      }

      it(`one element and none, ${layout}`, () => {
        for (const kind of ["batch", "instance", "group", "layer", "rms", "positional"] as const) {
          for (
            const shape of [[1, 1], [0, 3, 4], [2, 0, 4], [2, 4, 0], [1, 20, 1], [1, 1, 1, 20]]
          ) {
            const groups = kind === "group" ? { groups: 1 } : {};
            const plan = createPlan({ kind, shape, layout, ...groups });
            const x = new Float32Array(plan.size).fill(5);
            const forward = normalize(plan, x, { engine });
            const plain = normalize(plan, x);
            assertAllClose(forward.y, plain.y);
            assertEquals(forward.mean, plain.mean);
            const { dx, dgamma } = normalizeBackward(plan, x, x, { ...forward, engine });
            const reference = normalizeBackward(plan, x, x, plain);
            assertAllClose(dx, reference.dx, { atol: 1e-5 });
            assertAllClose(dgamma, reference.dgamma, { atol: 1e-5 });
            assert(dx.every(Number.isFinite));
          }
        }
      });
    }
  });
}
