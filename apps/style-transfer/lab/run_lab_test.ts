import { assert, assertEquals } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DivergedError } from "../training/trainer.ts";
import { startBackend } from "../training/backend.ts";
import type { Experiment } from "./experiment.ts";
import { EXPERIMENTS } from "./experiments.ts";
import type { Scale } from "./laboratory.ts";
import { renderPage } from "./page.ts";
import { renderMarkdown } from "./report.ts";
import { runLab } from "./run_lab.ts";
import { judge, type Result } from "./verdict.ts";

const TINY: Scale = {
  name: "quick",
  size: 32,
  width: 4,
  blocks: 1,
  pictures: 8,
  scenes: 8,
  figures: 16,
  tests: 8,
  seeds: 2,
};

describe("the laboratory", () => {
  let folder = "";
  let results: readonly Result[] = [];
  let pictures: ReadonlyMap<string, Uint8Array> = new Map();
  const work: string[] = [];
  const onWork = (what: string) => void work.push(what);
  const options = { experiments: EXPERIMENTS, scale: TINY, seeds: 2, onWork };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-lab-"));
    await startBackend();
    ({ results, pictures } = await runLab({ ...options, folder }));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it("measures every experiment for every seed, as numbers", () => {
    assertEquals(results.map(({ id }) => id), EXPERIMENTS.map(({ id }) => id));
    for (const [i, { id, seeds }] of results.entries()) {
      const { compared = "batch", against = "instance" } = EXPERIMENTS[i]!;
      assertEquals(seeds.length, 2, id);
      for (const measured of seeds) {
        for (const arm of [compared, against, "instance"] as const) {
          if (typeof arm === "number") continue;
          assert(Number.isFinite(measured?.[arm]), `${id} ${arm}`);
        }
      }
    }
  });

  it("has a curve of every seed where an experiment has one, with a number for each place", () => {
    for (const [i, { id, curves }] of results.entries()) {
      const { curve } = EXPERIMENTS[i]!;
      assertEquals(curves?.length, curve && 2, id);
      for (const seed of curves ?? []) {
        for (const numbers of [seed?.batch, seed?.instance]) {
          assertEquals(numbers?.length, curve!.at(TINY).length, id);
        }
      }
    }
    const ofQuality = results.find(({ id }) => id === "S7")!;
    assertEquals(ofQuality.curves![1]!.batch!.at(-1), ofQuality.seeds[1]!.batch);
  });

  it("has a strip for every experiment that shows one, as high as its rows", () => {
    for (const { id, strip } of EXPERIMENTS) {
      const png = pictures.get(id);
      assertEquals(png === undefined, strip === undefined, id);
      if (png === undefined || strip === undefined) continue;
      // The height in a PNG's header: rows of pictures, and two pixels between two rows.
      const height = new DataView(png.buffer, png.byteOffset).getUint32(20);
      assertEquals((height + 2) % strip.rows.length, 0, id);
    }
  });

  it("trains each generator once, whoever asks for it", () => {
    const trained = work.filter((what) => what.startsWith("training "));
    assertEquals(trained.length, new Set(trained).size);
    assert(trained.length > 0);
  });

  it("finds the zeros that algebra promises, and no others", () => {
    const of = (id: string) => results.find((result) => result.id === id)!.seeds[0]!;
    assertEquals(of("S1").instance, 0);
    assert(of("S1").batch! > 0);
    assertEquals(of("S1b"), { batch: 0, instance: 0 });
    for (const experiment of EXPERIMENTS) {
      judge(experiment, results.find(({ id }) => id === experiment.id)!);
    }
  });

  it("does nothing again", async () => {
    work.length = 0;
    const { seconds, ...again } = await runLab({ ...options, folder });
    assertEquals(again, { results, pictures });
    assertEquals(work, []);
    assert(Object.values(seconds).every((taken) => taken > 0));
  });

  it("goes on where it was stopped", async () => {
    work.length = 0;
    await rm(join(folder, "measured", "quick", "S7-seed2.json"));
    assertEquals((await runLab({ ...options, folder })).results, results);
    assertEquals(work, ["seed 2 of 2: S7"]);
  });

  it("paints a strip again, the same bytes, if it is lost", async () => {
    work.length = 0;
    const path = join(folder, "measured", "quick", "S2-seed1.png");
    await rm(path);
    assertEquals((await runLab({ ...options, folder })).pictures, pictures);
    assertEquals([work, new Uint8Array(await readFile(path))], [
      [],
      new Uint8Array(pictures.get("S2")!),
    ]);
  });

  it("does not take numbers of another scale for its own", async () => {
    work.length = 0;
    const experiments = EXPERIMENTS.filter(({ id }) => id === "K6");
    await runLab({ ...options, experiments, scale: { ...TINY, tests: 4 }, folder });
    assertEquals(work, ["seed 1 of 2: K6", "seed 2 of 2: K6"]);
  });

  it("does not take another backend's numbers or generators for its own", async () => {
    const { strip: _, ...first } = EXPERIMENTS[0]!;
    const experiment: Experiment = {
      ...first,
      id: "Y",
      measure: async (laboratory, seed) => {
        await laboratory.painter({ norm: "instance", seed });
        return { batch: 1, instance: 0 };
      },
    };
    const own = {
      ...options,
      experiments: [experiment],
      seeds: 1,
      folder: join(folder, "backends"),
    };
    const wanted = ["seed 1 of 1: Y", "training instance-seed1-batch4-step2of2"];
    try {
      for (const backend of ["evenkeel", "wasm"] as const) {
        work.length = 0;
        await startBackend({ backend });
        await runLab(own);
        assertEquals(work, wanted, backend);
      }
    } finally {
      await startBackend();
    }
  });

  it("gives equal numbers in another folder", async () => {
    const other = join(folder, "other");
    const experiments = EXPERIMENTS.filter(({ id }) => id === "S7" || id === "S1");
    const again = await runLab({ ...options, experiments, folder: other });
    assertEquals(again.results, results.filter(({ id }) => id === "S7" || id === "S1"));
  });

  it("counts a training that diverged, and goes on", async () => {
    const { strip: _, ...first } = EXPERIMENTS[0]!;
    const diverging: Experiment = {
      ...first,
      id: "X",
      measure: (_, seed) =>
        seed === 1
          ? Promise.reject(new DivergedError("a loss is NaN"))
          : Promise.resolve({ batch: 2, instance: 1 }),
    };
    const { results: found } = await runLab({ ...options, experiments: [diverging], folder });
    assertEquals(found, [{ id: "X", seeds: [undefined, { batch: 2, instance: 1 }] }]);
    const input = { experiments: [diverging], results: found, scale: TINY, seeds: 2 };
    assert(renderMarkdown(input).includes("Diverged: 1 of 2."));
  });

  it("reports every experiment with its claim, its protocol and its verdict", () => {
    const input = { experiments: EXPERIMENTS, results, scale: TINY, seeds: 2 };
    const [markdown, page] = [
      renderMarkdown(input),
      renderPage(input, { css: "", script: "", advice: "" }),
    ];
    for (const { id, row, protocol } of EXPERIMENTS) {
      assert(markdown.includes(`| ${id} | ${row} | `), id);
      assert(markdown.includes(protocol) && page.includes(protocol), id);
    }
    assert(!/(src|href)="https?:/.test(page));
  });
});
