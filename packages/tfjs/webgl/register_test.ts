/** What needs no browser; `norms_browser_test.ts` has the rest. */

import { normalize } from "@evenkeel/kernels/normalize";
import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
import { assertAllClose } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { env, getKernel, getKernelsForBackend, type TensorInfo } from "@tensorflow/tfjs-core";
import { registerWebGLNorms } from "./mod.ts";

const SPEC: NormSpec = { kind: "batch", shape: [3, 2], layout: "channels-last" };
const EPSILON = 1e-3;

/** Tensors as plain arrays, and no shaders: any other access is an error. */
class FakeBackend {
  readonly #arrays = new Map<object, Float32Array>();

  readSync(dataId: object): Float32Array {
    return this.#arrays.get(dataId)!;
  }

  makeTensorInfo(shape: number[], dtype: TensorInfo["dtype"], values: Float32Array): TensorInfo {
    const dataId = {};
    this.#arrays.set(dataId, values);
    return { dataId, shape, dtype };
  }
}

describe("registerWebGLNorms", () => {
  before(() => {
    registerWebGLNorms();
    // The stock package, which only loads in a page, says which version there is.
    env().registerFlag("WEBGL_VERSION", () => 1);
  });

  it("registers four kernels, once", () => {
    const names = () => getKernelsForBackend("webgl").map(({ kernelName }) => kernelName).sort();
    const first = names();
    assertEquals(first, [
      "EvenkeelNorm",
      "EvenkeelNormFixed",
      "EvenkeelNormFixedGradient",
      "EvenkeelNormGradient",
    ]);
    const { kernelFunc } = getKernel("EvenkeelNorm", "webgl");
    registerWebGLNorms();
    assertEquals(names(), first);
    assertEquals(getKernel("EvenkeelNorm", "webgl").kernelFunc, kernelFunc);
  });

  it("runs without a shader where there is WebGL 1", () => {
    const x = Float32Array.of(1, 10, 2, 20, 6, 60);
    const [y] = run(SPEC, x);
    const expected = normalize(createPlan(SPEC), Float64Array.from(x), { epsilon: EPSILON });
    assertAllClose(y!, expected.y, { rtol: 1e-6 });
  });
});

function run(spec: NormSpec, x: Float32Array): Float32Array[] {
  env().set("WEBGL_VERSION", 1);
  const backend = new FakeBackend();
  const make = (shape: readonly number[], values: Float32Array) =>
    backend.makeTensorInfo([...shape], "float32", values);
  const outputs = getKernel("EvenkeelNorm", "webgl").kernelFunc({
    backend,
    inputs: {
      x: make(spec.shape, x),
      gamma: make([2], Float32Array.of(1, 1)),
      beta: make([2], Float32Array.of(0, 0)),
    },
    attrs: { spec: JSON.stringify(spec), epsilon: EPSILON },
  }) as TensorInfo[];
  return outputs.map(({ dataId }) => backend.readSync(dataId));
}
