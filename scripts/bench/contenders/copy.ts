/** What memory itself takes: a copy of one array. Statistics, gradient and layout make no difference. */

import { memoryShape, type NormCase } from "../cases.ts";
import { serve } from "../_shared/host.js";
import { fillInput } from "../_shared/inputs.js";

if (import.meta.main) {
  await serve({
    start: () => `Deno ${Deno.version.deno}`,
    prepare: ({ case: one }: { readonly case: NormCase }) => {
      const size = memoryShape(one).reduce((a, b) => a * b);
      const x = new Float32Array(size);
      const y = new Float32Array(size);
      fillInput(x, "x");
      return { run: () => y.set(x), probe: () => ({}), release: () => {} };
    },
  });
}
