import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkStyleNames } from "../training/style_names.ts";
import { nameStyles } from "./name_styles.ts";

describe("nameStyles", () => {
  it("names styles after folders and pictures", () => {
    const paths = ["art/van-gogh/", "art/monet", "waves.jpg", "v1.5", "a/../munch"];
    assertEquals(nameStyles(paths), ["van-gogh", "monet", "waves", "v1.5", "munch"]);
  });

  it("tells equal names apart, and makes no name that is refused", () => {
    const names = nameStyles(["a/x", "b/x", "x-2", "x.png", "/", "y".repeat(200), "y".repeat(200)]);
    assertEquals(names.slice(0, 5), ["x", "x-2", "x-2-2", "x-3", "style"]);
    checkStyleNames(names);
  });
});
