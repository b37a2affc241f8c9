import { assertRejects } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "./backend.ts";
import { checkComputing } from "./backend_check.ts";

describe("checkComputing", () => {
  const stock = () => tf.getKernel("Conv2D", "cpu")!;
  let right: tf.KernelConfig | undefined;
  beforeEach(async () => {
    await startBackend({ backend: "cpu" });
    right = { kernelName: "Conv2D", backendName: "cpu", kernelFunc: stock().kernelFunc };
  });
  afterEach(() => {
    tf.unregisterKernel("Conv2D", "cpu");
    tf.registerKernel(right!);
  });

  const replace = (kernelFunc: tf.KernelFunc) => {
    tf.unregisterKernel("Conv2D", "cpu");
    tf.registerKernel({ kernelName: "Conv2D", backendName: "cpu", kernelFunc });
  };

  it("has nothing against a backend that computes", async () => {
    await checkComputing();
  });

  it("does not believe in zeros", async () => {
    replace(({ backend }) => {
      const shape = [1, 2, 2, 1];
      const dataId = (backend as tf.KernelBackend).write(new Float32Array(4), shape, "float32");
      return { dataId, shape, dtype: "float32" };
    });
    await assertRejects(checkComputing, Error, "it computes 0 0 0 0 in place of 45 54 81 90");
  });

  it("hands on what a driver complains of", async () => {
    replace(() => {
      throw new Error("device lost");
    });
    await assertRejects(checkComputing, Error, "device lost");
  });
});
