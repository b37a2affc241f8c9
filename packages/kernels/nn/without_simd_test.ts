/** Engines that found no SIMD WebAssembly, or that were made for norms alone. */

import { assertAllClose, randomArray } from "@evenkeel/testing";
import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createEngine } from "../simd/create_engine.ts";
import { without } from "../simd/_test_machine.ts";
import type { SimdEngine } from "../simd/engine.ts";
import { leakyRelu, reluBackward, silu, tanhBackward } from "./activations.ts";
import { addBias, addBiasBackward } from "./add_bias.ts";
import { averagePool2d, averagePool2dBackward } from "./average_pool2d.ts";
import { conv2d } from "./conv2d.ts";
import { depthwiseConv2d } from "./depthwise_conv2d.ts";
import { elementwise } from "./elementwise.ts";
import { matmul } from "./matmul.ts";
import { maxPool2d, maxPool2dBackward } from "./max_pool2d.ts";
import { reflectionPad2d } from "./pad2d.ts";
import { meanTrailing, sumLeading } from "./reductions.ts";
import { upsampleBilinear2d, upsampleBilinear2dBackward } from "./upsample_bilinear2d.ts";
import { upsampleNearest2d } from "./upsample_nearest2d.ts";

const inputShape = [2, 16, 16, 4], size = 2048;
const x = randomArray(size, 1, { type: "float32" }), dy = randomArray(size, 2, { type: "float32" });
const quarter = dy.slice(0, size / 4), row = dy.slice(0, 4);
const pool = { inputShape, windowSize: [2, 2] } as const;
const half = { inputShape, outputSize: [8, 8] } as const;
const sum = { shape: inputShape, axis: 3 };

type With = { readonly engine?: SimdEngine };

/** What has plain loops, too. */
const EVERYWHERE: Readonly<Record<string, (given: With) => Float32Array>> = {
  leakyRelu: (given) => leakyRelu(x, given),
  reluBackward: (given) => reluBackward(dy, x, given),
  tanhBackward: (given) => tanhBackward(dy, x, given),
  silu: (given) => silu(x, given),
  addBias: (given) => addBias(x, row, given),
  addBiasBackward: (given) => addBiasBackward(dy, { channels: 4, ...given }),
  averagePool2d: (given) => averagePool2d(x, { ...pool, ...given }),
  averagePool2dBackward: (given) => averagePool2dBackward(quarter, { ...pool, ...given }),
  elementwise: (given) => elementwise("squaredDifference", [x, row], given),
  maxPool2d: (given) => maxPool2d(x, { ...pool, ...given }),
  maxPool2dBackward: (given) => maxPool2dBackward(quarter, x, { ...pool, ...given }),
  sumLeading: (given) => sumLeading(x, { ...sum, ...given }),
  meanTrailing: (given) => meanTrailing(x, { ...sum, axis: 1, ...given }),
  upsampleBilinear2d: (given) => upsampleBilinear2d(x, { ...half, ...given }),
  upsampleBilinear2dBackward: (given) => upsampleBilinear2dBackward(quarter, { ...half, ...given }),
};

const picture = { inputShape, filterShape: [1, 1, 4, 1] };
const sides = { top: 1, bottom: 0, left: 0, right: 0 };

/** What has none. */
const ON_MACHINES: Readonly<Record<string, (engine: SimdEngine) => Float32Array>> = {
  conv2d: (engine) => conv2d(x, row, { ...picture, engine }),
  depthwiseConv2d: (engine) => depthwiseConv2d(x, row, { ...picture, engine }),
  matmul: (engine) => matmul(row, row, { rows: 2, inner: 2, columns: 2, engine }),
  reflectionPad2d: (engine) => reflectionPad2d(x, { inputShape, padding: sides, engine }),
  upsampleNearest2d: (engine) => upsampleNearest2d(x, { ...half, engine }),
};

let plain: SimdEngine;
await without([WebAssembly, "validate", () => false], async () => {
  plain = await createEngine();
});
const ENGINES = [
  [
    "no SIMD",
    plain!,
    "engine must have SIMD WebAssembly, which this needs: no SIMD WebAssembly here",
  ],
  ["norms alone", await createEngine(), "createEngine of @evenkeel/kernels/nn"],
] as const;

for (const [which, engine, message] of ENGINES) {
  describe(`an engine of ${which}`, () => {
    for (const [name, call] of Object.entries(EVERYWHERE)) {
      it(`leaves ${name} to plain loops`, () => assertAllClose(call({ engine }), call({})));
    }
    for (const [name, call] of Object.entries(ON_MACHINES)) {
      it(`says why ${name} is not for it`, () => {
        assertThrows(() => call(engine), TypeError, message);
      });
    }
  });
}
