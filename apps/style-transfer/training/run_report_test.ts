import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { CPU_PRESET } from "./config.ts";
import { renderRunReport } from "./run_report.ts";
import { createTraining } from "./training_state.ts";

type Row = readonly [number, number, number];

/** What is left of linear red, green and blue: Machado, Oliveira and Fernandes, 2009. */
const EYES: Readonly<Record<string, readonly Row[]>> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  "without red": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "without green": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};
/** Oklab: from linear colors to cones, and from their cube roots to lightness and two hues. */
const TO_CONES: readonly Row[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB: readonly Row[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function times(matrix: readonly Row[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, v, i) => sum + v * vector[i]!, 0));
}

/** How far two colors are apart to an eye, in Oklab: black and white are 1. */
function difference(a: string, b: string, eye: readonly Row[]): number {
  const [first, second] = [a, b].map((color) => {
    const linear = [1, 3, 5].map((at) => {
      const v = parseInt(color.slice(at, at + 2), 16) / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return times(TO_OKLAB, times(TO_CONES, times(eye, linear)).map(Math.cbrt));
  });
  return Math.hypot(...first!.map((v, i) => v - second![i]!));
}

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

  it("gives commands that a shell takes as they are meant", async () => {
    const run = { config: TINY, data: {}, state: createTraining(TINY) };
    const html = await renderRunReport({ run, reports: [], path: "my runs/it's <a>" });
    assertStringIncludes(html, "train --run 'my runs/it'\\''s &#60;a&#62;' --resume");
    assertStringIncludes(
      html,
      "--checkpoint 'my runs/it'\\''s &#60;a&#62;/best.safetensors' --out",
    );
  });

  it("has no head without a text", async () => {
    const run = { config: TINY, data: {}, state: createTraining(TINY) };
    const reports = [{ step: 0, seconds: 3, scores: { swd: 20 } }];
    const html = await renderRunReport({ run, reports, path: "runs/a" });
    assertStringIncludes(html, "<tr><td></td><th>first, step 0</th>");
    assert(!/<th[^>]*><\/th>/.test(html));
  });

  it("says what was run, lists and empty ones too", async () => {
    const config = { ...TINY, styleScales: [1.25, 2], augment: [] };
    const run = { config, data: {}, state: createTraining(config) };
    const html = await renderRunReport({ run, reports: [], path: "runs/a" });
    assertStringIncludes(html, "<tr><th>styleScales</th><td>1.25, 2</td></tr>");
    assertStringIncludes(html, "<tr><th>augment</th><td>none</td></tr>");
  });

  it("draws curves that nobody mixes up: in colors, to eyes without red or green, and in dashes", async () => {
    const run = { config: TINY, data: {}, state: createTraining(TINY) };
    const html = await renderRunReport({ run, reports: [], path: "runs/a" });
    const looks = [...html.matchAll(/color: "(#\w{6})", dash: (\[.*?\])/g)];
    assertEquals(looks.length, 4);
    assertEquals(new Set(looks.map(([, , dash]) => dash)).size, 4);
    const colors = looks.map(([, color]) => color!);
    for (const [name, eye] of Object.entries(EYES)) {
      for (const [i, a] of colors.entries()) {
        for (const b of colors.slice(0, i)) {
          const apart = difference(a, b, eye);
          assert(apart > 0.12, `${a} and ${b}, ${name}: ${apart}`);
        }
      }
    }
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
