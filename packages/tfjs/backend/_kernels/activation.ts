/** Activations: as kernels of their own, and at the end of fused ones. */

import { leakyRelu, relu, sigmoid, tanh } from "@evenkeel/kernels/nn";
import { getKernel, type NamedTensorInfoMap, type TensorInfo } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type KernelBody, type Kernels } from "./kernel.ts";

interface ActivationAttributes {
  readonly activation: string;
  readonly leakyreluAlpha?: number;
}

/** Activations that have a kernel of their own. */
const BENDING_KERNELS: Readonly<Record<string, string>> = {
  elu: "Elu",
  prelu: "Prelu",
  relu6: "Relu6",
};

/** Those that the engine does in place. */
const IN_PLACE: Readonly<Record<string, typeof leakyRelu>> = {
  leakyrelu: leakyRelu,
  relu,
  sigmoid,
};

/** Bends what was just made: in place where the engine does it, else by the activation's kernel. */
export function bent(
  backend: EvenkeelBackend,
  info: TensorInfo,
  { activation, leakyreluAlpha = 0.2 }: ActivationAttributes,
  alpha?: TensorInfo,
): TensorInfo {
  if (activation === "linear") return info;
  const inPlace = IN_PLACE[activation];
  if (inPlace !== undefined) {
    const values = backend.values(info);
    inPlace(values, { engine: backend.engine, out: values, negativeSlope: leakyreluAlpha });
    return info;
  }
  const kernel = getKernel(BENDING_KERNELS[activation]!, "evenkeel")!;
  const inputs: NamedTensorInfoMap = { x: info, ...(alpha === undefined ? {} : { alpha }) };
  const result = kernel.kernelFunc({ inputs, backend, attrs: {} }) as TensorInfo;
  backend.disposeIntermediateTensorInfo(info);
  return result;
}

/** Whether an activation is one that {@linkcode bent} knows. */
export function bends(activation: string): boolean {
  return activation === "linear" || activation in IN_PLACE || activation in BENDING_KERNELS;
}

function bend(f: typeof tanh): KernelBody {
  return ({ inputs: { x }, backend, stock }) => {
    if (!allFloat32(x)) return stock();
    const { info, values } = backend.create(x!.shape);
    f(backend.values(x!), { engine: backend.engine, out: values });
    return info;
  };
}

/** Activations that are no arithmetic. */
export const ACTIVATION_KERNELS: Kernels = { Sigmoid: bend(sigmoid), Tanh: bend(tanh) };
