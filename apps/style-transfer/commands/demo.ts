/** `style demo`: the project's own photograph through both norms, beside the known truth. */

import { join } from "node:path";
import { applyInkStyle } from "../data/ink_style.ts";
import { l1 } from "../data/metrics.ts";
import { readPicture } from "../images/read_picture.ts";
import { composeSheet } from "../images/sheet.ts";
import { writePicture } from "../images/write_picture.ts";
import type { LineOutput } from "../training/progress.ts";
import { paintWith } from "./apply.ts";
import { SAMPLE_PATH, SHIPPED_CHECKPOINTS } from "./shipped.ts";

/** Paints the sample and writes the pictures and a sheet into `folder`. */
export async function demo(
  { folder, output }: { readonly folder: string; readonly output: LineOutput },
): Promise<void> {
  const picture = await readPicture(SAMPLE_PATH);
  const truth = applyInkStyle(picture);
  const paintings = await paintWith(
    picture,
    SHIPPED_CHECKPOINTS.map(({ norm, path }) => ({ name: norm, path })),
  );
  output.write("One photograph, one style, two generators that differ only in their norm.\n\n");
  output.write(`photograph            L1 to the truth ${l1(picture, truth).toFixed(3)}\n`);
  for (const { name, picture, milliseconds } of paintings) {
    const distance = l1(picture, truth).toFixed(3);
    const label = `${name} norm`.padEnd(20);
    output.write(`${label}  L1 to the truth ${distance}  ${milliseconds.toFixed(0)} ms\n`);
  }
  output.write("\n");
  const named = [["photograph", picture], ["truth", truth]] as const;
  const all = [...named, ...paintings.map(({ name, picture }) => [name, picture] as const)];
  for (const [name, picture] of all.slice(1)) {
    const path = join(folder, `sample-${name}.png`);
    await writePicture(path, picture);
    output.write(`${path}\n`);
  }
  const sheet = join(folder, "sample-sheet.png");
  await writePicture(sheet, composeSheet(all.map(([, picture]) => picture)));
  output.write(`${sheet}  ${all.map(([name]) => name).join(" | ")}\n`);
}
