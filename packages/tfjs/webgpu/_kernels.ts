/** The kernels: which shaders run, and what becomes of their outputs. */

import { createPlan, type NormKind, type NormSpec } from "@evenkeel/kernels/plan";
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "../_kernels/kernel_names.ts";
import { packMoments, ROWS } from "../_kernels/moments_rows.ts";
import { shaped, type WebGPULike } from "./_backend.ts";
import { apply, fixedGradientOfInput, gradientOfInput, type Setting } from "./_elementwise.ts";
import { gradientParts } from "./_gradient_sums.ts";
import { fixedTotals, trainingTotals } from "./_gradient_totals.ts";
import { moments } from "./_moments.ts";

type Kernel = (backend: WebGPULike, inputs: Inputs, at: Place) => TensorInfo[];
type Inputs = Readonly<Record<string, TensorInfo>>;
type Place = Setting & { readonly kind: NormKind };

/** Kernel names and implementations for the stock webgpu backend. */
export function webgpuKernels(): readonly (readonly [string, KernelFunc])[] {
  return [
    [NORM, kernelFunc(norm)],
    [NORM_GRADIENT, kernelFunc(normGradient)],
    [NORM_FIXED, kernelFunc(normFixed)],
    [NORM_FIXED_GRADIENT, kernelFunc(normFixedGradient)],
  ];
}

function kernelFunc(kernel: Kernel): KernelFunc {
  return ({ backend, inputs, attrs }) => {
    const spec: NormSpec = JSON.parse(String(attrs!.spec));
    const at = { plan: createPlan(spec), kind: spec.kind, epsilon: Number(attrs!.epsilon) };
    const outputs = kernel(backend as WebGPULike, inputs as NamedTensorInfoMap as Inputs, at);
    return outputs.length === 1 ? outputs[0]! : outputs;
  };
}

function norm(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  const { x, gamma, beta } = inputs as Record<"x" | "gamma" | "beta", TensorInfo>;
  const { statistics, size } = at.plan;
  if (size === 0) return [zeros(backend, x), emptyMoments(backend, at)];
  const rows = moments(backend, x, at);
  const y = apply(backend, { x, gamma, beta, moments: rows }, at);
  return [shaped(y, x.shape), shaped(rows, [ROWS.count, statistics])];
}

function normGradient(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "dmoments" | "x" | "gamma" | "moments";
  const { dy, dmoments, x, gamma, moments } = inputs as Record<Name, TensorInfo>;
  if (at.plan.size === 0) return [x, gamma, gamma].map((like) => zeros(backend, like));
  const sums = gradientParts(backend, { dy, x, gamma, moments }, at);
  const totals = trainingTotals(backend, { gamma, moments, dmoments }, { ...at, sums });
  const { result: projection, dgamma, dbeta } = totals;
  const dx = gradientOfInput(backend, { dy, x, gamma, moments, projection }, at);
  backend.disposeData(projection.dataId);
  return [shaped(dx, x.shape), shaped(dgamma, gamma.shape), shaped(dbeta, gamma.shape)];
}

function normFixed(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "x" | "mean" | "variance" | "gamma" | "beta";
  const { x, mean, variance, gamma, beta } = inputs as Record<Name, TensorInfo>;
  if (at.plan.size === 0) return [zeros(backend, x)];
  return [shaped(apply(backend, { x, gamma, beta, mean, variance }, at), x.shape)];
}

function normFixedGradient(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "x" | "mean" | "variance" | "gamma";
  const { dy, x, mean, variance, gamma } = inputs as Record<Name, TensorInfo>;
  if (at.plan.size === 0) {
    return [x, mean, variance, gamma, gamma].map((like) => zeros(backend, like));
  }
  const sums = gradientParts(backend, { dy, x, gamma, mean, variance }, at);
  const totals = fixedTotals(backend, { gamma, variance }, { ...at, sums });
  const dx = fixedGradientOfInput(backend, { dy, gamma, variance }, at);
  return [
    shaped(dx, x.shape),
    shaped(totals.dmean, mean.shape),
    shaped(totals.dvariance, variance.shape),
    shaped(totals.dgamma, gamma.shape),
    shaped(totals.dbeta, gamma.shape),
  ];
}

// The backend runs no shader for an empty tensor.
function zeros(backend: WebGPULike, { shape }: TensorInfo): TensorInfo {
  const size = shape.reduce((a, b) => a * b, 1);
  return backend.makeTensorInfo([...shape], "float32", new Float32Array(size));
}

function emptyMoments(backend: WebGPULike, { plan, epsilon }: Place): TensorInfo {
  const none = new Float64Array(plan.statistics);
  const rstd = none.map(() => epsilon === 0 ? 0 : 1 / Math.sqrt(epsilon));
  const rows = packMoments({ mean: none, variance: none, rstd });
  return backend.makeTensorInfo([ROWS.count, plan.statistics], "float32", rows);
}
