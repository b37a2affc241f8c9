/** Which painters the words of the command line mean. */

import { basename, extname } from "node:path";
import { checkOneStyle, chooseMix, chooseStyle, hasStyles } from "../checkpoint/choose_style.ts";
import { readPainter } from "../checkpoint/read_painter.ts";
import type { Painter } from "../model/paint.ts";
import { freeName } from "./free_name.ts";
import { chooseStyles, listStyles } from "./shipped.ts";
import { UsageError } from "./usage_error.ts";

/** A painter with the name that its paintings get. */
export interface NamedPainter extends Painter {
  readonly name: string;
}

/** What somebody named. */
export interface PainterChoice {
  /** Checkpoint files; none means the styles that come with the project. */
  readonly checkpoints: readonly string[];
  /** Names of styles: of those that come with the project, or of those in the checkpoints; none means all. */
  readonly styles: readonly string[];
  /** Shares of the styles in the checkpoints, for a style between them. Default: none. */
  readonly mix?: ReadonlyMap<string, number> | undefined;
}

/** A checkpoint file that was read. */
interface FoundPainter {
  readonly path: string;
  readonly painter: Painter;
}

/** No painter has this name: its painting would take the place of the sheet. */
export const SHEET = "sheet";

/**
 * Reads painters, each under a name of its own: that of its style, where a checkpoint has several, or of
 * its file.
 *
 * @throws {UsageError} If there is no style of a name, or words contradict each other.
 * @throws {CheckpointError} If a checkpoint cannot be read, or one that comes with the project has several
 *   styles.
 */
export async function choosePainters(choice: PainterChoice): Promise<NamedPainter[]> {
  const { checkpoints, styles, mix } = choice;
  if (styles.length > 0 && mix !== undefined) {
    throw new UsageError("--style and --mix are two ways to choose: leave out one of them");
  }
  if (checkpoints.length === 0) {
    if (mix !== undefined) throw new UsageError("--mix needs a --checkpoint of several styles");
    const painters = [];
    for (const { name, path } of chooseStyles(await listStyles(), styles)) {
      painters.push({ name, ...checkOneStyle(await readPainter(path), path) });
    }
    return painters;
  }
  const found: FoundPainter[] = [];
  for (const path of checkpoints) found.push({ path, painter: await readPainter(path) });
  checkNames(found, choice);
  return nameApart(found.flatMap((one) => paintersIn(one, choice)));
}

/** The one painter of a file, or all that were chosen of its styles. */
function paintersIn(
  { path, painter }: FoundPainter,
  { styles, mix }: PainterChoice,
): NamedPainter[] {
  if (!hasStyles(painter)) return [{ ...painter, name: basename(path, extname(path)) }];
  if (mix !== undefined) {
    const name = [...mix].map(([style, share]) => `${style}-${share}`).join("-");
    return [{ ...chooseMix(painter, mix), name }];
  }
  const chosen = styles.length === 0 ? painter.styles.keys() : new Set(styles);
  return [...chosen].filter((name) => painter.styles.has(name))
    .map((name) => ({ ...chooseStyle(painter, name), name }));
}

function checkNames(found: readonly FoundPainter[], { styles, mix }: PainterChoice): void {
  const wanted = mix === undefined ? styles : [...mix.keys()];
  if (wanted.length === 0) return;
  const known = new Set(found.flatMap(({ painter }) => {
    return hasStyles(painter) ? [...painter.styles.keys()] : [];
  }));
  if (known.size === 0) {
    const flag = mix === undefined ? "--style" : "--mix";
    throw new UsageError(
      `${flag} chooses among several styles, and ${
        found.map(({ path }) => path).join(", ")
      } has one`,
    );
  }
  for (const name of wanted) {
    if (known.has(name)) continue;
    throw new UsageError(`there is no style "${name}", only ${[...known].join(", ")}`);
  }
}

/** Equal names get numbers, so that no painting hides another. */
function nameApart(painters: readonly NamedPainter[]): NamedPainter[] {
  const taken = new Set([SHEET]);
  return painters.map((painter) => {
    const name = freeName(painter.name, (name) => taken.has(name));
    taken.add(name);
    return { ...painter, name };
  });
}
