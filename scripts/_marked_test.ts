import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { replaceMarked } from "./_marked.ts";

describe("replaceMarked", () => {
  it("leaves everything around the marks as it is", () => {
    const page = "# Top\n\n<!-- lab -->\n\nold\n\n<!-- /lab -->\n\nrest\n<!-- b -->\n<!-- /b -->";
    const wanted = page.replace("old", "new");
    assertEquals(replaceMarked(page, "lab", "new"), wanted);
    assertEquals(replaceMarked(wanted, "lab", "new"), wanted);
  });

  it("wants marks", () => {
    assertThrows(
      () => replaceMarked("<!-- /lab --> <!-- lab -->", "lab", ""),
      Error,
      "must have the marks <!-- lab --> and <!-- /lab -->",
    );
  });
});
