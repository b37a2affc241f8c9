import { bundleModule, launchChromium, openModulePage } from "@evenkeel/testing/browser";
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { startBackend } from "../training/backend.ts";
import {
  largestDifference,
  paintedByUs,
  SAMPLE_SHAPE,
  samplePainter,
  sampleValues,
} from "./_test_painters.ts";
import { graphGenerator } from "./graph_generator.ts";
import { encodeGraphModel } from "./graph_model.ts";

const PAINTERS = [
  samplePainter(),
  samplePainter({ norm: "group", enlargement: "bilinear", architecture: "light" }),
  samplePainter({ norm: "batch", architecture: "cyclegan" }),
  samplePainter({ norm: "layer", architecture: "unet" }),
];

describe("an exported model on stock WebGL", () => {
  it("paints what we paint", async () => {
    await startBackend();
    const bundle = await bundleModule(new URL("_test_page.ts", import.meta.url), "exported");
    const browser = await launchChromium();
    try {
      const complaints: string[] = [];
      const page = await openModulePage(browser, bundle, (message) => complaints.push(message));
      for (const painter of PAINTERS) {
        const options = { weightsPath: "weights.bin", metadata: {} };
        const { json, weights } = encodeGraphModel(
          graphGenerator(painter, { half: false }),
          options,
        );
        const painted = await page.evaluate(
          `exported.paintOnWebgl(${
            JSON.stringify({
              json,
              weights: [...weights],
              values: [...sampleValues()],
              shape: SAMPLE_SHAPE,
            })
          })`,
        );
        const { backend, values } = painted as { backend: string; values: number[] };
        assertEquals(backend, "webgl");
        const difference = largestDifference(values, paintedByUs(painter));
        assert(difference < 1e-4, `${painter.name}: ${difference}`);
      }
      assertEquals(complaints, []);
    } finally {
      await browser.close();
    }
  });
});
