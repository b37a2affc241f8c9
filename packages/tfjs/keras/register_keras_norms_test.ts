import { assert, assertEquals } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import { jsonFile, readFixture } from "./_test_fixtures.ts";
import { loadKerasModel, registerKerasNorms } from "./mod.ts";

const { classNameMap } = tf.serialization.SerializationMap.getMap();
const registeredByImport = Object.keys(classNameMap).filter((name) => name.startsWith("Evenkeel>"));
const stock = { ...classNameMap };

before(async () => {
  await tf.setBackend("cpu");
});

describe("registerKerasNorms", () => {
  it("is what registers, not the import, and leaves the stock layers alone", () => {
    assertEquals(registeredByImport, []);
    registerKerasNorms();
    registerKerasNorms();
    for (const name of Object.keys(stock)) assertEquals(classNameMap[name], stock[name]);
    assert("Evenkeel>ContribGroupNormalization" in classNameMap);
  });

  for (const name of ["keras3_norms", "tf_keras_addons", "keras_contrib_instance"]) {
    it(`lets TensorFlow.js save and load ${name} again`, async () => {
      const fixture = readFixture(name);
      const model = await loadKerasModel(jsonFile(fixture));
      const saved = await saveModel(model);
      const again = await tfl.loadLayersModel(tf.io.fromMemory(saved));
      const x = tf.tensor(fixture.input.values, fixture.input.shape);
      const [first, second] = [model.predict(x), again.predict(x)];
      assert(first instanceof tf.Tensor && second instanceof tf.Tensor);
      assertEquals(second.dataSync(), first.dataSync());
    });
  }
});
