/** ffmpeg, as a program of its own: frames go through pipes. */

import { Buffer } from "node:buffer";
import { type ChildProcess, spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import process from "node:process";

/** A video that cannot be read or written, or no ffmpeg to do it with. */
export class VideoError extends Error {
  override readonly name = "VideoError";
}

/** What a film is. */
export interface VideoFacts {
  /** In square pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Frames per second, as a fraction. */
  readonly rate: string;
  /** How many there will be, as far as the file says. */
  readonly frames: number | undefined;
}

const HEADER_REGEXP = /^YUV4MPEG2 W(\d+) H(\d+) F(\d+):(\d+)(?:.*? A(\d+):(\d+))?/;
const DURATION_REGEXP = /Duration: (\d+):(\d+):([\d.]+)/;
/** Some files name the tick of their clock in place of a frame rate. */
const MOST_FRAMES_A_SECOND = 120;
const USUAL_RATE = "30/1";

/**
 * Where ffmpeg is.
 *
 * @throws {VideoError} If it is not on the `PATH`.
 */
export async function findFfmpeg(): Promise<string> {
  const names = process.platform === "win32" ? ["ffmpeg.exe"] : ["ffmpeg"];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      const found = await access(path, constants.X_OK).then(() => true, () => false);
      if (found) return path;
    }
  }
  throw new VideoError("a video needs ffmpeg, which is not on the PATH: https://ffmpeg.org");
}

/**
 * What ffmpeg says of a film: the head of its first frame as YUV4MPEG, which ffmpeg has turned upright.
 *
 * @throws {VideoError} If it is not a film.
 */
export async function probeVideo(ffmpeg: string, path: string): Promise<VideoFacts> {
  const run = start(ffmpeg, [
    ...["-hide_banner", "-nostdin", "-i", path, "-map", "0:v:0", "-frames:v", "1"],
    ...["-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"],
  ]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of run.child.stdout!) chunks.push(chunk);
  await run.ended.catch((cause) => {
    throw new VideoError(`cannot read ${path}: ${cause.message}`, { cause });
  });
  const text = Buffer.concat(chunks).subarray(0, 200).toString("latin1");
  const match = HEADER_REGEXP.exec(text.split("\n")[0]!);
  if (match === null) throw new VideoError(`cannot read ${path}: it holds no film`);
  const [width, height, frames, per, across, down] = match.slice(1).map(Number);
  const isRate = frames! > 0 && frames! <= MOST_FRAMES_A_SECOND * per!;
  const rate = isRate ? `${frames}/${per}` : USUAL_RATE;
  const duration = DURATION_REGEXP.exec(run.messages())?.slice(1).map(Number);
  const seconds = duration && 3600 * duration[0]! + 60 * duration[1]! + duration[2]!;
  const [top, bottom] = rate.split("/").map(Number);
  return {
    width: across! > 0 && down! > 0 ? Math.round(width! * across! / down!) : width!,
    height: height!,
    rate,
    frames: seconds ? Math.max(1, Math.round(seconds * top! / bottom!)) : undefined,
  };
}

/** How frames are cut up. */
export interface FrameFormat {
  readonly width: number;
  readonly height: number;
  readonly rate: string;
}

/**
 * The frames of a film, three bytes a pixel, at a constant rate.
 *
 * @throws {VideoError} If ffmpeg cannot go on.
 */
export async function* readFrames(
  ffmpeg: string,
  path: string,
  { width, height, rate }: FrameFormat,
): AsyncGenerator<Uint8Array> {
  const { child, ended } = start(ffmpeg, [
    ...["-v", "error", "-nostdin", "-i", path, "-map", "0:v:0"],
    ...["-vf", `fps=${rate},scale=${width}:${height}`],
    ...["-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"],
  ]);
  const size = 3 * width * height;
  let frame = new Uint8Array(size), filled = 0;
  try {
    for await (const chunk of child.stdout! as AsyncIterable<Uint8Array>) {
      for (let at = 0; at < chunk.length;) {
        const part = chunk.subarray(at, at + size - filled);
        frame.set(part, filled);
        at += part.length;
        filled += part.length;
        if (filled < size) continue;
        yield frame;
        frame = new Uint8Array(size);
        filled = 0;
      }
    }
    await ended.catch((cause) => {
      throw new VideoError(`cannot read ${path}: ${cause.message}`, { cause });
    });
  } finally {
    child.kill();
  }
}

/** Frames on their way into a file. */
export class FrameWriter {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #name: string;
  #failure: Error | undefined;

  /** Begins a film with the sound of another. */
  constructor(
    ffmpeg: string,
    path: string,
    { name, format: { width, height, rate }, sound }: {
      /** What errors call the file. */
      readonly name: string;
      readonly format: FrameFormat;
      /** The file whose sound is copied, as it is. */
      readonly sound: string;
    },
  ) {
    this.#name = name;
    const { child, ended } = start(ffmpeg, [
      ...["-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"],
      ...["-s", `${width}x${height}`, "-r", rate, "-i", "pipe:0", "-i", sound],
      ...["-map", "0:v:0", "-map", "1:a?", "-c:a", "copy"],
      ...["-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709"],
      ...["-pix_fmt", "yuv420p", path],
    ]);
    this.#child = child;
    this.#ended = ended;
    ended.catch((error) => this.#failure = error);
    // A pipe that breaks is a program that ended: what it said says more.
    child.stdin!.on("error", () => {});
  }

  /**
   * Adds a frame, at the speed of the encoder.
   *
   * @throws {VideoError} If ffmpeg cannot go on.
   */
  async write(frame: Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve) => {
      this.#child.stdin!.write(frame, () => resolve());
    });
    await Promise.race([written, this.#ended.catch(() => {})]);
    if (this.#failure !== undefined) throw this.#explain(this.#failure);
  }

  /**
   * Ends the film.
   *
   * @throws {VideoError} If ffmpeg could not write it.
   */
  async close(): Promise<void> {
    this.#child.stdin!.end();
    await this.#ended.catch((error) => {
      throw this.#explain(error);
    });
  }

  /** Gives up. */
  async abort(): Promise<void> {
    this.#child.kill();
    await this.#ended.catch(() => {});
  }

  #explain(cause: Error): VideoError {
    return new VideoError(`cannot write ${this.#name}: ${cause.message}`, { cause });
  }
}

/** A running ffmpeg; `ended` fails with what says most: the first error, or the last line of a talk. */
function start(
  ffmpeg: string,
  args: readonly string[],
): { child: ChildProcess; ended: Promise<void>; messages: () => string } {
  const child = spawn(ffmpeg, args, { stdio: ["pipe", "pipe", "pipe"] });
  let messages = "";
  child.stderr!.on("data", (chunk: Uint8Array) => messages += Buffer.from(chunk).toString());
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const line = messages.trim().split("\n").at(args.includes("error") ? 0 : -1);
      reject(new Error(line || `ffmpeg ended with code ${code}`));
    });
  });
  // Whoever waits for the end hears of it; it may come before anybody does.
  ended.catch(() => {});
  return { child, ended, messages: () => messages };
}
