import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { renderAdvice } from "./advice.ts";
import { readPageAssets } from "./page_assets.ts";

describe("renderAdvice", () => {
  it("knows headings, paragraphs and lists, and links to experiments that are there", () => {
    const html = renderAdvice(
      "# Which?\n\nBoth\nof `a < b`.\n\n- **One** (S7).\n- Two (K6)\n  lines.",
      [
        "S7",
      ],
    );
    assertEquals(
      html,
      "<h2>Which?</h2>\n<p>Both of <code>a &#60; b</code>.</p>\n<ul>\n" +
        '<li><b>One</b> (<a href="#S7">S7</a>).</li>\n<li>Two (K6) lines.</li>\n</ul>',
    );
  });

  it("leaves no Markdown of the advice as it was", async () => {
    const { advice } = await readPageAssets();
    const html = renderAdvice(advice, ["K1"]);
    assert(!/\*\*|`|^#|^- |^\d\. /m.test(html), html);
    assert(html.includes("<pre><code>deno task style compare"));
  });
});
