import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readTfjsModel } from "./mod.ts";

const modelTopology = {};
const gamma = { name: "bn/gamma", shape: [2], dtype: "float32" };
const beta = { ...gamma, name: "bn/beta" };
const weightData = new Float32Array([1, 2, 3, 4]).buffer;

function assertRefused(
  weightSpecs: unknown,
  message: string,
  data: ArrayBuffer = weightData,
): void {
  const read = () => readTfjsModel({ modelTopology, weightSpecs, weightData: data });
  assertThrows(read, Error, message);
}

describe("readTfjsModel", () => {
  it("reads shards, cut anywhere", () => {
    const bytes = new Uint8Array(weightData);
    const shards = [bytes.slice(0, 3).buffer, bytes.slice(3).buffer];
    const artifacts = { modelTopology, weightSpecs: [gamma, beta], weightData: shards };
    const { weights } = readTfjsModel(artifacts);
    assertEquals([...weights.keys()], ["bn/gamma", "bn/beta"]);
    assertEquals(weights.get("bn/beta"), { shape: [2], data: new Float32Array([3, 4]) });
  });

  it("expands quantized weights", () => {
    const quantization = { dtype: "uint8", scale: 0.5, min: -1 };
    const { weights } = readTfjsModel({
      modelTopology,
      weightSpecs: [{ ...gamma, quantization }],
      weightData: new Uint8Array([0, 4]).buffer,
    });
    assertEquals(weights.get("bn/gamma")?.data, new Float32Array([-1, 1]));
  });

  it("expands half floats, the smallest and the largest, and whole numbers", () => {
    const halves = [0x3c00, 0x8001, 0x7bff, 0xc100, 0x7c00, 0x7e00];
    const { weights } = readTfjsModel({
      modelTopology,
      weightSpecs: [
        { ...gamma, shape: [6], quantization: { dtype: "float16" } },
        { name: "count", shape: [], dtype: "int32" },
      ],
      weightData: [new Uint16Array(halves).buffer, new Int32Array([-7]).buffer],
    });
    const expected = new Float32Array([1, -(2 ** -24), 65504, -2.5, Infinity, NaN]);
    assertEquals(weights.get("bn/gamma")?.data, expected);
    assertEquals(weights.get("count")?.data, new Int32Array([-7]));
  });

  it("refuses data that is cut short or too long", () => {
    assertRefused(
      [gamma, beta],
      'weight "bn/beta" ends at byte 16, weightData has 12',
      weightData.slice(4),
    );
    assertRefused([gamma], "weightData must have 8 bytes, got 16");
  });

  it("refuses sizes that no memory has, before it takes any", () => {
    const huge = (shape: unknown) => [{ ...gamma, shape }, beta];
    assertRefused(huge([2 ** 31]), `weight "bn/gamma" ends at byte ${2 ** 33}`);
    assertRefused(
      huge([2 ** 50, 2 ** 50]),
      'shape of weight "bn/gamma" must be of a tensor that fits',
    );
    assertRefused(huge([-1]), 'shape of weight "bn/gamma" must be sizes of at least 0, got [-1]');
    assertRefused(huge("2"), 'shape of weight "bn/gamma" must be an array, got string');
  });

  it("refuses two weights of one name, and what is not of numbers", () => {
    assertRefused([gamma, gamma], 'weight "bn/gamma" must be there once, got two');
    assertRefused([{ ...gamma, dtype: "string" }, beta], 'weight "bn/gamma" must be of numbers');
    assertRefused([{ ...gamma, quantization: { dtype: "int3" } }], "got int3");
    const quantization = { dtype: "uint8", scale: "1" };
    assertRefused([{ ...gamma, quantization }], "must have a finite scale and min, got 1 and 0");
    assertRefused([7], "a weight must be an object, got number");
  });
});
