/** The kernels themselves: read, call `@evenkeel/kernels`, make tensors. */

import {
  normalize,
  normalizeBackward,
  normalizeInference,
  normalizeInferenceBackward,
} from "@evenkeel/kernels/normalize";
import type { Engine } from "@evenkeel/kernels/engine";
import { createPlan, type Plan } from "@evenkeel/kernels/plan";
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from "@tensorflow/tfjs-core";
import { type BackendAccess, makeFilled } from "./backend_access.ts";
import { NORM, NORM_FIXED, NORM_FIXED_GRADIENT, NORM_GRADIENT } from "./kernel_names.ts";
import { packMoments, ROWS, unpackMoments } from "./moments_rows.ts";

type Kernel = (
  access: BackendAccess,
  inputs: NamedTensorInfoMap,
  at: Place,
) => TensorInfo | TensorInfo[];

interface Place {
  readonly plan: Plan;
  readonly epsilon: number;
}

/** Kernel name to implementation, for a backend that `access` can open. */
export function normKernels(
  access: (backend: unknown) => BackendAccess,
): readonly { readonly kernelName: string; readonly kernelFunc: KernelFunc }[] {
  const kernels: readonly (readonly [string, Kernel])[] = [
    [NORM, norm],
    [NORM_GRADIENT, normGradient],
    [NORM_FIXED, normFixed],
    [NORM_FIXED_GRADIENT, normFixedGradient],
  ];
  return kernels.map(([kernelName, kernel]) => ({
    kernelName,
    kernelFunc: ({ backend, inputs, attrs }) => {
      // Attributes of kernels are plain data: the spec comes as JSON.
      const { spec, epsilon } = attrs ?? {};
      const plan = createPlan(JSON.parse(String(spec)));
      const place = { plan, epsilon: Number(epsilon) };
      return kernel(access(backend), inputs as NamedTensorInfoMap, place);
    },
  }));
}

function norm(access: BackendAccess, inputs: NamedTensorInfoMap, { plan, epsilon }: Place) {
  const { x, gamma, beta } = readAll(access, inputs);
  let result: Readonly<Record<"mean" | "variance" | "rstd", Float64Array>>;
  const y = makeFilled(access, inputs.x!.shape, (out) => {
    const options = { epsilon, gamma: gamma!, beta: beta!, ...placed(access, { y: out }) };
    const all = normalize(plan, x!, options);
    result = all;
    return all.y;
  });
  const { mean, variance } = result!, one = [plan.statistics];
  return [
    y,
    access.make([ROWS.count, ...one], packMoments(result!)),
    access.make(one, Float32Array.from(mean)),
    access.make(one, Float32Array.from(variance)),
  ];
}

function normGradient(access: BackendAccess, inputs: NamedTensorInfoMap, { plan, epsilon }: Place) {
  const { dy, dmean, dvariance, x, gamma, moments } = readAll(access, inputs);
  let vectors: Float64Array[] = [];
  const dx = makeFilled(access, inputs.x!.shape, (out) => {
    const result = normalizeBackward(plan, dy!, x!, {
      epsilon,
      gamma: gamma!,
      ...unpackMoments(moments!),
      // The adapter has a gradient for every output, also for a mean that is none.
      ...(plan.centered ? { dmean: dmean! } : {}),
      dvariance: dvariance!,
      ...placed(access, { dx: out }),
    });
    vectors = [result.dgamma, result.dbeta];
    return result.dx;
  });
  const { gamma: like } = inputs;
  return [dx, ...makeAll(access, [like!, like!], vectors)];
}

function normFixed(access: BackendAccess, inputs: NamedTensorInfoMap, { plan, epsilon }: Place) {
  const { x, mean, variance, gamma, beta } = readAll(access, inputs);
  const options = { epsilon, mean: mean!, variance: variance!, gamma: gamma!, beta: beta! };
  return makeFilled(access, inputs.x!.shape, (out) => {
    return normalizeInference(plan, x!, { ...options, ...placed(access, { y: out }) }).y;
  });
}

function normFixedGradient(access: BackendAccess, inputs: NamedTensorInfoMap, at: Place) {
  const { dy, x, mean, variance, gamma } = readAll(access, inputs);
  const options = { epsilon: at.epsilon, mean: mean!, variance: variance!, gamma: gamma! };
  let vectors: Float64Array[] = [];
  const dx = makeFilled(access, inputs.x!.shape, (out) => {
    const where = placed(access, { dx: out });
    const all = normalizeInferenceBackward(at.plan, dy!, x!, { ...options, ...where });
    vectors = [all.dmean, all.dvariance, all.dgamma, all.dbeta];
    return all.dx;
  });
  const likes = [inputs.mean!, inputs.variance!, inputs.gamma!, inputs.gamma!];
  return [dx, ...makeAll(access, likes, vectors)];
}

/** The engine and the array to write into, as options; undefined where the backend has none. */
function placed<Name extends "y" | "dx">(
  { engine }: BackendAccess,
  out: Readonly<Record<Name, Float32Array | undefined>>,
): { engine?: Engine; out?: Record<Name, Float32Array> } {
  // To the kernels, undefined is absent.
  return { engine, out } as { engine?: Engine; out?: Record<Name, Float32Array> };
}

function readAll(
  access: BackendAccess,
  inputs: NamedTensorInfoMap,
): Partial<Record<string, Float32Array>> {
  const entries = Object.entries(inputs).map(([name, tensor]) => [name, access.read(tensor!)]);
  return Object.fromEntries(entries);
}

function makeAll(
  access: BackendAccess,
  likes: readonly TensorInfo[],
  vectors: readonly Float64Array[],
): TensorInfo[] {
  return likes.map(({ shape }, i) => access.make(shape, Float32Array.from(vectors[i]!)));
}
