import { assertAllClose } from "@evenkeel/testing";
import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { type Fixture, jsonFile, readFixtures, unpack } from "./_test_fixtures.ts";
import { readKerasFile, readKerasHdf5 } from "./file/mod.ts";
import { type KerasFile, loadKerasModel, readTfjsModel } from "./mod.ts";

before(async () => {
  await tf.setBackend("cpu");
});

async function assertPredicts(file: KerasFile, { input, output }: Fixture): Promise<void> {
  const model = await loadKerasModel(file, { onWarning: () => {} });
  const y = model.predict(tf.tensor(input.values, input.shape));
  assert(y instanceof tf.Tensor);
  assertEquals(y.shape, output.shape);
  assertAllClose(y.dataSync(), Float32Array.from(output.values), { rtol: 1e-5, atol: 1e-7 });
  model.dispose();
  y.dispose();
}

for (const fixture of readFixtures()) {
  const { name, writer, keras, h5, model_json: json, shard } = fixture;
  describe(`${name}, written by ${writer}, predicts what its writer predicted`, () => {
    it("from JSON and weights by name", () => assertPredicts(jsonFile(fixture), fixture));

    if (keras) {
      it("from .keras", async () => assertPredicts(await readKerasFile(unpack(keras)), fixture));
    }
    if (h5) {
      it("from HDF5", async () => assertPredicts(await readKerasHdf5(unpack(h5)), fixture));
    }
    if (json && shard) {
      it("from model.json", () => {
        const file = readTfjsModel({
          modelTopology: json.modelTopology,
          weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
          weightData: unpack(shard).buffer,
        });
        return assertPredicts(file, fixture);
      });
    }
  });
}
