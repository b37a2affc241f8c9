/** This repository's convolutions, with arrays in the engine's memory. */

import {
  conv2d,
  conv2dBackwardFilter,
  conv2dBackwardInput,
  createEngine,
  type EngineOptions,
  type SimdEngine,
} from "@evenkeel/kernels/nn";
import { CONV_PROBES, convInputs } from "../_conv_reference.ts";
import { type ConvCase, filterShape, outputShape, sizeOf } from "../conv_cases.ts";
import { type Prepared, serve } from "../_shared/host.js";
import { probe } from "../_shared/inputs.js";

type Options = Pick<EngineOptions, "threads" | "relaxedSimd">;

let chosen: Options = {};
let engine: SimdEngine | undefined;

async function start(options: Options): Promise<string> {
  chosen = options;
  engine = await createEngine(chosen);
  if (options.relaxedSimd && !engine.features.relaxedSimd) throw new Error("no relaxed SIMD here");
  return `Deno ${Deno.version.deno}, ${engine.name}`;
}

async function prepare({ case: one }: { readonly case: ConvCase }): Promise<Prepared> {
  // A new engine for each case, so that memory of the last one cannot pile up.
  engine?.dispose();
  engine = await createEngine(chosen);
  const own = (values: Float32Array) => {
    const array = engine!.allocate(values.length, { cleared: false });
    array.set(values);
    return array;
  };
  const inputs = convInputs(one);
  const [x, filter, dy] = [own(inputs.x), own(inputs.filter), own(inputs.dy)];
  const { inputShape, stride, padding } = one;
  const options = {
    engine,
    inputShape,
    filterShape: filterShape(one),
    strides: [stride, stride],
    padding: { top: padding, bottom: padding, left: padding, right: padding },
  } as const;
  const create = (shape: readonly number[]) => engine!.allocate(sizeOf(shape));
  const out = create(
    {
      forward: outputShape(one),
      dx: inputShape,
      dw: options.filterShape,
    }[one.pass],
  );
  const run = {
    forward: () => conv2d(x, filter, { ...options, out }),
    dx: () => conv2dBackwardInput(dy, filter, { ...options, out }),
    dw: () => conv2dBackwardFilter(x, dy, { ...options, out }),
  }[one.pass];
  const name = one.pass === "forward" ? "y" : one.pass;
  return { run, probe: () => (run(), { [name]: probe(out, CONV_PROBES) }), release: () => {} };
}

if (import.meta.main) await serve({ start, prepare });
