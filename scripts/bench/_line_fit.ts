/** How well times fit a line, and a picture of it. */

import { formatMs } from "./_report.ts";

/** What a time was measured at, and the time. */
export interface Point {
  readonly x: number;
  readonly ms: number;
}

/** `ms = base + slope * x`. */
export interface LineFit {
  readonly base: number;
  readonly slope: number;
  /** The largest difference of a time from the line, over the line's. */
  readonly deviation: number;
}

/** The line of least squares of relative differences, since it is judged by these. */
export function fitLine(points: readonly Point[]): LineFit | undefined {
  if (new Set(points.map(({ x }) => x)).size < 3) return undefined; // two lie on a line anyway
  let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0];
  for (const { x, ms } of points) {
    const weight = ms ** -2;
    w += weight;
    wx += weight * x;
    wxx += weight * x * x;
    wy += weight * ms;
    wxy += weight * x * ms;
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
  const base = (wy - slope * wx) / w;
  const deviation = Math.max(
    ...points.map(({ x, ms }) => Math.abs(ms / (base + slope * x) - 1)),
  );
  return { base, slope, deviation };
}

const WIDTH_PX = 560;
const HEIGHT_PX = 320;
const MARGIN_PX = 56;

/** How a picture is labelled. */
export interface PlotLabels {
  readonly title: string;
  /** Below; upwards it is milliseconds. */
  readonly x: string;
}

/** The points and their line, as SVG; both axes begin at 0. */
export function plotLine(points: readonly Point[], fit: LineFit, labels: PlotLabels): string {
  const most = Math.max(...points.map(({ x }) => x));
  const height = Math.max(...points.map(({ ms }) => ms), fit.base + fit.slope * most);
  const px = (x: number) => (MARGIN_PX + x / most * (WIDTH_PX - 2 * MARGIN_PX)).toFixed(1);
  const py = (ms: number) =>
    (HEIGHT_PX - MARGIN_PX - ms / height * (HEIGHT_PX - 2 * MARGIN_PX)).toFixed(1);
  const text = (x: string | number, y: string | number, [anchor, words]: [string, string]) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
  const below = Number(py(0)) + 18;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}" ` +
    'font-family="sans-serif" font-size="12">',
    `<rect width="${WIDTH_PX}" height="${HEIGHT_PX}" fill="white"/>`,
    text(WIDTH_PX / 2, 24, ["middle", labels.title]),
    text(WIDTH_PX / 2, HEIGHT_PX - 12, ["middle", labels.x]),
    text(px(0), 44, ["middle", "ms"]),
    `<path d="M${px(0)} ${py(height)}V${py(0)}H${px(most)}" fill="none" stroke="black"/>`,
    `<path d="M${px(0)} ${py(fit.base)}L${px(most)} ${py(fit.base + fit.slope * most)}" ` +
    'stroke="steelblue"/>',
    ...points.flatMap(({ x, ms }) => [
      `<circle cx="${px(x)}" cy="${py(ms)}" r="4" fill="steelblue"/>`,
      text(px(x), Number(py(ms)) - 10, ["middle", formatMs(ms)]),
      text(px(x), below, ["middle", String(x)]),
    ]),
    "</svg>\n",
  ].join("\n");
}
