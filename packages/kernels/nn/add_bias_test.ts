import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { FloatArray } from "../types.ts";
import { addBias, addBiasBackward } from "./add_bias.ts";
import { createEngine } from "./create_engine.ts";

describe("addBias", () => {
  it("has the gradients that central differences find", () => {
    checkGradients({
      inputs: { x: randomArray(42, 1), bias: randomArray(7, 2) },
      output: ({ x, bias }) => addBias(x, bias),
      gradients: (_, dy) => ({ x: dy, bias: addBiasBackward(dy, { channels: 7 }) }),
    });
  });
  it("writes where it is told, also into its input", () => {
    const x = randomArray(12, 1, { type: "float32" }), bias = new Float32Array([1, 2, 3]);
    const y = addBias(x, bias);
    assertEquals(y[4], Math.fround(x[4]! + 2));
    assertStrictEquals(addBias(x, bias, { out: x }), x);
    assertBitEqual(x, y);
    const out = new Float32Array(3).fill(NaN);
    assertStrictEquals(addBiasBackward(y, { channels: 3, out }), out);
    assertBitEqual(out, addBiasBackward(y, { channels: 3 }));
  });
  it("sums up in float64", () => {
    const dy = new Float32Array(2 ** 18).fill(1);
    dy[0] = 2 ** 24; // where float32 stops counting
    assertEquals([...addBiasBackward(dy, { channels: 1 })], [2 ** 24 + 2 ** 18]);
  });
  it("is the same on an engine, in place too", async () => {
    const engine = await createEngine({ threads: 2 });
    for (const channels of [1, 3, 16, 48, 100]) {
      const x = randomArray(channels * 3001, 1, { type: "float32" });
      const bias = randomArray(channels, 2, { type: "float32" });
      const wanted = x.map((value, i) => value + bias[i % channels]!);
      assertEquals(addBias(x, bias, { engine }), wanted);
      const own = engine.allocate(x.length);
      own.set(x);
      assertEquals(addBias(own, bias, { engine, out: own }).slice(), wanted);
      engine.free(own);
      const sums = addBiasBackward(x, { channels, engine });
      assertAllClose(sums, addBiasBackward(x, { channels }), { rtol: 1.2e-7 });
    }
    engine.dispose();
  });
  it("takes nothing", () => {
    const empty = new Float32Array(0);
    assertEquals([...addBias(empty, new Float32Array(3))], []);
    assertEquals([...addBias(empty, empty)], []);
    assertEquals([...addBiasBackward(empty, { channels: 3 })], [0, 0, 0]);
    assertEquals([...addBiasBackward(empty, { channels: 0 })], []);
  });
  it("refuses what does not fit", () => {
    const x = new Float32Array(7), bias = new Float32Array(3);
    const message = "must have a multiple of 3 elements (channels), got 7";
    assertThrows(() => addBias(x, bias), RangeError, `x ${message}`);
    assertThrows(() => addBiasBackward(x, { channels: 3 }), RangeError, `dy ${message}`);
    assertThrows(() => addBias(x, new Float32Array(0)), RangeError, "x must have a multiple of 0");
    assertThrows(
      () => addBiasBackward(x, { channels: 0.5 }),
      RangeError,
      "channels must be a non-negative integer, got 0.5",
    );
    assertThrows(
      () => addBias<FloatArray>(x, new Float64Array(7)),
      TypeError,
      "bias must be a Float32Array like the input, got Float64Array",
    );
  });
});
