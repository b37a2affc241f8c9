/** What a page of somebody else does with an exported model. */

import "@tensorflow/tfjs-backend-webgl";
import { loadGraphModelSync } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";

/** Paints on the WebGL backend; all that it gets and gives can travel into a page and out of it. */
export async function paintOnWebgl(
  { json, weights, values, shape }: {
    readonly json: string;
    readonly weights: readonly number[];
    readonly values: readonly number[];
    readonly shape: readonly [number, number, number, number];
  },
): Promise<{ readonly backend: string; readonly values: number[] }> {
  await tf.setBackend("webgl");
  await tf.ready();
  const model = loadGraphModelSync([JSON.parse(json), Uint8Array.from(weights).buffer]);
  const x = tf.tensor4d([...values], [...shape]);
  const y = model.predict(x) as tf.Tensor;
  return { backend: tf.getBackend(), values: [...await y.data()] };
}
