/** Convolutions and matrix products. */

import { conv2d, conv2dBackwardFilter, conv2dBackwardInput, matmul } from "@evenkeel/kernels/nn";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import type { EvenkeelBackend } from "../backend.ts";
import { bends, bent } from "./activation.ts";
import { allFloat32, type Kernels, sizeOf } from "./kernel.ts";
import { addToRows } from "./rows.ts";
import { fits, windowOf } from "./window.ts";

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
    const plainBias = bias === undefined || sizeOf(bias.shape) === filter!.shape[3];
    if (
      attrs.dataFormat !== "NHWC" || !bends(attrs.activation) || !plainBias ||
      !allFloat32(x, filter, bias, preluActivationWeights)
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
    return bent(backend, info, attrs, preluActivationWeights);
  },
  Conv2DBackpropInput: ({ inputs: { dy, filter }, attrs, backend, stock }) => {
    if (attrs.dataFormat !== "NHWC" || !allFloat32(dy, filter)) return stock();
    const window = windowOf(attrs.inputShape, filter!.shape, { ...attrs, dilations: 1 });
    if (!fits(window) || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.inputShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    conv2dBackwardInput(backend.values(dy!), backend.values(filter!), options);
    return info;
  },
  Conv2DBackpropFilter: ({ inputs: { x, dy }, attrs, backend, stock }) => {
    if (attrs.dataFormat !== "NHWC" || !allFloat32(x, dy)) return stock();
    const window = windowOf(x!.shape, attrs.filterShape, { ...attrs, dilations: 1 });
    if (!fits(window) || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.filterShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    conv2dBackwardFilter(backend.values(x!), backend.values(dy!), options);
    return info;
  },
  BatchMatMul: ({ inputs: { a, b }, attrs, backend, stock }) =>
    product(backend, a!, b!, attrs) ?? stock(),
  _FusedMatMul: ({ inputs: { a, b, bias, preluActivationWeights }, attrs, backend, stock }) => {
    const columns = b!.shape.at(attrs.transposeB ? -2 : -1)!;
    const plainBias = bias === undefined ||
      (bias.shape.at(-1) === columns && sizeOf(bias.shape) === columns);
    if (!bends(attrs.activation) || !plainBias || !allFloat32(bias, preluActivationWeights)) {
      return stock();
    }
    const info = product(backend, a!, b!, attrs);
    if (info === undefined) return stock();
    if (bias !== undefined) {
      const values = backend.values(info);
      addToRows(values, backend.values(bias), values);
    }
    return bent(backend, info, attrs, preluActivationWeights);
  },
};
