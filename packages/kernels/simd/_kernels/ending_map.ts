/** The forward step with an ending: a residual that is added, and an activation. */

import { f32 } from "../_wasm/scalars.ts";
import { f32x4, i32x4 } from "../_wasm/vectors.ts";
import { endingName } from "../../_ending.ts";
import type { FusedActivation } from "../../types.ts";
import { columnApply, mapColumns } from "./column_map.ts";
import { type Curve, leakyRelu, relu, silu, tanh } from "./curves.ts";
import type { Kernel } from "./job.ts";
import { FORWARD, type Mapping } from "./map.ts";
import { lineApply, mapRuns, runApply } from "./run_map.ts";

const CURVES: Readonly<Record<FusedActivation, Curve>> = { relu, leakyRelu, silu, tanh };

/** The forward step, and then `curve(y + residual)`; the last elements take the way of vectors, too. */
function ended(curve: Curve | undefined, residual: boolean): Mapping {
  return {
    ...FORWARD,
    inputs: residual ? ["x", "residual"] : ["x"],
    more: ["slope"],
    one: ({ inputs: [x, added], ...rest }, builder) => {
      const y = FORWARD.one({ inputs: [x!], ...rest }, builder);
      const sum = added === undefined ? y : f32.add(y, added);
      if (curve === undefined) return sum;
      return f32x4.lane(curve(builder, f32x4.splat(sum), i32x4.splat(rest.more[0]!)), 0);
    },
    four: ({ inputs: [x, added], ...rest }, builder) => {
      const y = FORWARD.four({ inputs: [x!], ...rest }, builder);
      const sum = added === undefined ? y : f32x4.add(y, added);
      return curve === undefined ? sum : curve(builder, sum, i32x4.splat(rest.more[0]!));
    },
  };
}

function kernelsOf(activation: FusedActivation | undefined, residual: boolean): Kernel[] {
  const mapping = ended(activation && CURVES[activation], residual);
  const suffix = endingName(activation, residual);
  return [
    mapRuns(runApply.name + suffix, mapping, false),
    mapRuns(lineApply.name + suffix, mapping, true),
    mapColumns(columnApply.name + suffix, mapping),
  ];
}

function allKernels(): Kernel[] {
  const activations = ["relu", "leakyRelu", "silu", "tanh"] as const;
  return [
    ...kernelsOf(undefined, true),
    ...activations.flatMap((name) => [...kernelsOf(name, false), ...kernelsOf(name, true)]),
  ];
}

/** All endings of all forms of memory; an engine finds them by their names. */
export const ENDING_KERNELS: readonly Kernel[] = /* @__PURE__ */ allKernels();
