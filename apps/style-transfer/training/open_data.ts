/** The data of a run: rendered scenes, or the folders that it names. */

import { cropSource } from "../data/crop_source.ts";
import { applyInkStyle } from "../data/ink_style.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import type { TrainingData } from "../checkpoint/training_file.ts";
import { readPictureFolder } from "../images/picture_folder.ts";
import type { TrainingConfig } from "./config.ts";
import { type HeldOut, proceduralHeldOut } from "./held_out.ts";
import { openPairs } from "./open_pairs.ts";
import { centerOf, largestCenter, splitOff } from "./split_off.ts";

const CONTENT_STREAM = 11;
const STYLE_STREAM = 12;
const HELD_OUT_STREAM = 13;
const SCENES = 48;
/** A stroke says little in a picture that is a few strokes wide. */
const VIEW_SIZES = 2;

/** What one style is learned and tested with. */
export interface StyleData {
  readonly sources: TrainingSources;
  readonly heldOut: HeldOut;
}

/** Everything that training reads. */
export interface OpenData {
  /** One, or several in the order of their turns; what is to be painted is the same for all. */
  readonly styles: readonly [StyleData, ...StyleData[]];
  /** One line for each file that could not be read. */
  readonly skipped: readonly string[];
}

/**
 * Opens the data. A tenth of the photographs, 16 at most, is held out; a single one is training and test
 * in one.
 *
 * @throws {ImageError} If a folder is missing, or holds no picture that can be read.
 */
export async function openData(
  data: TrainingData,
  config: Pick<TrainingConfig, "size" | "contentScales" | "styleScales" | "contentTerm">,
): Promise<OpenData> {
  if (config.contentTerm === "pairs") return await openPairs(data, config);
  const { content, style } = data;
  const { size, contentScales, styleScales } = config;
  const scenes = proceduralSources(size);
  const known = proceduralHeldOut({ size, count: SCENES });
  if (content === undefined && style === undefined) {
    return { styles: [{ sources: scenes, heldOut: known }], skipped: [] };
  }
  const skipped: string[] = [];
  let sources = scenes;
  let heldOut: HeldOut = known;
  let views: Pick<HeldOut, "views"> = {};
  if (content !== undefined) {
    const photos = await readPictureFolder(content, { size, scales: contentScales });
    skipped.push(...photos.skipped);
    const { training, test } = splitOff(photos.pictures);
    sources = {
      ...sources,
      content: cropSource(training.flat(), { size, stream: CONTENT_STREAM }),
    };
    views = { views: test.map((pictures) => largestCenter(pictures.at(-1)!, VIEW_SIZES * size)) };
    const squares = test.map((pictures) => centerOf(pictures[0]!, size));
    // The style is a procedure, so the truth is known of any picture.
    const truth = squares.map((square) => applyInkStyle(square));
    heldOut = { content: squares, truth, style: known.style.slice(0, test.length) };
  }
  const styles: StyleData[] = [];
  for (const path of typeof style === "string" ? [style] : style ?? []) {
    const paintings = await readPictureFolder(path, { size, scales: styleScales });
    skipped.push(...paintings.skipped);
    const all = paintings.pictures.flat();
    const samples = cropSource(all, { size, stream: HELD_OUT_STREAM });
    styles.push({
      sources: { ...sources, style: cropSource(all, { size, stream: STYLE_STREAM }) },
      heldOut: {
        content: heldOut.content,
        ...views,
        style: heldOut.content.map((_, i) => samples.draw(0, i)),
      },
    });
  }
  const [first = { sources, heldOut }, ...others] = styles;
  return { styles: [first, ...others], skipped };
}
