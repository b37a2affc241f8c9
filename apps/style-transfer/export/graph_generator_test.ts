import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { type GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { startBackend } from "../training/backend.ts";
import {
  largestDifference,
  paintedByUs,
  SAMPLE_SHAPE,
  samplePainter,
  samplePainters,
  sampleValues,
} from "./_test_painters.ts";
import { graphGenerator } from "./graph_generator.ts";
import { encodeGraphModel, type GraphModelFiles } from "./graph_model.ts";

/** Loads as a page does, over HTTP; only that nothing is fetched. */
function load({ json, weights }: GraphModelFiles): Promise<GraphModel> {
  const fetchFunc = (url: RequestInfo | URL) =>
    Promise.resolve(
      String(url).endsWith(".json")
        ? new Response(json, { headers: { "content-type": "application/json" } })
        : new Response(weights),
    );
  return loadGraphModel("http://a.test/model.json", { fetchFunc });
}

async function paintByModel(files: GraphModelFiles): Promise<Float32Array> {
  const model = await load(files);
  const x = tf.tensor4d(sampleValues(), [...SAMPLE_SHAPE]);
  const y = model.predict(x) as tf.Tensor;
  assertEquals(y.shape, [...SAMPLE_SHAPE]);
  const values = await y.data<"float32">();
  tf.dispose([x, y]);
  model.dispose();
  return values;
}

const OPTIONS = { weightsPath: "model.weights.bin", metadata: { step: "7" } };

describe("graphGenerator", () => {
  const wanted = new Map<string, Float32Array>();
  before(async () => {
    await startBackend();
    for (const painter of samplePainters()) wanted.set(painter.name, paintedByUs(painter));
  });

  for (const backend of ["cpu", "wasm"]) {
    for (const painter of samplePainters()) {
      it(`paints the same on stock TensorFlow.js (${backend}): ${painter.name}`, async () => {
        await tf.setBackend(backend);
        const files = encodeGraphModel(graphGenerator(painter, { half: false }), OPTIONS);
        const difference = largestDifference(await paintByModel(files), wanted.get(painter.name)!);
        assert(difference < 1e-4, String(difference));
      });
    }
  }

  it("leaves no tensors behind, and takes pictures of any size", async () => {
    await tf.setBackend("cpu");
    const painter = samplePainter();
    const model = await load(encodeGraphModel(graphGenerator(painter, { half: false }), OPTIONS));
    const run = (shape: [number, number, number, number]) =>
      tf.tidy(() => (model.predict(tf.zeros(shape)) as tf.Tensor).shape);
    assertEquals(run([1, 8, 16, 3]), [1, 8, 16, 3]);
    const before = tf.memory().numTensors;
    assertEquals(run([3, 24, 12, 3]), [3, 24, 12, 3]);
    assertEquals(tf.memory().numTensors, before);
    assertEquals(model.inputs.map(({ name, shape }) => [name, shape]), [["photo", [
      -1,
      -1,
      -1,
      3,
    ]]]);
    assertEquals(model.outputs.map(({ name }) => name), ["painting"]);
    model.dispose();
  });

  it("stores kernels in half precision, and the rest in single", async () => {
    await tf.setBackend("cpu");
    const painter = samplePainter();
    const single = encodeGraphModel(graphGenerator(painter, { half: false }), OPTIONS);
    const half = encodeGraphModel(graphGenerator(painter, { half: true }), OPTIONS);
    const kernels = [...painter.weights].filter(([name]) => name.endsWith(".kernel"));
    const numbers = kernels.reduce((sum, [, { values }]) => sum + values.length, 0);
    assertEquals(single.weights.length - half.weights.length, 2 * numbers);
    const difference = largestDifference(await paintByModel(half), wanted.get(painter.name)!);
    assert(difference > 1e-5 && difference < 0.05, String(difference));
  });
});
