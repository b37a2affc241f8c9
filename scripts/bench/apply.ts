/**
 * What `style apply` costs, as processes: seconds for a photograph of 1024x768 in every style, and memory and
 * seams for one of 24 megapixels. Writes `apps/style-transfer/apply_report.md`.
 *
 *     deno task style:bench [rounds] [style of the large one ...]
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { readPainter } from "../../apps/style-transfer/checkpoint/read_painter.ts";
import { paintAnySize } from "../../apps/style-transfer/commands/paint_any_size.ts";
import {
  listStyles,
  SAMPLE_PATH,
  type ShippedStyle,
} from "../../apps/style-transfer/commands/shipped.ts";
import { readPicture } from "../../apps/style-transfer/images/read_picture.ts";
import { writePicture } from "../../apps/style-transfer/images/write_picture.ts";
import { generatorOperations } from "../../apps/style-transfer/model/generator.ts";
import { TILE_PX } from "../../apps/style-transfer/model/paint_tiles.ts";
import { startBackend } from "../../apps/style-transfer/training/backend.ts";
import { ROOT } from "../_source_files.ts";
import { mirrored } from "./_mirrored.ts";
import { measureProcess, type ProcessCost } from "./_process_cost.ts";
import { largestDifference, measureSeams } from "./_seams.ts";

const REPORT = new URL("../../apps/style-transfer/apply_report.md", import.meta.url);
const SMALL = { width: 1024, height: 768 };
const LARGE = { width: 6000, height: 4000 };
/** Its borders are elsewhere. */
const OTHER_TILE_PX = 640;

/** A style's runs at the small size. */
interface SmallRuns {
  readonly style: string;
  readonly gigaflop: number;
  readonly seconds: readonly number[];
  /** Of these, how many went by before and after the painting. */
  readonly around: readonly number[];
}

/** A style's run at the large size. */
interface LargeRun {
  readonly style: string;
  /** What it computed on, and why. */
  readonly backend: string;
  readonly seconds: number;
  readonly peakBytes: number | undefined;
  readonly seams: number;
  /** The most that a pixel differs by when the tiles are others, of 255. */
  readonly levels: number;
}

async function apply(photo: string, style: string, out: string): Promise<ProcessCost> {
  const entry = "apps/style-transfer/main.ts";
  const options = ["--style", style, "--full-size", "--out", out];
  return await measureProcess(["run", "-A", entry, "apply", photo, ...options], ROOT);
}

async function measureSmall(
  styles: readonly ShippedStyle[],
  { rounds, photo, out }: { readonly rounds: number; readonly photo: string; readonly out: string },
): Promise<SmallRuns[]> {
  const runs = [];
  for (const { name, path } of styles) {
    const { generator } = await readPainter(path);
    const gigaflop = generatorOperations(generator) * SMALL.width * SMALL.height / 1e9;
    runs.push({ style: name, gigaflop, seconds: [] as number[], around: [] as number[] });
  }
  // One after the other, so that a busy minute is nobody's alone.
  for (let round = 0; round < rounds; round++) {
    for (const { style, seconds, around } of runs) {
      const cost = await apply(photo, style, out);
      const painting = Number(/(\d+) ms/.exec(cost.stdout)?.[1]) / 1000;
      seconds.push(cost.seconds);
      around.push(cost.seconds - painting);
      process.stdout.write(`${style}  ${cost.seconds.toFixed(2)} s\n`);
    }
  }
  return runs;
}

async function measureLarge(
  { name: style, path }: ShippedStyle,
  { photo, out }: { readonly photo: string; readonly out: string },
): Promise<LargeRun> {
  const { seconds, peakBytes, stdout } = await apply(photo, style, out);
  process.stdout.write(`${style}  ${seconds.toFixed(0)} s; once more, in other tiles\n`);
  const painting = await readPicture(out);
  const other = { tile: OTHER_TILE_PX };
  await writePicture(
    out,
    await paintAnySize(await readPainter(path), await readPicture(photo), other),
  );
  const uncut = await readPicture(out);
  return {
    style,
    backend: stdout.split("\n")[0]!,
    seconds,
    peakBytes,
    seams: measureSeams(painting, { tile: TILE_PX, uncut, otherTile: OTHER_TILE_PX }),
    levels: Math.round(255 * largestDifference(painting, uncut)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! +
    sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "not measured" : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** The page, before it is formatted. */
function render(small: readonly SmallRuns[], large: readonly LargeRun[], rounds: number): string {
  const smallRows = small.map(({ style, gigaflop, seconds, around }) => [
    style,
    gigaflop.toFixed(0),
    Math.min(...seconds).toFixed(2),
    median(seconds).toFixed(2),
    median(around).toFixed(2),
  ]);
  const largeRows = large.map(({ style, seconds, peakBytes, seams, levels }) => [
    style,
    seconds.toFixed(0),
    megabytes(peakBytes),
    seams.toFixed(4),
    `${levels} of 255`,
  ]);
  const table = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
  return `# What \`apply\` costs

Written by \`deno task style:bench\`. Processor: ${cpus()[0]?.model ?? "unknown"},
${availableParallelism()} cores. Backend: ${
    large[0]?.backend
  }. The photographs are the project's own, mirrored until they
are large enough; the paintings are PNG files.

## ${SMALL.width}x${SMALL.height}

Whole processes: start-up, reading, painting, writing. Seconds of ${rounds} runs each; a
busy machine can only add to them.

| style | GFLOP | least | median | of it not painting, median |
| :-- | --: | --: | --: | --: |
${table(smallRows)}

## ${LARGE.width}x${LARGE.height}

In tiles of ${TILE_PX} pixels. Memory is the most that the process held at a time. Seams: the mean step from pixel to pixel
across the borders of tiles, over that in the same places of the same painting cut in tiles of
${OTHER_TILE_PX} pixels, where nothing meets; 1 is no seam. The last column is the most that any pixel differs by between the two.

| style | seconds | memory | seams | cut otherwise |
| :-- | --: | --: | --: | --: |
${table(largeRows)}
`;
}

const [rounds = "7", ...chosen] = process.argv.slice(2);
if (!(Number(rounds) > 0)) throw new RangeError(`rounds must be positive, got ${rounds}`);
const styles = await listStyles();
const large = chosen.length === 0 ? styles.slice(-2) : chosen.map((name) => {
  const style = styles.find((one) => one.name === name);
  if (style !== undefined) return style;
  throw new RangeError(
    `there is no style ${name}, only ${styles.map((one) => one.name).join(", ")}`,
  );
});
const folder = await mkdtemp(join(tmpdir(), "style-apply-"));
try {
  const sample = await readPicture(SAMPLE_PATH);
  const place = (name: string) => ({
    photo: join(folder, `${name}.jpg`),
    out: join(folder, `${name}.png`),
  });
  const [smallPlace, largePlace] = [place("small"), place("large")];
  await writePicture(smallPlace.photo, mirrored(sample, SMALL));
  await writePicture(largePlace.photo, mirrored(sample, LARGE));
  const small = await measureSmall(styles, { rounds: Number(rounds), ...smallPlace });
  await startBackend();
  const runs = [];
  for (const style of large) runs.push(await measureLarge(style, largePlace));
  await writeFile(REPORT, render(small, runs, Number(rounds)));
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", REPORT.pathname] }).output();
  process.stdout.write(`wrote ${REPORT.pathname}\n`);
} finally {
  await rm(folder, { recursive: true });
}
