/** TensorFlow.js: its convolution kernels, on wasm with this repository's gradients. */

import { registerWasmGradients } from "@evenkeel/tfjs/wasm-gradients";
import "@tensorflow/tfjs-backend-cpu";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { CONV_PROBES, convInputs } from "../_conv_reference.ts";
import { type ConvCase, filterShape, outputShape } from "../conv_cases.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { probe } from "../_shared/inputs.js";

async function start({ backend }: { readonly backend: "cpu" | "wasm" }): Promise<string> {
  tf.env().set("IS_TEST", true); // or core prints an advertisement
  setThreadsCount(1);
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  registerWasmGradients();
  return `tfjs ${tf.version_core}, Deno ${Deno.version.deno}`;
}

function prepare({ case: one }: { readonly case: ConvCase }): Prepared {
  const inputs = convInputs(one);
  const x = tf.tensor(inputs.x, [...one.inputShape]);
  const filter = tf.tensor(inputs.filter, [...filterShape(one)]);
  const dy = tf.tensor(inputs.dy, [...outputShape(one)]);
  const attributes = { strides: one.stride, pad: one.padding, dataFormat: "NHWC" };
  const kernel = (name: string, given: Record<string, tf.Tensor>, more: Record<string, number[]>) =>
    tf.engine().runKernel(name, given, { ...attributes, ...more }) as tf.Tensor;
  const run = {
    forward: () => kernel("Conv2D", { x, filter }, { dilations: [1, 1] }),
    dx: () => kernel("Conv2DBackpropInput", { dy, filter }, { inputShape: [...one.inputShape] }),
    dw: () => kernel("Conv2DBackpropFilter", { x, dy }, { filterShape: [...filterShape(one)] }),
  }[one.pass];
  const name = one.pass === "forward" ? "y" : one.pass;
  return {
    run: () => run().dispose(),
    probe: () => {
      const result = run();
      const values = probe(result.dataSync(), CONV_PROBES);
      result.dispose();
      return { [name]: values };
    },
    release: () => tf.dispose([x, filter, dy]),
  };
}

if (import.meta.main) await serve({ start, prepare });
