import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentPicture, stylePicture } from "../data/procedural.ts";
import { writePicture } from "../images/write_picture.ts";
import { CPU_PRESET, type TrainingConfig } from "../training/config.ts";
import { run } from "../program.ts";
import type { BackendChoice } from "../training/backend_names.ts";
import { compare } from "./compare.ts";
import { UsageError } from "./usage_error.ts";

const TINY: TrainingConfig = { ...CPU_PRESET, size: 16, width: 4, blocks: 1, batch: 1, steps: 3 };

describe("compare", () => {
  let folder = "";
  let written = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-compare-"));
    written = "";
    for (const name of ["photos", "paintings"]) await mkdir(join(folder, name));
    for (let i = 0; i < 4; i++) {
      await writePicture(join(folder, "photos", `${i}.png`), contentPicture(1, i, 40));
      await writePicture(join(folder, "paintings", `${i}.png`), stylePicture(1, i, 40));
    }
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const call = (
    { config = TINY, norms = ["instance", "batch"] as const, seeds = 1, own = true, ...rest }: {
      readonly config?: TrainingConfig;
      readonly norms?: readonly ("instance" | "batch" | "group")[];
      readonly seeds?: number;
      readonly own?: boolean;
      readonly backend?: BackendChoice;
      readonly stopAt?: string;
    } = {},
  ): Promise<boolean> => {
    const { backend, stopAt } = rest;
    const controller = new AbortController();
    const write = (text: string) => {
      written += text;
      if (stopAt !== undefined && text.includes(stopAt)) controller.abort();
    };
    const data = own
      ? { content: join(folder, "photos"), style: join(folder, "paintings") }
      : { content: join(folder, "photos") };
    const options = { config, norms, seeds, data, folder: join(folder, "out"), backend };
    return compare(options, { output: { isTTY: true, write }, signal: controller.signal });
  };
  const text = (name: string) => readFile(join(folder, "out", name), "utf8");

  it("trains each norm on one's own pictures, and reports", async () => {
    assert(await call());
    assertEquals((await readdir(join(folder, "out"))).sort(), [
      "batch-seed1",
      "compare.html",
      "compare.json",
      "compare.md",
      "instance-seed1",
      "sheet.png",
    ]);
    const { candidates, unpainted } = JSON.parse(await text("compare.json"));
    assertEquals(candidates.map(({ norm }: { norm: string }) => norm), ["instance", "batch"]);
    assertEquals([unpainted.l1, unpainted.swd > 0], [undefined, true]);
    for (const said of [await text("compare.md"), await text("compare.html"), written]) {
      for (const word of ["instance norm", "batch norm", "not painted", "SWD to the style"]) {
        assertStringIncludes(said, word);
      }
      assert(!said.includes("SSIM |") && !said.includes("undefined") && !said.includes("NaN"));
    }
    assertStringIncludes(await text("compare.md"), "scored on 1 held-out picture. So few");
    assertStringIncludes(await text("compare.html"), "<tr><th>norm</th><th>SWD");
  });

  it("knows the truth where the style is a procedure; counts seeds", async () => {
    assert(await call({ own: false, norms: ["group"], seeds: 2 }));
    const { candidates: [{ scores }], unpainted } = JSON.parse(await text("compare.json"));
    assertEquals(scores.length, 2);
    assert(unpainted.l1 > 0 && unpainted.ssim < 1 && unpainted.swd > 0);
    assertStringIncludes(await text("compare.md"), "| L1 to the truth | SSIM |");
  });

  it("stopped, goes on where it was; finished, trains nothing again", async () => {
    assertEquals(await call({ stopAt: "step 2/3" }), false);
    written = "";
    assert(await call());
    assertStringIncludes(written, "instance norm on evenkeel");
    assertStringIncludes(written, "from step 2 to 3");
    const first = await text("compare.json");
    written = "";
    assert(await call());
    assert(!written.includes("from step"));
    assertEquals(await text("compare.json"), first);
  });

  it("goes on where the backend was that it began on", async () => {
    assertEquals(await call({ backend: "wasm", stopAt: "step 2/3" }), false);
    written = "";
    assert(await call({ backend: "auto" }));
    for (const said of ["wasm: as before", "instance norm on wasm,", "batch norm on wasm,"]) {
      assertStringIncludes(written, said);
    }
  });

  it("does not mix comparisons of different options", async () => {
    assert(await call({ norms: ["instance"] }));
    const config = { ...TINY, steps: 4 };
    await assertRejects(() => call({ config }), UsageError, "trained with other options");
    await assertRejects(() => call({ own: false }), UsageError, "trained with other options");
  });

  it("is a command", async () => {
    const out = { stdout: "", stderr: "" };
    const streams = {
      stdout: { write: (text: string) => void (out.stdout += text) },
      stderr: { write: (text: string) => void (out.stderr += text) },
    };
    const numbers = [
      "--steps",
      "1",
      "--size",
      "16",
      "--batch",
      "1",
      "--width",
      "4",
      "--blocks",
      "1",
    ];
    const places = ["--content", join(folder, "photos"), "--folder", join(folder, "out")];
    const args = ["compare", "--norms", "none", "group", ...numbers, ...places];
    assertEquals([await run(args, streams), out.stderr], [0, ""]);
    assertStringIncludes(out.stdout, "group norm");
    const paintings = ["--style", join(folder, "paintings"), "--folder", join(folder, "small")];
    assertEquals([await run([...args, ...paintings], streams), out.stderr], [0, ""]);
    assertEquals(await run([...args, "--seeds", "0"], streams), 2);
  });

  it("refuses, before it trains, what it could not do", async () => {
    const config = { ...TINY, width: 6 };
    await assertRejects(() => call({ config, norms: ["instance", "group"] }), RangeError, "width");
    await assertRejects(() => call({ seeds: 0 }), RangeError, "seeds must be a positive integer");
    await assertRejects(() => call({ norms: [] }), RangeError, "norms must not be empty");
    assertEquals((await readdir(folder)).sort(), ["paintings", "photos"]);
  });
});
