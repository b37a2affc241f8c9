import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { renderAdvice } from "./advice.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { readPageAssets } from "./page_assets.ts";

describe("renderAdvice", () => {
  it("knows headings, paragraphs and lists, and links to experiments that are there", () => {
    const html = renderAdvice(
      "# Which?\n\nBoth\nof `a < b`.\n\n- **One** (S7).\n- Two (K6,\n  S7) lines.",
      ["S7"],
    );
    assertEquals(
      html,
      "<h2>Which?</h2>\n<p>Both of <code>a &#60; b</code>.</p>\n<ul>\n" +
        '<li><b>One</b> (<a href="#S7">S7</a>).</li>\n<li>Two (<a href="#S7">S7</a>) lines.</li>\n</ul>',
    );
  });

  it("leaves out what was not measured, items, lists and headings too", () => {
    const advice =
      "# Which?\n\nIt is so (K6).\n\n## One\n\n1. It is (S7). So it\n   is.\n2. Both\n   (S4)." +
      "\n\n## Two\n\n- Neither (S3).";
    assertEquals(
      renderAdvice(advice, ["S4"]),
      '<h2>Which?</h2>\n<h3>One</h3>\n<ol>\n<li>Both (<a href="#S4">S4</a>).</li>\n</ol>',
    );
  });

  it("leaves no Markdown of the advice as it was", async () => {
    const { advice } = await readPageAssets();
    const html = renderAdvice(advice, EXPERIMENTS.map(({ id }) => id));
    assert(!/\*\*|`|^#|^- |^\d\. /m.test(html), html);
    assert(html.includes("<pre><code>deno task style compare"));
  });
});
