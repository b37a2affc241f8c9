/** The kernels: which shaders run, and what becomes of their outputs. */

import type { TensorInfo } from "@tensorflow/tfjs-core";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "../_kernels/kernel_names.ts";
import { type Place, registerShaders } from "../_kernels/shader_kernels.ts";
import type { WebGPULike } from "./_backend.ts";
import { APPLY, elementwise, FIXED_GRADIENT, TRAINING_GRADIENT } from "./_elementwise.ts";
import { gradientParts } from "./_gradient_sums.ts";
import { fixedTotals, trainingTotals } from "./_gradient_totals.ts";
import { moments } from "./_moments.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;

/** Registers the kernels of the named backend. */
export function registerKernels(backendName: string): void {
  registerShaders<WebGPULike>(backendName, {
    [NORM]: norm,
    [NORM_GRADIENT]: normGradient,
    [NORM_FIXED]: normFixed,
    [NORM_FIXED_GRADIENT]: normFixedGradient,
  });
}

function norm(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  const { x, gamma, beta } = inputs as Record<"x" | "gamma" | "beta", TensorInfo>;
  const { result: rows, mean, variance } = moments(backend, x, at);
  const y = elementwise(backend, { x, gamma, beta, moments: rows }, { ...at, expression: APPLY });
  return [y, rows, mean, variance];
}

function normGradient(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "dmean" | "dvariance" | "x" | "gamma" | "moments";
  const { dy, dmean, dvariance, x, gamma, moments } = inputs as Record<Name, TensorInfo>;
  const sums = gradientParts(backend, { dy, x, gamma, moments }, at);
  const totals = trainingTotals(backend, { gamma, moments, dmean, dvariance }, { ...at, sums });
  const { result: projection, dgamma, dbeta } = totals;
  const given = { dy, x, gamma, moments, projection };
  const dx = elementwise(backend, given, { ...at, expression: TRAINING_GRADIENT });
  backend.disposeData(projection.dataId);
  return [dx, dgamma, dbeta];
}

function normFixed(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo {
  type Name = "x" | "mean" | "variance" | "gamma" | "beta";
  const { x, mean, variance, gamma, beta } = inputs as Record<Name, TensorInfo>;
  const given = { x, gamma, beta, mean, variance };
  return elementwise(backend, given, { ...at, expression: APPLY });
}

function normFixedGradient(backend: WebGPULike, inputs: Inputs, at: Place): TensorInfo[] {
  type Name = "dy" | "x" | "mean" | "variance" | "gamma";
  const { dy, x, mean, variance, gamma } = inputs as Record<Name, TensorInfo>;
  const sums = gradientParts(backend, { dy, x, gamma, mean, variance }, at);
  const totals = fixedTotals(backend, { gamma, mean, variance }, { ...at, sums });
  const { result: dmean, dvariance, dgamma, dbeta } = totals;
  const expression = FIXED_GRADIENT;
  const dx = elementwise(backend, { dy, gamma, mean, variance }, { ...at, expression });
  return [dx, dmean, dvariance, dgamma, dbeta];
}
