import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { InvalidArgumentError } from "commander";
import { parseMix } from "./parse_mix.ts";

describe("parseMix", () => {
  it("reads shares with commas, and one text after the other", () => {
    assertEquals([...parseMix("monet=0.6,munch=.4")], [["monet", 0.6], ["munch", 0.4]]);
    assertEquals([...parseMix("munch=3", parseMix("monet=1"))], [["monet", 1], ["munch", 3]]);
  });

  it("takes names as folders have them", () => {
    const shares = parseMix("Monet, Claude=1, van gogh=2,a=b=0.5");
    assertEquals([...shares], [["Monet, Claude", 1], ["van gogh", 2], ["a=b", 0.5]]);
  });

  it("refuses what is no share, and a style that comes twice", () => {
    for (const text of ["", "monet", "monet=", "monet=x", "monet=-1", "=1", "a=1,b"]) {
      const error = assertThrows(() => parseMix(text), InvalidArgumentError);
      assertEquals(error.message, `must be like monet=0.6,munch=0.4, got "${text}"`);
    }
    assertThrows(() => parseMix("a=1,a=2"), InvalidArgumentError, 'must name "a" once');
    assertThrows(() => parseMix("a=1", new Map([["a", 1]])), InvalidArgumentError, "once");
  });
});
