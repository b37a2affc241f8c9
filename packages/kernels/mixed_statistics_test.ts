import { randomArray } from "@evenkeel/testing";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { OPERATIONS } from "./_test_operations.ts";
import { batchInstanceNorm } from "./batch_instance_norm.ts";
import { batchRenorm } from "./batch_renorm.ts";
import { evoNormB0 } from "./evo_norm_b0.ts";
import { ibn } from "./ibn.ts";
import { spade } from "./spade.ts";
import { switchableNorm } from "./switchable_norm.ts";
import { syncBatchNorm } from "./sync_batch_norm.ts";
import { virtualBatchNorm } from "./virtual_batch_norm.ts";

interface Given {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

const C = 16;
const ones = new Float32Array(C).fill(1);
const instanceOnly = new Float32Array([0, -Infinity, -Infinity]);

for (const engine of ENGINES) {
  describe(`norms that mix statistics, where they are those of instances, ${engine.name}`, () => {
    it("have exactly no gradient for one position", () => {
      const draw = (seed: number) => Float32Array.from(randomArray(C, seed, { sigma: 10 }));
      const x = draw(1), dy = draw(2), gamma = draw(3);
      const options = { shape: [1, C, 1], gamma, epsilon: 1e-12, engine };
      const reference = { mean: new Float32Array(C), variance: ones, samples: 0 };
      const norms: Readonly<Record<string, object>> = {
        ibn: { instanceChannels: C },
        batchInstanceNorm: { rho: new Float32Array(C) },
        adaptiveInstanceNorm: {},
        adaptiveLayerInstanceNorm: { rho: ones },
        switchableNorm: { meanLogits: instanceOnly, varianceLogits: instanceOnly },
        virtualBatchNorm: { reference },
      };
      for (const [name, choices] of Object.entries(norms)) {
        const given = { ...options, ...choices };
        // Only adaptive instance norm has a style beside its input.
        const inputs = name === "adaptiveInstanceNorm" ? [x, x] : [x];
        const kept = OPERATIONS[name]!(...inputs, given);
        const { dx } = OPERATIONS[`${name}Backward`]!(dy, ...inputs, { ...given, ...kept });
        assertEquals((dx as Float32Array).map(Math.abs), new Float32Array(C), name);
      }
    });
  });
}

describe("norms that move running statistics", () => {
  const options = { shape: [1, 2, 2], rho: new Float64Array(2), instanceChannels: 1 };
  const ofSpade = { gamma: new Float64Array(4), beta: new Float64Array(4) };
  const norms = { batchInstanceNorm, ibn, switchableNorm, evoNormB0 };
  const calls: Readonly<Record<string, (x: Float64Array, running: Given) => object>> = {
    ...Object.fromEntries(
      Object.entries(norms).map((
        [name, norm],
      ) => [
        name,
        (x: Float64Array, running: Given) => norm(x, { ...options, running, out: { y: x } }),
      ]),
    ),
    spade: (x, running) => spade(x, { ...options, ...ofSpade, running, out: { y: x } }),
    syncBatchNorm: (x, running) =>
      syncBatchNorm(x, { ...options, running, gather: (mine) => [mine], out: { y: x } }),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`write nothing over x where those do not fit: ${name}`, async () => {
      const x = new Float64Array([1, 2, 3, 4]);
      const running = { mean: new Float64Array(2), variance: new Float64Array(3) };
      await assertRejects(async () => await call(x, running), RangeError, "running.variance must");
      assertEquals([...x], [1, 2, 3, 4]);
    });
  }
  it("write nothing over x where one element has no unbiased variance: syncBatchNorm", async () => {
    const x = new Float64Array([7]), mean = new Float64Array(1), variance = new Float64Array(1);
    const given = { shape: [1, 1], running: { mean, variance }, out: { y: x } };
    await assertRejects(
      async () => await syncBatchNorm(x, { ...given, gather: (mine) => [mine] }),
      RangeError,
      "running.correction must",
    );
    assertEquals([...x], [7]);
  });
});

describe("norms that are given statistics", () => {
  it("refuse a variance that has no root, and take one that epsilon mends", () => {
    const x = new Float64Array([1, 2, 3, 4]), shape = [1, 2, 2];
    const mean = new Float64Array(2), rho = new Float64Array(2);
    const samples = 2, epsilon = 1e-5;
    const acts = {
      fixed: [
        (fixed: Given) => batchInstanceNorm(x, { shape, rho, fixed, epsilon }),
        (fixed: Given) => evoNormB0(x, { shape, fixed, epsilon }),
        (fixed: Given) => ibn(x, { shape, instanceChannels: 1, fixed, epsilon }),
        (fixed: Given) => switchableNorm(x, { shape, fixed, epsilon }),
      ],
      reference: [
        (given: Given) => virtualBatchNorm(x, { shape, reference: { ...given, samples }, epsilon }),
      ],
      running: [
        (running: Given) => batchRenorm(x, { shape, running, epsilon }),
      ],
    };
    for (const [name, norms] of Object.entries(acts)) {
      for (const norm of norms) {
        const message = `${name}.variance must be at least 0, got -1`;
        const given = { mean, variance: new Float64Array([1, -1]) };
        assertThrows(() => void norm(given), RangeError, message);
        const { y } = norm({ mean, variance: new Float64Array([1, -1e-6]) });
        assert(y.every(Number.isFinite));
      }
    }
  });
});
