import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CPU_PRESET } from "./config.ts";
import { renderRunReport } from "./run_report.ts";
import { createTraining } from "./training_state.ts";

const TINY = { ...CPU_PRESET, width: 4, blocks: 1 };

describe("the report of a run", () => {
  it("needs nothing but its samples, and says how to go on", async () => {
    const run = { config: TINY, data: {}, state: createTraining(TINY) };
    const reports = [{ step: 0, seconds: 3, scores: { l1: 0.25, ssim: 0.5, swd: 20 } }];
    const html = await renderRunReport({ run, reports, path: "runs/a" });
    assert(!/(src|href)="https?:/.test(html));
    assertStringIncludes(html, 'src="samples/000000.png"');
    assertStringIncludes(html, "Held-out: L1 0.2500, SSIM 0.500, SWD 20.0.");
    assertStringIncludes(html, "style train --run runs/a --resume");
  });

  it("shows several styles, each by itself too", async () => {
    const config = { ...TINY, styles: ["day", "night"] };
    const run = { config, data: { style: ["a/day", "b/night"] }, state: createTraining(config) };
    const styles = config.styles.map((style, i) => ({ style, scores: { swd: 10 + i } }));
    const reports = [{ step: 0, seconds: 3, scores: { swd: 10.5 }, styles }];
    const html = await renderRunReport({ run, reports, path: "runs/a" });
    assertStringIncludes(html, "a row for each style");
    assertStringIncludes(html, "<th>day</th><th>night</th>");
    assertStringIncludes(html, "<td>a/day, b/night</td>");
    assert(!html.includes("--out painting.png"), "one file cannot hold two paintings");
  });

  it("lets no name end a tag or a script", async () => {
    const nasty = '</script><img src="x">';
    const run = { config: TINY, data: { content: nasty }, state: createTraining(TINY) };
    const html = await renderRunReport({ run, reports: [], path: nasty });
    assert(!html.includes(nasty));
    assertEquals(html.match(/<\/script>/g)!.length, 2);
  });
});
