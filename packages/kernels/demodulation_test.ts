import { assertAllClose, assertBitEqual, checkGradients, randomArray } from "@evenkeel/testing";
import { DEMODULATION, goldenRuns } from "@evenkeel/testing/golden";
import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ENGINES } from "./_test_engines.ts";
import { demodulation, demodulationBackward } from "./demodulation.ts";

for (const engine of ENGINES) {
  describe(`demodulation agrees with PyTorch float64, ${engine.name}`, () => {
    for (const { title, check } of goldenRuns(DEMODULATION, { layouts: ["channels-first"] })) {
      it(title, () =>
        check(({ shape, settings, input }) => {
          const { axis, inputAxis, epsilon } = settings;
          const [x, style] = [input("x"), input("style")];
          const options = { shape, axis: axis!, inputAxis: inputAxis!, engine };
          const { y, rstd } = demodulation(x, style, { ...options, epsilon: epsilon! });
          const back = demodulationBackward(input("dy"), x, style, { ...options, rstd });
          return { outputs: { y }, gradients: { x: back.dx, style: back.dstyle } };
        }));
    }
  });
}

const shape = [4, 3, 2];
const x = randomArray(24, 1), style = randomArray(6, 2, { mean: 1 });

describe("demodulation", () => {
  for (const [axis, inputAxis, styles] of [[0, 1, 6], [-1, -2, 6], [1, 0, 8], [2, 0, 8]] as const) {
    it(`has the gradient that central differences find, axes ${axis} and ${inputAxis}`, () => {
      const options = { shape, axis, inputAxis };
      checkGradients({
        inputs: { x, style: randomArray(styles, 2, { mean: 1 }) },
        output: ({ x, style }) => demodulation(x, style, { ...options, epsilon: 0.2 }).y,
        gradients: ({ x, style }, dy) => {
          const { rstd } = demodulation(x, style, { ...options, epsilon: 0.2 });
          const { dx, dstyle } = demodulationBackward(dy, x, style, { ...options, rstd });
          return { x: dx, style: dstyle };
        },
      });
    });
  }
  it("gives every output of every sample the length 1", () => {
    const { y, rstd } = demodulation(x, style, { shape, epsilon: 0 });
    for (let output = 0; output < 8; output++) {
      assertAllClose([Math.hypot(...y.subarray(6 * output, 6 * output + 6))], [1]);
    }
    assertEquals(rstd.length, 8);
  });
  it("does not see the scale of a style", () => {
    const larger = style.map((value) => value * 8);
    const options = { shape, epsilon: 0 };
    assertAllClose(demodulation(x, larger, options).y, demodulation(x, style, options).y);
  });
  it("does not look at a sample's mates, to the bit", () => {
    const both = demodulation(x, style, { shape }).y;
    const second = demodulation(x, style.slice(3), { shape }).y;
    assertBitEqual(second, both.slice(24));
  });
  it("leaves zeros at zero, without gradient trouble", () => {
    const nothing = new Float64Array(24);
    const { y, rstd } = demodulation(nothing, style, { shape, epsilon: 0 });
    assertEquals([y.every((value) => value === 0), rstd.every((value) => value === 0)], [
      true,
      true,
    ]);
    const { dx } = demodulationBackward(new Float64Array(48).fill(1), nothing, style, {
      shape,
      rstd,
    });
    assertEquals(dx.every(Number.isFinite), true);
  });
  it("multiplies in 64 bits, whatever the arrays are", () => {
    for (const size of [1e20, 1e-24]) {
      const large = new Float32Array([size, 2 * size]);
      const style = new Float32Array([size, size]);
      const { y } = demodulation(large, style, { shape: [1, 2], epsilon: 0 });
      assertAllClose(y, [1 / Math.sqrt(5), 2 / Math.sqrt(5)], { rtol: 1e-6 });
    }
  });
  it("has nothing to say about no samples", () => {
    const { y, rstd } = demodulation(x, new Float64Array(0), { shape });
    assertEquals([y.length, rstd.length], [0, 0]);
    const { dx } = demodulationBackward(y, x, new Float64Array(0), { shape, rstd });
    assertEquals([...dx], [...new Float64Array(24)]);
  });
  it("writes where it is told", () => {
    const y = new Float64Array(48);
    assertEquals(demodulation(x, style, { shape, out: { y } }).y === y, true);
    assertBitEqual(y, demodulation(x, style, { shape }).y);
  });
  it("refuses what does not fit", () => {
    const refuses = (message: string, options: object, type = RangeError) =>
      assertThrows(() => demodulation(x, style, { shape, ...options }), type, message);
    refuses("inputAxis must be another one than axis 1, got -2", { axis: 1, inputAxis: -2 });
    refuses("inputAxis must be from -3 to 2, got 3", { inputAxis: 3 });
    refuses("axis must be from -3 to 2, got -4", { axis: -4 });
    const long = new Float64Array(100);
    assertThrows(
      () =>
        demodulation(long.subarray(1, 5), new Float64Array(4), {
          shape: [2, 2],
          out: { y: long.subarray(0, 8) },
        }),
      RangeError,
      "out.y must not overlap x",
    );
    refuses("epsilon must be a finite number of at least 0, got NaN", { epsilon: NaN });
    refuses("out.y must have 48 elements (the product of shape for each sample), got 24", {
      out: { y: new Float64Array(24) },
    });
    refuses("out.y must be a Float64Array like x", { out: { y: new Float32Array(48) } }, TypeError);
    assertThrows(
      () => demodulation(x, undefined as never, { shape }),
      TypeError,
      "style must be a Float32Array or Float64Array, got undefined",
    );
    assertThrows(
      () => demodulation(x, new Float64Array(5), { shape }),
      RangeError,
      "style must have 6 elements (3 inputs of each sample), got 5",
    );
    assertThrows(
      () => demodulationBackward(x, x, style, { shape, rstd: new Float64Array(8) }),
      RangeError,
      "dy must have 48 elements",
    );
  });
});
