import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ARTICLE } from "./article.ts";
import { keepMeasured } from "./cited.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { readPageAssets } from "./page_assets.ts";

describe("keepMeasured", () => {
  it("leaves out the sentences whose experiment is not there, and the names of others", () => {
    const text = "It is so (K1, S1). It is not (S3). Or is it (G1)? Perhaps (K6).";
    assertEquals(
      keepMeasured(text, ["S1", "G1", "K6"]),
      "It is so (S1). Or is it (G1)? Perhaps (K6).",
    );
    assertEquals(keepMeasured(text, ["K1", "S1", "S3", "G1", "K6"]), text);
    assertEquals(keepMeasured(text, []), "");
  });

  it("wants every citation of a sentence", () => {
    assertEquals(keepMeasured("One (K1), and the other (S1b).", ["K1"]), "");
  });

  it("keeps what cites nothing, unless it belongs to what is left out", () => {
    assertEquals(keepMeasured("First. It is so (K1). That is why.", []), "First.");
    assertEquals(
      keepMeasured("Nothing of et al. (2017) here.", []),
      "Nothing of et al. (2017) here.",
    );
  });
});

describe("what the page says beside its figures", () => {
  it("names experiments that exist, and only where they can be left out", async () => {
    const { advice } = await readPageAssets();
    const known = EXPERIMENTS.map(({ id }) => id);
    const texts = [advice.replace(/\s+/g, " "), ...ARTICLE.map(({ why }) => why)];
    for (const text of texts) {
      const names = text.match(/\b[GKS]\d+[a-z]?\b/g) ?? [];
      assertEquals(names.filter((name) => !known.includes(name)), []);
      assertEquals(keepMeasured(text, []).match(/\b[GKS]\d+[a-z]?\b/g), null);
    }
  });

  it("counts no pairs, and refers to nothing above: it is read with any run, and alone", async () => {
    const { advice } = await readPageAssets();
    const own = EXPERIMENTS.flatMap(({ protocol, limits = "" }) => [protocol, limits]);
    for (const text of [advice, ...ARTICLE.map(({ why }) => why), ...own]) {
      assert(
        !/\b(one|two|three|four|five|six|seven|eight|\d+) pairs\b|\bas above\b/i.test(text),
        text,
      );
    }
  });

  it("does not send the reader of one card to another", () => {
    for (const { id, protocol, limits = "" } of EXPERIMENTS) {
      assertEquals(`${protocol} ${limits}`.match(/\b[GKS]\d+[a-z]?\b/g), null, id);
    }
  });
});
