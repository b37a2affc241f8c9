/** `style demo`: the project's own photograph through both norms, beside the known truth. */

import { join } from "node:path";
import { applyInkStyle } from "../data/ink_style.ts";
import { l1 } from "../metrics/similarity.ts";
import type { Picture } from "../data/picture.ts";
import { readPicture } from "../images/read_picture.ts";
import { composeCaptionedSheet } from "../images/sheet.ts";
import { checkWritable } from "../images/write_file.ts";
import { writePicture } from "../images/write_picture.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import type { LineOutput } from "../training/progress.ts";
import { openPainters, paintWith } from "./apply.ts";
import { INK_PAIR, SAMPLE_PATH } from "./shipped.ts";

/** Paints the sample and writes the pictures and a sheet into `folder`. */
export async function demo(
  { folder, backend, output }: {
    readonly folder: string;
    /** What to compute on. Default: evenkeel. */
    readonly backend?: BackendChoice | undefined;
    readonly output: LineOutput;
  },
): Promise<void> {
  const outputs = ["truth", ...INK_PAIR.map(({ norm }) => norm)];
  const pathOf = (name: string) => join(folder, `sample-${name}.png`);
  for (const name of [...outputs, "sheet"]) await checkWritable(pathOf(name));
  const photograph = await readPicture(SAMPLE_PATH);
  const truth = applyInkStyle(photograph);
  const painters = await openPainters(
    INK_PAIR.map(({ norm, path }) => ({ name: norm, path })),
    { backend, output },
  );
  const paintings = await paintWith(painters, photograph);
  const distanceOf = (picture: Picture) => l1(picture, truth).toFixed(3);
  output.write("One photograph, one style, two generators that differ only in their norm.\n\n");
  output.write(`photograph            L1 to the truth ${distanceOf(photograph)}\n`);
  for (const { name, picture, milliseconds } of paintings) {
    const label = `${name} norm`.padEnd(20);
    const time = `${milliseconds.toFixed(0)} ms`;
    output.write(`${label}  L1 to the truth ${distanceOf(picture)}  ${time}\n`);
  }
  output.write("\n");
  for (const { name, picture } of [{ name: "truth", picture: truth }, ...paintings]) {
    await writePicture(pathOf(name), picture);
    output.write(`${pathOf(name)}\n`);
  }
  const cells = paintings.map(({ name, picture }) => ({
    picture,
    caption: `${name} norm, L1 ${distanceOf(picture)}`,
  }));
  const sheet = composeCaptionedSheet([[
    { picture: photograph, caption: "photograph" },
    { picture: truth, caption: "truth" },
    ...cells,
  ]]);
  await writePicture(pathOf("sheet"), sheet);
  output.write(
    `${pathOf("sheet")}  photograph | truth | ${INK_PAIR.map(({ norm }) => norm).join(" | ")}\n`,
  );
}
