/**
 * What the stock wasm backend lacks to train: gradients of convolutions, and a tape that does not copy.
 *
 * @module
 */

import {
  backend_util,
  conv2d,
  getKernel,
  type KernelBackend,
  type KernelConfig,
  pad,
  registerKernel,
  reshape,
  reverse,
  slice,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
  unregisterKernel,
} from "@tensorflow/tfjs-core";

/** The attributes that both gradient kernels get from `tf.conv2d`. */
interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/**
 * Lets convolutional nets train on the stock wasm backend: registers `Conv2DBackpropFilter`, which it
 * has not, and replaces its slow `Conv2DBackpropInput`. Both are written as plain convolutions. It
 * also replaces `Identity`, through which the tape keeps tensors: the stock one copies each of them.
 *
 * For `tf.conv2d` with channels last, any filter size, stride and padding. Dilated convolutions have no
 * gradient in TensorFlow.js.
 *
 * Tested against the stock cpu backend, with filters of 1 to 7 and strides of 1 to 3: within 1e-5 of the
 * largest value.
 *
 * Call it after the import of `@tensorflow/tfjs-backend-wasm`, which replaces two of the three again.
 * Calling it again does nothing, unless they are not there.
 *
 * @example
 * ```ts
 * import { getKernel } from "@tensorflow/tfjs-core";
 * import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
 * import { assert } from "@std/assert";
 *
 * registerWasmGradients();
 * assert(getKernel("Conv2DBackpropFilter", "wasm") !== undefined);
 * ```
 */
export function registerWasmGradients(): void {
  for (const kernel of [FILTER_GRADIENT, INPUT_GRADIENT, IDENTITY]) {
    const { kernelName, backendName, kernelFunc } = kernel;
    const there = getKernel(kernelName, backendName) as KernelConfig | undefined;
    if (there?.kernelFunc === kernelFunc) continue;
    if (there) unregisterKernel(kernelName, backendName); // or registering another one warns
    registerKernel(kernel);
  }
}

// A convolution of x with dy in which samples and channels change places: each filter weight is the
// sum of products of x and dy at one offset, and dy steps over x as the stride did.
const FILTER_GRADIENT: KernelConfig = {
  kernelName: "Conv2DBackpropFilter",
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs }) => {
    const [x, dy] = [inputs["x"] as Tensor4D, inputs["dy"] as Tensor4D];
    const attributes = attributesOf<{ readonly filterShape: FourNumbers }>(attrs);
    const info = infoOf(x.shape, attributes.filterShape, attributes);
    const { top, bottom, left, right } = info.padInfo;
    return tidy(() => {
      const padded = pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]);
      const turned = transpose(padded, [3, 1, 2, 0]) as Tensor4D;
      const filter = transpose(dy, [1, 2, 0, 3]) as Tensor4D;
      const dilations: [number, number] = [info.strideHeight, info.strideWidth];
      const all = conv2d(turned, filter, 1, "valid", "NHWC", dilations);
      // Where the stride does not divide the size, the last rows of x never met the filter.
      const { inChannels, outChannels, filterHeight, filterWidth } = info;
      const dw = slice(all, [0, 0, 0, 0], [inChannels, filterHeight, filterWidth, outChannels]);
      return transpose(dw, [1, 2, 0, 3]);
    });
  },
};

// The transposed convolution: dy with zeros between its elements, convolved with the turned filter.
const INPUT_GRADIENT: KernelConfig = {
  kernelName: "Conv2DBackpropInput",
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs }) => {
    const [dy, filter] = [inputs["dy"] as Tensor4D, inputs["filter"] as Tensor4D];
    const attributes = attributesOf<{ readonly inputShape: FourNumbers }>(attrs);
    const info = infoOf(attributes.inputShape, filter.shape, attributes);
    const { inHeight, inWidth, filterHeight, filterWidth, padInfo } = info;
    return tidy(() => {
      const spread = insertZeros(dy, info.strideHeight, info.strideWidth);
      const rows = borders(
        spread.shape[1]!,
        inHeight + filterHeight - 1,
        filterHeight - 1 - padInfo.top,
      );
      const columns = borders(
        spread.shape[2]!,
        inWidth + filterWidth - 1,
        filterWidth - 1 - padInfo.left,
      );
      const framed = frame(spread, rows, columns);
      const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
      return conv2d(framed, turned, 1, "valid");
    });
  },
};

// As on the other backends: one more owner of the same memory.
const IDENTITY: KernelConfig = {
  kernelName: "Identity",
  backendName: "wasm",
  kernelFunc: ({ inputs, backend }) => {
    const x = inputs["x"] as Tensor;
    (backend as Pick<KernelBackend, "incRef">).incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  },
};

/** TensorFlow.js declares one type for the attributes of all kernels; each is given its own. */
function attributesOf<Own>(attrs: unknown): ConvolutionAttributes & Own {
  return attrs as ConvolutionAttributes & Own;
}

type FourNumbers = [number, number, number, number];

function infoOf(inShape: FourNumbers, filterShape: FourNumbers, attributes: ConvolutionAttributes) {
  const { strides, pad, dimRoundingMode } = attributes;
  return backend_util.computeConv2DInfo(inShape, filterShape, strides, 1, pad, dimRoundingMode);
}

/** Each element is followed by `stride - 1` zeros along both axes. */
function insertZeros(x: Tensor4D, strideHeight: number, strideWidth: number): Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [n, height, width, c] = x.shape;
  const across = pad(reshape(x, [n * height * width, c]), [[0, 0], [0, (strideWidth - 1) * c]]);
  const rowSize = width * strideWidth * c;
  const rows = reshape(across, [n * height, rowSize]);
  const down = pad(rows, [[0, 0], [0, (strideHeight - 1) * rowSize]]);
  return reshape(down, [n, height * strideHeight, width * strideWidth, c]);
}

/** What to add before and after, or to cut off where negative, to get from one size to another. */
function borders(size: number, wanted: number, before: number): [number, number] {
  return [before, wanted - size - before];
}

function frame(x: Tensor4D, rows: [number, number], columns: [number, number]): Tensor4D {
  const grow = (sides: [number, number]) => sides.map((side) => Math.max(side, 0)) as typeof sides;
  const grown: Tensor = pad(x, [[0, 0], grow(rows), grow(columns), [0, 0]]);
  const [n, height, width, c] = grown.shape as FourNumbers;
  const lost = (sides: [number, number]) => sides.map((side) => Math.max(-side, 0));
  const [[top, bottom], [left, right]] = [lost(rows), lost(columns)] as [number[], number[]];
  return slice(grown, [0, top!, left!, 0], [
    n,
    height - top! - bottom!,
    width - left! - right!,
    c,
  ]) as Tensor4D;
}
