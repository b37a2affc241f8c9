/** What somebody has to know who has never heard of either norm. */

import { pill } from "./card.ts";
import { escapeHtml } from "./escape_html.ts";
import { describe, type ReportInput } from "./report.ts";

/** What norms are, in words and in a drawing. */
export const INTRODUCTION: string = `<h1>Instance norm and batch norm</h1>
<p class="lead">A neural network that paints passes a picture through many layers. Each layer computes
numbers from those of the layer before; unchecked, they grow or fade on the way. A <b>normalization
layer</b>, a norm for short, keeps them on an even keel: it takes the mean from a set of numbers, divides
by how far they spread, and then scales and shifts the outcome by two numbers that the network
learns.</p>
<p>All that matters is <b>which numbers make up the set</b>. Networks see several pictures at a time, a
<b>batch</b>, and turn each into many gray maps of features, called <b>channels</b>.</p>
<div class="norms">
<figure>${drawing("#c2410c", [0, 1, 2, 3])}
<figcaption><b>Batch norm</b> takes a channel of all the pictures in the batch together.</figcaption></figure>
<figure>${drawing("#0f6674", [1])}
<figcaption><b>Instance norm</b> takes a channel of one picture by itself.</figcaption></figure>
</div>
<p>An article, “Instance Normalisation vs Batch Normalisation”, lists what is to follow from that.
Here, its sentences are put to the test: networks are trained that differ in their norm and in
nothing else, and what they do is measured.</p>`;

/** Columns are pictures, rows are channels. */
function drawing(color: string, columns: readonly number[]): string {
  const cells = [0, 1, 2].flatMap((row) =>
    [0, 1, 2, 3].map((column) => {
      const isIn = row === 1 && columns.includes(column);
      return `<rect x="${column * 34 + 52}" y="${
        row * 30 + 20
      }" width="30" height="26" rx="3" fill="${isIn ? color : "#ece8da"}"/>`;
    })
  );
  return `<svg viewBox="0 0 190 112" role="img" aria-label="A grid of four pictures by three channels"
><text x="52" y="13">pictures →</text><text x="0" y="68">channels</text>${cells.join("")}</svg>`;
}

/** The words for what came out, before they are used. */
export const VERDICTS: string =
  `<p>The article says BN for batch norm and IN for instance norm. What came
out is said in four words:</p>
<dl class="terms">
<div><dt>${
    pill("holds")
  }</dt> <dd>the measured difference is on the side that the claim says, and too
large for chance</dd></div>
<div><dt>${
    pill("holds with limits")
  }</dt> <dd>it is in what was measured, but not always, or not in every
experiment on that sentence; the cards say where</dd></div>
<div><dt>${pill("not shown")}</dt> <dd>the difference is so small, or varies so much, that it may be
chance</dd></div>
<div><dt>${pill("does not hold")}</dt> <dd>the difference is on the other side, or there is none at
all</dd></div>
</dl>`;

/** How a card is to be read. */
export function renderReading(input: ReportInput): string {
  const { scale: { size, pictures }, seeds } = input;
  return `<h2 id="reading">How to read the cards</h2>
<p>Most cards are about small networks that learn to repaint pictures of ${size} by ${size} pixels in a
style: four colors and ink lines. A network that paints is called a <b>generator</b>. It sees ${pictures}
pictures while it learns, beside paintings of other pictures, and never a picture with its painting.
The style is a program, so the right painting of every picture is known, and a number says how far a
generator is from it. Minutes of training on a processor make rough paintings; what counts is how they
differ.</p>
<dl class="terms">
<div><dt>a pair</dt><dd>two trainings that start from the same random numbers and see the same pictures in
the same order, and differ in the norm alone. In a plot, each gray line is a pair; where more norms were
tried, it goes on to those.</dd></div>
<div><dt>95 % interval</dt><dd>where the mean of all possible pairs lies on the same test pictures, as far
as ${seeds} of them can tell; such an interval is right 95 times in 100, so of so many claims one or the other may
come out by chance. In a plot, a bar about the mean, or a shade about a
curve. A claim holds if the interval of the difference does not reach 0.</dd></div>
<div><dt>2e-5</dt><dd>a very small number: 0.00002, with the 2 in the fifth place after the point</dd></div>
</dl>
<p>Trainings that went astray are counted beside the figures, which are of the other pairs. In technical terms: ${
    escapeHtml(describe(input))
  }</p>`;
}
