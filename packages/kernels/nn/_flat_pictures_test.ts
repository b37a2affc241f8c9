import { assertAllClose } from "@evenkeel/testing";
import { describe, it } from "@std/testing/bdd";
import { conv2d } from "./conv2d.ts";
import { createEngine } from "./create_engine.ts";

const engine = await createEngine();

describe("the convolution of a picture of one color", () => {
  // Enough channels and pixels for Winograd's way, past which these pictures are led.
  const shapes = { inputShape: [1, 32, 32, 32], filterShape: [3, 3, 32, 32], engine };
  const x = new Float32Array(32 ** 3).fill(1), filter = new Float32Array(9 * 32 * 32).fill(0.5);

  it("is the sum of the filter, and of the bias if there is one", () => {
    const y = conv2d(x, filter, shapes);
    assertAllClose(y, y.map(() => 144), { rtol: 1e-6, atol: 0 });
    const bias = Float32Array.from({ length: 32 }, (_, i) => i);
    const biased = conv2d(x, filter, { ...shapes, bias });
    assertAllClose(biased, biased.map((_, i) => 144 + i % 32), { rtol: 1e-6, atol: 0 });
  });
});
