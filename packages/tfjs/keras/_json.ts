/** JSON that somebody else wrote. */

/** An object of JSON. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Whether it is an object, not an array. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object, or an error that says where. */
export function readRecord(value: unknown, where: string): JsonRecord {
  if (!isRecord(value)) throw new TypeError(`${where} must be an object, got ${describe(value)}`);
  return value;
}

/** The array, or an error that says where. */
export function readList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`${where} must be an array, got ${describe(value)}`);
  }
  return value;
}

/** The string, or an error that says where. */
export function readString(value: unknown, where: string): string {
  if (typeof value !== "string") {
    throw new TypeError(`${where} must be a string, got ${describe(value)}`);
  }
  return value;
}

/** The sizes, or an error that says where. */
export function readShape(value: unknown, where: string): number[] {
  const sizes = readList(value, `shape of ${where}`);
  if (!sizes.every((size) => Number.isSafeInteger(size) && (size as number) >= 0)) {
    throw new RangeError(`shape of ${where} must be sizes of at least 0, got [${sizes}]`);
  }
  return sizes as number[];
}

/** How many elements a shape has, or an error that says where. */
export function countElements(shape: readonly number[], where: string): number {
  const count = shape.includes(0) ? 0 : shape.reduce((all, size) => all * size, 1);
  if (!Number.isSafeInteger(count)) {
    throw new RangeError(`shape of ${where} must be of a tensor that fits, got [${shape}]`);
  }
  return count;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}
