import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { proceduralSources } from "./picture_source.ts";
import { contentPicture, stylePicture } from "./procedural.ts";

describe("proceduralSources", () => {
  it("are the scenes, and the paintings of other scenes", () => {
    const { content, style } = proceduralSources(16);
    assertEquals(content.draw(3, 4), contentPicture(3, 4, 16));
    assertEquals(style.draw(3, 4), stylePicture(3, 4, 16));
  });
});
