import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { layersOf } from "./architectures.ts";
import { type Convolution, convolutionsOf, kernelShape, operationsPerPixel } from "./layers.ts";

const CONFIG = { enlargement: "nearest", width: 4, blocks: 2, norm: "instance" } as const;

function only(change: Partial<Convolution>): Convolution {
  const [first] = convolutionsOf(layersOf({ ...CONFIG, architecture: "residual" }));
  return { ...first!, ...change };
}

describe("layers", () => {
  it("kernelShape is as TensorFlow has it", () => {
    const layer = { size: 3, from: 2, to: 5 };
    assertEquals(kernelShape(only(layer)), [3, 3, 2, 5]);
    assertEquals(kernelShape(only({ ...layer, kind: "depthwise" })), [3, 3, 2, 1]);
    assertEquals(kernelShape(only({ ...layer, kind: "transposed" })), [3, 3, 5, 2]);
  });

  it("operationsPerPixel counts a product and a sum for each weight at each place", () => {
    const layer = { size: 3, from: 2, to: 5, stride: 1 } as const;
    assertEquals(operationsPerPixel([only(layer)]), 2 * 9 * 10);
    assertEquals(operationsPerPixel([only({ ...layer, stride: 2 })]), 2 * 9 * 10 / 4);
    assertEquals(operationsPerPixel([only({ ...layer, kind: "transposed" })]), 2 * 9 * 10);
    const enlarged = [
      only({ ...layer, stride: 2 }),
      { op: "enlargement", by: "nearest" },
      only(layer),
    ] as const;
    assertEquals(operationsPerPixel(enlarged), 2 * 90 / 4 + 2 * 90);
    const branch = { op: "branch", join: "add", body: [only({ ...layer, to: 2 })] } as const;
    assertEquals(operationsPerPixel([only({ ...layer, stride: 2 }), branch]), (180 + 72) / 4);
  });

  it("the CycleGAN generator has the published size", () => {
    const config = { ...CONFIG, architecture: "cyclegan", width: 64, blocks: 9 } as const;
    const convolutions = convolutionsOf(layersOf(config));
    const weights = convolutions.reduce(
      (sum, layer) => sum + kernelShape(layer).reduce((a, b) => a * b),
      0,
    );
    const biases = convolutions.reduce((sum, { to }) => sum + to, 0);
    // 11.378 million, of which we leave out the biases that instance norm takes away again.
    assertEquals(weights + biases, 11378179);
    // 49.6 billion products at 256x256. The published 56.8 counts those with the zeros that a transposed
    // convolution puts between its pixels: three quarters of two layers.
    const products = operationsPerPixel(layersOf(config)) * 256 ** 2 / 2;
    const withZeros = 2 * 3 * 9 * 128 * 256 * 64 ** 2;
    assertEquals([products, products + withZeros].map((n) => Math.round(n / 1e8) / 10), [
      49.6,
      56.8,
    ]);
  });
});
