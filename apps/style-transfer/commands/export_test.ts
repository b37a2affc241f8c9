import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError } from "../checkpoint/checkpoint.ts";
import { readCheckpoint, writeCheckpoint } from "../checkpoint/files.ts";
import { createPicture } from "../data/picture.ts";
import { samplePainter } from "../export/_test_painters.ts";
import { writePicture } from "../images/write_picture.ts";
import { CPU_PRESET } from "../training/config.ts";
import { exportGenerator } from "./export.ts";
import { inspect } from "./inspect.ts";
import { UsageError } from "./usage_error.ts";

const SAMPLE = { ...samplePainter(), training: CPU_PRESET, step: 3 };

describe("export", () => {
  let folder = "";
  let checkpoint = "";
  let written = "";
  const output = { write: (text: string) => void (written += text) };
  const inside = (name: string) => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "export-"));
    checkpoint = inside("style.safetensors");
    written = "";
    await writeCheckpoint(checkpoint, SAMPLE);
  });
  afterEach(async () => await rm(folder, { recursive: true }));

  const call = (to: string, options: { half?: boolean; pytorch?: boolean } = {}) =>
    exportGenerator(checkpoint, {
      options: { to, half: false, pytorch: false, ...options },
      output,
    });
  const files = async () => (await readdir(folder, { recursive: true })).sort();

  it("writes what the extension says, and tells what it wrote", async () => {
    await call(inside("new/a.json"));
    await call(inside("new/a.onnx"));
    await call(inside("new/a.safetensors"), { pytorch: true });
    assertEquals(await readdir(inside("new")).then((names) => names.sort()), [
      "a.json",
      "a.onnx",
      "a.safetensors",
      "a.weights.bin",
    ]);
    const manifest = JSON.parse(await readFile(inside("new/a.json"), "utf8")).weightsManifest;
    assertEquals(manifest[0].paths, ["a.weights.bin"]);
    assertStringIncludes(written, `${inside("new/a.onnx")}  `);
    assertStringIncludes(written, " KB\n");
  });

  it("writes one of each into a folder", async () => {
    await call(inside("all"));
    assertEquals((await readdir(inside("all"))).sort(), [
      "checkpoint.safetensors",
      "generator.onnx",
      "model.json",
      "model.weights.bin",
      "pytorch.safetensors",
    ]);
    const again = await readCheckpoint(inside("all/checkpoint.safetensors"));
    assertEquals(again, await readCheckpoint(checkpoint));
    await mkdir(inside("v1.5"));
    await call(inside("v1.5"));
    await call(`${inside("v1.6")}/`);
    assertEquals((await readdir(inside("v1.6"))).length, 5);
  });

  it("writes a checkpoint that is half as large, and still one", async () => {
    await call(inside("half.safetensors"), { half: true });
    const { generator, step, training } = await readCheckpoint(inside("half.safetensors"));
    assertEquals({ generator, step, training }, {
      generator: SAMPLE.generator,
      step: 3,
      training: CPU_PRESET,
    });
    await inspect(inside("half.safetensors"), { json: false, output });
    assertStringIncludes(written, "style generator, ");
    assertStringIncludes(written, "10 F16");
  });

  it("refuses what it cannot write, and writes nothing then", async () => {
    const before = await files();
    const known = "--to must end in .json, .onnx or .safetensors, or be a folder, got ";
    await assertRejects(() => call("a.gif"), UsageError, `${known}"a.gif"`);
    await assertRejects(() => call(""), UsageError, `${known}""`);
    await assertRejects(
      () => call(inside("a.onnx"), { pytorch: true }),
      UsageError,
      "--pytorch needs",
    );
    await assertRejects(() => call(folder, { pytorch: true }), UsageError, "--pytorch needs");
    await assertRejects(() => call(`${checkpoint}/a.onnx`), Error, "cannot write");
    // One of two files cannot be written: the other is not written either.
    await mkdir(inside("taken/a.weights.bin"), { recursive: true });
    await assertRejects(() => call(inside("taken/a.json")), Error, "it is a folder");
    assertEquals(await readdir(inside("taken")), ["a.weights.bin"]);
    await rm(inside("taken"), { recursive: true });
    assertEquals(await files(), before);
  });

  it("never takes the checkpoint's place", async () => {
    const before = await readFile(checkpoint);
    const said = `--to must be another file than the checkpoint, got ${checkpoint}`;
    await assertRejects(() => call(checkpoint, { half: true }), UsageError, said);
    await mkdir(inside("sub"));
    const around = `${inside("sub")}/../style.safetensors`;
    const again = said.replace(checkpoint, around);
    await assertRejects(() => call(around, { pytorch: true }), UsageError, again);
    assertEquals(await readFile(checkpoint), before);
  });

  it("refuses what is no checkpoint", async () => {
    await writeFile(checkpoint, "not one");
    await assertRejects(() => call(inside("a.onnx")), CheckpointError, "cannot read checkpoint");
    await writePicture(inside("photo.png"), createPicture(8, 8));
    await rename(inside("photo.png"), checkpoint);
    const why = "it is not a safetensors file; a checkpoint is, such as";
    await assertRejects(() => call(inside("a.onnx")), CheckpointError, why);
    await rm(checkpoint);
    await assertRejects(() => call(inside("a.onnx")), CheckpointError, "no such file");
    assertEquals([await files(), written], [[], ""]);
  });
});
