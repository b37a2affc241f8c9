import { assertEquals, assertMatch } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
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
  });
});
