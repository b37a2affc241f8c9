/** For tests that need a GPU, perhaps one in software: they are skipped, by name, where there is none. */

import { describeAdapter } from "./gpu.ts";

/** Why there is none, as the end of a test's name; empty where there is one. */
export async function whyNoGpu(): Promise<string> {
  try {
    await describeAdapter();
    return "";
  } catch (error) {
    return ` (skipped: ${error instanceof Error ? error.message : String(error)})`;
  }
}
