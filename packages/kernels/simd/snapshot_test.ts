import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SIMD_ENGINES } from "../_test_engines.ts";
import { exactInputs, hashBytes } from "../_test_snapshot.ts";
import { normalize, normalizeBackward } from "../normalize.ts";
import { createPlan, type NormSpec } from "../plan.ts";
import { ENDING_KERNELS } from "./_kernels/ending_map.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { moduleBytes } from "./_program.ts";

const SPECS: readonly NormSpec[] = [
  { kind: "batch", shape: [3, 5, 4099] },
  { kind: "batch", shape: [3, 210, 7], layout: "channels-last" },
  { kind: "instance", shape: [2, 3, 67_001] },
  { kind: "instance", shape: [2, 1301, 36], layout: "channels-last" },
  { kind: "batch", shape: [2, 1301, 68], layout: "channels-last" },
  { kind: "group", shape: [2, 12, 131], groups: 3 },
  { kind: "group", shape: [2, 131, 12], groups: 3, layout: "channels-last" },
  { kind: "layer", shape: [5, 3, 22_337] },
  { kind: "rms", shape: [700, 131] },
  { kind: "layer", shape: [1100, 127] },
  { kind: "positional", shape: [3, 500, 30], layout: "channels-last" },
];

describe("nothing changes unseen", () => {
  it("the emitted code", async () => {
    const memory = { initialPages: 16, maximumPages: 1000 };
    assertEquals(
      await hashBytes([
        moduleBytes(NORM_KERNELS, { memory: { ...memory, shared: true }, relaxedSimd: false }),
      ]),
      "465ea250e1384cde",
    );
    assertEquals(
      await hashBytes([
        moduleBytes(NORM_KERNELS, { memory: { ...memory, shared: false }, relaxedSimd: false }),
      ]),
      "fdecee83f9ae65ea",
    );
    assertEquals(
      await hashBytes([
        moduleBytes(ENDING_KERNELS, { memory: { ...memory, shared: true }, relaxedSimd: false }),
      ]),
      "25588f7fe90c1487",
    );
  });
  for (const engine of SIMD_ENGINES) {
    it(`the bits of results, ${engine.name}, on every machine and runtime`, async () => {
      const parts = SPECS.flatMap((spec, seed) => {
        const plan = createPlan(spec);
        const [x, dy] = [exactInputs(plan.size, 2 * seed), exactInputs(plan.size, 2 * seed + 1)];
        const options = {
          gamma: exactInputs(plan.affines, seed + 100),
          beta: exactInputs(plan.affines, seed + 200),
          engine,
        };
        const { y, mean, variance, rstd } = normalize(plan, x, options);
        const backward = normalizeBackward(plan, dy, x, { ...options, mean, rstd });
        const { dx, dgamma, dbeta } = backward;
        return [y, mean, variance, dx, dgamma, dbeta];
      });
      assertEquals(await hashBytes(parts), "25ce95cbfcb429d1");
    });
  }
});
