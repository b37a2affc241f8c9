/** Means over a window of positions, along one axis after the other. */

/** Which positions there are, and how the window stands among them. */
export interface Windows {
  /** The sizes of the axes that the window moves along. */
  readonly sizes: readonly number[];
  /** The window's size along each, an odd number. */
  readonly window: number;
  /** What lies beyond the border: nothing, or zeros that are counted. */
  readonly border: "crop" | "zeros";
}

/**
 * The mean of every window, for each map of positions. The sums are formed anew for every window: no
 * rounding is carried along.
 */
export function windowMean(maps: Float64Array, windows: Windows): Float64Array {
  return divide(windowSums(maps, windows), windows);
}

/** The transposed operation: each position's share of all windows that it is in. */
export function windowMeanTransposed(maps: Float64Array, windows: Windows): Float64Array {
  return windowSums(divide(maps.slice(), windows), windows);
}

function windowSums(maps: Float64Array, { sizes, window }: Windows): Float64Array {
  const reach = (window - 1) / 2;
  let current = maps;
  let stride = 1;
  for (const size of [...sizes].reverse()) {
    const next = new Float64Array(current.length);
    for (let i = 0; i < next.length; i++) {
      const at = Math.floor(i / stride) % size;
      const from = Math.max(at - reach, 0), to = Math.min(at + reach, size - 1);
      let sum = 0;
      for (let j = from; j <= to; j++) sum += current[i + (j - at) * stride]!;
      next[i] = sum;
    }
    current = next;
    stride *= size;
  }
  return current;
}

/** Divides by the number of elements in each window, in place. */
function divide(maps: Float64Array, { sizes, window, border }: Windows): Float64Array {
  const reach = (window - 1) / 2;
  if (border === "zeros") {
    const count = window ** sizes.length;
    for (let i = 0; i < maps.length; i++) maps[i] = maps[i]! / count;
    return maps;
  }
  for (let i = 0; i < maps.length; i++) {
    let count = 1, rest = i;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis]!;
      const at = rest % size;
      count *= Math.min(at + reach, size - 1) - Math.max(at - reach, 0) + 1;
      rest = Math.floor(rest / size);
    }
    maps[i] = maps[i]! / count;
  }
  return maps;
}
