import { assertAllClose } from "@evenkeel/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { layers, type Sequential, sequential } from "@tensorflow/tfjs-layers";
import { readFile } from "node:fs/promises";
import {
  batchNormalization,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
} from "../layers/mod.ts";
import {
  type PyTorchKind,
  readPyTorchModule,
  readSafetensors,
  type Safetensors,
  type SafetensorsEntry,
  writePyTorchModule,
} from "./mod.ts";

type Layer = Sequential["layers"][number];

interface Case {
  readonly kind: PyTorchKind;
  readonly layer: () => Layer;
  readonly depthMultiplier?: number;
  readonly absent?: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  conv1d: { kind: "convolution", layer: () => layers.conv1d({ filters: 4, kernelSize: 3 }) },
  conv2d: { kind: "convolution", layer: () => layers.conv2d({ filters: 3, kernelSize: [3, 2] }) },
  conv3d: {
    kind: "convolution",
    layer: () => layers.conv3d({ filters: 3, kernelSize: [2, 3, 2], useBias: false }),
  },
  transposed: {
    kind: "transposed-convolution",
    layer: () => layers.conv2dTranspose({ filters: 3, kernelSize: [2, 3], strides: 2 }),
  },
  depthwise: {
    kind: "depthwise-convolution",
    layer: () => layers.depthwiseConv2d({ kernelSize: 3 }),
  },
  multiplied: {
    kind: "depthwise-convolution",
    layer: () => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
    depthMultiplier: 2,
  },
  linear: { kind: "linear", layer: () => layers.dense({ units: 3 }) },
  half: { kind: "linear", layer: () => layers.dense({ units: 3 }) },
  brain: { kind: "linear", layer: () => layers.dense({ units: 3 }) },
  batch_norm: { kind: "batch-norm", layer: () => batchNormalization({ epsilon: 1e-5 }) },
  bare_batch_norm: {
    kind: "batch-norm",
    layer: () => batchNormalization({ epsilon: 1e-5, scale: false, center: false }),
    absent: ["weight", "bias"],
  },
  instance_norm: { kind: "norm", layer: () => instanceNormalization({ epsilon: 1e-5 }) },
  group_norm: { kind: "norm", layer: () => groupNormalization({ groups: 2, epsilon: 1e-5 }) },
  layer_norm: { kind: "norm", layer: () => layerNormalization({ epsilon: 1e-5 }) },
};

let tensors: Safetensors["tensors"];

before(async () => {
  await tf.setBackend("cpu");
  const url = new URL("fixtures/pytorch_layers.safetensors", import.meta.url);
  ({ tensors } = readSafetensors(new Uint8Array(await readFile(url))));
});

describe("layers with the weights of PyTorch's modules predict what those did", () => {
  for (const [name, { kind, layer, depthMultiplier }] of Object.entries(CASES)) {
    it(name, () => {
      const [x, y] = [tensors.get(`${name}/x`)!, tensors.get(`${name}/y`)!];
      const made = layer();
      const model = sequential({
        layers: [layers.inputLayer({ inputShape: x.shape.slice(1) }), made],
      });
      const options = depthMultiplier === undefined ? { kind } : { kind, depthMultiplier };
      const weights = readPyTorchModule(tensors, name, options);
      made.setWeights(weights.map(({ data, shape }) => tf.tensor(data, [...shape])));
      const prediction = model.predict(
        tf.tensor(x.data as Float32Array, [...x.shape]),
      ) as tf.Tensor;
      assertEquals(prediction.shape, y.shape);
      assertAllClose(prediction.dataSync(), y.data as Float32Array, { rtol: 1e-5, name });
    });
  }
});

describe("the way back gives PyTorch's own bytes", () => {
  for (const [name, { kind, depthMultiplier, absent }] of Object.entries(CASES)) {
    it(name, () => {
      const options = depthMultiplier === undefined ? { kind } : { kind, depthMultiplier };
      const weights = readPyTorchModule(tensors, name, options);
      const back = writePyTorchModule(weights, name, {
        kind,
        batches: 3,
        ...(absent === undefined ? {} : { absent }),
      });
      const expected = [...tensors].filter(([key]) => key.startsWith(`${name}.`));
      assertEquals([...back.keys()].sort(), expected.map(([key]) => key).sort());
      for (const [key, entry] of expected) {
        assertEquals(back.get(key)!.shape, entry.shape);
        if (entry.dtype === "F32" || entry.dtype === "I64") assertEquals(back.get(key), entry);
      }
    });
  }
});

describe("modules that are not what they should be", () => {
  const entry = (shape: number[]) => ({
    dtype: "F32" as const,
    shape,
    data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  });
  const refuses = (message: string, shape: number[], kind: PyTorchKind) =>
    assertThrows(
      () => readPyTorchModule(new Map([["a.weight", entry(shape)]]), "a", { kind }),
      RangeError,
      message,
    );

  it("are refused by name", () => {
    refuses('tensor "a.weight" must have 2 to 2 axes, got [3]', [3], "linear");
    refuses('tensor "a.weight" must have 3 to 5 axes, got [3,2]', [3, 2], "convolution");
    refuses('tensor "a.weight" must have 1 axis, got [3,2]', [3, 2], "batch-norm");
    refuses(
      'tensor "a.weight" must be [a multiple of 1, 1, ...], got [4,2,3,3]',
      [4, 2, 3, 3],
      "depthwise-convolution",
    );
    const wanted = "tensors must be a Map, such as the tensors that readSafetensors gives";
    const result = { tensors: new Map(), metadata: new Map() } as never;
    assertThrows(
      () => readPyTorchModule(result, "a", { kind: "norm" }),
      TypeError,
      `${wanted}, got Object`,
    );
    for (const [options, got] of [[{ kind: "lin" }, '"lin"'], [undefined, "undefined"]] as const) {
      const message = `"transposed-convolution" or "depthwise-convolution", got ${got}`;
      const write = () => writePyTorchModule([entry([2])], "a", options as never);
      const read = () => readPyTorchModule(new Map(), "a", options as never);
      for (const act of [read, write]) assertThrows(act, RangeError, message);
    }
    assertThrows(
      () => readPyTorchModule(new Map(), "b.0", { kind: "norm" }),
      RangeError,
      "tensors must have one of b.0.weight, b.0.bias, got none",
    );
    const whole: SafetensorsEntry = { dtype: "I32", shape: [1], data: new Int32Array(1) };
    assertThrows(
      () => readPyTorchModule(new Map([["weight", whole]]), "", { kind: "norm" }),
      TypeError,
      'tensor "weight" must be F32, F16 or BF16, got I32',
    );
    assertThrows(
      () => writePyTorchModule([entry([2]), entry([2]), entry([2])], "", { kind: "norm" }),
      RangeError,
      "weights must have at most 2 elements (weight, bias), got 3",
    );
    const writes = [
      [[[2, 3, 4]], 'tensor "weight" must have 2 to 2 axes, got [2,3,4]'],
      [[[2, 3], [1, 3]], 'tensor "bias" must have 1 axis, got [1,3]'],
    ] as const;
    for (const [shapes, message] of writes) {
      const write = () =>
        writePyTorchModule(shapes.map((shape) => entry([...shape])), "", { kind: "linear" });
      assertThrows(write, RangeError, message);
    }
  });

  it("hold half floats of every kind", () => {
    const widened = (dtype: "F16" | "BF16", bits: number[]) => {
      const one: SafetensorsEntry = { dtype, shape: [bits.length], data: Uint16Array.from(bits) };
      return [...readPyTorchModule(new Map([["weight", one]]), "", { kind: "norm" })[0]!.data];
    };
    assertEquals(
      widened("F16", [0x3c00, 0xc000, 0x0001, 0x7bff, 0xfc00, 0x7e00]),
      [1, -2, 2 ** -24, 65504, -Infinity, NaN],
    );
    assertEquals(widened("BF16", [0x3f80, 0xc000, 0x7f80]), [1, -2, Infinity]);
  });
});
