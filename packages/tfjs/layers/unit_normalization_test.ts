import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { registerLayers, unitNormalization } from "./mod.ts";

before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
});

describe("UnitNormalization", () => {
  const x = () => tf.tensor3d([[[3, 4], [0, 0]]]);
  const values = (y: unknown) => (y as tf.Tensor).dataSync();

  it("divides by the length along an axis, or along several; zeros stay", () => {
    assertAllClose(values(unitNormalization().apply(x())), [0.6, 0.8, 0, 0], { rtol: 1e-6 });
    const over = unitNormalization({ axis: [1, 2] });
    assertAllClose(values(over.apply(x())), [0.6, 0.8, 0, 0], { rtol: 1e-6 });
    assertAllClose(values(unitNormalization({ axis: 1 }).apply(x())), [1, 1, 0, 0], { rtol: 1e-6 });
  });

  it("has a gradient, of 0 where there is nothing but zeros to scale up", () => {
    const layer = unitNormalization();
    const dx = tf.grad((x) => tf.sum(tf.square(layer.apply(x) as tf.Tensor)))(x());
    assertAllClose(values(dx), [0, 0, 0, 0], { atol: 1e-6 });
  });

  it("survives a round trip through JSON", async () => {
    registerLayers();
    const model = tfl.sequential({ layers: [unitNormalization({ axis: 1, inputShape: [2, 2] })] });
    const copy = await tfl.models.modelFromJSON(JSON.parse(model.toJSON() as string));
    assertEquals(copy.layers[0]!.getConfig(), model.layers[0]!.getConfig());
    assertEquals(values(copy.predict(x())), values(model.predict(x())));
  });

  it("refuses several inputs", () => {
    const message = "inputs must be one tensor, got 2";
    const input = () => tfl.input({ shape: [2] });
    assertThrows(() => unitNormalization().apply([x(), x()]), RangeError, message);
    assertThrows(() => unitNormalization().apply([input(), input()]), RangeError, message);
    const layer = unitNormalization();
    layer.apply(x());
    assertThrows(() => layer.apply([x(), x()]), RangeError, message);
  });

  it("refuses what is no axis", () => {
    assertThrows(() => unitNormalization({ axis: [] }), RangeError, "axis must be integers");
  });
});
