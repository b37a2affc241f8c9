import { assert, assertEquals, assertRejects } from "@std/assert";
import { before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { saveModel } from "../_test_save_model.ts";
import * as norms from "../layers/mod.ts";
import { jsonFile, readFixture } from "./_test_fixtures.ts";
import { type KerasWeight, loadKerasModel, type LoadKerasOptions, readTfjsModel } from "./mod.ts";

before(async () => {
  await tf.setBackend("cpu");
});

interface Saved {
  readonly className: string;
  readonly config?: Record<string, unknown>;
  readonly outer?: Record<string, unknown>;
  readonly version?: string;
  readonly leaves?: readonly string[];
  readonly size?: number;
}

/** Loads a model of one layer for `[n, 2, 2, 4]`; returns the class that it became, and the warnings. */
async function load(
  { className, config = {}, outer = {}, version, leaves = ["gamma", "beta"], size = 4 }: Saved,
  options: LoadKerasOptions = {},
): Promise<{ readonly name: string; readonly warnings: readonly string[] }> {
  const layer = {
    ...outer,
    class_name: className,
    config: { name: "norm", batch_input_shape: [null, 2, 2, 4], ...config },
  };
  const weights = leaves.map((leaf): [string, KerasWeight] => {
    return [`norm/${leaf}:0`, { shape: [size], data: new Float32Array(size) }];
  });
  const warnings: string[] = [];
  const model = await loadKerasModel({
    topology: { keras_version: version, class_name: "Sequential", config: { layers: [layer] } },
    weights: new Map(weights),
  }, { onWarning: (message) => warnings.push(message), ...options });
  const name = model.layers.at(-1)!.getClassName().replace("Evenkeel>", "");
  model.dispose();
  return { name, warnings };
}

async function assertBecomes(
  saved: Saved,
  name: string,
  options?: LoadKerasOptions,
): Promise<void> {
  assertEquals(await load(saved, options), { name, warnings: [] });
}

async function assertWarns(saved: Saved, name: string, message: string): Promise<void> {
  const { name: actual, warnings } = await load(saved);
  assertEquals(actual, name);
  assertEquals(warnings.length, 1);
  assert(warnings[0]!.includes(message), warnings[0]);
}

describe("InstanceNormalization without a package", () => {
  const className = "InstanceNormalization";
  const arguments_ = { axis: -1, epsilon: 0.1 };

  it("is that of tensorflow/examples by its weights' names", () =>
    assertBecomes({ className, leaves: ["scale", "offset"] }, "InstanceNormalization"));

  it("is that of TensorFlow Addons by its groups", () =>
    assertBecomes({ className, config: { ...arguments_, groups: 4 } }, "InstanceNormalization"));

  it("is that of keras-contrib by an axis without groups", () =>
    assertBecomes({ className, config: arguments_ }, "ContribInstanceNormalization"));

  it("is that of keras-contrib over everything by an axis of null", () => {
    const saved = { className, config: { axis: null, epsilon: 0.1 }, size: 1 };
    return assertBecomes(saved, "ContribInstanceNormalization");
  });

  it("is that of tensorflow/examples, with a warning, where nothing tells", () =>
    assertWarns({ className, config: {} }, "InstanceNormalization", "tensorflow/examples"));

  it("is what the option says", async () => {
    const saved = { className, config: arguments_ };
    const contrib = { className, config: { ...arguments_, groups: 4 } };
    await assertBecomes(saved, "InstanceNormalization", { instanceNormalization: "addons" });
    await assertBecomes(saved, "InstanceNormalization", { instanceNormalization: "examples" });
    const option = { instanceNormalization: "contrib" } as const;
    const bare = { className, size: 1 };
    for (const saved of [contrib, bare]) {
      await assertBecomes(saved, "ContribInstanceNormalization", option);
    }
  });
});

describe("GroupNormalization without a package", () => {
  const className = "GroupNormalization";
  const config = { groups: 2, axis: -1 };

  it("is Keras's by its module", () => {
    const outer = { module: "keras.layers", registered_name: null };
    return assertBecomes({ className, config, outer }, "GroupNormalization");
  });

  it("is keras-contrib's, with a warning, before Keras 2.11", async () => {
    const message = "is read as keras-contrib's";
    for (const version of ["2.2.4-tf", "2.10.0"]) {
      await assertWarns({ className, config, version }, "ContribGroupNormalization", message);
    }
  });

  it("is Keras's, with a warning, since", async () => {
    for (const version of ["2.11.0", "3.0.5"]) {
      await assertWarns({ className, config, version }, "GroupNormalization", "is read as Keras's");
    }
    await assertWarns({ className, config }, "GroupNormalization", "is read as Keras's");
  });

  it("warns of nothing where both mean the same", async () => {
    await assertBecomes({ className, config: { groups: 1, axis: -1 } }, "GroupNormalization");
    await assertBecomes(
      { className, config: { groups: 2, axis: 1 }, size: 2 },
      "GroupNormalization",
    );
  });

  it("is what the option says", () => {
    const option = { groupNormalization: "contrib" } as const;
    return assertBecomes({ className, config }, "ContribGroupNormalization", option);
  });
});

describe("other names", () => {
  it("are known with and without their package", async () => {
    const config = { groups: 2, axis: -1 };
    for (const className of ["Addons>GroupNormalization", "GroupNormalization"]) {
      const outer = { registered_name: "Addons>GroupNormalization" };
      await assertBecomes({ className, config, outer }, "GroupNormalization");
    }
    const custom = { className: "Custom>LayerNormalization", config: { axis: [3] } };
    await assertBecomes(custom, "LayerNormalization");
  });

  it("of batch norm are all batch norm, with an axis in a list too", async () => {
    const leaves = ["gamma", "beta", "moving_mean", "moving_variance"];
    const base = ["BatchNormalization", "SyncBatchNormalization", "BatchNorm"];
    for (const className of [...base, "BatchNormalizationV1", "BatchNormalizationV2"]) {
      for (const axis of [-1, [3], { class_name: "ListWrapper", items: [3] }]) {
        await assertBecomes({ className, config: { axis }, leaves }, "BatchNormalization");
      }
    }
    const two = { className: "BatchNormalizationV1", config: { axis: [1, 3] }, leaves };
    await assertRejects(() => load(two), RangeError, "axis must be one integer, got [1,3]");
  });

  it("are refused when TensorFlow.js does not know them either", async () => {
    const why = "cannot build the model: Unknown layer: Mystery";
    await assertRejects(() => load({ className: "Mystery" }), RangeError, why);
  });
});

describe("a Sequential", () => {
  it("takes the shape of its input from a wrapper that is its first layer", async () => {
    const layer = { class_name: "Dense", config: { units: 1, name: "inner", use_bias: false } };
    const config = { name: "d", layer, batch_input_shape: [null, 1] };
    const layers = [{ class_name: "SpectralNormalization", config }];
    const topology = { class_name: "Sequential", config: { layers } };
    const weights = new Map([["d/kernel:0", { shape: [1, 1], data: [3] }]]);
    const model = await loadKerasModel({ topology, weights }, { onWarning: () => {} });
    assertEquals(model.inputs[0]!.shape, [null, 1]);
  });

  const sequential = (name: string, layers: unknown[]) => ({
    class_name: "Sequential",
    config: { name, layers },
  });
  const dense = (name: string) => {
    const config = { name, units: 1, use_bias: false, batch_input_shape: [null, 1] };
    return { class_name: "Dense", config };
  };

  it("keeps its name", async () => {
    const weights = new Map([["d/kernel:0", { shape: [1, 1], data: [2] }]]);
    const model = await loadKerasModel({ topology: sequential("portrait", [dense("d")]), weights });
    assertEquals(model.name, "portrait");
  });

  it("has its own weights, though a layer beside it has one of the same name", async () => {
    const names = ["one", "two"];
    const weights = names.map((name, i): [string, KerasWeight] => {
      return [`${name}/d/kernel:0`, { shape: [1, 1], data: [i + 1] }];
    });
    const topology = sequential("outer", names.map((name) => sequential(name, [dense("d")])));
    const model = await loadKerasModel({ topology, weights: new Map(weights) });
    assertEquals(model.getWeights().map((weight) => weight.dataSync()[0]), [1, 2]);
  });
});

describe("layers of this package, as TensorFlow.js saved them", () => {
  /** All of them, some in a model within the model, with weights that are no defaults. */
  function makeModel(): tfl.Sequential {
    const convolution = (shape?: { inputShape: number[] }) =>
      tfl.layers.conv2d({ filters: 4, kernelSize: 1, ...shape });
    const inner = tfl.sequential({
      name: "inner",
      layers: [
        norms.instanceNormalization({ inputShape: [3, 3, 4] }),
        norms.spectralNormalization({ layer: convolution(), powerIterations: 2 }),
        norms.groupNormalization({ groups: 2 }),
      ],
    });
    const model = tfl.sequential({
      layers: [
        norms.spectralNormalization({ layer: convolution({ inputShape: [3, 3, 2] }) }),
        norms.instanceNormalization({ axis: 1, epsilon: 0.5 }),
        norms.groupNormalization({ groups: 2, epsilon: 0.5 }),
        inner,
        norms.batchNormalization(),
        norms.layerNormalization({ axis: [1, 2], rmsScaling: true }),
        norms.rmsNormalization(),
        norms.unitNormalization(),
      ],
    });
    const draw = ({ shape }: tf.Tensor, seed: number) =>
      tf.randomUniform(shape as tf.ShapeMap[tf.Rank], 0.5, 2, "float32", seed);
    model.setWeights(model.getWeights().map(draw));
    return model;
  }

  it("become what they were, and give what they gave", async () => {
    const model = makeModel();
    const saved = await saveModel(model);
    const { modelTopology, weightSpecs, weightData } = saved;
    const file = readTfjsModel({
      modelTopology,
      weightSpecs,
      weightData: weightData as ArrayBuffer,
    });
    const warnings: string[] = [];
    const loaded = await loadKerasModel(file, { onWarning: (message) => warnings.push(message) });
    assertEquals(warnings, []);
    const configs = ({ layers }: tfl.LayersModel): unknown[] =>
      layers.map((layer) =>
        layer instanceof tfl.LayersModel
          ? configs(layer)
          : [layer.getClassName(), layer.getConfig()]
      );
    assertEquals(configs(loaded), configs(model));
    const x = tf.randomNormal([2, 3, 3, 2], 0, 1, "float32", 1);
    const predict = (model: tfl.LayersModel) => (model.predict(x) as tf.Tensor).dataSync();
    assertEquals(predict(loaded), predict(model));
  });
});

describe("calls with training", () => {
  const messages = async (options: LoadKerasOptions, name: string) => {
    const fixture = readFixture(name);
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    const model = await loadKerasModel(jsonFile(fixture), { onWarning, ...options });
    const { values, shape } = fixture.input;
    const y = model.predict(tf.tensor(values, shape));
    assert(y instanceof tf.Tensor);
    const error = tf.max(tf.abs(tf.sub(y, tf.tensor(fixture.output.values, y.shape))));
    return { warnings, isWriters: error.dataSync()[0]! < 1e-3 };
  };

  it("are overruled with a warning in files of Keras 3, as in its predict", async () => {
    const { warnings, isWriters } = await messages({}, "keras3_training");
    assert(isWriters);
    assert(warnings.length === 1 && warnings[0]!.includes('"kept"'), warnings[0]);
  });

  it("are kept there when asked for", async () => {
    assertEquals(await messages({ keepTraining: true }, "keras3_training"), {
      warnings: [],
      isWriters: false,
    });
  });

  it("are kept in files of tf.keras", async () => {
    assertEquals(await messages({}, "tf_keras_training"), { warnings: [], isWriters: true });
  });
});

describe("broken files", () => {
  const file = jsonFile(readFixture("keras3_renorm"));
  const [name, gamma] = [...file.weights][0]!;
  const withGamma = (weight?: KerasWeight) => {
    const weights = new Map(file.weights);
    if (weight) weights.set(name, weight);
    else weights.delete(name);
    return () => loadKerasModel({ ...file, weights }, { onWarning: () => {} });
  };

  it("are refused with the name of the weight", async () => {
    await assertRejects(withGamma(), RangeError, "must have a weight gamma, the file has");
    const long = { shape: [3], data: [1, 2, 3] };
    await assertRejects(
      withGamma(long),
      RangeError,
      `${name}" of layer "batch_normalization_7" must`,
    );
    const cut = { ...gamma, data: [1] };
    await assertRejects(withGamma(cut), RangeError, `weight "${name}" of shape [2] must have 2`);
    const huge = { ...gamma, shape: [2 ** 40, 2 ** 40] };
    await assertRejects(
      withGamma(huge),
      RangeError,
      `shape of weight "${name}" must be of a tensor`,
    );
  });

  const units = { units: 2, batch_input_shape: [null, 2] };
  const layer = { class_name: "Dense", config: { ...units, name: "inner", use_bias: false } };
  const normalized = { className: "Addons>WeightNormalization", config: { layer } };
  const refusals: readonly {
    readonly className: string;
    readonly config: object;
    /** The shapes of the weights by name. */
    readonly weights?: Readonly<Record<string, number[]>>;
    readonly error?: typeof TypeError;
    readonly message: string;
  }[] = [
    {
      className: "Dense",
      config: { ...units, use_bias: false },
      weights: { "one/d/kernel:0": [2, 2], "two/d/kernel:0": [2, 2] },
      message: 'layer "d" must have one weight kernel, the file has one/d/kernel:0, two/d/kernel:0',
    },
    {
      className: "Dense",
      config: units,
      weights: { "d/0": [2, 2] },
      message: 'layer "d" must have 2 weights (kernel, bias), the file has 1',
    },
    { ...normalized, message: 'layer "d" must have a weight g, got none' },
    {
      ...normalized,
      weights: { "d/g:0": [3], "d/kernel:0": [2, 2], "d/initialized:0": [] },
      message: 'weight "d/g:0" of layer "d" must have shape [2], got [3]',
    },
    {
      className: "ReLU",
      config: { ...units, name: "high", threshold: 1 },
      message: 'layer "high": TensorFlow.js has no ReLU with threshold or a bounded slope',
    },
    {
      className: "ReLU",
      config: { ...units, name: "bounded", negative_slope: 0.5, max_value: 6 },
      message: 'layer "bounded": TensorFlow.js has no ReLU with threshold or a bounded slope',
    },
    {
      className: "Dense",
      config: { ...units, name: 3 },
      error: TypeError,
      message: "name of a layer must be a string, got number",
    },
  ];
  for (const { className, config, weights = {}, error = RangeError, message } of refusals) {
    it(`are refused: ${message}`, async () => {
      const entries = Object.entries(weights).map(([name, shape]): [string, KerasWeight] => {
        return [name, { shape, data: new Float32Array(tf.util.sizeFromShape(shape)) }];
      });
      const layers = [{ class_name: className, config: { name: "d", ...config } }];
      const topology = { class_name: "Sequential", config: { layers } };
      const broken = { topology, weights: new Map(entries) };
      await assertRejects(() => loadKerasModel(broken, { onWarning: () => {} }), error, message);
    });
  }

  it("leave no tensors behind", async () => {
    const { numTensors } = tf.memory();
    await assertRejects(withGamma(), RangeError);
    assertEquals(tf.memory().numTensors, numTensors);
  });

  it("are refused when the JSON is not that of a model, or endlessly nested", async () => {
    const { weights } = file;
    await assertRejects(
      () => loadKerasModel({ topology: [], weights }),
      TypeError,
      "topology must be",
    );
    const odd = { class_name: "MyModel", config: {} };
    await assertRejects(() => loadKerasModel({ topology: odd, weights }), RangeError, '"MyModel"');
    let deep: unknown = 1;
    for (let i = 0; i < 200; i++) deep = [deep];
    await assertRejects(
      () => load({ className: "Dense", config: { deep } }),
      RangeError,
      "100 deep",
    );
  });
});
