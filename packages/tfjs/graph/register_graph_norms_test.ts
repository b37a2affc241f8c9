import { assertAllClose } from "@evenkeel/testing";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import {
  deregisterOp,
  type GraphModel,
  loadGraphModel,
  registerOp,
} from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { registerEvenkeel } from "../backend/mod.ts";
import { registerGraphNorms } from "./mod.ts";

interface Values {
  readonly shape: number[];
  readonly values: number[];
}

/** A converted model: see scripts/keras_fixtures/graph_models.py. */
interface Fixture {
  readonly ops: readonly string[];
  readonly input: Values;
  readonly outputs: Readonly<Record<string, Values>>;
  readonly model_json: tf.io.ModelJSON;
  readonly shard: string;
}

const FOLDER = new URL("./fixtures/", import.meta.url);
const NAMES = readdirSync(FOLDER).sort().map((file) => file.replace(".json", ""));

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await registerEvenkeel({ threads: 1 });
});

function readFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
}

function load({ model_json, shard }: Fixture): Promise<GraphModel> {
  const bytes = new Uint8Array(gunzipSync(Buffer.from(shard, "base64")));
  return loadGraphModel(tf.io.fromMemory({
    modelTopology: model_json.modelTopology,
    weightSpecs: model_json.weightsManifest.flatMap(({ weights }) => weights),
    weightData: bytes.buffer,
    ...(model_json.signature ? { signature: model_json.signature } : {}),
  }));
}

/** TensorFlow's outputs in the order of their names: so the converter numbers them. */
function outputNames({ outputs }: Fixture): string[] {
  return Object.keys(outputs).sort().map((_, i) => i === 0 ? "Identity" : `Identity_${i}`);
}

describe("a converted model answers as TensorFlow", () => {
  before(() => registerGraphNorms(registerOp));
  after(() => {
    registerGraphNorms((name) => deregisterOp(name));
  });

  for (const backend of ["evenkeel", "cpu", "wasm"]) {
    for (const name of NAMES) {
      it(`${name}, ${backend}`, async () => {
        await tf.setBackend(backend);
        const fixture = readFixture(name);
        const model = await load(fixture);
        const x = tf.tensor(fixture.input.values, fixture.input.shape);
        const names = outputNames(fixture);
        const run = () => model.execute(x, names) as tf.Tensor | tf.Tensor[];
        tf.dispose(run()); // what is made once
        const { numTensors } = tf.memory();
        const answers = [run()].flat();
        assertEquals(tf.memory().numTensors, numTensors + names.length);
        for (const [i, key] of Object.keys(fixture.outputs).sort().entries()) {
          const expected = fixture.outputs[key]!;
          assertEquals(answers[i]!.shape, expected.shape, key);
          const options = { rtol: 1e-5, name: key };
          assertAllClose(answers[i]!.dataSync(), Float64Array.from(expected.values), options);
        }
        model.dispose();
      });
    }
  }

  it("executeAsync leaves nothing behind", async () => {
    await tf.setBackend("cpu");
    const fixture = readFixture("fused_v3_training");
    const model = await load(fixture);
    const x = tf.tensor(fixture.input.values, fixture.input.shape);
    tf.dispose(await model.executeAsync(x));
    const { numTensors } = tf.memory();
    tf.dispose(await model.executeAsync(x));
    assertEquals(tf.memory().numTensors, numTensors);
  });
});

describe("the fixtures", () => {
  it("hold every operation, and the decomposed norms", () => {
    const ops = new Set(NAMES.flatMap((name) => readFixture(name).ops));
    registerGraphNorms((name) => assert(ops.has(name), name));
    for (const op of ["Rsqrt", "SquaredDifference", "Sum", "Mean"]) assert(ops.has(op), op);
  });
});

describe("registerGraphNorms", () => {
  const call = (name: string, attrs: Record<string, unknown>, x = tf.ones([2, 2, 2, 1])) => {
    let made: tf.Tensor[] = [];
    const c = tf.ones([1]);
    registerGraphNorms((op, run) => {
      if (op === name) made = run({ inputs: [x, c, c, c, c, x], attrs });
    });
    return made;
  };

  it("takes the defaults of TensorFlow", async () => {
    await tf.setBackend("cpu");
    const [y, mean] = call("FusedBatchNormV3", {});
    assertEquals([...y!.dataSync()], Array(8).fill(1));
    assertEquals([...mean!.dataSync()], [1]);
    const x = tf.tensor4d([-1e-2, 1e-2], [1, 2, 1, 1]); // its variance is the epsilon
    const [instance] = call("_MklFusedInstanceNorm", { reduction_axes: [1, 2], fused_ops: [] }, x);
    assertAlmostEquals(instance!.dataSync()[1]!, 1 + Math.SQRT1_2, 1e-6);
  });

  it("adds a side input", () => {
    const attrs = { num_side_inputs: 1, activation_mode: "Relu" };
    assertEquals([...call("_FusedBatchNormEx", attrs)[0]!.dataSync()], Array(8).fill(2));
  });

  it("says what is wrong", () => {
    const wrong = (attrs: Record<string, unknown>, message: string, op = "_FusedBatchNormEx") =>
      assertThrows(() => call(op, attrs), Error, message);
    wrong({ data_format: "CHWN" }, "attribute data_format must be NHWC");
    wrong({ epsilon: "1" }, "attribute epsilon must be a number, got 1");
    wrong({ activation_mode: "Elu" }, "attribute activation_mode must be Identity or Relu");
    const instance = "_MklFusedInstanceNorm";
    wrong({ reduction_axes: [3] }, "must be the spatial axes of rank 4, got [3]", instance);
    wrong({ reduction_axes: 3 }, "attribute reduction_axes must be a list, got 3", instance);
    wrong({ reduction_axes: [1, 2], fused_ops: ["Elu"] }, "must hold Relu or LeakyRelu", instance);
    const register = registerGraphNorms as (given?: unknown) => void;
    assertThrows(() => register(), TypeError, "registerOp must be a function, got undefined");
  });
});
