/** The advice at the end of the page, from its Markdown: as much of that language as it uses. */

import { keepMeasured } from "./cited.ts";
import { escapeHtml } from "./escape_html.ts";

/** A part of the page; empty if nothing of it was measured. */
interface Block {
  readonly html: string;
  /** Of a heading: 1 is the uppermost. */
  readonly level?: number;
}

/**
 * Headings, paragraphs, lists, fenced code, `code` and **bold**, as HTML; headings one level lower. Ids of
 * experiments become links; what rests on experiments that are not on the page is left out, and headings with
 * it that would stand over nothing.
 */
export function renderAdvice(markdown: string, ids: readonly string[]): string {
  const blocks = markdown.trim().split(/\n{2,}/)
    .map((block) => renderBlock(block, ids))
    .filter(({ html }) => html !== "");
  return blocks.filter(({ level }, i) => {
    const next = blocks[i + 1];
    return level === undefined || (next !== undefined && (next.level ?? Infinity) > level);
  }).map(({ html }) => html).join("\n");
}

/** A text as HTML, with a link for each of the experiments that it names. */
export function linkExperiments(text: string, ids: readonly string[]): string {
  return escapeHtml(text)
    .replace(/\b[GKS]\d+[a-z]?\b/g, (id) => ids.includes(id) ? `<a href="#${id}">${id}</a>` : id);
}

function renderBlock(block: string, ids: readonly string[]): Block {
  const heading = /^(#+) (.*)$/.exec(block);
  if (heading !== null) {
    const level = heading[1]!.length;
    return { level, html: `<h${level + 1}>${inline(heading[2]!, ids)}</h${level + 1}>` };
  }
  const fence = /^ *```\w*\n([^]*?)\n *```$/.exec(block);
  if (fence !== null) {
    return { html: `<pre><code>${escapeHtml(fence[1]!.replace(/^ +/gm, ""))}</code></pre>` };
  }
  const items = itemsOf(block);
  const texts = (items ?? [block]).map((text) => inline(text, ids)).filter((text) => text !== "");
  if (items === undefined) return { html: texts.map((text) => `<p>${text}</p>`).join("") };
  const tag = /^\d/.test(block) ? "ol" : "ul";
  const each = texts.map((text) => `<li>${text}</li>`).join("\n");
  return { html: each === "" ? "" : `<${tag}>\n${each}\n</${tag}>` };
}

/** The items of a list; undefined for what is no list. */
function itemsOf(block: string): string[] | undefined {
  if (!/^(- |\d+\. )/.test(block)) return undefined;
  return block.split(/\n(?=- |\d+\. )/).map((item) => item.replace(/^(- |\d+\. )/, ""));
}

function inline(text: string, ids: readonly string[]): string {
  const measured = keepMeasured(text.replace(/\s*\n\s*/g, " "), ids);
  return linkExperiments(measured, ids)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<b>$1</b>");
}
