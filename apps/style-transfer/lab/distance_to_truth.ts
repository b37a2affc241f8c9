/** The number by which generators are compared. */

import { l1 } from "../metrics/similarity.ts";
import { paint, type Painter } from "../model/paint.ts";
import type { Laboratory } from "./laboratory.ts";
import { meanOf } from "./mean_of.ts";

/** The mean L1 distance to the true painting over held-out scenes, each painted alone. */
export function distanceToTruth({ heldOut }: Laboratory, painter: Painter): number {
  return meanOf(heldOut.content, (scene, i) => l1(paint(painter, scene), heldOut.truth[i]!));
}
