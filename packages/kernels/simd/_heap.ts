/** Memory by address: first fit, neighbors joined when they are freed. */

const ALIGNMENT_BYTES = 64;
const PAGE_BYTES = 65536;
/** Kernels read whole vectors, and may read past an array's end: there must be memory behind the last. */
const SLACK_BYTES = 64;

interface Gap {
  readonly start: number;
  readonly bytes: number;
}

/** Gives out parts of a WebAssembly memory. */
export class Heap {
  readonly #memory: WebAssembly.Memory;
  readonly #taken = new Map<number, number>();
  #gaps: Gap[];
  #end: number;
  readonly #maximumBytes: number;
  readonly #onGrow: () => void;

  /** From `start` on, the memory belongs to the heap. `onGrow` is told of each new buffer. */
  constructor(
    memory: WebAssembly.Memory,
    start: number,
    { maximumBytes, onGrow }: { readonly maximumBytes: number; readonly onGrow: () => void },
  ) {
    this.#memory = memory;
    this.#maximumBytes = maximumBytes;
    this.#onGrow = onGrow;
    this.#end = memory.buffer.byteLength - SLACK_BYTES;
    this.#gaps = [{ start, bytes: this.#end - start }];
  }

  /**
   * Takes memory; the address is a multiple of 64.
   *
   * @throws {RangeError} If the memory cannot grow any more.
   */
  take(bytes: number): number {
    const wanted = Heap.sizeOf(bytes);
    let index = 0;
    while (index < this.#gaps.length && wanted > this.#gaps[index]!.bytes) index++;
    if (index === this.#gaps.length) {
      this.#grow(wanted);
      index = this.#gaps.length - 1;
    }
    const { start, bytes: available } = this.#gaps[index]!;
    if (available === wanted) this.#gaps.splice(index, 1);
    else this.#gaps[index] = { start: start + wanted, bytes: available - wanted };
    this.#taken.set(start, wanted);
    return start;
  }

  /** Gives memory back; says whether the address was one that had been taken. */
  free(start: number): boolean {
    const bytes = this.#taken.get(start);
    if (bytes === undefined) return false;
    this.#taken.delete(start);
    let at = this.#gaps.length;
    while (at > 0 && this.#gaps[at - 1]!.start > start) at--;
    this.#gaps.splice(at, 0, { start, bytes });
    this.#join(at);
    this.#join(at - 1);
    return true;
  }

  /**
   * The size of the block for a request of so many bytes: rounded up to the alignment, at least one unit of
   * it.
   */
  static sizeOf(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / ALIGNMENT_BYTES)) * ALIGNMENT_BYTES;
  }

  /** How many bytes are taken. */
  get takenBytes(): number {
    return [...this.#taken.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  #join(index: number): void {
    const gap = this.#gaps[index];
    const next = this.#gaps[index + 1];
    if (gap === undefined || next === undefined || gap.start + gap.bytes !== next.start) return;
    this.#gaps.splice(index, 2, { start: gap.start, bytes: gap.bytes + next.bytes });
  }

  #grow(wanted: number): void {
    const last = this.#gaps.at(-1);
    const open = last !== undefined && last.start + last.bytes === this.#end ? last.bytes : 0;
    const pages = Math.ceil((wanted - open) / PAGE_BYTES);
    try {
      this.#memory.grow(pages);
    } catch (cause) {
      throw new RangeError(
        `the engine's memory cannot grow: ${wanted} bytes are wanted, and ${this.takenBytes} of at ` +
          `most ${this.#maximumBytes} are taken; free arrays that are done with, or give createEngine a ` +
          "larger memoryBytes",
        { cause },
      );
    }
    const from = this.#end;
    this.#end = this.#memory.buffer.byteLength - SLACK_BYTES;
    this.#gaps.push({ start: from, bytes: this.#end - from });
    this.#join(this.#gaps.length - 2);
    this.#onGrow();
  }
}
