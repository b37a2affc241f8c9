/** A module: functions over one imported memory, and a table to call them by number. */

import { name, signed, sized, unsigned, vector } from "./encode.ts";
import {
  type Code,
  type Local,
  type Statement,
  type Type,
  TYPE_BYTES,
  type Value,
} from "./types.ts";

/** As many elements as the number says, so that they can be taken apart one by one. */
type Tuple<Item, N extends number, Made extends Item[] = []> = Made["length"] extends N ? Made
  : Tuple<Item, N, [...Made, Item]>;

/** A function under construction: gives out its locals. */
export class FunctionBuilder {
  readonly #locals: Type[] = [];
  /** What is done before anything else: values that a loop needs again and again. */
  readonly first: Statement[] = [];
  readonly #params: number;
  /** Whether there may be instructions whose bits are up to the machine. */
  readonly relaxedSimd: boolean;

  constructor(params: number, relaxedSimd: boolean) {
    this.#params = params;
    this.relaxedSimd = relaxedSimd;
  }

  /** A new local; it starts as 0. */
  local<T extends Type>(type: T): Local<T> {
    this.#locals.push(type);
    return createLocal(type, this.#params + this.#locals.length - 1);
  }

  /** Several locals. */
  locals<T extends Type, N extends number>(type: T, howMany: N): Tuple<Local<T>, N> {
    const locals = Array.from({ length: howMany }, () => this.local(type));
    return locals as Tuple<Local<T>, N>;
  }

  /** The size and bytes of the finished body. */
  finish(body: readonly Statement[]): number[] {
    const locals = vector(this.#locals.map((type) => [1, TYPE_BYTES[type]]));
    const code: number[] = [...locals];
    for (const { bytes } of this.first) copyCode(bytes, code);
    for (const { bytes } of body) copyCode(bytes, code);
    return sized([...code, 0x0b]);
  }
}

/** Adds the bytes of some code to those that are there. */
function copyCode(code: Code, bytes: number[]): void {
  for (const part of code) {
    if (typeof part === "number") bytes.push(part);
    else copyCode(part, bytes);
  }
}

function createLocal<T extends Type>(type: T, index: number): Local<T> {
  return {
    type,
    bytes: [0x20, ...unsigned(index)],
    set: (value: Value<T>): Statement => ({
      bytes: [value.bytes, 0x21, ...unsigned(index)],
    }),
  };
}

/** What a function is written as: its parameters come in, its statements go out. */
export type Body = (builder: FunctionBuilder, params: readonly Local<"i32">[]) => Statement[];

/** A function of 32-bit integers that returns nothing. */
export interface FunctionSource<Name extends string = string> {
  readonly name: Name;
  readonly params: number;
  readonly body: Body;
}

/** What the module's memory is like. */
export interface MemoryType {
  readonly shared: boolean;
  readonly initialPages: number;
  readonly maximumPages: number;
}

/** What a module is made for. */
export interface Target {
  readonly memory: MemoryType;
  /** Whether it may have instructions whose bits are up to the machine. */
  readonly relaxedSimd: boolean;
}

/** Calls the function that stands at `index` in the module's list. All take the same parameters. */
export function callIndirect(
  index: Value<"i32">,
  params: readonly Value<"i32">[],
): Statement {
  const bytes = params.map((param) => param.bytes);
  return { bytes: [...bytes, index.bytes, 0x11, params.length, 0] };
}

const MAX_PARAMS = 4;

/** The bytes of a module that exports every function by its name. */
export function assemble(
  functions: readonly FunctionSource[],
  { memory, relaxedSimd }: Target,
): Uint8Array<ArrayBuffer> {
  // The type of a function is its number of parameters.
  const types = Array.from({ length: MAX_PARAMS + 1 }, (_, params) => [
    0x60,
    ...vector(Array.from({ length: params }, () => [TYPE_BYTES.i32])),
    0,
  ]);
  const limits = [memory.shared ? 3 : 1, ...unsigned(memory.initialPages)];
  const imported = [...name("env"), ...name("memory"), 2, ...limits];
  const bodies = functions.map(({ params, body }) => {
    const builder = new FunctionBuilder(params, relaxedSimd);
    const inputs = Array.from({ length: params }, (_, index) => createLocal("i32", index));
    return builder.finish(body(builder, inputs));
  });
  const howMany = unsigned(functions.length);
  const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...imported, ...unsigned(memory.maximumPages)]])),
    ...section(3, vector(functions.map(({ params }) => [params]))),
    ...section(4, vector([[0x70, 0, ...howMany]])),
    ...section(7, vector(functions.map((f, index) => [...name(f.name), 0, ...unsigned(index)]))),
    ...section(
      9,
      vector([[
        0,
        ...[0x41, ...signed(0), 0x0b],
        ...vector(functions.map((_, index) => unsigned(index))),
      ]]),
    ),
    ...section(10, vector(bodies)),
  ]);
}
