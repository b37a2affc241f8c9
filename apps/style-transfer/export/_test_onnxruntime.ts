/**
 * Somebody else's runtime for ONNX models, for tests: this file runs it, in a process of its own.
 *
 * The process knows neither our configuration nor our lock. Whatever stands there is fetched by everybody
 * who starts the demo, and onnxruntime has 33 MB.
 */

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const PACKAGE = "npm:onnxruntime-web@1.30.0/wasm";
const FLAGS = ["eval", "--no-config", "--no-lock", "--quiet"];
const PROGRAM = `
  import * as ort from "${PACKAGE}";
  ort.env.wasm.numThreads = 1;
  const folder = process.env.MODELS;
  const { inputs, shape } = JSON.parse(Deno.readTextFileSync(folder + "/job.json"));
  for (const { name } of [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".onnx"))) {
    const model = Deno.readFileSync(folder + "/" + name);
    const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
    const x = new ort.Tensor("float32", Float32Array.from(inputs), shape);
    const { painting } = await session.run({ photo: x });
    const result = { shape: painting.dims, values: [...painting.data] };
    Deno.writeTextFileSync(folder + "/" + name + ".json", JSON.stringify(result));
    await session.release();
  }
`;

/** What a model made of its input. */
export interface RuntimeResult {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Runs models on one input, in onnxruntime's WebAssembly build; the results have the models' names. */
export async function runOnnx(
  models: ReadonlyMap<string, Uint8Array>,
  input: RuntimeResult,
): Promise<Map<string, RuntimeResult>> {
  const folder = await mkdtemp(join(tmpdir(), "onnx-"));
  try {
    const names = [...models.keys()];
    for (const [i, name] of names.entries()) {
      await writeFile(join(folder, `${i}.onnx`), models.get(name)!);
    }
    const job = { inputs: input.values, shape: input.shape };
    await writeFile(join(folder, "job.json"), JSON.stringify(job));
    const env = { ...process.env, MODELS: folder };
    await promisify(execFile)(process.execPath, [...FLAGS, PROGRAM], { env, cwd: folder });
    const results = new Map<string, RuntimeResult>();
    for (const file of await readdir(folder)) {
      if (!file.endsWith(".onnx.json")) continue;
      const name = names[Number.parseInt(file)]!;
      results.set(name, JSON.parse(await readFile(join(folder, file), "utf8")));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}
