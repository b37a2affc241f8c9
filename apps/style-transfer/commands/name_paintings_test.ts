import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { join } from "node:path";
import { nameStems } from "./name_paintings.ts";

describe("nameStems", () => {
  it("keeps the names of photographs that no other has", () => {
    const names = ["a.jpg", "b.c.png", join("more", "a.png")];
    assertEquals(nameStems(names, ["ink"]), ["a", "b.c", join("more", "a")]);
  });

  it("gives numbers to those that differ in the extension alone, or in capitals", () => {
    const names = ["A.webp", "a-2.jpg", "a.jpg", "a.png"];
    assertEquals(nameStems(names, ["ink"]), ["A", "a-2", "a-3", "a-4"]);
  });

  it("looks at the whole name: a style may end like a photograph", () => {
    assertEquals(nameStems(["a-b.jpg", "a.jpg"], ["c", "b-c"]), ["a-b", "a-2"]);
  });
});
