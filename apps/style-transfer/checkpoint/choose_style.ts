/** One painter out of a checkpoint of several styles; what comes out is an ordinary checkpoint. */

import type { Painter } from "../model/paint.ts";
import { findStyle, joinWeights, mixStyles, splitWeights } from "../model/styles.ts";
import type { Weights } from "../model/weights.ts";
import { type Checkpoint, CheckpointError } from "./checkpoint.ts";

/** A checkpoint of several styles. */
export interface StylesCheckpoint extends Checkpoint {
  readonly styles: ReadonlyMap<string, Weights>;
}

/** Whether a painter has several styles. */
export function hasStyles(painter: Painter): painter is StylesCheckpoint {
  return "styles" in painter && painter.styles !== undefined;
}

/**
 * The painter itself, where a file has to have one style.
 *
 * @throws {CheckpointError} If it has several: nobody said which.
 */
export function checkOneStyle<P extends Painter>(painter: P, name: string): P {
  if (!hasStyles(painter)) return painter;
  throw new CheckpointError(
    `${name} must have one style, got ${[...painter.styles.keys()].join(", ")}`,
  );
}

/**
 * The painter of one style.
 *
 * @throws {RangeError} If there is none of that name; the error lists them.
 */
export function chooseStyle({ styles, ...rest }: StylesCheckpoint, name: string): Checkpoint {
  return withOwn(rest, { style: name, own: findStyle(styles, name) });
}

/**
 * The painter of a style between styles: gammas and betas are means, weighted by the shares.
 *
 * @throws {RangeError} If there is no style of a name, or the shares are not at least 0, and one of them above.
 */
export function chooseMix(
  { styles, ...rest }: StylesCheckpoint,
  shares: ReadonlyMap<string, number>,
): Checkpoint {
  const style = [...shares].map(([name, share]) => `${name}=${share}`).join(",");
  return withOwn(rest, { style, own: mixStyles(styles, shares) });
}

function withOwn(
  checkpoint: Omit<Checkpoint, "styles">,
  { style, own }: { readonly style: string; readonly own: Weights },
): Checkpoint {
  return {
    ...checkpoint,
    weights: joinWeights(splitWeights(checkpoint.weights).shared, own),
    style,
  };
}
