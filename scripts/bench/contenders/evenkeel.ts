/** This repository's kernels: on the scalar engine, or on the SIMD engine with its own or plain arrays. */

import {
  batchNorm,
  batchNormBackward,
  instanceNorm,
  instanceNormBackward,
} from "@evenkeel/kernels";
import { createEngine, type SimdEngine } from "@evenkeel/kernels/simd";
import { memoryShape, type NormCase } from "../cases.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { affineInput, fillInput, probe } from "../_shared/inputs.js";
import { normalizeFiles, type NormalizeRequest } from "./_normalize_files.ts";

/** What the list of contenders says. */
interface Options {
  readonly engine: "scalar" | "simd";
  readonly threads: number;
  readonly arrays: "engine" | "plain";
}

let options: Options;
let engine: SimdEngine | undefined;

async function start(given: Options): Promise<string> {
  options = given;
  if (options.engine === "simd") engine = await createEngine(options);
  return `Deno ${Deno.version.deno}${engine === undefined ? "" : `, ${engine.name}`}`;
}

async function prepare({ case: one }: { readonly case: NormCase }): Promise<Prepared> {
  // A new engine for each case, so that memory of the last one cannot pile up.
  if (engine !== undefined) {
    engine.dispose();
    engine = await createEngine(options);
  }
  const shape = memoryShape(one);
  const size = shape.reduce((a, b) => a * b);
  const allocate = () =>
    engine !== undefined && options.arrays === "engine"
      ? engine.allocate(size)
      : new Float32Array(size);
  const { gamma, beta } = affineInput(one.sizes[1]);
  const settings = {
    shape,
    layout: one.layout,
    gamma,
    ...(engine === undefined ? {} : { engine }),
  };
  const [norm, backward] = one.op === "instance"
    ? [instanceNorm<Float32Array>, instanceNormBackward<Float32Array>]
    : [batchNorm<Float32Array>, batchNormBackward<Float32Array>];
  const x = allocate();
  const y = allocate();
  fillInput(x, "x");
  const forward = () => norm(x, { ...settings, beta, out: { y } });
  if (one.pass === "forward") {
    return { run: forward, probe: () => (forward(), { y: probe(y) }), release };
  }
  const dy = allocate();
  const dx = allocate();
  fillInput(dy, "dy");
  const both = () => {
    const { mean, rstd } = forward();
    return backward(dy, x, { ...settings, mean, rstd, out: { dx } });
  };
  return {
    run: both,
    probe: () => {
      const { dgamma } = both();
      return { y: probe(y), dx: probe(dx), dgamma: probe(dgamma) };
    },
    release,
  };
}

function release(): void {}

if (import.meta.main) {
  await serve({
    start,
    prepare,
    normalize: (request: NormalizeRequest) =>
      normalizeFiles(request, (x, { shape, layout, epsilon }) => {
        const on = engine === undefined ? {} : { engine };
        const { y, mean, variance } = instanceNorm(x, { shape, layout, epsilon, ...on });
        return { y, mean: mean[0]!, variance: variance[0]! };
      }),
  });
}
