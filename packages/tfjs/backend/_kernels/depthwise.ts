/** Depthwise convolutions. */

import {
  addBias,
  depthwiseConv2d,
  depthwiseConv2dBackwardFilter,
  depthwiseConv2dBackwardInput,
} from "@evenkeel/kernels/nn";
import { type TensorInfo, util } from "@tensorflow/tfjs-core";
import { bends, bent } from "./activation.ts";
import { allFloat32, type Attributes, type KernelBody, type Kernels, sizeOf } from "./kernel.ts";
import { type AttributedWindow, fits, windowOf } from "./window.ts";

function depthwiseWindow(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: Attributes,
): AttributedWindow | undefined {
  if ((attrs.dataFormat ?? "NHWC") !== "NHWC") return undefined;
  const dilations = attrs.dilations ?? 1;
  const window = windowOf(inputShape, filterShape, { ...attrs, dilations, depthwise: true });
  return fits(window) ? window : undefined;
}

/** The convolution alone; undefined if it is the stock kernel's business. */
function convolved(
  { inputs: { x, filter }, attrs, backend }: Parameters<KernelBody>[0],
): TensorInfo | undefined {
  if (!allFloat32(x, filter)) return undefined;
  const window = depthwiseWindow(x!.shape, filter!.shape, attrs);
  if (window === undefined) return undefined;
  const { info, values } = backend.create(window.outShape);
  const options = { ...window.options, engine: backend.engine, out: values };
  depthwiseConv2d(backend.values(x!), backend.values(filter!), options);
  return info;
}

/** DepthwiseConv2dNative and what belongs to it. */
export const DEPTHWISE_KERNELS: Kernels = {
  DepthwiseConv2dNative: (call) => convolved(call) ?? call.stock(),
  FusedDepthwiseConv2D: (call) => {
    const { inputs: { filter, bias, preluActivationWeights }, attrs, backend, stock } = call;
    const channels = filter!.shape[2]! * filter!.shape[3]!;
    const plainBias = bias === undefined ||
      (bias.shape.at(-1) === channels && sizeOf(bias.shape) === channels);
    const activation = attrs.activation ?? "linear";
    if (!bends(activation) || !plainBias || !allFloat32(bias, preluActivationWeights)) {
      return stock();
    }
    const info = convolved(call);
    if (info === undefined) return stock();
    if (bias !== undefined) {
      const values = backend.values(info);
      addBias(values, backend.values(bias), { engine: backend.engine, out: values });
    }
    return bent(backend, info, { ...attrs, activation }, preluActivationWeights);
  },
  DepthwiseConv2dNativeBackpropInput: ({ inputs: { dy, filter }, attrs, backend, stock }) => {
    if (!allFloat32(dy, filter)) return stock();
    const window = depthwiseWindow(attrs.inputShape, filter!.shape, attrs);
    if (window === undefined || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.inputShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    depthwiseConv2dBackwardInput(backend.values(dy!), backend.values(filter!), options);
    return info;
  },
  DepthwiseConv2dNativeBackpropFilter: ({ inputs: { x, dy }, attrs, backend, stock }) => {
    if (!allFloat32(x, dy)) return stock();
    const window = depthwiseWindow(x!.shape, attrs.filterShape, attrs);
    if (window === undefined || !util.arraysEqual(window.outShape, dy!.shape)) return stock();
    const { info, values } = backend.create(attrs.filterShape);
    const options = { ...window.options, engine: backend.engine, out: values };
    depthwiseConv2dBackwardFilter(backend.values(x!), backend.values(dy!), options);
    return info;
  },
};
