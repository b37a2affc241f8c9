/** A film through a generator, frame by frame. */

import { rename, rm } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import type { Picture } from "../data/picture.ts";
import { fromRgb } from "../images/read_picture.ts";
import { resizePicture } from "../images/resize.ts";
import { toBytes } from "../images/write_picture.ts";
import { GENERATOR_MULTIPLE } from "../model/generator.ts";
import { paintAsync, type Painter } from "../model/paint.ts";
import {
  findFfmpeg,
  type FrameFormat,
  FrameWriter,
  probeVideo,
  readFrames,
  VideoError,
} from "./ffmpeg.ts";
import { SmoothStatistics } from "./smooth_statistics.ts";

const VIDEO_REGEXP = /\.(mp4|m4v|mov|mkv|webm|avi)$/i;
const THUMBNAIL_SIDE_PX = 384;
/** Painting this many pixels at once takes about half a gigabyte. */
const MOST_PIXELS = 2 ** 21;

/** How to paint a film. */
export interface PaintVideoOptions {
  readonly out: string;
  /** Larger frames are scaled down to this, in pixels; undefined means never. */
  readonly maxSide: number | undefined;
  /** What is done to each frame's painting. */
  readonly finish: (frame: Picture, painting: Picture) => Picture;
  /** Called before the first frame. */
  readonly onStart: (frames: number | undefined) => void;
  /** Called after each frame. */
  readonly onFrame: () => void;
  /** Gives up after the frame that is being painted. */
  readonly signal: AbortSignal;
}

/** Whether a name is that of a film. */
export function isVideo(path: string): boolean {
  return VIDEO_REGEXP.test(path);
}

/**
 * Paints a film with smoothed statistics, and copies its sound; returns the size, or undefined where it was
 * stopped. The film is written whole or not at all. Sides become multiples of 4.
 *
 * @throws {VideoError} If there is no ffmpeg, or it cannot read or write.
 * @throws {RangeError} If frames would be too large to be painted at once.
 */
export async function paintVideo(
  painter: Painter,
  path: string,
  options: PaintVideoOptions,
): Promise<FrameFormat | undefined> {
  const ffmpeg = await findFfmpeg();
  const facts = await probeVideo(ffmpeg, path);
  const format = { ...fit(facts, options.maxSide), rate: facts.rate };
  if (format.width * format.height > MOST_PIXELS) {
    throw new RangeError(
      `frames must have at most ${MOST_PIXELS} pixels, got ${format.width}x${format.height}: ` +
        "--max-side scales them down",
    );
  }
  const { out, signal } = options;
  // ffmpeg knows the format by the extension.
  const partial = join(dirname(out), `.${crypto.randomUUID()}.partial${extname(out)}`);
  const writer = new FrameWriter(ffmpeg, partial, { name: out, format, sound: path });
  const statistics = new SmoothStatistics(painter);
  options.onStart(facts.frames);
  try {
    let count = 0;
    for await (const bytes of readFrames(ffmpeg, path, format)) {
      if (signal.aborted) return undefined;
      const frame = fromRgb(bytes, format);
      const frozen = await statistics.next(await shrink(frame));
      const weights = new Map([...painter.weights, ...frozen]);
      const mode = frozen.size > 0 ? "frozen" : "running";
      const painting = await paintAsync({ ...painter, weights }, frame, mode);
      await writer.write(new Uint8Array(toBytes(options.finish(frame, painting)).buffer));
      options.onFrame();
      count++;
    }
    if (signal.aborted) return undefined;
    if (count === 0) throw new VideoError(`cannot read ${path}: it holds no frame`);
    await writer.close();
    await rename(partial, out);
    return format;
  } catch (error) {
    // Ctrl-C reaches ffmpeg, too: its complaints are not the reason.
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    await writer.abort();
    await rm(partial, { force: true });
  }
}

/** Sides that the generator takes as they are, and video formats, too. */
function fit(
  { width, height }: { readonly width: number; readonly height: number },
  maxSide: number | undefined,
): { width: number; height: number } {
  const ratio = Math.min(1, (maxSide ?? Infinity) / Math.max(width, height));
  const side = (size: number) =>
    Math.max(2, Math.round(size * ratio / GENERATOR_MULTIPLE)) * GENERATOR_MULTIPLE;
  return { width: side(width), height: side(height) };
}

function shrink(frame: Picture): Promise<Picture> | Picture {
  if (Math.max(frame.width, frame.height) <= THUMBNAIL_SIDE_PX) return frame;
  return resizePicture(frame, fit(frame, THUMBNAIL_SIDE_PX));
}
