import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  readSafetensors,
  type SafetensorsEntry,
  writeSafetensors,
} from "@evenkeel/tfjs/safetensors";
import { Random } from "../data/random.ts";
import { createGenerator } from "../model/generator.ts";
import { NORM_NAMES, type NormName } from "../model/norms.ts";
import { CPU_PRESET } from "../training/config.ts";
import {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
} from "./checkpoint.ts";

/** A generator whose arrays are all different, as after training. */
function sample(norm: NormName): Checkpoint {
  const generator = {
    architecture: "residual",
    enlargement: "nearest",
    norm,
    width: 4,
    blocks: 1,
  } as const;
  const weights = createGenerator(generator, new Random(3));
  const random = new Random(4);
  for (const { values } of weights.values()) {
    values.forEach((value, i) => values[i] = value + random.normal());
  }
  weights.get("enter.beta")!.values.set([-0, 1e-45, -3.4028234663852886e38, 2 ** -149]);
  return { generator, weights, training: { ...CPU_PRESET, ...generator, steps: 7 }, step: 7 };
}

function bits(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

/** The sample's bytes after a change to its tensors or to its metadata. */
function changed(
  change: (tensors: Map<string, SafetensorsEntry>, metadata: Record<string, string>) => void,
): Uint8Array {
  const { tensors, metadata } = readSafetensors(encodeCheckpoint(sample("instance")));
  const entries = new Map(tensors);
  const record = Object.fromEntries(metadata);
  change(entries, record);
  return writeSafetensors(entries, { metadata: record });
}

function assertRefused(bytes: Uint8Array, message: string): void {
  const error = assertThrows(() => decodeCheckpoint(bytes, "x.safetensors"), CheckpointError);
  assertStringIncludes(error.message, "cannot read checkpoint x.safetensors: ");
  assertStringIncludes(error.message, message);
}

describe("checkpoint", () => {
  for (const norm of NORM_NAMES) {
    it(`brings every bit of a generator with ${norm} norm back`, () => {
      const written = sample(norm);
      const { weights, ...rest } = decodeCheckpoint(encodeCheckpoint(written), "x");
      const { weights: wanted, ...wantedRest } = written;
      assertEquals(rest, wantedRest);
      assertEquals([...weights.keys()], [...wanted.keys()]);
      for (const [name, { shape, values }] of wanted) {
        assertEquals(weights.get(name)!.shape, shape);
        assertEquals(bits(weights.get(name)!.values), bits(values), name);
      }
    });
  }

  it("keeps kernels in half precision if asked to, and all else as it is", () => {
    const written = sample("batch");
    const [single, half] = [encodeCheckpoint(written), encodeCheckpoint(written, { half: true })];
    assert(half.length < 0.7 * single.length, `${half.length} of ${single.length}`);
    for (const [name, { values }] of decodeCheckpoint(half, "x").weights) {
      const before = written.weights.get(name)!.values;
      if (!name.endsWith(".kernel")) assertEquals(values, before);
      else values.forEach((value, i) => assert(Math.abs(value - before[i]!) <= 2 ** -11 * 4, name));
    }
    const again = decodeCheckpoint(half, "x");
    assertEquals(decodeCheckpoint(encodeCheckpoint(again, { half: true }), "x"), again);
  });

  it("writes equal bytes for equal checkpoints, and reads them from any offset", () => {
    const bytes = encodeCheckpoint(sample("batch"));
    assertEquals(encodeCheckpoint(sample("batch")), bytes);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { weights } = decodeCheckpoint(shifted.subarray(3), "x");
    assertEquals(weights, sample("batch").weights);
  });

  it("refuses every prefix of itself, and anything after itself", () => {
    const bytes = encodeCheckpoint(sample("instance"));
    const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const lengths = new Set([0, 1, 7, 8, 9, header - 1, header, header + 1, bytes.length - 1]);
    for (let length = 0; length < bytes.length; length += 97) lengths.add(length);
    for (const length of lengths) {
      assertThrows(
        () => decodeCheckpoint(bytes.subarray(0, length), "x"),
        CheckpointError,
        "cannot read checkpoint x: ",
        `${length} of ${bytes.length} bytes`,
      );
    }
    assertRefused(new Uint8Array([...bytes, 0]), "got 1 bytes at the end");
  });

  it("survives a flipped byte anywhere in the header, or says what is wrong", () => {
    const bytes = encodeCheckpoint(sample("instance"));
    const header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    let refused = 0;
    for (let at = 0; at < header; at += 5) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1;
      try {
        decodeCheckpoint(flipped, "x");
      } catch (error) {
        assert(error instanceof CheckpointError, `${error} at byte ${at}`);
        refused++;
      }
    }
    assert(refused > header / 10, `${refused} of ${header / 5}`);
  });

  it("refuses another program's file, and another version's", () => {
    const noise = new TextEncoder().encode("this is no checkpoint, but long enough to be one");
    assertRefused(noise, "it is not a safetensors file; a checkpoint is, such as best.safetensors");
    assertRefused(
      writeSafetensors(new Map()),
      'must say format "evenkeel-style-generator", got nothing',
    );
    const format = (_: unknown, metadata: Record<string, string>) => {
      metadata["format"] = "pt";
    };
    assertRefused(changed(format), "it is for PyTorch, and not CycleGAN's generator: take the");
    const training = (_: unknown, metadata: Record<string, string>) => {
      metadata["format"] = "evenkeel-style-training";
    };
    assertRefused(
      changed(training),
      "it is what a run goes on from, not its generator: take best.safetensors beside it",
    );
    const version = (_: unknown, metadata: Record<string, string>) => {
      metadata["version"] = "2";
    };
    assertRefused(changed(version), 'version must be "1", got "2"');
  });

  it("refuses a generator that does not exist", () => {
    const generators: [string, string][] = [
      ['{"norm":"weight","width":4,"blocks":1}', "norm must be one of instance, batch"],
      ['{"width":4,"blocks":1}', 'got "undefined"'],
      [
        '{"norm":"instance","width":0,"blocks":1}',
        "width must be an integer from 1 to 1024, got 0",
      ],
      [
        '{"norm":"instance","width":"4","blocks":1}',
        'width must be an integer from 1 to 1024, got "4"',
      ],
      ['{"norm":"instance","width":4,"blocks":1e9}', "blocks must be an integer from 1 to 1024"],
      [
        '{"norm":"group","width":6,"blocks":1}',
        "width must be a multiple of 4 for group norm, got 6",
      ],
      ["null", "metadata must hold generator as a JSON object, got null"],
      ["{", "metadata must hold generator as a JSON object, got {"],
    ];
    for (const [json, message] of generators) {
      assertRefused(changed((_, metadata) => metadata["generator"] = json), message);
    }
    assertRefused(
      changed((_, metadata) => delete metadata["generator"]),
      "metadata must hold generator as a JSON object, got nothing",
    );
  });

  it("refuses a generator larger than its file without making it", () => {
    const json = '{"norm":"instance","width":1024,"blocks":1024}';
    assertRefused(
      changed((_, metadata) => metadata["generator"] = json),
      'tensor "enter.kernel" must have the shape [5,5,3,1024], got [5,5,3,4]',
    );
  });

  it("refuses a broken record of the training", () => {
    const set = (name: string, value: string) => changed((_, metadata) => metadata[name] = value);
    assertRefused(set("step", "many"), 'step must be a non-negative integer, got "many"');
    assertRefused(set("step", "-1"), 'step must be a non-negative integer, got "-1"');
    assertRefused(set("training", "[]"), "norm must be one of");
    assertRefused(set("training", '{"norm":"batch"}'), "training steps must be a number");
    const zero = JSON.stringify({ ...CPU_PRESET, steps: 0 });
    assertRefused(set("training", zero), "steps must be a positive integer, got 0");
  });

  it("refuses tensors that are missing, or not those of the generator", () => {
    const kernel = sample("instance").weights.get("up1.kernel")!;
    const cases: [string, SafetensorsEntry | undefined][] = [
      ['tensor "up1.kernel" is missing', undefined],
      [
        'tensor "up1.kernel" must have the shape [3,3,16,8], got [3,3,8,16]',
        { dtype: "F32", shape: [3, 3, 8, 16], data: kernel.values },
      ],
      [
        'tensor "up1.kernel" must be F32 or F16, got F64',
        { dtype: "F64", shape: kernel.shape, data: Float64Array.from(kernel.values) },
      ],
      [
        'tensor "up1.kernel" must be F32 or F16, got I32',
        { dtype: "I32", shape: kernel.shape, data: Int32Array.from(kernel.values) },
      ],
      [
        'tensor "up1.kernel" must be finite, got NaN at 5',
        { dtype: "F32", shape: kernel.shape, data: kernel.values.with(5, NaN) },
      ],
    ];
    for (const [message, entry] of cases) {
      const change = (tensors: Map<string, SafetensorsEntry>) => {
        if (entry === undefined) tensors.delete("up1.kernel");
        else tensors.set("up1.kernel", entry);
      };
      assertRefused(changed(change), message);
    }
    const more = (tensors: Map<string, SafetensorsEntry>) => {
      tensors.set("block2a.kernel", tensors.get("block1a.kernel")!);
    };
    assertRefused(changed(more), 'tensor "block2a.kernel" does not belong to the generator');
  });
});
