import { assert, assertEquals } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "@evenkeel/testing/browser";
import { createPicture } from "../data/picture.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { FULL } from "./laboratory.ts";
import { renderPage } from "./page.ts";
import { readPageAssets } from "./page_assets.ts";
import { encodeStrip } from "./strip.ts";
import type { Result } from "./verdict.ts";

/** A phone, and a desk. */
const WIDTHS_PX = [390, 1200];

/** Numbers, whatever they are: every plot has to be drawn. */
const RESULTS: readonly Result[] = EXPERIMENTS.map(
  ({ id, curve, compared = "batch", exactlyZero, atMost }) => {
    const of = (seed: number) =>
      atMost !== undefined || exactlyZero !== undefined
        ? { [compared]: 0, instance: 0, layer: 0, group: 0, none: 0 }
        : { [compared]: seed, instance: 2 * seed, layer: 3, group: 2, none: -1, stock: 14 };
    const seeds = [of(1), of(1.5)];
    const numbers = curve?.at(FULL).map((_, i) => i);
    return { id, seeds, ...(numbers ? { curves: [{ batch: numbers }, { batch: numbers }] } : {}) };
  },
);

describe("the lab's page in Chromium, from the disk", () => {
  let browser: Browser;
  let folder = "";
  let address = "";
  before(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), "style-lab-page-"));
    const pictures = new Map([["S7", await encodeStrip(createPicture(64, 96))]]);
    const input = { experiments: EXPERIMENTS, results: RESULTS, scale: FULL, seeds: 2, pictures };
    const path = join(folder, "lab.html");
    await writeFile(path, renderPage(input, await readPageAssets()));
    address = pathToFileURL(path).href;
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  for (const width of WIDTHS_PX) {
    it(`draws every plot, shows its pictures and fits, ${width} pixels wide`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("requestfailed", (request) => complaints.push(request.url()));
      await page.goto(address);
      assertEquals(complaints, []);
      const plots = await inkOf(page);
      const curves = EXPERIMENTS.filter(({ curve }) => curve !== undefined);
      assertEquals(plots.length, EXPERIMENTS.length + curves.length);
      for (const { name, ink } of plots) assert(ink > 100, `${name}: ${ink} pixels`);
      const { shown, overflow } = await page.evaluate(() => ({
        shown: [...document.images].map(({ naturalWidth }) => naturalWidth > 0),
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      assertEquals({ shown, overflow }, { shown: [true], overflow: 0 });
      await page.close();
    });
  }

  it("fits on paper, narrower than was promised too, and keeps its colors there", async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(address);
    await page.evaluate(() => void dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    for (const width of [718, 500]) {
      await page.setViewportSize({ width, height: 900 });
      assertEquals(await printed(page), { tooWide: 0, adjust: ["exact"] }, `${width}`);
    }
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.evaluate(() => void dispatchEvent(new Event("afterprint")));
    const { canvas, box } = await page.evaluate(() => ({
      canvas: document.querySelector(".plot canvas")!.clientWidth,
      box: document.querySelector(".plot")!.clientWidth,
    }));
    assertEquals(canvas, box);
    await page.close();
  });

  it("can be read in colors that the system forces on it", async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(address);
    // Once the page is there: charts are drawn anew.
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    const { dot, axis, background } = await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(done));
      const canvas = document.querySelector<HTMLCanvasElement>("#S7 canvas")!;
      // Left of the chart, where the figures of its axis are.
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, 40, canvas.height);
      return {
        axis: Math.max(...data.filter((_, i) => data[4 * Math.floor(i / 4) + 3]! > 200)),
        background: getComputedStyle(document.body).backgroundColor,
        dot: getComputedStyle(document.querySelector("#S7 i")!).backgroundColor,
      };
    });
    assertEquals(background, "rgb(0, 0, 0)");
    assert(axis > 240, `${axis}`);
    assert(dot !== background && dot !== "rgba(0, 0, 0, 0)", dot);
    await page.close();
  });
});

/** Where the charts end that are wider than their boxes, and how the dots of their keys look. */
async function printed(page: Page): Promise<{ tooWide: number; adjust: string[] }> {
  return await page.evaluate(() => {
    const right = (element: Element) => element.getBoundingClientRect().right;
    const boxes = [...document.querySelectorAll(".plot")];
    const seen = [...document.querySelectorAll("i, .verdict")];
    return {
      tooWide: boxes.filter((box) => right(box.querySelector("canvas")!) > right(box) + 1).length,
      adjust: [...new Set(seen.map((one) => getComputedStyle(one).printColorAdjust))],
    };
  });
}

/** How many pixels of each plot were drawn on in the color of a mean: neither clear nor gray. */
async function inkOf(page: Page): Promise<{ name: string; ink: number }[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".plot")].map((box) => {
      const canvas = box.querySelector("canvas")!;
      const context = canvas.getContext("2d")!;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let ink = 0;
      for (let i = 0; i < data.length; i += 4) {
        const colors = [data[i]!, data[i + 1]!, data[i + 2]!];
        if (data[i + 3]! > 200 && Math.max(...colors) - Math.min(...colors) > 60) ink++;
      }
      return { name: box.dataset["points"] ?? box.dataset["curve"] ?? "", ink };
    })
  );
}
