import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createHash } from "node:crypto";
import { SIMD_ENGINES } from "../_test_engines.ts";
import { normalize, normalizeBackward } from "../normalize.ts";
import { createPlan, type NormSpec } from "../plan.ts";
import { ENDING_KERNELS } from "./_kernels/ending_map.ts";
import { NORM_KERNELS } from "./_kernels/norms.ts";
import { moduleBytes } from "./_program.ts";

function hash(parts: readonly (Uint8Array | Float32Array | Float64Array)[]): string {
  const sha = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of parts) {
    sha.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return sha.digest("hex").slice(0, 16);
}

/** Whole numbers and a division: every runtime gets the same bits. */
function inputs(length: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 22 - 1;
  });
}

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
  it("the emitted code", () => {
    const memory = { initialPages: 16, maximumPages: 1000 };
    assertEquals(
      hash([
        moduleBytes(NORM_KERNELS, { memory: { ...memory, shared: true }, relaxedSimd: false }),
      ]),
      "465ea250e1384cde",
    );
    assertEquals(
      hash([
        moduleBytes(NORM_KERNELS, { memory: { ...memory, shared: false }, relaxedSimd: false }),
      ]),
      "fdecee83f9ae65ea",
    );
    assertEquals(
      hash([
        moduleBytes(ENDING_KERNELS, { memory: { ...memory, shared: true }, relaxedSimd: false }),
      ]),
      "25588f7fe90c1487",
    );
  });
  for (const engine of SIMD_ENGINES) {
    it(`the bits of results, ${engine.name}, on every machine and runtime`, () => {
      const parts = SPECS.flatMap((spec, seed) => {
        const plan = createPlan(spec);
        const [x, dy] = [inputs(plan.size, 2 * seed), inputs(plan.size, 2 * seed + 1)];
        const options = {
          gamma: inputs(plan.affines, seed + 100),
          beta: inputs(plan.affines, seed + 200),
          engine,
        };
        const { y, mean, variance, rstd } = normalize(plan, x, options);
        const backward = normalizeBackward(plan, dy, x, { ...options, mean, rstd });
        const { dx, dgamma, dbeta } = backward;
        return [y, mean, variance, dx, dgamma, dbeta];
      });
      assertEquals(hash(parts), "25ce95cbfcb429d1");
    });
  }
});
