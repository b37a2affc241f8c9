import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ProgressBar } from "./progress_bar.ts";

/** Counts to 2 of 4, a second each. */
function written(isTTY: boolean, total: number | undefined, plainEvery?: number): string[] {
  const lines: string[] = [];
  let seconds = 0;
  const bar = new ProgressBar({ isTTY, write: (text) => lines.push(text) }, {
    total,
    ...(plainEvery ? { plainEvery } : {}),
    now: () => 1000 * seconds,
  });
  for (const name of ["a", "b"]) {
    seconds++;
    bar.print(name);
    bar.advance();
  }
  bar.stop();
  return lines;
}

describe("ProgressBar", () => {
  it("stays below the lines of a terminal, and goes in the end", () => {
    const clear = "\r\x1b[K", space = (n: number) => " ".repeat(n);
    assertEquals(written(true, 4), [
      clear,
      "a\n",
      `\r[${space(24)}] 0/4\x1b[K`,
      `\r[######${space(18)}] 1/4, ETA 0:03\x1b[K`,
      clear,
      "b\n",
      `\r[######${space(18)}] 1/4, ETA 0:06\x1b[K`,
      `\r[############${space(12)}] 2/4, ETA 0:02\x1b[K`,
      clear,
    ]);
  });

  it("counts where nobody knows how many there are", () => {
    assertEquals(written(true, undefined).at(-2), "\r2\x1b[K");
  });

  it("writes plain lines elsewhere", () => {
    assertEquals(written(false, 4), ["a\n", "b\n"]);
    assertEquals(written(false, 4, 2), ["a\n", "b\n", "2/4, ETA 0:02\n"]);
  });
});
