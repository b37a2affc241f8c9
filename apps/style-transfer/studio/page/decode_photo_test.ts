import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { fitSize } from "./decode_photo.ts";

describe("fitSize", () => {
  it("scales the longer side down to the limit, and keeps the proportions", () => {
    assertEquals(fitSize({ width: 4000, height: 3000 }, 768), { width: 768, height: 576 });
    assertEquals(fitSize({ width: 3000, height: 4000 }, 768), { width: 576, height: 768 });
  });

  it("never enlarges", () => {
    assertEquals(fitSize({ width: 768, height: 512 }, 768), { width: 768, height: 512 });
    assertEquals(fitSize({ width: 1, height: 1 }, 768), { width: 1, height: 1 });
  });

  it("leaves at least one pixel of a line", () => {
    assertEquals(fitSize({ width: 10000, height: 2 }, 768), { width: 768, height: 1 });
  });
});
