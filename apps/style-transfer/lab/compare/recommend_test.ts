import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { NormName } from "../../model/norms.ts";
import { type Candidate, recommend } from "./recommend.ts";

const UNPAINTED = { unpainted: { swd: 80 } };

function candidate(norm: NormName, ...swds: number[]): Candidate {
  return { norm, scores: swds.map((swd) => ({ swd })), secondsAStep: 1 };
}

describe("recommend", () => {
  it("takes the best, and says by how much", () => {
    const { norm, reasons } = recommend(
      [candidate("instance", 40), candidate("batch", 20), candidate("none", 30)],
      UNPAINTED,
    );
    assertEquals(norm, "batch");
    assertEquals(reasons.slice(0, 2), [
      "Batch norm has SWD 20.0; pictures that nobody painted have 80.0.",
      "Next comes no norm (30.0), 50 % further away.",
    ]);
  });

  it("goes by the truth where it is known", () => {
    const known = (norm: NormName, l1: number, swd: number): Candidate => {
      return { norm, scores: [{ l1, ssim: 0.5, swd }], secondsAStep: 1 };
    };
    const candidates = [known("batch", 0.1, 50), known("group", 0.2, 10)];
    const unpainted = { l1: 0.3, ssim: 0.6, swd: 90 };
    const { norm, reasons } = recommend(candidates, { unpainted });
    assertEquals(norm, "batch");
    assert(reasons[0]!.includes("L1 0.1000"));
  });

  it("prefers the simplest of those that are as good", () => {
    const { norm, reasons } = recommend(
      [candidate("batch", 20), candidate("group", 20.5), candidate("instance", 30)],
      UNPAINTED,
    );
    assertEquals(norm, "group");
    assertEquals(
      reasons[1],
      "No worse, within 0.6, is batch norm (20.0); among equals, the simplest to use is chosen.",
    );
  });

  it("takes for equal what equal trainings differ by", () => {
    const noisy = [candidate("batch", 15, 25), candidate("instance", 22, 26)];
    assertEquals(recommend(noisy, UNPAINTED).norm, "instance");
    const quiet = [candidate("batch", 20, 20), candidate("instance", 24, 24)];
    assertEquals(recommend(quiet, UNPAINTED).norm, "batch");
  });

  it("warns where a single training is all there is", () => {
    const last = (...candidates: Candidate[]) => recommend(candidates, UNPAINTED).reasons.at(-1)!;
    assert(last(candidate("batch", 20)).includes("trained once"));
    assert(!last(candidate("batch", 20, 21)).includes("trained once"));
  });

  it("recommends nothing where nothing was learnt", () => {
    for (const swd of [80, 90, NaN]) {
      const { norm, reasons } = recommend([candidate("batch", swd)], UNPAINTED);
      assertEquals([norm, reasons.length], [undefined, 1]);
    }
  });

  it("needs a candidate", () => {
    assertThrows(() => recommend([], UNPAINTED), RangeError, "must not be empty");
  });
});
