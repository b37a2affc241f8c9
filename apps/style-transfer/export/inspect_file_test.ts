import { writeSafetensors } from "@evenkeel/tfjs/safetensors";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Buffer } from "node:buffer";
import { CheckpointError, encodeCheckpoint } from "../checkpoint/checkpoint.ts";
import { encodeTraining } from "../checkpoint/training_file.ts";
import { CPU_PRESET } from "../training/config.ts";
import { createTraining } from "../training/training_state.ts";
import { samplePainter } from "./_test_painters.ts";
import { exportFiles } from "./export_files.ts";
import { inspectFile, UnknownFileError } from "./inspect_file.ts";

const CHECKPOINT = { ...samplePainter({ norm: "batch" }), training: CPU_PRESET, step: 7 };

function exported(kind: "tfjs" | "onnx" | "pytorch", half = false): Uint8Array {
  return exportFiles(kind, CHECKPOINT, { path: "a/model.json", half }).at(-1)!.bytes;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("inspectFile", () => {
  it("knows a generator of ours, in single and half precision", () => {
    const { kind, facts, tensors } = inspectFile(encodeCheckpoint(CHECKPOINT), "x");
    assertEquals(kind, "style generator");
    const { norm, width, step, training } = facts;
    assertEquals([norm, width, step], ["batch", 4, 7]);
    assertEquals(Object(training).learningRate, CPU_PRESET.learningRate);
    assertEquals(tensors.length, CHECKPOINT.weights.size);
    assertEquals(facts["types"], `${tensors.length} F32`);
    const half = inspectFile(encodeCheckpoint(CHECKPOINT, { half: true }), "x");
    assertStringIncludes(String(half.facts["types"]), "10 F16");
    assertEquals(half.facts["numbers"], facts["numbers"]);
  });

  it("knows a run, and how far it is", () => {
    const config = { ...CPU_PRESET, width: 4, blocks: 1, size: 16, steps: 9 };
    const run = { config, data: { style: "a.jpg" }, state: createTraining(config) };
    const { kind, facts } = inspectFile(encodeTraining(run), "x");
    assertEquals(kind, "training run");
    assertEquals([facts["step"], facts["style"], facts["content"]], [
      "0 of 9",
      "a.jpg",
      "rendered scenes",
    ]);
  });

  it("knows what an export wrote", () => {
    const graph = inspectFile(exported("tfjs", true), "x");
    assertEquals(graph.kind, "TensorFlow.js graph model");
    assertEquals(graph.facts["inputs"], ["photo [any, any, any, 3]"]);
    assertEquals(graph.facts["files"], ["model.weights.bin"]);
    assertStringIncludes(String(graph.facts["operators"]), "10 Conv2D");
    assert(graph.tensors.some(({ name, dtype }) => name === "enter/kernel" && dtype === "float16"));
    const onnx = inspectFile(exported("onnx"), "x");
    assertEquals(onnx.kind, "ONNX model");
    assertEquals(onnx.facts["outputs"], ["painting [batch, 3, height, width]"]);
    assertEquals(onnx.facts["opset"], ["onnx 17"]);
    assertStringIncludes(String(onnx.facts["operators"]), "10 Conv");
    const kernel = onnx.tensors.find(({ name }) => name === "enter.weight");
    assertEquals(kernel, { name: "enter.weight", dtype: "float32", shape: [4, 3, 5, 5] });
    const { kind, facts } = inspectFile(exported("pytorch"), "x");
    assertEquals(kind, "safetensors file");
    assertEquals(Object(facts["metadata"]).format, "pt");
  });

  it("lists what is in files of others", () => {
    const foreign = writeSafetensors(
      new Map([["a.b", { dtype: "I64" as const, shape: [2], data: BigInt64Array.of(1n, 2n) }]]),
    );
    const { kind, facts, tensors } = inspectFile(foreign, "x");
    assertEquals(kind, "safetensors file");
    assertEquals(facts, { tensors: 1, numbers: 2, types: "1 I64" });
    assertEquals(tensors, [{ name: "a.b", dtype: "I64", shape: [2] }]);
    const layers = inspectFile(
      encode('{"modelTopology": {"model_config": {"class_name": "Sequential"}}}'),
      "x",
    );
    assertEquals([layers.kind, layers.facts["class"]], [
      "TensorFlow.js layers model",
      "Sequential",
    ]);
  });

  it("says what is wrong with a damaged file, and what a strange one is not", () => {
    const refuse = (bytes: Uint8Array, message: string) =>
      assertThrows(() => inspectFile(bytes, "x"), UnknownFileError, message);
    const files = "x is neither a safetensors file, nor a model.json of TensorFlow.js, nor an ONNX";
    refuse(encode("# Title\nand text"), files);
    refuse(new Uint8Array(), files);
    refuse(encode('{"a": 1}'), "cannot read x: the JSON has no modelTopology");
    refuse(encode('{"a": '), "cannot read x: it begins like JSON, and is none");
    refuse(exported("onnx").subarray(0, 500), "cannot read x: a field needs");
    refuse(Uint8Array.of(8, 1), "cannot read x: it has no graph");
    const ours = encodeCheckpoint(CHECKPOINT);
    refuse(ours.subarray(0, ours.length - 1), "cannot read x: ");
    const text = Buffer.from(ours).toString("latin1");
    const newer = Buffer.from(text.replace('"version":"1"', '"version":"9"'), "latin1");
    assertThrows(
      () => inspectFile(newer, "x"),
      CheckpointError,
      'cannot read checkpoint x: version must be "1", got "9"',
    );
  });
});
