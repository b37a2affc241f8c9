/** The kernels of a backend that runs shaders. */

import { createPlan, type NormKind, type NormSpec, type Plan } from "@evenkeel/kernels/plan";
import {
  type KernelFunc,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import type { BackendAccess } from "./backend_access.ts";
import { normKernels } from "./norm_kernels.ts";
import { hasNormKernels } from "./register.ts";

/** One kernel: it is told the plan, and runs shaders on it. */
export type ShaderKernel<Backend> = (
  backend: Backend,
  inputs: Readonly<Record<string, TensorInfo>>,
  at: Place,
) => TensorInfo | TensorInfo[];

/** The attributes of a call. */
export interface Place {
  readonly plan: Plan;
  readonly kind: NormKind;
  readonly epsilon: number;
}

/** Where shaders cannot run, and what runs there. */
export interface WayAround {
  readonly access: (backend: unknown) => BackendAccess;
  readonly isNeeded: () => boolean;
}

/** Registers a shader for each kernel, and the way around it; nothing if a copy of this package has. */
export function registerShaders<Backend>(
  backendName: string,
  shaders: Readonly<Record<string, ShaderKernel<Backend>>>,
  around?: WayAround,
): void {
  if (hasNormKernels(backendName)) return; // this registers the gradients too
  const elsewhere = new Map(
    around && normKernels(around.access).map((kernel) => [kernel.kernelName, kernel.kernelFunc]),
  );
  for (const [kernelName, shader] of Object.entries(shaders)) {
    const kernelFunc: KernelFunc = (call) => {
      if (around?.isNeeded()) return elsewhere.get(kernelName)!(call);
      const { backend, inputs, attrs } = call;
      const spec: NormSpec = JSON.parse(String(attrs!.spec));
      const at = { plan: createPlan(spec), kind: spec.kind, epsilon: Number(attrs!.epsilon) };
      const tensors = inputs as NamedTensorInfoMap as Readonly<Record<string, TensorInfo>>;
      return shader(backend as Backend, tensors, at);
    };
    registerKernel({ kernelName, backendName, kernelFunc });
  }
}
