import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture, type Picture } from "../data/picture.ts";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { slicedWasserstein } from "./sliced_wasserstein.ts";

const scenes = (seed: number, draw = contentPicture) =>
  Array.from({ length: 8 }, (_, i) => draw(seed, i, 32));

function flat(value: number): Picture {
  const picture = createPicture(16, 16);
  picture.pixels.fill(value);
  return picture;
}

describe("slicedWasserstein", () => {
  it("is 0 between equal sets, and does not depend on who is first", () => {
    assertEquals(slicedWasserstein(scenes(1), scenes(1)), 0);
    assertEquals(slicedWasserstein(scenes(1), scenes(2)), slicedWasserstein(scenes(2), scenes(1)));
  });

  it("is the known number between flat pictures", () => {
    // Every patch moves by the same vector d = (0.5, ..., 0.5), by |d . u| along a unit vector u. Of a
    // random u in n = 147 dimensions the mean of |d . u| is |d| * G(n / 2) / (sqrt(pi) * G((n + 1) / 2)),
    // which is near |d| * sqrt(2 / (pi * (n - 1/2))): 0.4 with |d| = 0.5 * sqrt(147).
    const distance = slicedWasserstein([flat(0.25)], [flat(0.75)], {
      directions: 20000,
      patches: 1,
    });
    const expected = 1000 * 0.5 * Math.sqrt(147) * Math.sqrt(2 / (Math.PI * 146.5));
    assertAlmostEquals(distance, expected, 0.02 * expected);
  });

  it("doubles with the difference of flat pictures", () => {
    const near = slicedWasserstein([flat(0.5)], [flat(0.6)]);
    const far = slicedWasserstein([flat(0.5)], [flat(0.7)]);
    assertAlmostEquals(far / near, 2, 1e-5);
  });

  it("tells a style from other scenes of the same kind", () => {
    const noise = slicedWasserstein(scenes(1), scenes(2));
    const style = slicedWasserstein(scenes(1), scenes(2, stylePicture));
    assert(style > 1.5 * noise, `${style} against ${noise}`);
  });

  it("refuses sets that cannot be compared", () => {
    const message = "both sets must have the same number of pictures, at least 1, got ";
    assertThrows(() => slicedWasserstein([], []), RangeError, `${message}0 and 0`);
    assertThrows(() => slicedWasserstein(scenes(1), [flat(1)]), RangeError, `${message}8 and 1`);
    assertThrows(
      () => slicedWasserstein([contentPicture(1, 0, 32)], [flat(1)]),
      RangeError,
      "pictures must be 32x32, got 16x16",
    );
    const small = [createPicture(15, 20)];
    assertThrows(() => slicedWasserstein(small, small), RangeError, "must be at least 16x16");
  });
});
