import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Progress } from "./progress.ts";

const LOSSES = { generator: 1.23456, discriminator: 0.5, content: 0 };

/** A progress of 45 steps of 2 pictures on a clock that tests set. */
function start(isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 5000 };
  const output = { isTTY, write: (text: string) => void written.push(text) };
  const progress = new Progress(output, { steps: 45, images: 2 }, () => clock.ms);
  return { written, clock, progress };
}

describe("Progress", () => {
  it("writes every 20th and the last line where there is no terminal", () => {
    const { written, clock, progress } = start(false);
    for (let step = 1; step <= 45; step++) {
      progress.step(step, LOSSES);
      clock.ms += 500;
    }
    const losses = "G 1.235 D 0.500 content 0.000";
    assertEquals(written, [
      `step 20/45 44%, 4.0 images/s, ETA 0:13, ${losses}\n`,
      `step 40/45 88%, 4.0 images/s, ETA 0:03, ${losses}\n`,
      `step 45/45 100%, 4.0 images/s, ETA 0:00, ${losses}\n`,
    ]);
  });

  it("rewrites one line on a terminal, and ends it with the last step", () => {
    const { written, clock, progress } = start(true);
    progress.step(1, LOSSES);
    clock.ms += 4000;
    progress.step(2, LOSSES);
    progress.step(45, LOSSES);
    assertEquals(written.length, 3);
    const losses = "G 1.235 D 0.500 content 0.000";
    assertEquals(written[0], `\rstep 1/45 2%, warming up, ${losses}\x1b[K`);
    assertEquals(written[1], `\rstep 2/45 4%, 0.5 images/s, ETA 2:52, ${losses}\x1b[K`);
    assertEquals(written[2]!.endsWith(`${losses}\x1b[K\n`), true);
  });

  it("stops an open line with a line break, once", () => {
    const terminal = start(true);
    terminal.progress.stop();
    terminal.progress.step(1, LOSSES);
    terminal.progress.stop();
    terminal.progress.stop();
    assertEquals(terminal.written.slice(1), ["\n"]);
    const plain = start(false);
    plain.progress.step(20, LOSSES);
    plain.progress.stop();
    assertEquals(plain.written.length, 1);
  });
});
