import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { scoreTable, styleTable } from "./score_table.ts";

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

describe("styleTable", () => {
  it("puts the last scores of several styles side by side", () => {
    const styles = [
      { style: "day", scores: { swd: 30, palette: 2 } },
      { style: "<night>", scores: { swd: 10 } },
    ];
    const report = { step: 5, seconds: 3, scores: { swd: 20 }, styles };
    const html = styleTable([{ step: 0, seconds: 0, scores: { swd: 99 } }, report]);
    assertStringIncludes(html, "Each style by itself, step 5");
    assertStringIncludes(html, "<th>day</th><th>&#60;night&#62;</th>");
    assertStringIncludes(html, "<td>30.0</td><td>10.0</td>");
    assertStringIncludes(html, "<td>2.00</td><td></td>");
  });

  it("is nothing where there is one style", () => {
    assertEquals(styleTable([]), "");
    assertEquals(styleTable([{ step: 0, seconds: 0, scores: { swd: 99 } }]), "");
  });
});
