import { assertAllClose, checkGradients, randomArray } from "@evenkeel/testing";
import { goldenRuns, LOCAL_RESPONSE_NORM } from "@evenkeel/testing/golden";
import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { localResponseNorm, localResponseNormBackward } from "./local_response_norm.ts";
import { pixelNorm } from "./pixel_norm.ts";

describe("local response norm agrees with PyTorch float64", () => {
  for (const { title, check } of goldenRuns(LOCAL_RESPONSE_NORM)) {
    it(title, () =>
      check(({ shape, layout, settings, input }) => {
        const { size, alpha, exponent, bias } = settings;
        const window = { size: size!, alpha: alpha!, exponent: exponent!, bias: bias! };
        const options = { shape, layout, ...window };
        const { y } = localResponseNorm(input("x"), options);
        const { dx } = localResponseNormBackward(input("dy"), input("x"), options);
        return { outputs: { y }, gradients: { x: dx } };
      }));
  }
});

describe("local response norm", () => {
  for (const size of [1, 2, 3, 4, 5, 9]) {
    it(`has the gradient that central differences find, size ${size}`, () => {
      const options = { shape: [2, 3, 6], layout: "channels-last", size, alpha: 2 } as const;
      checkGradients({
        inputs: { x: randomArray(36, 1) },
        output: ({ x }) => localResponseNorm(x, options).y,
        gradients: ({ x }, dy) => ({ x: localResponseNormBackward(dy, x, options).dx }),
      });
    });
  }
  it("works in blocks of positions, and in place", () => {
    const shape = [2, 3, 150], x = randomArray(900, 2);
    const options = { shape, size: 3, alpha: 1 };
    const { y } = localResponseNorm(x, options);
    const at = (n: number, c: number, p: number) => c < 0 || c > 2 ? 0 : x[(n * 3 + c) * 150 + p]!;
    const expected = Float64Array.from(x, (value, i) => {
      const p = i % 150, c = Math.floor(i / 150) % 3, n = Math.floor(i / 450);
      const sum = at(n, c - 1, p) ** 2 + value ** 2 + at(n, c + 1, p) ** 2;
      return value / (1 + sum / 3) ** 0.75;
    });
    assertAllClose(y, expected);
    const copy = x.slice();
    localResponseNorm(copy, { ...options, out: { y: copy } });
    assertAllClose(copy, expected);
  });
  it("with a window over everything and almost no bias is pixel norm", () => {
    const shape = [2, 5, 3], x = randomArray(30, 3);
    // Nine channels reach from any of the five to all others; alpha over size must be 1 over 5.
    const options = { shape, size: 9, alpha: 9 / 5, exponent: 0.5, bias: 1e-8 };
    assertAllClose(localResponseNorm(x, options).y, pixelNorm(x, { shape }).y);
  });
  it("refuses a window that is none", () => {
    const x = new Float64Array(4), shape = [2, 2];
    for (
      const [wrong, message] of [
        [{ size: 0 }, "size must be a positive integer, got 0"],
        [{ size: 3, alpha: -1 }, "alpha must be a finite number of at least 0, got -1"],
        [{ size: 3, bias: 0 }, "bias must be a finite number greater than 0, got 0"],
        [{ size: 3, exponent: NaN }, "exponent must be a finite number, got NaN"],
      ] as const
    ) {
      assertThrows(() => localResponseNorm(x, { shape, ...wrong }), RangeError, message);
    }
  });
});
