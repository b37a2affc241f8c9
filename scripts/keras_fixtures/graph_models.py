"""GraphModels of the tfjs converter that have norms in them.

pip install tensorflow-cpu==2.15.1 tensorflow-addons==0.23.0 tensorflowjs==4.22.0; python graph_models.py
"""

import json
import os
import tempfile

import numpy
import tensorflow as tf
import tensorflow_addons as tfa
import tensorflowjs
from tensorflow.keras import Input, Model, layers
from tensorflowjs.converters.tf_saved_model_conversion_v2 import convert_tf_saved_model

from _case import numbers, packed, randomize

OUT = os.path.join(os.path.dirname(__file__), "..", "..", "packages", "tfjs", "graph", "fixtures")
WRITER = "tensorflow %s, addons %s, tensorflowjs %s" % (
    tf.__version__, tfa.__version__, tensorflowjs.__version__)


def save(name, function, shape, owner=None):
    """Writes NAME.json: the converted model, an input, and what TensorFlow answers."""
    module = tf.Module()
    module.owner = owner
    module.call = tf.function(function, input_signature=[tf.TensorSpec([None, *shape], name="x")])
    saved, converted = tempfile.mkdtemp(), tempfile.mkdtemp()
    tf.saved_model.save(module, saved, signatures=module.call)
    # Or the converter refuses what its optimizer makes of a norm and the ReLU behind it.
    convert_tf_saved_model(saved, converted, skip_op_check=True)
    with open(os.path.join(converted, "model.json")) as file:
        model = json.load(file)
    shard = b""
    for group in model["weightsManifest"]:
        for path in group["paths"]:
            with open(os.path.join(converted, path), "rb") as file:
                shard += file.read()
    random = numpy.random.RandomState(11)
    x = random.normal(0, 1, [2, *shape]).astype("float32")
    x[1] = x[1] * 3 + 1
    answers = tf.saved_model.load(saved).signatures["serving_default"](x=tf.constant(x))
    case = {
        "writer": WRITER,
        "ops": sorted({node["op"] for node in model["modelTopology"]["node"]}),
        "input": values(x),
        # The converter names outputs by their nodes, the last ones of a graph; TensorFlow by keys.
        "outputs": {key: values(value.numpy()) for key, value in sorted(answers.items())},
        "model_json": model,
        "shard": packed(shard),
    }
    os.makedirs(OUT, exist_ok=True)
    path = os.path.join(OUT, name + ".json")
    with open(path, "w") as file:
        json.dump(case, file, separators=(",", ":"))
        file.write("\n")
    print(name, os.path.getsize(path), "bytes", case["ops"], list(model["signature"]["outputs"]))


def values(array):
    return {"shape": list(array.shape), "values": numbers(array)}


def keras(name, shape, *parts):
    x = inputs = Input(shape)
    for part in parts:
        x = part(x)
    model = Model(inputs, x)
    randomize(model)
    save(name, lambda x: {"y": model(x)}, shape, model)


def raw(name, op, shape, c, **options):
    random = numpy.random.RandomState(5)
    gamma, beta, before = (random.normal(1, 0.5, c).astype("float32") for _ in range(3))
    variance = random.uniform(0.5, 2, c).astype("float32")

    def call(x):
        training = options["is_training"]
        # Of constants the converter would make a multiplication and an addition.
        mean = before if training else before + tf.reduce_mean(x)
        made = op(x=x, scale=gamma, offset=beta, mean=mean, variance=variance, epsilon=1e-3, **options)
        return {"y": made[0], "mean": made[1], "variance": made[2]} if training else {"y": made[0]}

    save(name, call, shape)


def decomposed(x):
    mean, variance = tf.nn.moments(x, [0, 1, 2])
    gamma, beta = numpy.float32([0.5, 1.5, -1]), numpy.float32([1, 2, 3])
    return {"y": tf.nn.batch_normalization(x, mean, variance, beta, gamma, 1e-3)}


def convolved(x):
    """As the generator of pix2pix has it; the converter refuses that layer of Keras, which assigns."""
    random = numpy.random.RandomState(3)
    kernel = random.normal(0, 0.5, [3, 3, 3, 4]).astype("float32")
    gamma, beta = (random.normal(1, 0.5, 4).astype("float32") for _ in range(2))
    features = tf.nn.conv2d(x, kernel, 2, "SAME")
    y, _, _ = tf.compat.v1.nn.fused_batch_norm(features, gamma, beta, epsilon=1e-5, is_training=True)
    return {"y": tf.nn.relu(y)}


keras("layer_norm", (5, 4), layers.LayerNormalization())
keras("layer_norm_two_axes", (3, 4, 2), layers.LayerNormalization(axis=[-2, -1]))
save("convolution_batch_norm_training", convolved, (5, 4, 3))
keras("batch_norm_inference", (5, 4, 3),
      layers.ReLU(), layers.BatchNormalization(), layers.BatchNormalization(axis=1))
keras("group_norm", (5, 4, 6), layers.GroupNormalization(3))
keras("instance_norm", (5, 4, 3), tfa.layers.InstanceNormalization())
save("batch_norm_of_moments", decomposed, (5, 4, 3))
keras("instance_norm_leaky_relu", (5, 4, 3), tfa.layers.InstanceNormalization(), layers.LeakyReLU(0.1))
for version, op in [("", tf.raw_ops.FusedBatchNorm), ("_v2", tf.raw_ops.FusedBatchNormV2),
                    ("_v3", tf.raw_ops.FusedBatchNormV3)]:
    raw("fused%s_training" % version, op, (5, 4, 3), 3, is_training=True, exponential_avg_factor=0.25)
raw("fused_inference", tf.raw_ops.FusedBatchNormV3, (5, 4, 3), 3, is_training=False)
raw("fused_channels_first_training", tf.raw_ops.FusedBatchNormV3, (3, 5, 4), 3,
    is_training=True, data_format="NCHW")
# As many columns as channels: who takes the last axis for the channels gets an answer.
raw("fused_channels_first_inference", tf.raw_ops.FusedBatchNormV3, (3, 5, 3), 3,
    is_training=False, data_format="NCHW")
