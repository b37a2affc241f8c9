/** The norms on the backends of a real Chromium, in software. */

import { assertAllClose } from "@evenkeel/testing";
import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers"; // registers the gradients of stock operations
import * as tf from "@tensorflow/tfjs-core";
import { type Behavior, behavior } from "./_test_behavior.ts";
import { type BackendBrowser, type BackendPage, launchBackends } from "./_test_chromium.ts";
import { type CaseErrors, largestError } from "./_test_errors.ts";

const FLOAT_TOLERANCE = 1e-5;
const HALF_TOLERANCE = 5e-3;
/** Half floats err by at least so much: if errors are smaller, the textures were others. */
const HALF_ULP = 2 ** -12;
const MAX_DRAWS = 3;
/** Twice the input, and what there is for each statistic and for each part of one. */
const MAX_PEAK_BYTES = 2.3;
const MIN_CASES = { golden: 150, large: 40 };

let browser: BackendBrowser;
let expected: Behavior;
before(async () => {
  tf.env().set("IS_TEST", true); // or core prints an advertisement for its native package
  await tf.setBackend("cpu");
  expected = await behavior();
  browser = await launchBackends();
});
after(() => browser?.close());

for (
  const [backend, tolerance] of [
    ["webgl", FLOAT_TOLERANCE],
    ["webgl-half", HALF_TOLERANCE],
    ["webgpu", FLOAT_TOLERANCE],
  ] as const
) {
  describe(`${backend} in Chromium`, () => {
    let page: BackendPage;
    before(async () => {
      page = await browser.open(backend);
    });
    after(() => page?.close());

    for (const cases of ["golden", "large"] as const) {
      it(`agrees with float64: ${cases} cases`, async () => {
        const results = await page.caseErrors({ cases });
        assertGreater(results.length, MIN_CASES[cases]);
        checkErrors(results, tolerance);
        if (backend === "webgl-half") assertGreater(largestError(results), HALF_ULP);
      });
    }

    if (backend === "webgl") {
      it("reads packed textures as they are", async () => {
        checkErrors(await page.caseErrors({ cases: "golden", packed: true }), tolerance);
      });

      it("takes at most three draws forward and three backward, and little memory", async () => {
        const { forwardDraws, backwardDraws, peakBytes, ...rest } = await page.costs();
        assert(forwardDraws > 0 && forwardDraws <= MAX_DRAWS, `${forwardDraws} forward`);
        assert(backwardDraws > 0 && backwardDraws <= MAX_DRAWS, `${backwardDraws} backward`);
        for (const [kind, sizes] of Object.entries(peakBytes)) {
          assertLess(sizes, MAX_PEAK_BYTES, kind);
          assertGreater(sizes, 2, kind); // y and dx
        }
        assertEquals(rest, { leftBytes: 0, leftTensors: 0, newPrograms: 0 });
      });
    }

    it("does what the cpu backend does", async () => {
      const { spoiltChannels, batchDifferences, sliceDifferences, ...numbers } = await page
        .behavior();
      assertEquals({ spoiltChannels, batchDifferences, sliceDifferences }, {
        spoiltChannels: expected.spoiltChannels,
        batchDifferences: 0,
        sliceDifferences: 0,
      });
      for (const [name, values] of Object.entries(numbers)) {
        const right = expected[name as keyof typeof numbers];
        assertAllClose(values, right, { rtol: 10 * tolerance, atol: 1e-6, name });
      }
    });

    it("complains of nothing", () => assertEquals(page.complaints, []));
  });
}

function checkErrors(results: readonly CaseErrors[], tolerance: number): void {
  const wrong = results.filter((result) => !(largestError([result]) <= tolerance));
  assertEquals(wrong, []);
}
