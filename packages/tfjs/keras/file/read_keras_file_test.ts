import { assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { zipSync } from "fflate";
import { readFixture, unpack } from "../_test_fixtures.ts";
import { readKerasFile } from "./mod.ts";

const KERAS = unpack(readFixture("keras3_renorm").keras!);
const MEBIBYTE = 2 ** 20;
const encoder = new TextEncoder();

function findLast(bytes: Uint8Array, signature: readonly number[]): number {
  return bytes.findLastIndex((_, i) => signature.every((byte, k) => bytes[i + k] === byte));
}

describe("readKerasFile", () => {
  it("names numbered weights by their layers", async () => {
    const { topology, weights } = await readKerasFile(KERAS);
    assertEquals((topology as { keras_version: string }).keras_version, "3.15.1");
    const seven = [0, 1, 2, 3, 4, 5, 6].map((i) => `batch_normalization_7/${i}`);
    const four = [0, 1, 2, 3].map((i) => `batch_normalization_8/${i}`);
    assertEquals([...weights.keys()], [...seven, ...four]);
  });

  it("refuses archives that are cut short anywhere", async () => {
    for (let length = 0; length < KERAS.length; length += 997) {
      await assertRejects(() => readKerasFile(KERAS.slice(0, length)), RangeError);
    }
  });

  it("refuses archives without their parts", async () => {
    const part = { "config.json": encoder.encode("{}") };
    await assertRejects(() => readKerasFile(zipSync({})), RangeError, '"config.json" must be in');
    await assertRejects(
      () => readKerasFile(zipSync(part)),
      RangeError,
      '"model.weights.h5" must be in',
    );
    const odd = { "config.json": encoder.encode("{") };
    await assertRejects(
      () => readKerasFile(zipSync(odd)),
      RangeError,
      '"config.json" must be JSON',
    );
  });

  it("refuses bombs before it expands them", async () => {
    const bomb = zipSync({ "config.json": new Uint8Array(8 * MEBIBYTE) });
    const message = `"config.json" would bring the file to ${8 * MEBIBYTE} bytes`;
    await assertRejects(() => readKerasFile(bomb, { maxBytes: MEBIBYTE }), RangeError, message);
  });

  it("expands no more than the archive says, though there be more", async () => {
    const bomb = zipSync({ "config.json": new Uint8Array(8 * MEBIBYTE).fill(32) });
    const directory = findLast(bomb, [0x50, 0x4b, 1, 2]);
    new DataView(bomb.buffer).setUint32(directory + 24, 1000, true); // The size when expanded.
    await assertRejects(
      () => readKerasFile(bomb, { maxBytes: MEBIBYTE }),
      RangeError,
      "config.json",
    );
  });

  for (
    const { level, size, message } of [
      { level: 6, size: 200, message: '"config.json" must have 200 bytes, got 100' },
      { level: 0, size: 50, message: '"config.json" must have the size that the archive says' },
    ] as const
  ) {
    it(`refuses 100 bytes of compression level ${level} that are ${size} by the archive`, async () => {
      const bytes = zipSync({ "config.json": new Uint8Array(100) }, { level });
      const directory = findLast(bytes, [0x50, 0x4b, 1, 2]);
      new DataView(bytes.buffer).setUint32(directory + 24, size, true);
      await assertRejects(() => readKerasFile(bytes), RangeError, message);
    });
  }

  it("refuses a part that the archive has twice", async () => {
    const twice = zipSync({ "config.json": new Uint8Array(4), "config_json": new Uint8Array(4) });
    const directory = findLast(twice, [...encoder.encode("config_json")]);
    twice.set(encoder.encode("config.json"), directory);
    await assertRejects(() => readKerasFile(twice), RangeError, "must be in the archive once");
  });

  it("refuses a wrong limit and what are no bytes", async () => {
    await assertRejects(
      () => readKerasFile(KERAS, { maxBytes: 0 }),
      RangeError,
      "maxBytes must be",
    );
    await assertRejects(() => readKerasFile(Object("no")), TypeError, "must be a Uint8Array");
  });
});
