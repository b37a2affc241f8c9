// The declarations: what a user's compiler has to accept, and what it has to refuse.
import { batchNorm, type ForwardResult, instanceNorm } from "@evenkeel/kernels";
import * as tfjs from "@evenkeel/tfjs";
import { BatchNormalization, batchNormalization } from "@evenkeel/tfjs/layers";
import { type Tensor4D, tensor4d } from "@tensorflow/tfjs-core";

const x = new Float32Array(4);
export const result: ForwardResult<Float32Array> = instanceNorm(x, { shape: [1, 1, 4] });
export const mean: Float64Array = batchNorm(x, { shape: [1, 1, 4] }).mean;
export const y: Tensor4D = tfjs.instanceNorm(tensor4d(x, [1, 2, 2, 1]), {
  layout: "channels-last",
});
export const layer: BatchNormalization = batchNormalization({ axis: 1, gammaInitializer: "ones" });

// @ts-expect-error: momentum is a number
batchNormalization({ momentum: "0.9" });
// @ts-expect-error: a layout that is not one
instanceNorm(x, { shape: [1, 1, 4], layout: "NCHW" });
// @ts-expect-error: an array of numbers is not a typed array
instanceNorm([1, 2, 3, 4], { shape: [1, 1, 4] });
