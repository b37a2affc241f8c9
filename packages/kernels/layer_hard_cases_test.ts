/** What the parameters of layer norm change about the hard cases: they differ from element to element. */

import { assertAllClose, assertBitEqual, seededRandom } from "@evenkeel/testing";
import { assert } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { normalize, normalizeBackward } from "./normalize.ts";
import { createPlan } from "./plan.ts";

for (const engine of ENGINES) {
  describe(`layer and RMS norm of what is hard, ${engine.name}`, () => {
    const kinds = ["layer", "rms"] as const;
    const random = seededRandom(5);
    const series = (length: number) => Float32Array.from({ length }, () => random.normal());

    it("no variance: y is beta and dx is 0", () => {
      const [rows, length] = [7, 70];
      const x = Float32Array.from({ length: 490 }, (_, i) => 10 ** (Math.floor(i / 70) * 2 - 6));
      const [dy, gamma, beta] = [series(490), series(length), series(length)];
      const plan = createPlan({ kind: "layer", shape: [rows, length] });
      const options = { gamma, beta, epsilon: 0, engine };
      const { y, mean, rstd } = normalize(plan, x, options);
      for (let i = 0; i < rows; i++) {
        assertBitEqual(y.subarray(i * length, (i + 1) * length), beta, "y");
      }
      const { dx, dgamma } = normalizeBackward(plan, dy, x, { ...options, mean, rstd });
      assert(dx.every((value) => value === 0) && dgamma.every((value) => value === 0));
    });
    it("a gamma that 32 bits cannot multiply with", () => {
      for (const kind of kinds) {
        for (const size of [1e-42, 1e-30, 1e30, 1e36]) {
          const plan = createPlan({ kind, shape: [9, 67] });
          const [x, dy, beta] = [series(plan.size), series(plan.size), series(67)];
          const gamma = series(67).map((value, i) => i % 3 === 0 ? value * size : value);
          const options = { gamma, beta, epsilon: 1e-5 };
          const own = normalize(plan, x, { ...options, engine });
          const plain = normalize(plan, x, options);
          assertAllClose(own.y, plain.y, { name: "y" });
          const backward = normalizeBackward(plan, dy, x, { ...options, ...own, engine });
          const reference = normalizeBackward(plan, dy, x, { ...options, ...plain });
          assertAllClose(backward.dx, reference.dx, { name: "dx" });
          assertAllClose(backward.dgamma, reference.dgamma, { name: "dgamma", rtol: 1e-6 });
        }
      }
    });
    for (const bad of [NaN, Infinity, -Infinity]) {
      it(`${bad} stays in its row, and in its element of gamma and beta`, () => {
        for (const kind of kinds) {
          for (const [rows, length] of [[9, 5], [9, 130], [3, 5000]] as const) {
            const plan = createPlan({ kind, shape: [rows, length] });
            const [x, dy] = [series(plan.size).map((value) => 3 + value), series(plan.size)];
            const run = (from: Float32Array, g: Float32Array) => {
              const { y, mean, rstd } = normalize(plan, from, { engine });
              return { y, ...normalizeBackward(plan, g, from, { mean, rstd, engine }) };
            };
            const expected = run(x, dy);
            const row = rows >> 1;
            for (const at of [0, length >> 1, length - 1]) {
              const spoil = (values: Float32Array) =>
                values.map((value, i) => Math.floor(i / length) === row ? NaN : value);
              const poisoned = x.slice();
              poisoned[row * length + at] = bad;
              const { y, dx, dbeta } = run(poisoned, dy);
              // An infinite mean square may also make 0 of what stands beside it.
              assertAllClose(spoil(y), spoil(expected.y), { name: "y" });
              assert(Number.isNaN(y[row * length + at]!), "y must be NaN where x is bad");
              assertAllClose(spoil(dx), spoil(expected.dx), { name: "dx", atol: 1e-7 });
              assertAllClose(dbeta, expected.dbeta, { name: "dbeta", rtol: 1e-6 });
              const wrongDy = dy.slice();
              wrongDy[row * length + at] = bad;
              const g = run(x, wrongDy);
              for (const name of ["dgamma", "dbeta"] as const) {
                const wrong = expected[name].map((value, i) => i === at ? NaN : value);
                const own = g[name].map((value) => Number.isFinite(value) ? value : NaN);
                assertAllClose(own, wrong, { name, rtol: 1e-6 });
              }
            }
          }
        }
      });
    }
  });
}
