/** Convolutions and matrix products. */

import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  elementwise,
  matmul,
} from "@evenkeel/kernels/nn";
import { backend_util, type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";

interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dilations?: [number, number] | number;
  readonly dataFormat: "NHWC" | "NCHW";
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Four = [number, number, number, number];

/** What a convolution's attributes say, in our words. */
function windowOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations = 1, dimRoundingMode }: ConvolutionAttributes,
) {
  const info = backend_util.computeConv2DInfo(
    inputShape as Four,
    filterShape as Four,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { top, left } = info.padInfo;
  // Rounding may ask for fewer or more outputs than the padding gives: padding below and to the
  // right is what makes the sizes meet.
  const missing = (outputs: number, stride: number, covered: number, size: number) =>
    Math.max(0, (outputs - 1) * stride + covered - size);
  const bottom = missing(
    info.outHeight,
    info.strideHeight,
    info.effectiveFilterHeight,
    info.inHeight + top,
  );
  const right = missing(
    info.outWidth,
    info.strideWidth,
    info.effectiveFilterWidth,
    info.inWidth + left,
  );
  return {
    outShape: info.outShape,
    options: {
      inputShape,
      filterShape,
      strides: [info.strideHeight, info.strideWidth] as const,
      dilations: [info.dilationHeight, info.dilationWidth] as const,
      padding: { top, bottom, left, right },
    },
  };
}

/** Whether our kernel gives as many outputs as the attributes ask for. */
function fits(window: ReturnType<typeof windowOf>): boolean {
  const { inputShape, filterShape, strides, dilations, padding } = window.options;
  return [0, 1].every((axis) => {
    const before = axis === 0 ? padding.top : padding.left;
    const after = axis === 0 ? padding.bottom : padding.right;
    const covered = dilations[axis]! * (filterShape[axis]! - 1) + 1;
    const room = inputShape[1 + axis]! + before + after - covered;
    return Math.floor(room / strides[axis]!) + 1 === window.outShape[1 + axis];
  });
}

/** Rows times columns, with what the attributes call transposed. */
function product(
  backend: EvenkeelBackend,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: { readonly transposeA: boolean; readonly transposeB: boolean },
): TensorInfo | undefined {
  const batchShape = a.shape.slice(0, -2);
  if (!util.arraysEqual(batchShape, b.shape.slice(0, -2)) || !allFloat32(a, b)) return undefined;
  const [p, q] = a.shape.slice(-2) as [number, number];
  const [r, s] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = transposeA ? [q, p] : [p, q];
  const columns = transposeB ? r : s;
  const { info, values } = backend.create([...batchShape, rows, columns]);
  matmul(backend.values(a), backend.values(b), {
    rows,
    inner,
    columns,
    batch: sizeOf(batchShape),
    transposeA,
    transposeB,
    engine: backend.engine,
    out: values,
  });
  return info;
}

/** Adds a bias and bends, in place; false if the activation is not one of ours. */
function finish(
  backend: EvenkeelBackend,
  values: Float32Array,
  { activation, leakyreluAlpha }: {
    readonly activation: string;
    readonly leakyreluAlpha?: number;
  },
): boolean {
  const options = { engine: backend.engine, out: values };
  const bend = (name: "maximum" | "leakyRelu", by: number) =>
    elementwise(name, [values, new Float32Array([by])], options);
  if (activation === "relu") bend("maximum", 0);
  else if (activation === "leakyrelu") bend("leakyRelu", leakyreluAlpha ?? 0.2);
  return ["linear", "relu", "leakyrelu"].includes(activation);
}

/** Conv2D and what belongs to it. */
export const CONVOLUTION_KERNELS: Kernels = {
  Conv2D: ({ inputs: { x, filter }, attrs, backend, stock }) => {
    if (attrs.dataFormat !== "NHWC" || !allFloat32(x, filter)) return stock();
    const window = windowOf(x!.shape, filter!.shape, attrs);
    if (!fits(window)) return stock();
    const { info, values } = backend.create(window.outShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    conv2d(backend.values(x!), backend.values(filter!), options);
    return info;
  },
  FusedConv2D: ({ inputs: { x, filter, bias, preluActivationWeights }, attrs, backend, stock }) => {
    const ours = ["linear", "relu", "leakyrelu"].includes(attrs.activation);
    const channels = filter!.shape[3];
    const plainBias = bias === undefined || sizeOf(bias.shape) === channels;
    if (
      attrs.dataFormat !== "NHWC" || !ours || !plainBias || preluActivationWeights !== undefined ||
      !allFloat32(x, filter, bias)
    ) return stock();
    const window = windowOf(x!.shape, filter!.shape, attrs);
    if (!fits(window)) return stock();
    const { info, values } = backend.create(window.outShape);
    conv2d(backend.values(x!), backend.values(filter!), {
      ...window.options,
      engine: backend.engine,
      out: values,
      ...(bias === undefined ? {} : { bias: backend.values(bias) }),
    });
    finish(backend, values, attrs);
    return info;
  },
  Conv2DBackpropInput: ({ inputs: { dy, filter }, attrs, backend, stock }) => {
    if (attrs.dataFormat !== "NHWC" || !allFloat32(dy, filter)) return stock();
    const window = windowOf(attrs.inputShape, filter!.shape, { ...attrs, dilations: 1 });
    if (!fits(window) || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.inputShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    conv2dInputGradient(backend.values(dy!), backend.values(filter!), options);
    return info;
  },
  Conv2DBackpropFilter: ({ inputs: { x, dy }, attrs, backend, stock }) => {
    if (attrs.dataFormat !== "NHWC" || !allFloat32(x, dy)) return stock();
    const window = windowOf(x!.shape, attrs.filterShape, { ...attrs, dilations: 1 });
    if (!fits(window) || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.filterShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    conv2dFilterGradient(backend.values(x!), backend.values(dy!), options);
    return info;
  },
  BatchMatMul: ({ inputs: { a, b }, attrs, backend, stock }) =>
    product(backend, a!, b!, attrs) ?? stock(),
  _FusedMatMul: ({ inputs: { a, b, bias, preluActivationWeights }, attrs, backend, stock }) => {
    const ours = ["linear", "relu", "leakyrelu"].includes(attrs.activation);
    if (!ours || bias !== undefined || preluActivationWeights !== undefined) return stock();
    const info = product(backend, a!, b!, attrs);
    if (info === undefined) return stock();
    finish(backend, backend.values(info), attrs);
    return info;
  },
};
