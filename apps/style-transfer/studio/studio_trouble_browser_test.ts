/** What the studio page does where something is wrong, or missing, or was left and is opened again. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  bandsPng,
  openStudio,
  readPixels,
  SMALL,
  SMALL_SIZE,
  visitStudio,
  waitForPaintings,
} from "./_test_studio_page.ts";

describe("the studio page in trouble", () => {
  const visit = visitStudio();

  it("says what is wrong with a file that is no picture, and goes on", async () => {
    const { page, complaints } = await openStudio(visit, {
      sample: await bandsPng(SMALL),
    });
    await waitForPaintings(page, SMALL_SIZE);
    const painting = await readPixels(page, "batch", "after");
    await page.locator("#file").setInputFiles({
      name: "notes.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("This is not a picture."),
    });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assertStringIncludes(await alert.innerText(), "“notes.txt” is not a picture");
    assertEquals(await readPixels(page, "batch", "after"), painting);

    await page.locator("#file").setInputFiles(await bandsPng({ width: 40, height: 40 }));
    await waitForPaintings(page, [40, 40]);
    assertEquals(await alert.isVisible(), false);
    assertEquals(complaints, []);
    await page.close();
  });

  it("paints without WebAssembly, too, and says that it is slow", async () => {
    const context = await visit.browser.newContext();
    await context.route("**/worker.js", async (route) => {
      const response = await route.fetch();
      const body = `WebAssembly.validate = () => false;\n${await response.text()}`;
      await route.fulfill({ response, body });
    });
    const { buffer } = await bandsPng({ width: 32, height: 32 });
    await context.route(
      "**/sample.jpg",
      (route) => route.fulfill({ body: buffer, contentType: "image/png" }),
    );
    const page = await context.newPage();
    await page.goto(visit.url);
    await waitForPaintings(page, [32, 32]);
    assertStringIncludes(await page.locator("#engine").innerText(), "plain JavaScript (slow");
    await context.close();
  });

  it("says so when a generator cannot be loaded, and tries again the next time", async () => {
    const context = await visit.browser.newContext();
    const missing = "**/ink-batch.safetensors";
    let asked = 0;
    await context.route(missing, (route) => {
      asked++;
      return route.fulfill({ status: 404 });
    });
    await context.route("**/monet.safetensors", (route) => route.abort());
    const page = await context.newPage();
    await page.goto(visit.url);
    const alert = page.getByRole("alert");
    const said = (what: string) => alert.getByText(`The painting failed: ${what}.`).waitFor();
    await said("ink-batch.safetensors could not be loaded (404)");
    await page.locator("#file").setInputFiles(await bandsPng(SMALL));
    await said("ink-batch.safetensors could not be loaded (404)");
    while (asked < 2) await page.waitForTimeout(20);

    const choice = page.getByLabel("Style", { exact: true });
    await choice.selectOption("munch");
    await page.getByText("Painted in the style munch.").waitFor();
    assertEquals(await alert.isVisible(), false);
    await choice.selectOption("monet");
    await said("monet.safetensors could not be loaded, since the studio does not answer");
    await context.unroute(missing);
    await choice.selectOption("");
    await waitForPaintings(page, SMALL_SIZE);
    assertEquals(await alert.isVisible(), false);
    await context.close();
  });

  it("is as new when someone goes back to it", async () => {
    const { page } = await openStudio(visit, { sample: await bandsPng(SMALL) });
    await waitForPaintings(page, SMALL_SIZE);
    await page.getByRole("radio", { name: "The true painting" }).check();
    await page.getByRole("radio", { name: "Half" }).check();
    await page.getByLabel("Style", { exact: true }).selectOption("munch");
    await page.getByText("Painted in the style munch.").waitFor();
    await page.goto(`${visit.url}favicon.svg`);
    await page.goBack();
    await waitForPaintings(page, SMALL_SIZE);
    assertEquals(
      await page.getByRole("heading", { level: 1 }).innerText(),
      "One picture, two norms",
    );
    assertEquals(await page.getByLabel("Style", { exact: true }).inputValue(), "");
    for (const name of ["As taken", "The photo"]) {
      assert(await page.getByRole("radio", { name }).isChecked(), name);
    }
    await page.close();
  });
});
