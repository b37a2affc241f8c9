import { assert, assertEquals, assertThrows } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import { readSafetensors, type Safetensors } from "@evenkeel/tfjs/safetensors";
import * as tf from "@tensorflow/tfjs-core";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { generate } from "../model/generator.ts";
import { toTensors } from "../model/weights.ts";
import { startBackend } from "../training/backend.ts";
import { scoped } from "../training/scoped.ts";
import { isCycleGan, readCycleGan } from "./cyclegan_weights.ts";
import { readPainter } from "./read_painter.ts";

const path = (name: string) =>
  fileURLToPath(new URL(`fixtures/${name}.safetensors`, import.meta.url));

async function read(name: string): Promise<Safetensors["tensors"]> {
  return readSafetensors(await readFile(path(name))).tensors;
}

/** `[1, c, h, w]` of a file as a tensor `[1, h, w, c]`. */
function picture(tensors: Safetensors["tensors"], name: string): tf.Tensor4D {
  const { shape, data } = tensors.get(name)!;
  assert(data instanceof Float32Array);
  const [n, c, h, w] = shape as [number, number, number, number];
  return tf.transpose(tf.tensor4d(data, [n, c, h, w]), [0, 2, 3, 1]);
}

describe("weights of CycleGAN", () => {
  before(async () => void await startBackend());

  for (const norm of ["instance", "batch"] as const) {
    it(`with ${norm} norm paint what PyTorch paints, to 1e-5`, async () => {
      const { generator, weights } = readCycleGan(await read(`cyclegan-${norm}`));
      assertEquals(generator, {
        architecture: "cyclegan",
        enlargement: "nearest",
        width: 2,
        blocks: 2,
        norm,
      });
      const sample = await read(`cyclegan-${norm}-sample`);
      const worst = scoped(() => {
        const call = { weights: toTensors(weights), statistics: "running" as const };
        const y = generate(picture(sample, "x"), generator, call);
        return tf.max(tf.abs(tf.sub(y, picture(sample, "y")))).dataSync()[0]!;
      });
      assert(worst < 1e-5, `${worst}`);
    });
  }

  it("are told from other files, and read by whoever wants to paint", async () => {
    const tensors = await read("cyclegan-instance");
    assertEquals(isCycleGan(tensors), true);
    assertEquals(isCycleGan(await read("cyclegan-instance-sample")), false);
    const { weights } = await readPainter(path("cyclegan-instance"));
    assertEquals(weights, readCycleGan(tensors).weights);
  });

  it("may have dropout in their blocks: later names move on by one", async () => {
    const tensors = await read("cyclegan-batch");
    const moved = new Map(
      [...tensors].map(([name, entry]) => [
        name.replace(/conv_block\.([56])\./, (_, place) => `conv_block.${Number(place) + 1}.`),
        entry,
      ]),
    );
    assertEquals(readCycleGan(moved).weights, readCycleGan(tensors).weights);
  });

  it("are refused when an array is missing, misshapen or strange", async () => {
    const tensors = await read("cyclegan-instance");
    const refuse = (change: (tensors: Safetensors["tensors"]) => void, message: string) => {
      const changed = new Map(tensors);
      change(changed);
      assertThrows(() => readCycleGan(changed), RangeError, message);
    };
    refuse((t) => t.delete("model.4.weight"), 'tensor "model.4.weight" is missing');
    refuse(
      (t) => t.set("model.4.weight", t.get("model.7.weight")!),
      'tensor "model.4.weight" must have the shape [4,2,3,3], got [8,4,3,3]',
    );
    refuse(
      (t) => t.set("model.99.weight", t.get("model.7.weight")!),
      'tensor "model.99.weight" does not belong to a CycleGAN generator',
    );
    const halves = { ...tensors.get("model.4.weight")!, dtype: "I32", data: new Int32Array(72) };
    refuse(
      (t) => t.set("model.4.weight", { ...halves, dtype: "I32" }),
      'tensor "model.4.weight" must be F32, got I32',
    );
  });
});
