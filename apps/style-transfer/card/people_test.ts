import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { displayName, listNames } from "./people.ts";

describe("displayName", () => {
  it("puts names in the order in which they are spoken", () => {
    const names = {
      "GOGH, Vincent van": "Vincent van Gogh",
      "BÉLIARD, Edouard": "Edouard Béliard",
      "TOULOUSE-LAUTREC, Henri de": "Henri de Toulouse-Lautrec",
      "UEHARA, Konen (attributed)": "Konen Uehara",
      "Marcus Klasson et al.": "Marcus Klasson et al.",
      "Klasson, Marcus": "Klasson, Marcus",
    };
    assertEquals(Object.keys(names).map(displayName), Object.values(names));
  });
});

describe("listNames", () => {
  it("begins with whom most is by, and does not go on forever", () => {
    assertEquals(listNames(["A"]), "A");
    assertEquals(listNames(["A", "B", "B"]), "B and A");
    assertEquals(listNames(["A", "B", "C", "D"]), "A, B, C and D");
    assertEquals(listNames(["A", "B", "C", "D", "E", "E"]), "E, A, B and 2 others");
    assertEquals(listNames([]), "");
  });
});
