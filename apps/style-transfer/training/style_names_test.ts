import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkStyleNames } from "./style_names.ts";

describe("checkStyleNames", () => {
  it("takes names as folders have them", () => {
    checkStyleNames(["van gogh", "歌川広重", "a=b, c", "v1.5", "..."]);
  });

  it("refuses names that could lead elsewhere, or that cannot be told apart", () => {
    for (const name of ["", "a/b", "a\\b", "../a", "a\nb", "a\u0000", "a".repeat(101)]) {
      assertThrows(() => checkStyleNames(["a", name]), RangeError, "must have names of 1 to 100");
    }
    assertThrows(() => checkStyleNames(["a", "b", "a"]), RangeError, 'got "a" twice');
    assertThrows(() => checkStyleNames(["a"]), RangeError, "styles must be two or more, got 1");
    assertThrows(() => checkStyleNames([]), RangeError, "got 0");
  });
});
