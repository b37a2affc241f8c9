import { describe, it } from "@std/testing/bdd";
import { assertAlmostEquals } from "@std/assert";
import { conv2d } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";

/** `[h, w, inputs]` by `[inputs, outputs]`, in float64. */
function expectedAt(
  x: Float32Array,
  filter: Float32Array,
  { pixel, output, inputs, outputs }: {
    readonly pixel: number;
    readonly output: number;
    readonly inputs: number;
    readonly outputs: number;
  },
): number {
  let sum = 0;
  for (let input = 0; input < inputs; input++) {
    sum += x[pixel * inputs + input]! * filter[input * outputs + output]!;
  }
  return sum;
}

describe("convolution of packed positions", () => {
  // Blocks have 16 positions, packed by fours, an even number of them; elements are read by fours too.
  for (const threads of [1, 2]) {
    for (const width of [1, 3, 5, 9, 16, 17, 40]) {
      for (const [inputs, outputs] of [[1, 13], [3, 16], [5, 17], [8, 24]] as const) {
        it(`${width} pixels, ${inputs} to ${outputs} channels, ${threads} threads`, async () => {
          const engine = await createEngine({ threads });
          const x = Float32Array.from({ length: 2 * width * inputs }, (_, i) => (i * 7) % 11 - 5);
          const filter = Float32Array.from({ length: inputs * outputs }, (_, i) => (i * 5) % 7 - 3);
          const shapes = {
            inputShape: [2, 1, width, inputs],
            filterShape: [1, 1, inputs, outputs],
          };
          const y = conv2d(x, filter, { ...shapes, engine });
          for (let i = 0; i < y.length; i++) {
            const [pixel, output] = [Math.floor(i / outputs), i % outputs];
            const wanted = expectedAt(x, filter, { pixel, output, inputs, outputs });
            assertAlmostEquals(y[i]!, wanted, 1e-4);
          }
          engine.dispose();
        });
      }
    }
  }
});
