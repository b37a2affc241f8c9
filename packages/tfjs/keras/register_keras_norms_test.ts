import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import { ContribGroupNormalization } from "./_contrib_group_normalization.ts";
import { FeatureNormalization } from "./_feature_normalization.ts";
import { FilterResponseNormalization } from "./_filter_response_normalization.ts";
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

describe("the layers that only files have", () => {
  it("take one mean and one variance for all channels", () => {
    const y = new FeatureNormalization({ mean: 1, variance: 4 }).apply(tf.tensor2d([[3, 5]]));
    assert(y instanceof tf.Tensor);
    assertEquals([...y.dataSync()], [1, 2]);
  });

  it("add TensorFlow Addons' epsilon to the power", () => {
    const y = new FilterResponseNormalization().apply(tf.fill([1, 1, 1, 1], 1e-3));
    assert(y instanceof tf.Tensor);
    assertAlmostEquals(y.dataSync()[0]!, Math.SQRT1_2, 1e-5); // 1e-3 ** 2 is the epsilon.
  });

  const refusals = [
    {
      layer: () => new FilterResponseNormalization(),
      shape: [2, 2, 2, 3],
      message: "inputs must be [n, height, width, c] with a number of channels, got [null,2,2,2,3]",
    },
    {
      layer: () => new FilterResponseNormalization(),
      shape: [2, 2, null],
      message:
        "inputs must be [n, height, width, c] with a number of channels, got [null,2,2,null]",
    },
    {
      layer: () => new FeatureNormalization(),
      shape: [null],
      message: "inputs must have a size along axis 1, got any",
    },
    ...[3, -1].map((groups) => ({
      layer: () => new ContribGroupNormalization({ groups }),
      shape: [2, 4],
      message: `groups must divide 4 channels, got ${groups}`,
    })),
  ];
  for (const { layer, shape, message } of refusals) {
    it(`refuse an input of [${shape.map((size) => size ?? "any")}]: ${message}`, () => {
      assertThrows(() => layer().apply(tfl.input({ shape })), RangeError, message);
    });
  }
});
