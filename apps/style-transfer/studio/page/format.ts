/** Numbers and sentences for people. */

import type { StudioNorm } from "../messages.ts";

/** Three digits: beyond them two runs on other machines may differ. */
export function formatDistance(distance: number): string {
  return distance.toFixed(3);
}

/** Milliseconds below one second, seconds above. */
export function formatTime(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Which painting is closer to the truth, in one or two sentences. */
export function describeResult(
  distances: Readonly<Record<StudioNorm, number>>,
  photoDistance: number,
): string {
  const instance = formatDistance(distances.instance), batch = formatDistance(distances.batch);
  const photo = `The photo itself is ${formatDistance(photoDistance)} away.`;
  if (instance === batch) {
    return `Both norms come equally close to the true painting: ${batch}. ${photo}`;
  }
  const [closer, low, high] = distances.instance < distances.batch
    ? ["Instance norm", instance, batch]
    : ["Batch norm", batch, instance];
  return `${closer} comes closer to the true painting: ${low} away, against ${high}. ${photo}`;
}
