/** The data of a run: rendered scenes, or the folders that it names. */

import { crop, cropSource } from "../data/crop_source.ts";
import { applyInkStyle } from "../data/ink_style.ts";
import type { Picture } from "../data/picture.ts";
import { proceduralSources, type TrainingSources } from "../data/picture_source.ts";
import type { TrainingData } from "../checkpoint/training_file.ts";
import { readPictureFolder } from "../images/picture_folder.ts";
import { type HeldOut, proceduralHeldOut } from "./held_out.ts";

const CONTENT_STREAM = 11;
const STYLE_STREAM = 12;
const HELD_OUT_STREAM = 13;
/** The shorter side of a photograph, in crops. */
const CONTENT_SCALES = [1.15];
/** Strokes are wanted at the size that they have, and a little of the whole. */
const STYLE_SCALES = [1.25, 2];
const HELD_OUT_SHARE = 0.1;
const MOST_HELD_OUT = 16;
const SCENES = 48;

/** Everything that training reads. */
export interface OpenData {
  readonly sources: TrainingSources;
  readonly heldOut: HeldOut;
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
  { content, style }: TrainingData,
  size: number,
): Promise<OpenData> {
  const scenes = proceduralSources(size);
  const known = proceduralHeldOut({ size, count: SCENES });
  if (content === undefined && style === undefined) {
    return { sources: scenes, heldOut: known, skipped: [] };
  }
  const skipped: string[] = [];
  let sources = scenes;
  let heldOut: HeldOut = known;
  if (content !== undefined) {
    const photos = await readPictureFolder(content, { size, scales: CONTENT_SCALES });
    skipped.push(...photos.skipped);
    const { training, test } = split(photos.pictures);
    sources = {
      ...sources,
      content: cropSource(training.flat(), { size, stream: CONTENT_STREAM }),
    };
    const squares = test.map((pictures) => center(pictures[0]!, size));
    // The style is a procedure, so the truth is known of any picture.
    const truth = squares.map((square) => applyInkStyle(square));
    heldOut = { content: squares, truth, style: known.style.slice(0, test.length) };
  }
  if (style !== undefined) {
    const paintings = await readPictureFolder(style, { size, scales: STYLE_SCALES });
    skipped.push(...paintings.skipped);
    const all = paintings.pictures.flat();
    sources = { ...sources, style: cropSource(all, { size, stream: STYLE_STREAM }) };
    const samples = cropSource(all, { size, stream: HELD_OUT_STREAM });
    heldOut = {
      content: heldOut.content,
      style: heldOut.content.map((_, i) => samples.draw(0, i)),
    };
  }
  return { sources, heldOut, skipped };
}

function split<T>(all: readonly T[]): { training: readonly T[]; test: readonly T[] } {
  if (all.length === 1) return { training: all, test: all };
  const count = Math.min(MOST_HELD_OUT, Math.max(1, Math.round(HELD_OUT_SHARE * all.length)));
  // Every so many, since names often follow what the pictures show.
  const every = Math.floor(all.length / count);
  const isTest = (i: number) => i % every === 0 && i / every < count;
  return {
    training: all.filter((_, i) => !isTest(i)),
    test: all.filter((_, i) => isTest(i)),
  };
}

function center(picture: Picture, size: number): Picture {
  const left = Math.floor((picture.width - size) / 2);
  const top = Math.floor((picture.height - size) / 2);
  return crop(picture, { left, top, size, mirrored: false });
}
