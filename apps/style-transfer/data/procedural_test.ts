import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { applyInkStyle } from "./ink_style.ts";
import { l1 } from "../metrics/similarity.ts";
import { contentPicture, heldOutPair, stylePicture } from "./procedural.ts";

describe("the procedural data set", () => {
  it("is a function of seed, index and size", () => {
    assertEquals(contentPicture(1, 2, 16), contentPicture(1, 2, 16));
    assertEquals(stylePicture(1, 2, 16), stylePicture(1, 2, 16));
    assertEquals(heldOutPair(1, 2, 16), heldOutPair(1, 2, 16));
    assertEquals(contentPicture(1, 2, 16).pixels.length, 16 * 16 * 3);
    assert(l1(contentPicture(1, 2, 16), contentPicture(2, 2, 16)) > 0.01);
    assert(l1(contentPicture(1, 2, 16), contentPicture(1, 3, 16)) > 0.01);
  });

  it("knows the truth of held-out scenes", () => {
    const { content, truth } = heldOutPair(5, 0, 24);
    assertEquals(applyInkStyle(content), truth);
    assert(l1(content, truth) > 0.05);
  });

  it("never shows training a pair, nor a held-out scene", () => {
    const contents = [], styles = [], heldOut = [];
    for (let index = 0; index < 12; index++) {
      contents.push(contentPicture(1, index, 12));
      styles.push(stylePicture(1, index, 12));
      heldOut.push(heldOutPair(1, index, 12));
    }
    for (const content of contents) {
      const painted = applyInkStyle(content);
      for (const style of styles) assert(l1(painted, style) > 0.005);
      for (const pair of heldOut) assert(l1(content, pair.content) > 0.005);
    }
    for (const style of styles) {
      for (const { truth } of heldOut) assert(l1(style, truth) > 0.005);
    }
  });
});
