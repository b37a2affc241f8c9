import { sizeOf } from "@evenkeel/testing";
import { assertEquals } from "@std/assert";
import { after, describe, it } from "@std/testing/bdd";
import { exactInputs, hashBytes } from "../_test_snapshot.ts";
import { sigmoid, silu, tanh } from "./activations.ts";
import { averagePool2d } from "./average_pool2d.ts";
import { conv2d, conv2dBackwardFilter, conv2dBackwardInput } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";
import {
  depthwiseConv2d,
  depthwiseConv2dBackwardFilter,
  depthwiseConv2dBackwardInput,
} from "./depthwise_conv2d.ts";
import { matmul } from "./matmul.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { upsampleBilinear2d } from "./upsample_bilinear2d.ts";

/** By what computes it. */
const SNAPSHOTS: Readonly<
  Record<string, readonly [hash: string, of: (engine: SimdEngine) => Float32Array[]]>
> = {
  "3x3, tiles": [
    "adb4aad3ae33d82c",
    convolution({ picture: [12, 13, 16], filterShape: [3, 3, 16, 20] }),
  ],
  "3x3, odd channels": [
    "c3a64c413adde381",
    convolution({ picture: [11, 9, 7], filterShape: [3, 3, 7, 13] }),
  ],
  "4x4, stride 2": [
    "05e655c45bc25474",
    convolution({ picture: [14, 17, 6], filterShape: [4, 4, 6, 10], strides: [2, 2] }),
  ],
  "9x9, few inputs": [
    "2834d97d5bbfb1c5",
    convolution({ picture: [21, 18, 3], filterShape: [9, 9, 3, 8] }),
  ],
  "9x9, few outputs": [
    "44b42b89d9583a74",
    convolution({ picture: [17, 14, 12], filterShape: [9, 9, 12, 3] }),
  ],
  "1x1": ["b033998c91ad9dfd", convolution({ picture: [10, 10, 33], filterShape: [1, 1, 33, 18] })],
  "each channel by itself": ["0c4a4c384f28bb4e", (engine) => {
    const options = {
      inputShape: [2, 17, 19, 11],
      filterShape: [3, 3, 11, 1],
      padding: "same",
      engine,
    } as const;
    const x = exactInputs(sizeOf(options.inputShape), 1), filter = exactInputs(99, 2);
    const dy = exactInputs(x.length, 3);
    return [
      depthwiseConv2d(x, filter, options),
      depthwiseConv2dBackwardInput(dy, filter, options),
      depthwiseConv2dBackwardFilter(x, dy, options),
    ];
  }],
  "matrix products": ["d8578da19fba7023", (engine) => {
    const a = exactInputs(3 * 70 * 33, 1), b = exactInputs(3 * 33 * 45, 2);
    const sizes = { batch: 3, rows: 70, inner: 33, columns: 45, engine };
    return [matmul(a, b, sizes), matmul(a, b, { ...sizes, transposeA: true })];
  }],
  "curves": ["ffea32f963438f03", (engine) => {
    const x = exactInputs(1000, 1).map((value) => 12 * value);
    return [tanh, sigmoid, silu].map((curve) => curve(x, { engine }));
  }],
  "windows and other sizes": ["4abb8d0658c0f10a", (engine) => {
    const inputShape = [2, 24, 20, 5], x = exactInputs(sizeOf(inputShape), 1);
    return [
      averagePool2d(x, { inputShape, windowSize: [3, 3], strides: [2, 2], engine }),
      upsampleBilinear2d(x, { inputShape, outputSize: [31, 50], engine }),
    ];
  }],
};

/** A convolution and both of its gradients. */
function convolution({ picture, filterShape, strides = [1, 1] }: {
  readonly picture: readonly [number, number, number];
  readonly filterShape: readonly [number, number, number, number];
  readonly strides?: readonly [number, number];
}): (engine: SimdEngine) => Float32Array[] {
  return (engine) => {
    const inputShape = [2, ...picture];
    const options = { inputShape, filterShape, strides, padding: "same", engine } as const;
    const x = exactInputs(sizeOf(inputShape), 1), filter = exactInputs(sizeOf(filterShape), 2);
    const y = conv2d(x, filter, { ...options, bias: exactInputs(filterShape[3], 3) });
    const dy = exactInputs(y.length, 4);
    return [
      y,
      conv2dBackwardInput(dy, filter, options),
      conv2dBackwardFilter(x, dy, options),
    ];
  };
}

for (const threads of [1, 2]) {
  const engine = await createEngine({ threads });
  describe(`the same bits on every machine and runtime, ${engine.name}`, () => {
    after(() => engine.dispose());
    for (const [name, [hash, results]] of Object.entries(SNAPSHOTS)) {
      it(name, async () => assertEquals(await hashBytes(results(engine)), hash));
    }
  });
}
