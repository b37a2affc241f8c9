import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { createPicture } from "../data/picture.ts";
import { checkSets } from "./picture_sets.ts";

describe("checkSets", () => {
  const one = [createPicture(16, 16)], wanted = { pictures: 1, side: 8 };

  it("takes pictures of one size", () => checkSets(one, one, wanted));

  it("refuses another width, another height, too few and too small ones", () => {
    const refuses = (b: typeof one, message: string, more = {}) =>
      assertThrows(() => checkSets(one, b, { ...wanted, ...more }), RangeError, message);
    refuses([createPicture(32, 16)], "pictures must be 16x16, got 32x16");
    refuses([createPicture(16, 32)], "pictures must be 16x16, got 16x32");
    refuses([], "each set must have at least 1 pictures, got 1 and 0");
    refuses(one, "pictures must be at least 17x17, got 16x16", { side: 17 });
  });
});
