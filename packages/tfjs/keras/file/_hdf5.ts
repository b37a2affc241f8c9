/** The numbers and attributes of an HDF5 file, through h5wasm, with nothing in it trusted. */

import type { Dataset, File, Group } from "h5wasm";
import { countElements } from "../_json.ts";
import type { KerasWeight } from "../types.ts";

/** What is in a file: arrays by their path, in the order of the file, and attributes of groups. */
export interface Hdf5 {
  readonly arrays: ReadonlyMap<string, KerasWeight>;
  /** An attribute of the group at `path`; undefined where either is missing. */
  attribute(path: string, name: string): unknown;
}

const MAX_DEPTH = 64;
const MAX_ENTRIES = 200_000;
/** HDF5's numbers for its classes of types: integers, floats, and enumerations, which are booleans. */
const NUMBER_CLASSES = new Set([0, 1, 8]);
const STDERR = 2;

let opened = 0;

/** Opens a file for as long as `use` runs. */
export async function withHdf5<T>(
  bytes: Uint8Array,
  maxBytes: number,
  use: (file: Hdf5) => T,
): Promise<T> {
  const h5wasm = await import("h5wasm");
  const { FS } = await h5wasm.ready;
  const name = `evenkeel_${opened++}.h5`;
  FS.writeFile(name, bytes);
  const restore = silence(FS);
  try {
    const file = new h5wasm.File(name, "r");
    try {
      return use(read(file, { Group: h5wasm.Group, Dataset: h5wasm.Dataset }, {
        fileBytes: bytes.length,
        maxBytes,
      }));
    } finally {
      file.close();
    }
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof TypeError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`the weights must be a whole HDF5 file: ${reason}`, { cause });
  } finally {
    restore();
    FS.unlink(name);
  }
}

/** The part of Emscripten's file system that h5wasm's types leave out. */
interface Streams {
  getStream(descriptor: number): { stream_ops: object } | null;
}

// The C library prints its stack of errors, with every broken file; our own error says enough.
function silence(files: object): () => void {
  const errors = hasStreams(files) ? files.getStream(STDERR) : null;
  if (errors === null) return () => {};
  const { stream_ops: loud } = errors;
  const write = (_stream: unknown, _buffer: unknown, _offset: number, length: number) => length;
  errors.stream_ops = { ...loud, write };
  return () => {
    errors.stream_ops = loud;
  };
}

function hasStreams(files: object): files is Streams {
  return "getStream" in files && typeof files.getStream === "function";
}

interface Classes {
  readonly Group: typeof Group;
  readonly Dataset: typeof Dataset;
}

interface Limits {
  readonly fileBytes: number;
  readonly maxBytes: number;
}

function read(file: File, classes: Classes, limits: Limits): Hdf5 {
  if (typeof file.file_id !== "bigint" || file.file_id < 0n) {
    throw new RangeError("the weights must be a whole HDF5 file: is it cut short");
  }
  const datasets = new Map<string, Dataset>();
  let entries = 0;
  const visit = (group: Group, path: readonly string[]): void => {
    if (path.length > MAX_DEPTH) {
      throw new RangeError(`groups must be at most ${MAX_DEPTH} deep, got ${path.join("/")}`);
    }
    for (const key of group.keys()) {
      if (++entries > MAX_ENTRIES) {
        throw new RangeError(`the file must have at most ${MAX_ENTRIES} groups and arrays`);
      }
      const here = [...path, key];
      const one = named(here.join("/"), () => group.get(key));
      if (one instanceof classes.Group) visit(one, here);
      else if (one instanceof classes.Dataset) datasets.set(here.join("/"), one);
    }
  };
  visit(file, []);
  return {
    arrays: readArrays(datasets, limits),
    attribute(path, name) {
      const group = path === "" ? file : file.get(path);
      if (!(group instanceof classes.Group)) return undefined;
      return group.attrs[name]?.value ?? undefined;
    },
  };
}

/** Runs a call of the library, whose own errors say no name. */
function named<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw new RangeError(`weight "${path}" must be whole: the file is damaged there`, { cause });
  }
}

function readArrays(
  datasets: ReadonlyMap<string, Dataset>,
  { fileBytes, maxBytes }: Limits,
): Map<string, KerasWeight> {
  const arrays = new Map<string, KerasWeight>();
  let stored = 0;
  let total = 0;
  for (const [path, dataset] of datasets) {
    const { shape, size, type, chunks } = named(path, () => dataset.metadata);
    const where = `weight "${path}"`;
    if (!NUMBER_CLASSES.has(type) || shape === null) {
      throw new RangeError(`${where} must be of numbers, got HDF5 type ${type}`);
    }
    const count = countElements(shape, where);
    total += count * size;
    if (chunks === null) stored += count * size;
    if (stored > fileBytes) {
      throw new RangeError(
        `${where} of shape [${shape}] must lie in the file's ${fileBytes} bytes, beside the others`,
      );
    }
    if (total > maxBytes) {
      throw new RangeError(
        `${where} would bring the weights to ${total} bytes, maxBytes is ${maxBytes}`,
      );
    }
    arrays.set(path, { shape, data: toNumbers(named(path, () => dataset.value), count, where) });
  }
  return arrays;
}

function toNumbers(value: unknown, count: number, where: string): ArrayLike<number> {
  const list = ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? value as ArrayBufferView & ArrayLike<unknown>
    : Array.isArray(value)
    ? value
    : [value];
  if (list.length !== count) {
    throw new RangeError(`${where} must have ${count} elements, got ${list.length}`);
  }
  if (list instanceof Float32Array || list instanceof Float64Array) return list;
  return Float64Array.from(list, Number);
}
