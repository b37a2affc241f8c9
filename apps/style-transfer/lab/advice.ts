/** The advice at the end of the page, from its Markdown: as much of that language as it uses. */

import { escapeHtml } from "./escape_html.ts";

/**
 * Headings, paragraphs, lists, fenced code, `code` and **bold**, as HTML; headings one level lower. Ids of
 * experiments that are on the page become links.
 */
export function renderAdvice(markdown: string, ids: readonly string[]): string {
  const blocks: string[] = [];
  for (const block of splitBlocks(markdown)) {
    const heading = /^(#+) (.*)$/.exec(block);
    const fence = /^ *```\w*\n([^]*?)\n *```$/.exec(block);
    const items = itemsOf(block);
    if (heading !== null) {
      const level = heading[1]!.length + 1;
      blocks.push(`<h${level}>${inline(heading[2]!, ids)}</h${level}>`);
    } else if (fence !== null) {
      blocks.push(`<pre><code>${escapeHtml(fence[1]!.replace(/^ +/gm, ""))}</code></pre>`);
    } else if (items !== undefined) {
      const tag = /^\d/.test(block) ? "ol" : "ul";
      const each = items.map((item) => `<li>${inline(item, ids)}</li>`).join("\n");
      blocks.push(`<${tag}>\n${each}\n</${tag}>`);
    } else blocks.push(`<p>${inline(block, ids)}</p>`);
  }
  return blocks.join("\n");
}

function splitBlocks(markdown: string): string[] {
  return markdown.trim().split(/\n{2,}/);
}

/** The items of a list, each on one line; undefined for what is no list. */
function itemsOf(block: string): string[] | undefined {
  if (!/^(- |\d+\. )/.test(block)) return undefined;
  return block.split(/\n(?=- |\d+\. )/).map((item) => item.replace(/^(- |\d+\. )/, ""));
}

function inline(text: string, ids: readonly string[]): string {
  return escapeHtml(text.replace(/\s*\n\s*/g, " "))
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<b>$1</b>")
    .replace(/\b[GKS]\d+[a-z]?\b/g, (id) => ids.includes(id) ? `<a href="#${id}">${id}</a>` : id);
}
