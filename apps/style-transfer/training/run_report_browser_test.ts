import { assert, assertEquals, assertMatch } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "@evenkeel/testing/browser";
import { CPU_PRESET } from "./config.ts";
import { renderRunReport } from "./run_report.ts";
import { createTraining } from "./training_state.ts";

const TINY = { ...CPU_PRESET, width: 4, blocks: 1 };
const LABELS = [
  /^Held-out scores, from step to step: L1 to the truth, SSIM$/,
  /^Distances to the style, .*, from step to step: patches$/,
  /^Losses, from step to step: none yet$/,
];

describe("the report of a run in Chromium, from the disk", () => {
  let browser: Browser;
  let folder = "";
  before(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), "style-run-report-"));
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  it("draws its plots, and tells those who cannot see them what is in them", async () => {
    const run = { config: TINY, data: {}, state: createTraining(TINY) };
    const reports = [0, 5].map((step) => (
      { step, seconds: 3, scores: { l1: 0.25 + step, ssim: 0.5, swd: 20 } }
    ));
    const path = join(folder, "report.html");
    await writeFile(path, await renderRunReport({ run, reports, path: "runs/a" }));
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(path).href);
    assertEquals(complaints, []);
    const canvases = await page.evaluate(() =>
      [...document.querySelectorAll("canvas")].map((canvas) => (
        { role: canvas.getAttribute("role"), label: canvas.getAttribute("aria-label") }
      ))
    );
    assertEquals(canvases.map(({ role }) => role), ["img", "img", "img"]);
    canvases.forEach(({ label }, i) => assertMatch(label!, LABELS[i]!));
    await page.close();
  });

  it("has a slider with a name, whose value is the step", async () => {
    const page = await open({ steps: [0, 50, 75], path: "runs/a" });
    const slider = page.getByRole("slider", { name: "Step", exact: true });
    assertEquals(await slider.getAttribute("aria-valuetext"), "75");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    assertEquals(await slider.getAttribute("aria-valuetext"), "50");
    assertEquals(await page.locator("#film-step").textContent(), "50");
    await page.close();
  });

  it("fits a phone, however long its path is", async () => {
    const long = "photographs_of_summer".repeat(5);
    const viewport = { width: 390, height: 800 };
    const page = await open({ steps: [0, 5], path: `${long}/${long}` }, { viewport });
    const overflow = await page.evaluate(() =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth
    );
    assertEquals(overflow, 0);
    await page.close();
  });

  it("has axes to be seen in colors that the system forces on it", async () => {
    const dark = { forcedColors: "active", colorScheme: "dark" } as const;
    const page = await open({ steps: [0, 5], path: "runs/a" }, dark);
    const axis = await page.evaluate(() => {
      const canvas = document.querySelector("canvas")!;
      // Left of the chart, where the figures of its axis are.
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, 45, canvas.height);
      return Math.max(...data.filter((_, i) => data[4 * Math.floor(i / 4) + 3]! > 200));
    });
    assert(axis > 240, `${axis}`);
    await page.close();
  });

  async function open(
    { steps, path }: { readonly steps: readonly number[]; readonly path: string },
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const run = { config: TINY, data: { content: path }, state: createTraining(TINY) };
    const reports = steps.map((step) => (
      { step, seconds: 3, scores: { l1: 0.25 + step, ssim: 0.5, swd: 20 } }
    ));
    const file = join(folder, "other.html");
    await writeFile(file, await renderRunReport({ run, reports, path }));
    const page = await browser.newPage(options);
    await page.goto(pathToFileURL(file).href);
    return page;
  }
});
