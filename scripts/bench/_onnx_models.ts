/** The two norms, and a convolution, as ONNX models. */

import { convInputs } from "./_conv_reference.ts";
import { type ConvCase, filterShape, outputShape } from "./conv_cases.ts";
import { affineInput } from "./_shared/inputs.js";
import { type OnnxNode, writeOnnx } from "../../apps/style-transfer/export/onnx_file.ts";

/** What the model computes. ONNX knows channels-first only. */
export interface OnnxNorm {
  readonly op: "instance" | "batch";
  /** `[n, c, h, w]`. */
  readonly sizes: readonly [number, number, number, number];
  readonly epsilon: number;
  /** Without gamma and beta, that is with ones and zeros. */
  readonly plain?: boolean;
}

/** `x` in, `y` out, gamma and beta constant, as bytes. Batch norm is the one of training. */
export function normModel(
  { op, sizes, epsilon, plain = false }: OnnxNorm,
): Uint8Array<ArrayBuffer> {
  const [, c] = sizes;
  const ones = new Float32Array(c).fill(1);
  const zeros = new Float32Array(c);
  const { gamma, beta } = plain ? { gamma: ones, beta: zeros } : affineInput(c);
  const vector = (data: Float32Array) => ({ shape: [c], data });
  const running = { mean: vector(zeros), variance: vector(ones) };
  return writeOnnx({
    nodes: [op === "instance" ? instanceNode(epsilon) : batchNode(epsilon)],
    inputs: { x: sizes },
    outputs: op === "instance" ? { y: sizes } : { y: sizes, newMean: [c], newVariance: [c] },
    constants: new Map(Object.entries({
      gamma: vector(gamma),
      beta: vector(beta),
      ...(op === "batch" ? running : {}),
    })),
  });
}

function instanceNode(epsilon: number): OnnxNode {
  return {
    type: "InstanceNormalization",
    inputs: ["x", "gamma", "beta"],
    outputs: ["y"],
    attributes: { epsilon: { float: epsilon } },
  };
}

function batchNode(epsilon: number): OnnxNode {
  return {
    type: "BatchNormalization",
    inputs: ["x", "gamma", "beta", "mean", "variance"],
    outputs: ["y", "newMean", "newVariance"],
    attributes: {
      epsilon: { float: epsilon },
      momentum: { float: 0 }, // the new running statistics are then the batch's own
      training_mode: { int: 1 },
    },
  };
}

/** `x` in, `y` out, the filter constant, as bytes. Shapes and filter are channels-first in ONNX. */
export function convModel(one: ConvCase): Uint8Array<ArrayBuffer> {
  const { inputShape: [n, h, w, c], kernel, outputs, stride, padding } = one;
  const [, oh, ow] = outputShape(one);
  const { filter } = convInputs(one);
  const data = new Float32Array(filter.length);
  const taps = kernel * kernel;
  for (let i = 0; i < filter.length; i++) {
    const [tap, from, to] = [
      Math.floor(i / (c * outputs)),
      Math.floor(i / outputs) % c,
      i % outputs,
    ];
    data[(to * c + from) * taps + tap] = filter[i]!;
  }
  const [kh, kw] = filterShape(one);
  return writeOnnx({
    nodes: [{
      type: "Conv",
      inputs: ["x", "filter"],
      outputs: ["y"],
      attributes: {
        kernel_shape: { ints: [kh, kw] },
        strides: { ints: [stride, stride] },
        pads: { ints: [padding, padding, padding, padding] },
      },
    }],
    inputs: { x: [n, c, h, w] },
    outputs: { y: [n, outputs, oh, ow] },
    constants: new Map([["filter", { shape: [outputs, c, kh, kw], data }]]),
  });
}
