/** What an export consists of: files, as bytes. */

import { basename, dirname, extname, join } from "node:path";
import { type Checkpoint, encodeCheckpoint } from "../checkpoint/checkpoint.ts";
import { GENERATOR_MULTIPLE } from "../model/generator.ts";
import type { Painter } from "../model/paint.ts";
import { graphGenerator } from "./graph_generator.ts";
import { encodeGraphModel } from "./graph_model.ts";
import { writeOnnx } from "./onnx_file.ts";
import { onnxGenerator } from "./onnx_generator.ts";
import { encodePytorch } from "./pytorch_weights.ts";

/** What can be written. */
export type ExportKind = "tfjs" | "onnx" | "pytorch" | "checkpoint";

/** A file to be written. */
export interface ExportFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How to export. */
export interface ExportOptions {
  readonly path: string;
  /** Whether kernels are stored in half precision. */
  readonly half: boolean;
}

/** A generator of ours says how it was trained; one of another program does not. */
export function isCheckpoint(painter: Painter): painter is Checkpoint {
  return "training" in painter && "step" in painter;
}

/**
 * The files of one kind, in the order in which they are to be written: what a file refers to goes first.
 *
 * @throws {RangeError} If a weight is too large for half precision, or the training of a checkpoint unknown.
 */
export function exportFiles(
  kind: ExportKind,
  painter: Painter,
  options: ExportOptions,
): ExportFile[] {
  const { path, half } = options;
  if (kind === "tfjs") return tfjsFiles(painter, options);
  if (kind === "checkpoint") {
    if (isCheckpoint(painter)) return [{ path, bytes: encodeCheckpoint(painter, { half }) }];
    throw new RangeError("a checkpoint says how it was trained, and these weights do not");
  }
  const metadata = describe(painter, "[batch, 3, height, width]");
  if (kind === "pytorch") return [{ path, bytes: encodePytorch(painter, { half, metadata }) }];
  const graph = onnxGenerator(painter, { half });
  return [{ path, bytes: writeOnnx({ ...graph, metadata }) }];
}

function tfjsFiles(painter: Painter, { path, half }: ExportOptions): ExportFile[] {
  const weightsPath = `${basename(path, extname(path))}.weights.bin`;
  const metadata = describe(painter, "[batch, height, width, 3]");
  const { json, weights } = encodeGraphModel(graphGenerator(painter, { half }), {
    weightsPath,
    metadata,
  });
  return [
    { path: join(dirname(path), weightsPath), bytes: weights },
    { path, bytes: new TextEncoder().encode(json) },
  ];
}

/** For whoever finds the file without its documentation. */
function describe(painter: Painter, shape: string): Record<string, string> {
  return {
    generator: JSON.stringify(painter.generator),
    ...(isCheckpoint(painter) ? { step: String(painter.step) } : {}),
    ...(isCheckpoint(painter) && painter.style !== undefined ? { style: painter.style } : {}),
    input: `RGB from -1 to 1, ${shape}, height and width multiples of ${GENERATOR_MULTIPLE}`,
    output: "the same",
  };
}
