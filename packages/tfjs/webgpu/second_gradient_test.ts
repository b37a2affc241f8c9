import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-webgpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import { secondGradientRuns } from "../_test_second_gradients.ts";
import { hasAdapter, useWebGPU } from "./_test_gpu.ts";

const complaints: string[] = [];
const available = await hasAdapter();
const suite = available ? describe : describe.skip;

if (available) before(() => useWebGPU(complaints));

suite(
  `the gradient of the gradient agrees with PyTorch float64: webgpu${
    available ? "" : " (skipped: no adapter)"
  }`,
  () => {
    for (const { name, check } of secondGradientRuns()) {
      it(name, () => check({ rtol: 1e-5 }));
    }

    it("makes the device complain of nothing", () => assertEquals(complaints, []));
  },
);
