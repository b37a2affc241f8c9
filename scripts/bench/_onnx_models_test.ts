import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { convInputs } from "./_conv_reference.ts";
import { readFields } from "../../apps/style-transfer/export/protobuf.ts";
import { convModel, normModel } from "./_onnx_models.ts";

function all(bytes: Uint8Array, field: number): Uint8Array[] {
  return readFields(bytes).filter((one) => one.field === field).map(({ value }) => toBytes(value));
}

function toBytes(value: number | Uint8Array): Uint8Array {
  if (typeof value === "number") throw new TypeError(`value must be bytes, got ${value}`);
  return value;
}

function texts(bytes: Uint8Array, field: number): string[] {
  return all(bytes, field).map((value) => new TextDecoder().decode(value));
}

describe("normModel", () => {
  it("holds gamma and beta of each channel, and epsilon", () => {
    const model = normModel({ op: "instance", sizes: [1, 3, 2, 2], epsilon: 0.5 });
    const [graph] = all(model, 7);
    const [node] = all(graph!, 1);
    assertEquals(texts(node!, 4), ["InstanceNormalization"]);
    assertEquals(texts(node!, 1), ["x", "gamma", "beta"]);
    const [epsilon] = all(node!, 5);
    assertEquals(texts(epsilon!, 1), ["epsilon"]);
    assertEquals([...all(epsilon!, 2)[0]!], [0, 0, 0, 0x3f]);
    const [gamma] = all(graph!, 5);
    assertEquals([...new Float32Array(all(gamma!, 9)[0]!.slice().buffer)], [0.5, 0.625, 0.75]);
  });

  it("asks batch norm for the statistics of the batch", () => {
    const model = normModel({ op: "batch", sizes: [2, 3, 2, 2], epsilon: 0.5 });
    const [node] = all(all(model, 7)[0]!, 1);
    assertEquals(texts(node!, 2), ["y", "newMean", "newVariance"]);
    assertEquals(all(node!, 5).flatMap((attribute) => texts(attribute, 1)), [
      "epsilon",
      "momentum",
      "training_mode",
    ]);
  });
});

describe("convModel", () => {
  it("turns the filter channels-first, and says stride and padding", () => {
    const one = {
      id: "",
      op: "conv",
      pass: "forward",
      inputShape: [1, 4, 4, 2],
      kernel: 3,
      outputs: 5,
      stride: 2,
      padding: 1,
    } as const;
    const [graph] = all(convModel(one), 7);
    const [node] = all(graph!, 1);
    const lists = all(node!, 5).map((attribute) => [
      ...texts(attribute, 1),
      ...readFields(attribute).filter(({ field }) => field === 8).map(({ value }) => value),
    ]);
    assertEquals(lists, [["kernel_shape", 3, 3], ["strides", 2, 2], ["pads", 1, 1, 1, 1]]);
    const [constant] = all(graph!, 5);
    assertEquals(readFields(constant!).slice(0, 4).map(({ value }) => value), [5, 2, 3, 3]);
    const data = new Float32Array(all(constant!, 9)[0]!.slice().buffer);
    const { filter } = convInputs(one);
    // Output 4, channel 1, row 2, column 0 there; row, column, channel, output here.
    assertEquals(data[((4 * 2 + 1) * 3 + 2) * 3], filter[((2 * 3 + 0) * 2 + 1) * 5 + 4]);
  });
});
