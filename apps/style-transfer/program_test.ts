import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "./checkpoint/files.ts";
import { INK_PAIR, listStyles, SAMPLE_PATH } from "./commands/shipped.ts";
import { readPicture } from "./images/read_picture.ts";
import { addPhoto, call, EVENKEEL, listFiles } from "./_test_program.ts";

const TINY = [
  ...["--steps", "1", "--size", "16", "--batch", "1", "--width", "4", "--blocks", "1"],
  ...["--texture-weight", "0"],
  ...EVENKEEL,
];

describe("program", () => {
  let folder = "";
  let photo = "";
  const files = () => listFiles(folder);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "style-program-"));
    photo = await addPhoto(folder);
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** A wrong call: exit code 2, nothing on stdout, nothing on the disk. */
  const assertUsage = async (message: string, ...args: string[]) => {
    const { code, stdout, stderr } = await call(...args);
    assertStringIncludes(stderr, message);
    assertEquals({ code, stdout, files: await files() }, { code: 2, stdout: "", files: [] });
  };

  describe("called wrongly", () => {
    it("names a command or an option that it does not know", async () => {
      await assertUsage("unknown command 'paint'", "paint");
      await assertUsage("unknown option '--epochs'", "train", "--epochs", "3");
      await assertUsage("missing required argument 'photo'", "apply");
      await assertUsage("Usage: style");
    });

    it("answers a near miss with the right word", async () => {
      await assertUsage("Did you mean train?", "trian");
    });

    it("refuses an unknown norm and lists the known ones", async () => {
      await assertUsage(
        "argument 'weight' is invalid. Allowed choices are instance, batch, layer, group, none.",
        ...["train", "--norm", "weight"],
      );
    });

    it("refuses numbers that are no integers", async () => {
      for (const text of ["1.5", "ten", "", "-1", "1e400", "9007199254740993"]) {
        await assertUsage(
          `must be a non-negative integer, got "${text}"`,
          ...["train", `--steps=${text}`],
        );
      }
    });

    it("refuses a backend that it does not know, or that a command cannot use", async () => {
      const known = "Allowed choices are auto, webgpu, evenkeel, wasm, cpu.";
      await assertUsage(
        `argument 'webgl' is invalid. ${known}`,
        ...["train", "--backend", "webgl"],
      );
      await assertUsage(
        "argument 'webgpu' is invalid. Allowed choices are auto, evenkeel, wasm, cpu.",
        ...["lab", "--backend", "webgpu"],
      );
    });

    it("refuses integers that cannot be trained with", async () => {
      const out = ["--run", join(folder, "x")];
      await assertUsage("steps must be a positive integer, got 0", "train", "--steps", "0", ...out);
      await assertUsage("batch must be a positive integer, got 0", "train", "--batch", "0", ...out);
      await assertUsage(
        "size must be a multiple of 4 and at least 16, got 18",
        ...["train", "--size", "18", ...out],
      );
      await assertUsage(
        "judges must be an integer from 1 to 3, got 4",
        ...["train", "--judges", "4", ...out],
      );
      await assertUsage(
        "average must be at least 0 and below 1, got 1",
        ...["train", "--average", "1", ...out],
      );
      await assertUsage(
        "width must be a multiple of 4 for group norm, got 6",
        ...["train", "--norm", "group", "--width", "6", ...out],
      );
    });

    it("refuses an output that it has no format for", async () => {
      const checkpoint = INK_PAIR[0]!.path;
      await assertUsage(
        "output must end in .png, .jpg, .jpeg or .webp, got",
        ...["apply", photo, "--checkpoint", checkpoint, "--out", join(folder, "a.gif")],
      );
    });

    it("refuses one output for several checkpoints", async () => {
      const both = INK_PAIR.map(({ path }) => path);
      const out = ["--out", join(folder, "a.png")];
      await assertUsage(
        "--out needs a single --style or --checkpoint",
        ...["apply", photo, ...out, "--checkpoint", ...both],
      );
    });

    it("refuses a style that there is not, and names those that there are", async () => {
      const [{ name } = { name: "" }] = await listStyles();
      await assertUsage(
        `there is no style "sepia", only ${name}`,
        ...["apply", photo, "--style", "sepia"],
      );
      await assertUsage(
        "--style chooses among several styles, and ",
        ...["apply", photo, "--style", name, "--checkpoint", INK_PAIR[0]!.path],
      );
    });

    it("calls a number by the flag that was typed", async () => {
      const none = "must be a positive integer, got 0";
      const to = ["--folder", join(folder, "new")];
      await assertUsage(
        `error: --max-side ${none}`,
        ...["apply", photo, "--max-side", "0", ...to],
      );
      await assertUsage(`error: --seeds ${none}`, "lab", "--quick", "--seeds", "0", ...to);
      const out = ["--run", join(folder, "x")];
      await assertUsage(`error: --report-every ${none}`, "train", "--report-every", "0", ...out);
      await assertUsage(
        "error: --learning-rate must be positive and finite, got 0",
        ...["train", "--learning-rate", "0", ...out],
      );
      await assertUsage(
        "error: --content-scales must be finite numbers of at least 1, got [0.5]",
        ...["train", "--content-scales", "0.5", ...out],
      );
      await assertUsage(
        "error: --judge-kernel must be one of 3, 4, got 5",
        ...["train", "--judge-kernel", "5", ...out],
      );
    });

    it("takes one of two words for the size of a painting", async () => {
      await assertUsage(
        "option '--full-size' cannot be used with option '--max-side <px>'",
        ...["apply", photo, "--full-size", "--max-side", "100"],
      );
    });
  });

  /** Something that went wrong: exit code 1, one line on stderr, nothing on the disk. */
  const assertFailure = async (message: string, ...args: string[]) => {
    const before = await files();
    const { code, stdout, stderr } = await call(...args);
    assertStringIncludes(stderr, message);
    assertMatch(stderr, /^error: .*\n$/);
    assertEquals({ code, stdout, files: await files() }, { code: 1, stdout: "", files: before });
  };

  describe("given what it cannot use", () => {
    it("says so of a photograph", async () => {
      const to = ["--folder", join(folder, "new", "deep")];
      const missing = join(folder, "missing.jpg");
      await assertFailure(`cannot read ${missing}: no such file`, "apply", missing, ...to);
      const text = join(folder, "text.jpg");
      await writeFile(text, "no picture");
      await assertFailure(`cannot read ${text}: it is not an image`, "apply", text, ...to);
      await mkdir(join(folder, "empty"));
      await assertFailure("empty holds no picture", "apply", join(folder, "empty"), ...to);
    });

    it("says so of a checkpoint", async () => {
      const [path, out] = [join(folder, "half.safetensors"), join(folder, "a.png")];
      const args = ["apply", photo, "--checkpoint", path, "--out", out];
      await assertFailure(`cannot read checkpoint ${path}: `, ...args);
      const bytes = await readFile(INK_PAIR[0]!.path);
      await writeFile(path, bytes.subarray(0, bytes.length / 2));
      await assertFailure(`cannot read checkpoint ${path}: `, ...args);
      await writeFile(path, "no checkpoint");
      await assertFailure(`cannot read checkpoint ${path}: `, ...args);
    });

    it("says so of an output, before it trains or paints", async () => {
      await writeFile(join(folder, "file"), "");
      const below = (name: string) => join(folder, "file", name);
      await assertFailure(
        `cannot write ${below("generator.safetensors")}: `,
        ...["train", "--run", join(folder, "file")],
      );
      const checkpoint = ["--checkpoint", INK_PAIR[0]!.path];
      const a = below("a.png");
      await assertFailure(`cannot write ${a}: `, "apply", photo, ...checkpoint, "--out", a);
      await assertFailure("cannot write ", "apply", photo, "--folder", below("out"));
      const file = join(folder, "file");
      const why = `: ${file} is a file, not a folder`;
      await assertFailure(why, "apply", photo, ...checkpoint, "--folder", file);
      await assertFailure(why, "apply", photo, ...checkpoint, "--out", a);
      await assertFailure(why, "lab", "--quick", "--folder", file, "--out", join(folder, "out"));
      await assertFailure("cannot write ", "demo", "--folder", below("out"));
    });
  });

  describe("train", () => {
    it("makes the run's folder, with a generator in it that apply reads", async () => {
      const path = join(folder, "new", "deep");
      const args = ["train", "--norm", "batch", "--seed", "5", ...TINY, "--run", path];
      const { code, stdout, stderr } = await call(...args);
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
      const scores = "held-out L1 0\\.\\d{4}, SSIM -?0\\.\\d{3}, SWD \\d+\\.\\d$";
      const lines = [
        /^batch norm on evenkeel \(\d+ threads?\), from step 0 to 1$/,
        new RegExp(`^step 0: ${scores}`),
        /^step 1\/1 100%, warming up, G \d+\.\d{3} D \d+\.\d{3} content \d+\.\d{3}$/,
        new RegExp(`^step 1: ${scores}`),
        /^wrote .*generator\.safetensors and .*report\.html$/,
      ];
      stdout.trimEnd().split("\n").forEach((line, i) => assertMatch(line, lines[i]!));
      const names = await readdir(path);
      for (const name of ["generator.safetensors", "training.safetensors", "report.html"]) {
        assert(names.includes(name), name);
      }
      const generatorPath = join(path, "generator.safetensors");
      const { generator, training, step } = await readCheckpoint(generatorPath);
      assertEquals(generator, {
        architecture: "residual",
        enlargement: "nearest",
        norm: "batch",
        width: 4,
        blocks: 1,
      });
      assertEquals([training.seed, training.size, step], [5, 16, 1]);

      const out = join(folder, "painted.jpg");
      const from = ["--checkpoint", generatorPath, ...EVENKEEL];
      const painted = await call("apply", photo, ...from, "--out", out);
      assertMatch(painted.stdout, /^.*painted\.jpg {2}13x9, \d+ ms\n$/);
      assertEquals(painted.code, 0);
      const { width, height } = await readPicture(out);
      assertEquals([width, height], [13, 9]);
    });

    it("keeps a run that is there, and goes on only when it is told to", async () => {
      const path = join(folder, "run");
      const run = ["train", ...TINY, "--run", path];
      assertEquals((await call(...run)).code, 0);
      const again = await call(...run);
      assertEquals([again.code, again.stdout], [2, ""]);
      assertStringIncludes(again.stderr, "holds a run already: --resume goes on with it");
      const resumed = await call("train", "--run", path, "--resume");
      assertEquals([resumed.code, resumed.stderr], [0, ""]);
      assertStringIncludes(resumed.stdout, "from step 1 to 1");
      const longer = ["--resume", "--steps", "2", "--content", folder];
      const refused = await call("train", "--run", path, ...longer);
      assertEquals([refused.code, refused.stdout], [2, ""]);
      assertStringIncludes(refused.stderr, "leave out --steps, --content, or begin another run");
      const free = ["--report-every", "1", "--patience", "1", "--threads", "1", ...EVENKEEL];
      assertEquals((await call("train", "--run", path, "--resume", ...free)).code, 0);
      const nowhere = await call("train", "--run", join(folder, "nowhere"), "--resume");
      assertEquals([nowhere.code, nowhere.stdout], [1, ""]);
      assertStringIncludes(nowhere.stderr, "there is no training run in");
    });

    it("learns from folders of one's own", async () => {
      const photos = join(folder, "photos");
      await mkdir(photos);
      await writeFile(join(photos, "a.png"), await readFile(SAMPLE_PATH));
      await writeFile(join(photos, "b.png"), "no picture");
      const args = ["--content", photos, "--style", SAMPLE_PATH, "--run", join(folder, "run")];
      const { code, stdout, stderr } = await call("train", ...TINY, ...args);
      assertEquals([code, stderr], [0, ""]);
      assertStringIncludes(stdout, "b.png: it is not an image");
      assertMatch(stdout, /^step 1: held-out SWD \d+\.\d$/m);
      const { generator, training } = await readCheckpoint(
        join(folder, "run", "generator.safetensors"),
      );
      assertEquals([generator.enlargement, training.judges], ["bilinear", 2], "their preset");
      const missing = await call(
        "train",
        "--content",
        join(folder, "x"),
        "--run",
        join(folder, "y"),
      );
      assertEquals(missing.code, 1);
      assertStringIncludes(missing.stderr, "no such file or folder");
    });
  });

  describe("export and inspect", () => {
    it("write a generator for another program, and say what it is", async () => {
      const to = join(folder, "ink.onnx");
      const exported = await call("export", INK_PAIR[0]!.path, "--to", to, "--half");
      assertEquals({ code: exported.code, stderr: exported.stderr }, { code: 0, stderr: "" });
      assertMatch(exported.stdout, /ink\.onnx {2}\d+ KB\n$/);
      const { stdout } = await call("inspect", to, "--json");
      const { kind, bytes, facts } = JSON.parse(stdout);
      assertEquals([kind, facts.inputs], ["ONNX model", ["photo [batch, 3, height, width]"]]);
      assertEquals(bytes, (await readFile(to)).length);
    });

    it("refuse unknown formats and files that are not there", async () => {
      const checkpoint = INK_PAIR[0]!.path;
      const known = "--to must end in .json, .onnx or .safetensors, or be a folder, got";
      await assertUsage(known, "export", checkpoint, "--to", join(folder, "a.gif"));
      await assertUsage("required option '--to <path>' not specified", "export", checkpoint);
      await assertUsage("there is no file", "inspect", join(folder, "none"));
      const { code, stdout, stderr } = await call("inspect", photo);
      assertEquals({ code, stdout }, { code: 1, stdout: "" });
      assertStringIncludes(stderr, "is neither a safetensors file");
    });
  });

  describe("styles", () => {
    it("lists what comes with the project, and what to do with it", async () => {
      const { code, stdout, stderr } = await call("styles");
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
      for (const { name, about } of await listStyles()) {
        assertMatch(stdout, new RegExp(`^${name} +${about.slice(0, 20)}`, "m"));
      }
      assertStringIncludes(stdout, "\nstyle apply photo.jpg --style ");
    });
  });

  describe("demo", () => {
    it("shows that instance norm comes closer to the truth", async () => {
      const { code, stdout, stderr } = await call("demo", "--folder", join(folder, "out"));
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
      const distance = (label: string) =>
        Number(new RegExp(`^${label} +L1 to the truth (0\\.\\d{3})`, "m").exec(stdout)?.[1]);
      const [photograph, instance, batch] = ["photograph", "instance norm", "batch norm"]
        .map(distance);
      assert(instance! < batch! && batch! < photograph!, stdout);
      const names = ["batch", "instance", "sheet", "truth"].map((name) => `sample-${name}.png`);
      assertEquals((await readdir(join(folder, "out"))).sort(), names);
      const sample = await readPicture(SAMPLE_PATH);
      const sheet = await readPicture(join(folder, "out", "sample-sheet.png"));
      assert(sheet.width > 4 * sample.width && sheet.height > sample.height + 24, "captions");
      for (const name of names) assertStringIncludes(stdout, join(folder, "out", name));
    });
  });

  it("helps on request", async () => {
    for (const args of [["--help"], ["help"], ["train", "--help"]]) {
      const { code, stdout, stderr } = await call(...args);
      assertEquals({ code, stderr }, { code: 0, stderr: "" });
      assertStringIncludes(stdout, "Usage: style");
    }
  });
});
