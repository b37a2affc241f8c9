/** The smallest GraphModel that has a fused batch norm in it. */

import { deregisterOp, loadGraphModel, registerOp } from "@tensorflow/tfjs-converter";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import { registerGraphNorms } from "../graph/mod.ts";

/** One call of `FusedBatchNormV3`, as the converter writes it. */
export interface FusedCall {
  readonly x: readonly number[];
  readonly shape: readonly number[];
  readonly format: "NHWC" | "NCHW";
  readonly training: boolean;
  readonly gamma: readonly number[];
  /** Empty where there are none. */
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** What stock makes of it. */
export async function runGraph(call: FusedCall): Promise<Tensor> {
  const parameters = {
    gamma: call.gamma,
    beta: call.gamma.map(() => 0),
    mean: call.mean,
    variance: call.variance,
  };
  const names = Object.keys(parameters);
  const node = (name: string, op: string) => ({ name, op, input: [], attr: FLOAT });
  const attr = {
    data_format: { s: btoa(call.format) },
    epsilon: { f: 1e-9 },
    is_training: { b: call.training },
  };
  const y = { name: "y", op: "FusedBatchNormV3", input: ["x", ...names], attr };
  const nodes = [node("x", "Placeholder"), ...names.map((name) => node(name, "Const")), y];
  const model = await loadGraphModel({
    load: () =>
      Promise.resolve({
        modelTopology: { node: nodes, versions: { producer: 1 } },
        weightSpecs: Object.entries(parameters).map(([name, { length }]) => ({
          name,
          shape: [length],
          dtype: "float32",
        })),
        weightData: Float32Array.from(Object.values(parameters).flat()).buffer,
      }),
  });
  const result = model.predict(tensor([...call.x], [...call.shape])) as Tensor;
  return result;
}

/** What ours makes of it; the registration goes again, for the sake of the next entry. */
export async function runGraphWithNorms(call: FusedCall): Promise<Tensor> {
  registerGraphNorms(registerOp);
  try {
    return await runGraph(call);
  } finally {
    registerGraphNorms((name) => deregisterOp(name));
  }
}

const FLOAT = { dtype: { type: "DT_FLOAT" } } as const;
