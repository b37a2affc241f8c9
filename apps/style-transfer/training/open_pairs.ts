/** Photographs and paintings in pairs: two folders in which what belongs together has one name. */

import { extname } from "node:path";
import { cropSource } from "../data/crop_source.ts";
import type { Picture } from "../data/picture.ts";
import type { TrainingData } from "../checkpoint/training_file.ts";
import { type PictureFolder, readPictureFolder } from "../images/picture_folder.ts";
import { ImageError } from "../images/read_picture.ts";
import type { TrainingConfig } from "./config.ts";
import type { OpenData } from "./open_data.ts";
import { centerOf, splitOff } from "./split_off.ts";

/** One stream for both: equal draws cut the same place out of a photograph and of its painting. */
const PAIR_STREAM = 14;

/** Any: what is drawn here is of the paintings that are trained with. */
const HELD_OUT_SEED = 0;

/** A photograph and its painting, both at the scales that both are large enough for. */
interface Pair {
  readonly content: readonly Picture[];
  readonly style: readonly Picture[];
}

/**
 * Opens two folders as pairs, by the names of the files without their extensions. A tenth of the pairs is held
 * out, with the paintings as the truth.
 *
 * @throws {RangeError} If there are not two folders.
 * @throws {ImageError} If there is no pair.
 */
export async function openPairs(
  { content, style }: TrainingData,
  { size, contentScales }: Pick<TrainingConfig, "size" | "contentScales">,
): Promise<OpenData> {
  if (content === undefined || typeof style !== "string") {
    throw new RangeError("pairs need a folder of photographs and one of their paintings");
  }
  const options = { size, scales: contentScales };
  const photos = await readPictureFolder(content, options);
  const paintings = await readPictureFolder(style, options);
  const { pairs, alone } = pairUp(photos, paintings);
  const skipped = [...photos.skipped, ...paintings.skipped, ...alone];
  if (pairs.length === 0) {
    const why = skipped.length > 0 ? `; ${skipped[0]}` : "";
    throw new ImageError(`${content} and ${style} must hold pairs of one name, got none${why}`);
  }
  const { training, test } = splitOff(pairs);
  const source = (side: keyof Pair) =>
    cropSource(training.flatMap((pair) => pair[side]), { size, stream: PAIR_STREAM });
  const centers = (side: keyof Pair) => test.map((pair) => centerOf(pair[side][0]!, size));
  const sources = { content: source("content"), style: source("style") };
  return {
    styles: [{
      sources,
      heldOut: {
        content: centers("content"),
        truth: centers("style"),
        style: test.map((_, i) => sources.style.draw(HELD_OUT_SEED, i)),
      },
    }],
    skipped,
  };
}

/** The pairs, and a line for each picture that is in none. */
function pairUp(
  photos: PictureFolder,
  paintings: PictureFolder,
): { pairs: Pair[]; alone: string[] } {
  const alone: string[] = [];
  const byStem = new Map<string, number>();
  for (const [i, name] of paintings.names.entries()) {
    const first = byStem.get(stemOf(name));
    if (first === undefined) byStem.set(stemOf(name), i);
    else alone.push(`${name}: a painting has its name already, ${paintings.names[first]}`);
  }
  const pairs: Pair[] = [];
  for (const [i, name] of photos.names.entries()) {
    const partner = byStem.get(stemOf(name));
    if (partner === undefined) {
      alone.push(`${name}: no painting has its name`);
      continue;
    }
    const [photo, painting] = [photos.pictures[i]!, paintings.pictures[partner]!];
    const pair = { content: likewise(photo, painting), style: likewise(painting, photo) };
    if (areAlike(pair.content, pair.style)) pairs.push(pair);
    else {
      alone.push(
        `${name}: it and its painting must have one shape, got ${shapeOf(photo)} and ${
          shapeOf(painting)
        }`,
      );
    }
  }
  const stems = new Set(photos.names.map(stemOf));
  for (const [stem, i] of byStem) {
    if (!stems.has(stem)) alone.push(`${paintings.names[i]}: no photograph has its name`);
  }
  return { pairs, alone };
}

/** A picture at the scales that another one has, too: the smaller of two lacks some. */
function likewise(pictures: readonly Picture[], others: readonly Picture[]): readonly Picture[] {
  const sides = new Set(others.map(shorterSide));
  return pictures.filter((picture) => sides.has(shorterSide(picture)));
}

function shorterSide({ width, height }: Picture): number {
  return Math.min(width, height);
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

function areAlike(a: readonly Picture[], b: readonly Picture[]): boolean {
  return a.length > 0 && a.length === b.length &&
    a.every(({ width, height }, i) => width === b[i]!.width && height === b[i]!.height);
}

function shapeOf(pictures: readonly Picture[]): string {
  return pictures.map(({ width, height }) => `${width}x${height}`).join(", ");
}
