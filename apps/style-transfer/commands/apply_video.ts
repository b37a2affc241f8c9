/** `style apply` with a film. */

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Picture } from "../data/picture.ts";
import type { LineOutput } from "../training/progress.ts";
import { checkWritable } from "../images/write_file.ts";
import { findFfmpeg } from "../video/ffmpeg.ts";
import { isVideo, paintVideo } from "../video/paint_video.ts";
import type { NamedPainter } from "./choose_painters.ts";
import { InterruptedError, untilInterrupted } from "./interrupt.ts";
import { stemOf } from "./name_paintings.ts";
import { ProgressBar } from "./progress_bar.ts";

const PLAIN_EVERY_FRAMES = 100;

/** What to do with a film. */
export interface ApplyVideoOptions {
  readonly out: string | undefined;
  readonly folder: string;
  readonly maxSide: number | undefined;
  readonly finish: (frame: Picture, painting: Picture) => Picture;
  /** Called when nothing speaks against it any more. */
  readonly open: () => Promise<readonly NamedPainter[]>;
  readonly names: readonly string[];
  readonly output: LineOutput;
}

/**
 * Paints a film with each painter, and says what it wrote.
 *
 * @throws {RangeError} If the output is no film.
 * @throws {VideoError} If there is no ffmpeg, or it cannot read or write.
 * @throws {InterruptedError} After Ctrl-C; nothing is left behind.
 */
export async function applyVideo(path: string, options: ApplyVideoOptions): Promise<void> {
  const { out, folder, names, output } = options;
  if (out !== undefined && !isVideo(out)) {
    throw new RangeError(
      `the output of a film must end in .mp4, .m4v, .mov, .mkv, .webm or .avi, got "${out}"`,
    );
  }
  const stem = stemOf(path);
  const pathOf = (name: string) => out ?? join(folder, `${stem}-${name}.mp4`);
  await findFfmpeg();
  for (const name of names) await checkWritable(pathOf(name));
  for (const painter of await options.open()) {
    const to = pathOf(painter.name);
    await mkdir(dirname(to), { recursive: true });
    let bar: ProgressBar | undefined;
    const format = await untilInterrupted((signal) =>
      paintVideo(painter, path, {
        ...options,
        out: to,
        signal,
        onStart: (total) => {
          bar = new ProgressBar(output, { total, plainEvery: PLAIN_EVERY_FRAMES });
        },
        onFrame: () => bar?.advance(),
      })
    ).finally(() => bar?.stop());
    if (format === undefined) throw new InterruptedError();
    output.write(`${to}  ${format.width}x${format.height}\n`);
  }
}
