import { assertAlmostEquals, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, luminance } from "./picture.ts";

describe("createPicture", () => {
  it("is black and opaque", () => {
    assertEquals(createPicture(3, 2), { width: 3, height: 2, pixels: new Float32Array(18) });
  });
});

describe("luminance", () => {
  it("weighs red, green and blue by Rec. 601", () => {
    const picture = createPicture(4, 1);
    picture.pixels.set([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1]);
    const expected = [0.299, 0.587, 0.114, 1];
    luminance(picture).forEach((v, i) => assertAlmostEquals(v, expected[i]!, 1e-6));
  });
});
