import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CONV_PROBES, convInputs, convReference } from "./_conv_reference.ts";
import { type ConvCase, type ConvPass, filterShape, outputShape, sizeOf } from "./conv_cases.ts";
import { probe } from "./_shared/inputs.js";

/** All three at once, by adding each product where it belongs. */
function scatter(one: ConvCase): Record<ConvPass, Float64Array> {
  const { x, filter, dy } = convInputs(one);
  const { kernel, stride, padding, inputShape: [batch, height, width, c], outputs } = one;
  const [, oh, ow] = outputShape(one);
  const y = new Float64Array(dy.length);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(filter.length);
  for (let n = 0; n < batch; n++) {
    for (let p = 0; p < oh * ow; p++) {
      const [oy, ox] = [Math.floor(p / ow), p % ow];
      for (let tap = 0; tap < kernel * kernel; tap++) {
        const iy = oy * stride + Math.floor(tap / kernel) - padding;
        const ix = ox * stride + tap % kernel - padding;
        if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
        for (let i = 0; i < c; i++) {
          for (let o = 0; o < outputs; o++) {
            const from = ((n * height + iy) * width + ix) * c + i;
            const to = (n * oh * ow + p) * outputs + o;
            const w = (tap * c + i) * outputs + o;
            y[to]! += x[from]! * filter[w]!;
            dx[from]! += dy[to]! * filter[w]!;
            dw[w]! += x[from]! * dy[to]!;
          }
        }
      }
    }
  }
  return { forward: y, dx, dw };
}

describe("convReference", () => {
  for (const pass of ["forward", "dx", "dw"] as const) {
    it(`gives elements of ${pass}`, () => {
      for (const stride of [1, 2]) {
        const one: ConvCase = {
          id: "small",
          op: "conv",
          pass,
          inputShape: [2, 7, 6, 3],
          kernel: 3,
          outputs: 4,
          stride,
          padding: 1,
        };
        const expected = probe(scatter(one)[pass], CONV_PROBES);
        const actual = convReference(one)[pass === "forward" ? "y" : pass]!;
        assertEquals(actual.length, expected.length);
        actual.forEach((value, i) => assert(Math.abs(value! - expected[i]!) < 1e-12));
      }
    });
  }

  it("is given inputs of the right sizes, from -1 to 1", () => {
    const one = {
      id: "",
      op: "conv",
      pass: "dw",
      inputShape: [1, 4, 4, 2],
      kernel: 3,
      outputs: 5,
      stride: 2,
      padding: 1,
    } as const;
    const { x, filter, dy } = convInputs(one);
    assertEquals(
      [x.length, filter.length, dy.length],
      [32, sizeOf(filterShape(one)), sizeOf([1, 2, 2, 5])],
    );
    assert(x.every((value) => Math.abs(value) <= 1) && new Set(x).size === x.length);
  });
});
