/** What the page's tests do with it, in the words of a person. */

import { launchChromium } from "@evenkeel/testing/browser";
import { after, before } from "@std/testing/bdd";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import type { StudioNorm } from "./messages.ts";
import { startStudio, type StudioServer } from "./server.ts";

/** A painting may take this long on a slow machine. */
const PAINT_TIMEOUT_MS = 120_000;

/** The size of a picture that is painted in no time. */
export const SMALL = { width: 96, height: 64 } as const;
/** The same, as `waitForPaintings` has it. */
export const SMALL_SIZE: readonly [number, number] = [SMALL.width, SMALL.height];

/** A studio that is being served, and a browser to see it in. */
export interface Visit {
  readonly browser: Browser;
  readonly url: string;
}

/** Both are there while the tests of the enclosing group run. */
export function visitStudio(): Visit {
  let browser: Browser;
  let studio: StudioServer;
  before(async () => {
    browser = await launchChromium();
    studio = await startStudio(0);
  });
  after(async () => {
    await browser?.close();
    await studio?.close();
  });
  return {
    get browser() {
      return browser;
    },
    get url() {
      return studio.url;
    },
  };
}

/** A picture file that a test made. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A page, and what it complained about. */
export interface StudioPage {
  readonly page: Page;
  /** Errors and warnings of its console, exceptions, and answers other than 200. */
  readonly complaints: string[];
  /** Everything that it asked for. */
  readonly requests: string[];
}

/** A picture of slanted bands, whose colors depend on `phase`. */
export async function bandsPng(
  { width, height }: { readonly width: number; readonly height: number },
  phase = 0,
): Promise<TestFile> {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const x = i % width, y = Math.floor(i / width);
    for (let c = 0; c < 3; c++) {
      data[3 * i + c] = 127.5 + 90 * Math.sin(phase + (x + (1 + c) * y) / 9);
    }
  }
  const buffer = await sharp(data, { raw: { width, height, channels: 3 } }).png().toBuffer();
  return { name: `bands-${width}x${height}.png`, mimeType: "image/png", buffer };
}

/** Opens the studio; a small `sample` in place of the real one saves seconds. */
export async function openStudio(
  { browser, url }: Visit,
  { sample, ...options }: BrowserContextOptions & { readonly sample?: TestFile } = {},
): Promise<StudioPage> {
  const page = await browser.newPage(options);
  const complaints: string[] = [], requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()} failed`));
  page.on("request", (request) => requests.push(`${request.method()} ${request.url()}`));
  if (sample !== undefined) {
    const headers = { "cross-origin-resource-policy": "same-origin" };
    await page.route(
      "**/sample.jpg",
      (route) => route.fulfill({ body: sample.buffer, contentType: sample.mimeType, headers }),
    );
  }
  await page.goto(url);
  return { page, complaints, requests };
}

/** Waits until both norms have painted a picture of this size. */
export async function waitForPaintings(
  page: Page,
  [width, height]: readonly [number, number],
): Promise<void> {
  await page.waitForFunction(
    ([width, height]) => {
      const panels = [...document.querySelectorAll<HTMLElement>("[data-norm]")];
      return panels.length === 2 && panels.every((panel) => {
        const painting = panel.querySelector<HTMLCanvasElement>("canvas.after")!;
        return panel.dataset.state === "done" && painting.width === width &&
          painting.height === height;
      });
    },
    [width, height] as const,
    { timeout: PAINT_TIMEOUT_MS },
  );
}

/** The bytes of one of the canvases. */
export async function readPixels(
  page: Page,
  norm: StudioNorm,
  side: "before" | "after",
): Promise<Uint8Array> {
  const latin1 = await page.evaluate((selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector)!;
    const { width, height } = canvas;
    // Reading the page's own canvas again and again would make Chromium complain.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, width, height);
    let text = "";
    for (let i = 0; i < data.length; i += 8192) {
      text += String.fromCharCode(...data.subarray(i, i + 8192));
    }
    return text;
  }, `[data-norm="${norm}"] canvas.${side}`);
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

/** The mean absolute difference of two equally long lists of bytes. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(`pictures must have one size, got ${a.length} and ${b.length} bytes`);
  }
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

/** What the page says a norm's distance is. */
export async function readDistance(page: Page, norm: StudioNorm): Promise<number> {
  return Number(await page.locator(`[data-norm="${norm}"] .distance`).textContent());
}
