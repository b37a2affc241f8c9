import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { scoreTable } from "./score_table.ts";

describe("scoreTable", () => {
  const report = (step: number, l1: number, more = {}) => {
    return { step, seconds: step, scores: { l1, ssim: 0.5, swd: 20, ...more } };
  };

  it("puts the first, the best and the last side by side", () => {
    const html = scoreTable([report(0, 0.3), report(5, 0.1, { palette: 2 }), report(9, 0.2)]);
    assertStringIncludes(html, "<th>best, step 5</th><th>last, step 9</th>");
    assertStringIncludes(html, "<td>0.3000</td><td>0.1000</td><td>0.2000</td>");
    assertStringIncludes(html, "<td></td><td>2.00</td><td></td>");
  });

  it("leaves out what no report knows", () => {
    assertEquals(scoreTable([report(0, 0.3)]).match(/<tr>/g)!.length, 1 + 3);
    assertEquals(scoreTable([]), "");
  });
});
