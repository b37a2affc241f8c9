/** Operations by their names, for tests that go through all of them. */

import * as kernels from "./mod.ts";

/** What an operation gives, as far as it is known here. */
export type Operation = (...given: unknown[]) => Readonly<Record<string, unknown>>;

/** Each has inputs and options of its own, so that no type of theirs fits all. */
export const OPERATIONS = kernels as unknown as Readonly<Record<string, Operation | undefined>>;
