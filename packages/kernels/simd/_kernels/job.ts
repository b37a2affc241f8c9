/** A job is a few words of memory: what the threads claim units from, and what a kernel reads. */

import type { FunctionBuilder, FunctionSource } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Local, Statement, Value } from "../_wasm/types.ts";

/** Where the words of a job stand, in bytes from its start. */
export const JOB: {
  readonly kernel: number;
  readonly units: number;
  readonly grain: number;
  readonly next: number;
  readonly fields: number;
} = { kernel: 0, units: 4, grain: 8, next: 12, fields: 16 };

/** How many bytes a job takes at most. */
export const JOB_BYTES = 128;

/** A kernel: one unit of work, and the names of the words that it reads. */
export interface Kernel extends FunctionSource {
  readonly fields: readonly string[];
}

/** Makes a kernel from its fields: each becomes a local that is read once. */
export function kernel<const Field extends string>(
  name: string,
  fields: readonly Field[],
  body: (
    builder: FunctionBuilder,
    unit: Value<"i32">,
    field: Readonly<Record<Field, Value<"i32">>>,
  ) => Statement[],
): Kernel {
  return {
    name,
    fields,
    params: 2,
    body: (builder: FunctionBuilder, [job, unit]: readonly Local<"i32">[]) => {
      const locals = fields.map((field) => [field, builder.local("i32")] as const);
      const read = locals.map(([, local], index) =>
        local.set(i32.load(job!, JOB.fields + 4 * index))
      );
      const byName = Object.fromEntries(locals) as Record<Field, Local<"i32">>;
      return [...read, ...body(builder, unit!, byName)];
    },
  };
}
