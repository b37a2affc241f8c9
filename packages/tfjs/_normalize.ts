/** One door from the operations to the kernels, or to the composed fallback. */

import { createPlan, type NormSpec, type Plan } from "@evenkeel/kernels/plan";
import {
  engine,
  getBackend,
  ones,
  reshape,
  type Tensor,
  type Tensor1D,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import { sized } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { composedFixed, composedNorm } from "./_composed.ts";
import { NORM, NORM_FIXED } from "./_kernels/kernel_names.ts";
import { hasNormKernels } from "./_kernels/register.ts";

const DEFAULT_EPSILON = 1e-5;

/** The options of an operation, whatever the shape of its gamma. */
export interface AffineTensors {
  readonly gamma?: Tensor;
  readonly beta?: Tensor;
  readonly epsilon?: number;
}

/** What a training-mode call gives. */
export interface NormTensors {
  readonly y: Tensor;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** Normalizes with the statistics of `x` itself. */
export function normTensor(spec: NormSpec, x: Tensor, options: AffineTensors): NormTensors {
  return tidy(() => {
    const { y, mean, variance } = forward(spec, x, options);
    return { y, mean, variance };
  });
}

/** The same, for those who want no statistics: none are left behind. */
export function normalizedTensor(spec: NormSpec, x: Tensor, options: AffineTensors): Tensor {
  return tidy(() => forward(spec, x, options).y);
}

function forward(spec: NormSpec, x: Tensor, options: AffineTensors): NormTensors {
  const plan = createPlan(spec);
  const { epsilon = DEFAULT_EPSILON } = options;
  checkEpsilon(epsilon);
  const { gamma, beta } = affine(plan, options);
  if (!usesKernels(plan)) {
    return composedNorm(plan, convertToTensor("x", x), { gamma, beta, epsilon });
  }
  const inputs = { x: convertToTensor("x", x), gamma, beta };
  const attributes = { spec: JSON.stringify(spec), epsilon };
  const outputs = engine().runKernel(NORM, inputs, attributes) as Tensor[];
  const [y, , mean, variance] = outputs as [Tensor, Tensor, Tensor1D, Tensor1D];
  return { y, mean, variance };
}

/** Normalizes with given statistics. */
export function fixedTensor(
  spec: NormSpec,
  x: Tensor,
  options: AffineTensors & { readonly mean: Tensor; readonly variance: Tensor },
): Tensor {
  const plan = createPlan(spec);
  const { epsilon = DEFAULT_EPSILON } = options;
  checkEpsilon(epsilon);
  return tidy(() => {
    const { gamma, beta } = affine(plan, options);
    const mean = vector("mean", options.mean, plan.statistics);
    const variance = vector("variance", options.variance, plan.statistics);
    const inputs = { x: convertToTensor("x", x), mean, variance, gamma, beta };
    if (!usesKernels(plan)) return composedFixed(plan, inputs.x, { ...inputs, epsilon });
    const attributes = { spec: JSON.stringify(spec), epsilon };
    return engine().runKernel(NORM_FIXED, inputs, attributes) as Tensor;
  });
}

// The kernels of TensorFlow.js never see an empty tensor of ours: they differ in what they do with it.
function usesKernels(plan: Plan): boolean {
  return hasNormKernels(getBackend()) || plan.size === 0;
}

function affine(plan: Plan, options: AffineTensors): { gamma: Tensor; beta: Tensor } {
  return {
    gamma: options.gamma ? vector("gamma", options.gamma, plan.affines) : ones([plan.affines]),
    beta: options.beta ? vector("beta", options.beta, plan.affines) : zeros([plan.affines]),
  };
}

function vector(name: string, tensor: Tensor, size: number): Tensor {
  return reshape(sized(name, tensor, { size }), [size]);
}
