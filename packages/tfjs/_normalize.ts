/** One door from the operations to the kernels, or to the composed fallback. */

import type { Layout } from "@evenkeel/kernels";
import { createPlan, type NormSpec } from "@evenkeel/kernels/plan";
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
import { ofChannels, shaped, sized } from "./_channels.ts";
import { checkEpsilon } from "./_check.ts";
import { convertToTensor } from "./_convert.ts";
import { composedFixed, composedNorm } from "./_composed.ts";
import { zerosFor } from "./_held.ts";
import { NORM, NORM_FIXED } from "./_kernels/kernel_names.ts";
import { hasNormKernels } from "./_kernels/register.ts";

const DEFAULT_EPSILON = 1e-5;

/** Which norm. The shape is that of `x`. */
export type NormChoice = Pick<NormSpec, "kind" | "groups">;

/** The options of an operation, whatever the shape of its gamma. */
export interface AffineTensors {
  readonly gamma?: Tensor;
  readonly beta?: Tensor;
  readonly epsilon?: number;
  readonly layout?: Layout;
  readonly axis?: number;
}

/** What a training-mode call gives. */
// A type and no interface, which `tidy` and `dispose` would not take.
export type NormTensors = {
  readonly y: Tensor;
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
};

/** Normalizes with the statistics of `x` itself. */
export function normTensor(choice: NormChoice, x: Tensor, options: AffineTensors): NormTensors {
  // Spread here and below, so that null and what was left out are no options.
  return tidy(() => forward(choice, x, { ...options }));
}

/** The same, for those who want no statistics: none are left behind. */
export function normalizedTensor(choice: NormChoice, x: Tensor, options: AffineTensors): Tensor {
  return tidy(() => forward(choice, x, { ...options }).y);
}

function forward(choice: NormChoice, x: Tensor, options: AffineTensors): NormTensors {
  const { plan, inputs, attributes } = open(choice, x, options);
  // No kernel sees an empty tensor of ours: those of TensorFlow.js differ in what they do with it.
  if (plan.size === 0) {
    const all = Object.values(inputs);
    const moment = () => zerosFor(all, [plan.statistics]) as Tensor1D;
    return { y: zerosFor(all, inputs.x.shape), mean: moment(), variance: moment() };
  }
  if (!hasNormKernels(getBackend())) {
    return composedNorm(plan, inputs.x, { ...inputs, ...attributes });
  }
  const outputs = engine().runKernel(NORM, inputs, attributes) as Tensor[];
  const [y, , mean, variance] = outputs as [Tensor, Tensor, Tensor1D, Tensor1D];
  return { y, mean, variance };
}

/** Normalizes with given statistics. */
export function fixedTensor(
  choice: NormChoice,
  x: Tensor,
  options: AffineTensors & { readonly mean: Tensor; readonly variance: Tensor },
): Tensor {
  return tidy(() => {
    const { plan, inputs: own, attributes } = open(choice, x, options);
    const vector = (name: "mean" | "variance") =>
      sized(name, options[name], { size: plan.statistics, unit: "statistics" });
    const inputs = { ...own, mean: vector("mean"), variance: vector("variance") };
    if (plan.size === 0) return zerosFor(Object.values(inputs), inputs.x.shape);
    if (!hasNormKernels(getBackend())) {
      return composedFixed(plan, inputs.x, { ...inputs, ...attributes });
    }
    return engine().runKernel(NORM_FIXED, inputs, attributes) as Tensor;
  });
}

/** Checks the arguments, and makes of them what a kernel takes. */
function open(choice: NormChoice, x: Tensor, options: AffineTensors) {
  const { kind } = choice;
  const { axis = 1, layout = "channels-last" } = options;
  const input = convertToTensor("x", x);
  const spec = { ...choice, axis, layout, shape: input.shape };
  const plan = createPlan(spec);
  const epsilon = checkEpsilon(options.epsilon ?? DEFAULT_EPSILON);
  const size = plan.affines;
  const affine = (name: "gamma" | "beta", fallback: (shape: [number]) => Tensor) => {
    const given = options[name];
    if (!given) return fallback([size]);
    if (kind !== "layer" && kind !== "rms") return ofChannels(name, given, size);
    const wanted = { shape: input.shape.slice(axis), unit: "like the normalized axes" };
    return reshape(shaped(name, given, wanted), [size]);
  };
  const inputs = { x: input, gamma: affine("gamma", ones), beta: affine("beta", zeros) };
  return { plan, inputs, attributes: { spec: JSON.stringify(spec), epsilon } };
}
