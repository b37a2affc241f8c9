/** The kernels: which shaders run, and what becomes of their outputs. */

import { env, getKernel, type TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendAccess } from "../_kernels/backend_access.ts";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "../_kernels/kernel_names.ts";
import { ROWS } from "../_kernels/moments_rows.ts";
import { type Place, registerShaders } from "../_kernels/shader_kernels.ts";
import { shaped, type WebGLLike } from "./_backend.ts";
import { apply, fixedGradientOfInput, gradientOfInput } from "./_elementwise.ts";
import { fixedTotals, trainingTotals } from "./_gradients.ts";
import { moments, VARIANCE_ROW } from "./_moments.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;

/** Registers the kernels of the named backend. */
export function registerKernels(backendName: string): void {
  registerShaders<WebGLLike>(backendName, {
    [NORM]: norm,
    [NORM_GRADIENT]: normGradient,
    [NORM_FIXED]: normFixed,
    [NORM_FIXED_GRADIENT]: normFixedGradient,
  }, {
    access,
    // WebGL 1 has no integers to speak of.
    isNeeded: () => env().getNumber("WEBGL_VERSION") !== 2,
  });
}

/** The way around the shaders: down to JavaScript, and up again. */
function access(backend: unknown): BackendAccess {
  const webgl = backend as WebGLLike;
  return {
    read: ({ dataId }) => Float32Array.from(webgl.readSync(dataId) as ArrayLike<number>),
    make: (shape, values) => webgl.makeTensorInfo([...shape], "float32", values),
  };
}

function norm(backend: WebGLLike, inputs: Inputs, at: Place): TensorInfo[] {
  const { x, gamma, beta } = inputs as Record<"x" | "gamma" | "beta", TensorInfo>;
  const rows = moments(backend, x, at);
  const y = apply(backend, { x, gamma, beta, moments: rows }, at);
  const { statistics } = at.plan;
  const ofRow = (row: number) => slice(backend, rows, [row * statistics, statistics]);
  return [
    shaped(y, x.shape),
    shaped(rows, [VARIANCE_ROW + 1, statistics]),
    ofRow(ROWS.mean),
    ofRow(VARIANCE_ROW),
  ];
}

function normGradient(backend: WebGLLike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "dmean" | "dvariance" | "x" | "gamma" | "moments";
  const { dy, dmean, dvariance, x, gamma, moments } = inputs as Record<Name, TensorInfo>;
  const totals = trainingTotals(backend, { dy, dmean, dvariance, x, gamma, moments }, at);
  const dx = gradientOfInput(backend, { dy, x, gamma, moments, totals }, at);
  const { affines } = at.plan;
  const start = totals.shape[0]! - 2 * affines;
  const [dgamma, dbeta] = split(backend, totals, [affines, affines], start);
  return [shaped(dx, x.shape), shaped(dgamma!, gamma.shape), shaped(dbeta!, gamma.shape)];
}

function normFixed(backend: WebGLLike, inputs: Inputs, at: Place): TensorInfo {
  type Name = "x" | "mean" | "variance" | "gamma" | "beta";
  const { x, mean, variance, gamma, beta } = inputs as Record<Name, TensorInfo>;
  return shaped(apply(backend, { x, gamma, beta, mean, variance }, at), x.shape);
}

function normFixedGradient(backend: WebGLLike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "x" | "mean" | "variance" | "gamma";
  const { dy, x, mean, variance, gamma } = inputs as Record<Name, TensorInfo>;
  const totals = fixedTotals(backend, { dy, x, gamma, mean, variance }, at);
  const dx = fixedGradientOfInput(backend, { dy, gamma, variance }, at);
  const { affines, statistics } = at.plan;
  const sizes = [statistics, statistics, affines, affines];
  const [dmean, dvariance, dgamma, dbeta] = split(backend, totals, sizes);
  return [
    shaped(dx, x.shape),
    shaped(dmean!, mean.shape),
    shaped(dvariance!, variance.shape),
    shaped(dgamma!, gamma.shape),
    shaped(dbeta!, gamma.shape),
  ];
}

/** Vectors that stand one after the other. */
function split(
  backend: WebGLLike,
  totals: TensorInfo,
  sizes: readonly number[],
  start = 0,
): TensorInfo[] {
  let begin = start;
  const slices = sizes.map((size) => {
    const one = slice(backend, totals, [begin, size]);
    begin += size;
    return one;
  });
  backend.disposeData(totals.dataId);
  return slices;
}

/** So many numbers from there on. The backend's slices share the texture: no dispatch. */
function slice(
  backend: WebGLLike,
  x: TensorInfo,
  [begin, size]: readonly [number, number],
): TensorInfo {
  const { kernelFunc } = getKernel("Slice", "webgl");
  const attrs = { begin: [begin], size: [size] };
  return kernelFunc({ inputs: { x }, backend, attrs }) as TensorInfo;
}
