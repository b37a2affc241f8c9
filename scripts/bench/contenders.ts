/** Who takes part. */

import process from "node:process";
import type { ContenderSpec } from "./_contender.ts";

/** The contender that all others are compared with. */
export const OURS_ID = "evenkeel-simd-1";
/** Copies one array; tells what memory itself takes. */
export const COPY_ID = "copy";
/** Whose numbers the others' have to agree with. */
export const REFERENCE_ID = "evenkeel-scalar";

/** Further Python executables that have PyTorch, separated as in PATH. */
const PYTHONS_VARIABLE = "EVENKEEL_TORCH_PYTHON";

/** How to start a contender that Deno runs. */
export const DENO: readonly string[] = [Deno.execPath(), "run", "-A"];

/** Everyone, in the order of the report; who is not installed is found out by starting. */
export function listContenders(pythons: readonly string[] = []): ContenderSpec[] {
  return [
    {
      id: COPY_ID,
      name: "copy of one array",
      command: [...DENO, "scripts/bench/contenders/copy.ts"],
      options: {},
    },
    ...evenkeel(),
    ...tfjs(),
    peer("jax-js", "jax-js wasm", "jax_js.mjs", 1),
    ...onnxruntimes(),
    ...listPythons(pythons).flatMap((python, i) =>
      [1, 2].map((threads) => torch(python, i, threads))
    ),
  ];
}

/** onnxruntime, in WebAssembly and native. */
export function onnxruntimes(): ContenderSpec[] {
  return [
    ...[1, 2].map((threads) =>
      peer(`ort-web-${threads}`, "onnxruntime-web wasm", "onnxruntime_web.mjs", threads)
    ),
    ...[1, 2].map((threads) =>
      peer(`ort-node-${threads}`, "onnxruntime-node", "onnxruntime_node.mjs", threads)
    ),
  ];
}

/** Every PyTorch in both of its memory formats: which is faster depends on the operation. */
export function torchesInBothFormats(pythons: readonly string[] = []): ContenderSpec[] {
  return listPythons(pythons).flatMap((python, i) =>
    [1, 2].flatMap((threads) =>
      (["first", "last"] as const).map((memory): ContenderSpec => {
        const { id, name, options, ...rest } = torch(python, i, threads);
        return {
          ...rest,
          id: memory === "first" ? id : id.replace(/-\d+$/, `-last$&`),
          name: `${name}, channels ${memory}`,
          options: { ...options, memory },
        };
      })
    )
  );
}

function evenkeel(): ContenderSpec[] {
  const command = [...DENO, "scripts/bench/contenders/evenkeel.ts"];
  const simd = (threads: number, arrays: "engine" | "plain"): ContenderSpec => ({
    id: `evenkeel-simd-${threads}${arrays === "plain" ? "-plain" : ""}`,
    name: `Evenkeel SIMD, ${formatThreads(threads)}, ${arrays}'s arrays`.replace(
      "plain's",
      "plain",
    ),
    command,
    options: { engine: "simd", threads, arrays },
  });
  return [
    {
      id: REFERENCE_ID,
      name: `Evenkeel scalar, ${formatThreads(1)}`,
      command,
      options: { engine: "scalar", threads: 1, arrays: "plain" },
    },
    simd(1, "engine"),
    simd(2, "engine"),
    simd(1, "plain"),
    simd(2, "plain"),
  ];
}

function tfjs(): ContenderSpec[] {
  const command = [...DENO, "scripts/bench/contenders/tfjs.ts"];
  return [
    {
      id: "tfjs-cpu",
      name: `tfjs cpu, composed, ${formatThreads(1)}`,
      command,
      options: { backend: "cpu", via: "composed" },
    },
    {
      id: "tfjs-wasm",
      name: `tfjs wasm, composed, ${formatThreads(1)}`,
      command,
      options: { backend: "wasm", via: "composed" },
    },
    {
      id: "tfjs-wasm-adapter",
      name: `tfjs wasm, @evenkeel/tfjs, ${formatThreads(1)}`,
      command,
      options: { backend: "wasm", via: "adapter" },
    },
  ];
}

function peer(id: string, name: string, file: string, threads: number): ContenderSpec {
  return {
    id,
    name: `${name}, ${formatThreads(threads)}`,
    command: ["node", `scripts/bench/peers/${file}`],
    options: { threads },
  };
}

function torch(python: string, index: number, threads: number): ContenderSpec {
  return {
    id: `torch${index === 0 ? "" : `-${index + 1}`}-${threads}`,
    name: `{version}, ${formatThreads(threads)}`,
    command: [python, "-B", "scripts/bench/peers/torch_peer.py"],
    env: { OMP_NUM_THREADS: String(threads) },
    options: { threads },
  };
}

/** `python3` of the system, what the environment adds, and what the command line adds. */
export function listPythons(
  asked: readonly string[] = [],
  variable: string | undefined = process.env[PYTHONS_VARIABLE],
): string[] {
  const added = (variable ?? "").split(":").filter((path) => path !== "");
  return [...new Set(["/usr/bin/python3", ...added, ...asked])];
}

/** `1 thread`, `2 threads`. */
export function formatThreads(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}
