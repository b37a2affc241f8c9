import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { listStyles } from "../commands/shipped.ts";
import { STUDIO_NORMS } from "./messages.ts";
import {
  bandsPng,
  meanDifference,
  openStudio,
  readDistance,
  readPixels,
  SMALL,
  SMALL_SIZE,
  visitStudio,
  waitForPaintings,
} from "./_test_studio_page.ts";

/** Of 255: what the eye would call another picture, and what it would not. */
const CLEARLY_DIFFERENT = 10;
const HARDLY_DIFFERENT = 3;

describe("the studio page in Chromium", () => {
  const visit = visitStudio();

  it("paints the sample with both norms as soon as it is open", async () => {
    const { page, complaints, requests } = await openStudio(visit);
    await waitForPaintings(page, [768, 512]);
    const photo = await readPixels(page, "instance", "before");
    const instance = await readPixels(page, "instance", "after");
    const batch = await readPixels(page, "batch", "after");
    assertGreater(meanDifference(instance, photo), CLEARLY_DIFFERENT);
    assertGreater(meanDifference(batch, photo), CLEARLY_DIFFERENT);
    assertGreater(meanDifference(batch, instance), 1);
    // The photo is 0.136 away from its true painting.
    for (const norm of STUDIO_NORMS) assertLess(await readDistance(page, norm), 0.1, norm);
    assertMatch(
      await page.getByRole("status").innerText(),
      /closer to the true painting: 0\.\d{3}/,
    );
    for (const time of await page.locator("[data-norm] .time").allInnerTexts()) {
      assertMatch(time, /^\d+(\.\d)? m?s$/);
    }
    assertStringIncludes(await page.locator("#engine").innerText(), "SIMD WebAssembly");
    assertEquals(await page.evaluate(() => crossOriginIsolated), true);
    assertEquals(complaints, []);
    const foreign = requests.filter((request) =>
      !request.startsWith(`GET ${visit.url}`) && !request.startsWith(`GET blob:${visit.url}`)
    );
    assertEquals(foreign, []);
    await page.close();
  });

  it("paints a photo of one's own, and offers the painting as PNG", async () => {
    const sample = await bandsPng(SMALL);
    const { page, complaints, requests } = await openStudio(visit, { sample });
    await waitForPaintings(page, SMALL_SIZE);
    const before = await readPixels(page, "instance", "after");
    const asked = requests.filter((request) => !request.includes("blob:")).length;

    const other = await bandsPng({ width: 64, height: 96 }, 2);
    await page.locator("#file").setInputFiles(other);
    await waitForPaintings(page, [64, 96]);
    const after = await readPixels(page, "instance", "after");
    assertGreater(meanDifference(after, before), CLEARLY_DIFFERENT);
    assertEquals(requests.filter((request) => !request.includes("blob:")).length, asked);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('[data-norm="batch"] .download').click(),
    ]);
    assertEquals(download.suggestedFilename(), "bands-64x96-batch.png");
    const { data, info } = await sharp(await readFile(await download.path())).ensureAlpha().raw()
      .toBuffer({ resolveWithObject: true });
    assertEquals([info.width, info.height], [64, 96]);
    assertEquals(new Uint8Array(data), await readPixels(page, "batch", "after"));

    await page.getByRole("button", { name: "Use the sample" }).click();
    await waitForPaintings(page, SMALL_SIZE);
    assertEquals(await readPixels(page, "instance", "after"), before);
    assertEquals(complaints, []);
    await page.close();
  });

  it("opens the file dialog from its button, by keyboard", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a photo" }).focus();
    await page.keyboard.press("Enter");
    await (await choosing).setFiles(await bandsPng({ width: 40, height: 40 }));
    await waitForPaintings(page, [40, 40]);
    await page.close();
  });

  it("takes photos that are dropped or pasted", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    for (const [kind, width] of [["drop", 48], ["paste", 56]] as const) {
      const { buffer } = await bandsPng({ width, height: 40 });
      await page.evaluate(([kind, bytes]) => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(bytes)], "a.png", { type: "image/png" }));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          kind === "drop"
            ? new DragEvent("drop", { ...options, dataTransfer: files })
            : new ClipboardEvent("paste", { ...options, clipboardData: files }),
        );
      }, [kind, [...buffer]] as const);
      await waitForPaintings(page, [width, 40]);
    }
    await page.close();
  });

  it("moves both dividers with the arrow keys", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    const slider = page.getByRole("slider", { name: "Divide before from after, instance norm" });
    await slider.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    const state = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>("[data-norm]")].map((panel) => [
          panel.querySelector("input")!.value,
          panel.querySelector("input")!.getAttribute("aria-valuetext"),
          getComputedStyle(panel.querySelector(".after")!).clipPath,
        ])
      );
    const moved = ["53", "53 % before, 47 % after", "inset(0px 0px 0px 53%)"];
    assertEquals(await state(), [moved, moved]);
    await page.keyboard.press("End");
    const end = ["100", "100 % before, 0 % after", "inset(0px 0px 0px 100%)"];
    assertEquals(await state(), [end, end]);
    await page.close();
  });

  it("puts the divider where the pointer is", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    const picture = page.locator('[data-norm="batch"] .compare');
    const { width, height } = (await picture.boundingBox())!;
    for (const part of [0.25, 0.02, 0.98]) {
      await picture.click({ position: { x: part * width, y: height / 3 } });
      const value = Number(await picture.getByRole("slider").inputValue());
      assert(Math.abs(value - 100 * part) <= 1, `clicked at ${part}, got ${value}`);
    }
    await page.close();
  });

  it("shows that instance norm does not see the light, and batch norm does", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    const instance = await readPixels(page, "instance", "after");
    const batch = await readPixels(page, "batch", "after");
    const photo = await readPixels(page, "batch", "before");
    await page.getByRole("radio", { name: "Half" }).check();
    await waitForPaintings(page, SMALL_SIZE);
    assertGreater(
      meanDifference(await readPixels(page, "batch", "before"), photo),
      CLEARLY_DIFFERENT,
    );
    assertLess(
      meanDifference(await readPixels(page, "instance", "after"), instance),
      HARDLY_DIFFERENT,
    );
    assertGreater(
      meanDifference(await readPixels(page, "batch", "after"), batch),
      CLEARLY_DIFFERENT,
    );
    await page.close();
  });

  it("puts the true painting beside, at the distance that it says", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    await page.getByRole("radio", { name: "The true painting" }).check();
    for (const norm of STUDIO_NORMS) {
      const truth = await readPixels(page, norm, "before");
      const painting = await readPixels(page, norm, "after");
      const opaque = 4 / 3; // a quarter of the bytes is alpha, and equal
      const distance = meanDifference(truth, painting) * opaque / 255;
      assert(Math.abs(distance - await readDistance(page, norm)) < 0.003, `${norm} ${distance}`);
    }
    await page.getByRole("radio", { name: "The photo" }).check();
    assertEquals(await page.locator("[data-norm] .tag-before").allInnerTexts(), ["Photo", "Photo"]);
    await page.close();
  });

  it("paints in every style that comes with the project, and compares norms again", async () => {
    const { page, complaints } = await openStudio(visit, {
      sample: await bandsPng(SMALL),
    });
    await waitForPaintings(page, SMALL_SIZE);
    const choice = page.getByLabel("Style", { exact: true });
    const names = (await listStyles()).map(({ name }) => name);
    assertEquals(await choice.locator("option").allInnerTexts(), ["ink, two norms", ...names]);
    const panel = page.locator("#style-panel");
    for (const name of names) {
      await choice.selectOption(name);
      await page.getByText(`Painted in the style ${name}.`).waitFor();
      assertEquals(await panel.getAttribute("data-state"), "done");
      assertEquals(await page.locator("[data-norm]").first().isVisible(), false);
      assertMatch(await panel.locator(".time").innerText(), /^\d+(\.\d)? m?s$/);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        panel.locator(".download").click(),
      ]);
      assertEquals(download.suggestedFilename(), `sample-${name}.png`);
      const { data } = await sharp(await readFile(await download.path())).ensureAlpha().raw()
        .toBuffer({ resolveWithObject: true });
      const photo = await readPixels(page, "instance", "before");
      assertGreater(meanDifference(new Uint8Array(data), photo), CLEARLY_DIFFERENT, name);
    }
    await choice.selectOption("");
    await page.getByText("closer to the true painting").first().waitFor();
    assertEquals(await panel.isVisible(), false);
    assertEquals(complaints, []);
    await page.close();
  });

  it("drops a photo that a newer one replaces", async () => {
    const { page, complaints } = await openStudio(visit, {
      sample: await bandsPng({ width: 512, height: 512 }),
    });
    // Not for what the page says while it paints: it may have said it already.
    await page.waitForFunction(() =>
      document.querySelector<HTMLCanvasElement>("[data-norm] canvas.before")?.width === 512
    );
    await page.evaluate(() => {
      document.body.dataset.strays = "";
      for (const panel of document.querySelectorAll("[data-norm]")) {
        const photo = panel.querySelector<HTMLCanvasElement>("canvas.before")!;
        const painting = panel.querySelector<HTMLCanvasElement>("canvas.after")!;
        new MutationObserver(() => {
          if (painting.width === photo.width) return;
          document.body.dataset.strays += `${painting.width} beside ${photo.width} `;
        }).observe(painting, { attributeFilter: ["width"] });
      }
    });
    await page.locator("#file").setInputFiles(await bandsPng({ width: 300, height: 300 }));
    await page.locator("#file").setInputFiles(await bandsPng({ width: 40, height: 40 }, 1));
    await waitForPaintings(page, [40, 40]);
    assertEquals(await page.evaluate(() => document.body.dataset.strays), "");
    assertEquals(complaints, []);
    await page.close();
  });

  it("paints a single pixel, and lets clear pixels stay clear", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    const data = new Uint8Array([200, 100, 50, 255, 200, 100, 50, 0]);
    for (const width of [1, 2]) {
      const raw = { width, height: 1, channels: 4 } as const;
      const buffer = await sharp(data.subarray(0, 4 * width), { raw }).png().toBuffer();
      await page.locator("#file").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
      await waitForPaintings(page, [width, 1]);
    }
    const painting = await readPixels(page, "instance", "after");
    assertEquals([painting[3], painting[7]], [255, 0]);
    await page.close();
  });

  it("scales large photos down, and turns them upright", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    await page.locator("#file").setInputFiles(await bandsPng({ width: 1920, height: 160 }));
    await waitForPaintings(page, [768, 64]);
    const { buffer } = await bandsPng({ width: 60, height: 40 });
    await page.locator("#file").setInputFiles({
      name: "portrait.jpg",
      mimeType: "image/jpeg",
      buffer: await sharp(buffer).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    });
    await waitForPaintings(page, [40, 60]);
    await page.close();
  });

  for (const width of [1280, 390, 320]) {
    it(`needs no horizontal scrolling at ${width} pixels`, async () => {
      const { page } = await openStudio(visit, {
        sample: await bandsPng(SMALL),
        viewport: { width, height: 844 },
      });
      await waitForPaintings(page, SMALL_SIZE);
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      assertEquals(needed, width);
      const boxes = await Promise.all(
        STUDIO_NORMS.map((norm) => page.locator(`[data-norm="${norm}"]`).boundingBox()),
      );
      const sideBySide = boxes[0]!.y === boxes[1]!.y;
      assertEquals(sideBySide, width === 1280);
      await page.close();
    });
  }

  it("leaves the divider where it was when a finger scrolls the page", async () => {
    const { page } = await openStudio(visit, {
      sample: await bandsPng(SMALL),
      viewport: { width: 390, height: 600 },
    });
    await waitForPaintings(page, SMALL_SIZE);
    const picture = page.locator('[data-norm="instance"] .compare');
    await picture.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await picture.boundingBox())!;
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...points: number[][]) => {
      const touchPoints = points.map(([left, top]) => ({ x: x + left!, y: y + top! }));
      await session.send("Input.dispatchTouchEvent", { type, touchPoints });
    };
    const swipe = async (acrossPx: number, downPx: number) => {
      const [left, top] = [0.2 * width, 0.5 * height];
      await touch("touchStart", [left, top]);
      for (let part = 0.2; part < 1.1; part += 0.2) {
        await touch("touchMove", [left + part * acrossPx, top + part * downPx]);
      }
      await touch("touchEnd");
    };
    const value = async () => Number(await picture.getByRole("slider").inputValue());
    const scrolled = () => page.evaluate(() => scrollY);
    const from = await scrolled();
    await swipe(0, -150);
    await page.waitForFunction((from) => scrollY !== from, from);
    assertEquals(await value(), 50);
    await page.evaluate((top) => scrollTo(0, top), from);
    await swipe(0.4 * width, 0);
    assert(Math.abs(await value() - 60) <= 2, `${await value()}`);
    await page.close();
  });
});
