import { assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { clipGradients } from "./clip_gradients.ts";

const gradients = () =>
  new Map([["a", new Float32Array([3, 0])], ["b", new Float32Array([0, -4])]]);

describe("clipGradients", () => {
  it("leaves gradients that are short enough", () => {
    assertEquals(clipGradients(gradients(), 5), gradients());
    assertEquals(clipGradients(gradients(), 0), gradients());
  });

  it("shortens all together, in the same direction, into new arrays", () => {
    const given = gradients();
    const clipped = clipGradients(given, 1);
    assertEquals(given, gradients());
    assertEquals([...clipped.keys()], ["a", "b"]);
    const flat = [...clipped.values()].flatMap((values) => [...values]);
    [0.6, 0, 0, -0.8].forEach((wanted, i) => assertAlmostEquals(flat[i]!, wanted, 1e-7));
  });

  it("leaves what is no number for the loss to report", () => {
    const broken = new Map([["a", new Float32Array([NaN, 1])]]);
    assertEquals(clipGradients(broken, 1), broken);
  });
});
