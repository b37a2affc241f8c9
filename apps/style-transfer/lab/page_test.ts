import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { EXPERIMENTS } from "./experiments.ts";
import { firstUses, GLOSSARY } from "./glossary.ts";
import { FULL } from "./laboratory.ts";
import { renderPage } from "./page.ts";
import { readPageAssets } from "./page_assets.ts";
import { renderMarkdown, type ReportInput } from "./report.ts";

const experiments = EXPERIMENTS.filter(({ id }) => ["S7", "S4", "S11"].includes(id));
const ZEROS = { instance: 0, layer: 0, group: 0, none: 0 };
const INPUT: ReportInput = {
  experiments,
  scale: FULL,
  seeds: 2,
  pictures: new Map([["S7", Uint8Array.of(1, 2, 3)]]),
  results: [
    {
      id: "S7",
      seeds: [{ batch: 3, instance: 1, none: 4 }, { batch: 3.5, instance: 1.5, none: 4 }],
      curves: [{ batch: [5, 4, 3, 3, 3] }, { batch: [5, 4, 3, 3, 4] }],
    },
    { id: "S11", seeds: [{ several: 1, instance: 1 }, { several: 1.1, instance: 1.1 }] },
    { id: "S4", seeds: [undefined, undefined], curves: [undefined, undefined] },
  ],
};

describe("the page", () => {
  it("stands by itself: nothing in it is elsewhere", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    assert(!/<(link|script src|iframe)/.test(page));
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g)) {
      assert(/^(#|data:)/.test(address!), address);
    }
    assertStringIncludes(page, "uPlot=function");
  });

  it("links to nothing that is not on it", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    assert(links.length > 3);
    assertEquals(links.filter((id) => !ids.has(id!)), []);
  });

  it("has figures, plots, curves and pictures where there are some", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    const has = (text: string) => page.includes(text);
    assert(has('data-points="S7"') && has('data-points="S11"') && !has('data-points="S4"'));
    assert(has('data-curve="S7"') && !has('data-curve="S4"'));
    assert(has("data:image/png;base64,AQID"));
    assertStringIncludes(page, "<p>Every run diverged.</p>");
    const [, points] = /POINTS = (.*), CURVES = /.exec(page)!;
    assertEquals(JSON.parse(points!).S7.pairs, [[3, 1, 4], [3.5, 1.5, 4]]);
    const [, curves] = /CURVES = (.*);\n/.exec(page)!;
    assertEquals(JSON.parse(curves!).S7.at, [13, 25, 50, 100, 200]);
    assertEquals(JSON.parse(curves!).S7.arms[0].mean, [5, 4, 3, 3, 3.5]);
  });

  it("tells those who cannot see a plot what is in it", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    const plots = [...page.matchAll(/<div class="plot"[^>]*>/g)].map(([tag]) => tag);
    assertEquals(plots.length, 3);
    for (const tag of plots) assertMatch(tag, / role="img" aria-label="Plot of [^"]{20,}"/);
    assertStringIncludes(plots[0]!, "every run, means and 95 % intervals of batch norm, instance");
  });

  it("has no head without a text", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    assertStringIncludes(page, "<td></td><th>mean</th>");
    assert(!/<th[^>]*><\/th>/.test(page));
  });

  it("says nothing of what was not measured", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    const ids = new Set(EXPERIMENTS.map(({ id }) => id));
    const [body] = page.slice(page.indexOf("<main>")).split("<script>");
    const text = body!.replaceAll(/<img [^>]*>/g, "");
    const named = new Set(text.match(/\b[GKS]\d+[a-z]?\b/g)!.filter((id) => ids.has(id)));
    assertEquals(named, new Set(INPUT.experiments.map(({ id }) => id)));
  });

  it("says of a difference in every pair that this is enough", async () => {
    const one = { ...EXPERIMENTS.find(({ id }) => id === "K1")! };
    const results = [{ id: "K1", seeds: [0.1, 0.9].map((batch) => ({ ...ZEROS, batch })) }];
    const page = renderPage({ ...INPUT, experiments: [one], results }, await readPageAssets());
    assertStringIncludes(page, '<span class="verdict holds">holds</span>');
    assertStringIncludes(page, "In every pair there is one, and that is all that is claimed.");
  });

  it("says what would be expected, of what is compared with what", async () => {
    const page = renderPage(INPUT, await readPageAssets());
    for (
      const sentence of [
        "If the claim is right, that of batch norm is larger than that of instance norm.",
        "that of one net for all is smaller than 1.1 times that of a net for each style.",
        "-0.169 to -0.0415 (to 1.1 times a net for each style)",
      ]
    ) assertStringIncludes(page, sentence);
  });
});

describe("what is expected of an experiment", () => {
  it("is said of one arm where there is a number to compare with", async () => {
    const own = EXPERIMENTS.filter(({ id }) => ["S7b", "S13"].includes(id));
    const results = own.map(({ id }) => ({ id, seeds: [{ batch: 2, instance: 3 }] }));
    const page = renderPage({ ...INPUT, experiments: own, results }, await readPageAssets());
    assertStringIncludes(page, "If the claim is right, that of batch norm is larger than 0.");
    assertStringIncludes(page, "If the claim is right, that of instance norm is larger than 1.");
  });
});

describe("the report in Markdown", () => {
  it("shows the same pictures, as files, and says what their rows are", () => {
    const markdown = renderMarkdown(INPUT);
    assertStringIncludes(markdown, "![S7](pictures/S7.png)");
    assertStringIncludes(markdown, "**S7**, from above: scene; the truth; batch norm;");
    assert(!markdown.includes("![S4]"));
    assertStringIncludes(
      markdown,
      "| S11 | Generative Model Compatibility | – | 1.05 (a net for each style) |",
    );
  });
});

describe("the glossary", () => {
  it("explains each word once, where it comes first, and no word that nobody uses", () => {
    const explained = [...firstUses(EXPERIMENTS).values()].flat();
    assertEquals(explained.length, GLOSSARY.length);
    assertEquals(new Set(explained), new Set(GLOSSARY));
  });
});
