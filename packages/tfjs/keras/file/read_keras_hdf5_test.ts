import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { File, type Group, ready } from "h5wasm";
import { readFixture, unpack } from "../_test_fixtures.ts";
import { readKerasHdf5 } from "./mod.ts";

const H5 = unpack(readFixture("keras3_renorm").h5!);

/** The message for layer layouts: class 1, contiguous, then the address and the size of the data. */
function findLayouts(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer);
  const places: number[] = [];
  for (let i = 0; i + 18 <= bytes.length; i += 1) {
    const isLayout = bytes[i] === 3 && bytes[i + 1] === 1;
    if (isLayout && view.getBigUint64(i + 10, true) === 8n) places.push(i);
  }
  return places;
}

/** A file of the layer "d", whose one weight is "kernel" by its list of names. */
async function write(
  config: string | undefined,
  fill: (layer: Group) => void,
): Promise<Uint8Array> {
  const { FS } = await ready;
  const path = "read_keras_hdf5_test.h5";
  const file = new File(path, "w");
  if (config !== undefined) file.create_attribute("model_config", config);
  const weights = file.create_group("model_weights");
  weights.create_attribute("layer_names", ["d"]);
  const layer = weights.create_group("d");
  layer.create_attribute("weight_names", ["kernel"]);
  fill(layer);
  file.close();
  const bytes = FS.readFile(path);
  FS.unlink(path);
  return bytes;
}

describe("readKerasHdf5", () => {
  it("gives the weights in the order of the file, below their layers", async () => {
    const { weights } = await readKerasHdf5(H5);
    const names = [...weights.keys()].filter((name) => name.startsWith("batch_normalization_8"));
    assertEquals(names.map((name) => name.split("/").at(-1)), [
      "gamma",
      "beta",
      "moving_mean",
      "moving_variance",
    ]);
  });

  it("refuses files that are cut short anywhere", async () => {
    for (let length = 0; length < H5.length; length += 997) {
      await assertRejects(() => readKerasHdf5(H5.slice(0, length)), RangeError);
    }
  });

  it("refuses shapes that do not fit the file, and names the weight", async () => {
    // The first dataspace of rank 1 and size 2: version 1, its flags, then the size twice.
    const bytes = H5.slice();
    const view = new DataView(bytes.buffer);
    const places = [...bytes.keys()].filter((i) =>
      i + 24 < bytes.length && bytes[i] === 1 && bytes[i + 1] === 1 &&
      view.getBigUint64(i + 8, true) === 2n
    );
    assert(places.length > 0);
    for (const place of places) {
      for (const offset of [8, 16]) view.setBigUint64(place + offset, 2n ** 40n, true);
    }
    await assertRejects(() => readKerasHdf5(bytes), RangeError, 'weight "model_weights/batch_norm');
  });

  it("refuses weights that lie outside the file", async () => {
    const bytes = H5.slice();
    const layouts = findLayouts(bytes);
    assert(layouts.length > 0);
    const view = new DataView(bytes.buffer);
    for (const place of layouts) view.setBigUint64(place + 2, 2n ** 40n, true);
    await assertRejects(() => readKerasHdf5(bytes), RangeError);
  });

  it("refuses more weights than allowed", async () => {
    const message =
      /^weight "model_weights\/.* would bring the weights to \d+ bytes, maxBytes is 9$/;
    const error = await assertRejects(() => readKerasHdf5(H5, { maxBytes: 9 }), RangeError);
    assert(message.test(error.message), error.message);
  });

  it("refuses what is no whole model of numbers, and says what is wrong", async () => {
    const numbers = (layer: Group) =>
      void layer.create_dataset({ name: "kernel", data: Float32Array.of(1, 2) });
    const words = (layer: Group) => void layer.create_dataset({ name: "kernel", data: ["a", "b"] });
    const { topology, weights } = await readKerasHdf5(await write("{}", numbers));
    assertEquals(topology, { keras_version: undefined });
    assertEquals([...weights], [["d/kernel", { shape: [2], data: Float32Array.of(1, 2) }]]);
    for (
      const [config, fill, message] of [
        [undefined, numbers, "the file must have the attribute model_config, a whole model"],
        ["{", numbers, "model_config must be JSON"],
        ["{}", () => {}, 'weight "kernel" of layer "d" must be in the file'],
        ["{}", words, 'weight "model_weights/d/kernel" must be of numbers, got HDF5 type 3'],
      ] as const
    ) {
      const bytes = await write(config, fill);
      await assertRejects(() => readKerasHdf5(bytes), RangeError, message);
    }
  });

  it("survives bytes that are changed at random, in bounded time", async () => {
    let state = 1;
    const random = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state % below;
    };
    for (let i = 0; i < 200; i++) {
      const bytes = H5.slice();
      for (let k = 0; k < 4; k++) bytes[random(bytes.length)] = random(256);
      await readKerasHdf5(bytes).catch((error) =>
        assert(error instanceof RangeError || error instanceof TypeError)
      );
    }
    assertEquals((await readKerasHdf5(H5)).weights.size, 11);
  });
});
