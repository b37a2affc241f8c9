/** The number by which generators are compared. */

import { l1 } from "../metrics/similarity.ts";
import { paint, type Painter } from "../model/paint.ts";
import type { Laboratory } from "./laboratory.ts";
import { meanOf } from "./mean_of.ts";
import type { StyleName } from "./styles.ts";

/** The mean L1 distance to the true painting over held-out scenes, each painted alone. */
export function distanceToTruth(
  laboratory: Laboratory,
  painter: Painter,
  style: StyleName = "ink",
): number {
  const truth = laboratory.truth(style);
  return meanOf(laboratory.heldOut.content, (scene, i) => l1(paint(painter, scene), truth[i]!));
}
