"""Files of tf.keras 2.15, TensorFlow Addons and the tfjs converter.

pip install tensorflow-cpu==2.15.1 tensorflow-addons==0.23.0 tensorflowjs==4.22.0; python tensorflow_2.py
"""

import json
import os
import tempfile

import numpy
import tensorflow as tf
import tensorflow_addons as tfa
import tensorflowjs
from tensorflow.keras import Input, Model, Sequential, layers

from _case import randomize, write_case

WRITER = "tf.keras %s, addons %s, tensorflowjs %s" % (
    tf.__version__, tfa.__version__, tensorflowjs.__version__)


def save(name, model, formats=("h5", "tfjs")):
    randomize(model)
    folder = tempfile.mkdtemp()
    files = {}
    for extension in ("h5", "keras"):
        if extension in formats:
            files[extension] = os.path.join(folder, "m." + extension)
            model.save(files[extension])
    if "tfjs" in formats:
        tensorflowjs.converters.save_keras_model(model, folder)
        files["model_json"] = os.path.join(folder, "model.json")
        files["shard"] = os.path.join(folder, "group1-shard1of1.bin")
    write_case("tf_keras_" + name, model, WRITER, files, json.loads(model.to_json()))


def chain(shape, *parts):
    x = inputs = Input(shape)
    for part in parts:
        x = part(x)
    return Model(inputs, x)


class InstanceNormalization(layers.Layer):
    """As in tensorflow/examples, models/pix2pix: no get_config, epsilon 1e-5."""

    def build(self, shape):
        self.scale = self.add_weight(name="scale", shape=shape[-1:], initializer="ones", trainable=True)
        self.offset = self.add_weight(name="offset", shape=shape[-1:], initializer="zeros", trainable=True)

    def call(self, x):
        mean, variance = tf.nn.moments(x, axes=[1, 2], keepdims=True)
        return self.scale * (x - mean) * tf.math.rsqrt(variance + 1e-5) + self.offset


class BatchNorm(layers.BatchNormalization):
    """As in Matterport's Mask R-CNN."""


save("norms", chain(
    (4, 4, 4),
    layers.Conv2D(4, 3, padding="same"),
    layers.BatchNormalization(),
    layers.GroupNormalization(groups=2),
    layers.experimental.SyncBatchNormalization(),
    layers.LayerNormalization(axis=[1, 3]),
    layers.Normalization(),
    layers.UnitNormalization(),
    BatchNorm(axis=[1]),
    layers.LayerNormalization(scale=False),
), formats=("h5", "keras", "tfjs"))
save("addons", chain(
    (4, 4, 4),
    tfa.layers.InstanceNormalization(),
    layers.Conv2D(4, 2),
    tfa.layers.GroupNormalization(groups=2, epsilon=1e-2),
    layers.Conv2D(4, 1),
    tfa.layers.FilterResponseNormalization(learned_epsilon=True),
    layers.Conv2D(4, 1),
    tfa.layers.InstanceNormalization(axis=1, center=False),
    tfa.layers.FilterResponseNormalization(),
), formats=("h5", "keras", "tfjs"))


def wrapped():
    model = chain(
        (4, 4, 2),
        tfa.layers.WeightNormalization(layers.Conv2D(3, 2), data_init=False),
        tfa.layers.SpectralNormalization(layers.Conv2D(3, 2)),
        layers.SpectralNormalization(layers.Conv2D(3, 2)),
    )
    model(numpy.zeros((1, 4, 4, 2), "float32"))  # Sets the flag that g is initialized.
    return model


save("wrappers", wrapped(), formats=("h5", "keras", "tfjs"))
save("examples", chain((4, 4, 2), layers.Conv2D(3, 2), InstanceNormalization(), layers.LeakyReLU(0.25)))


def training():
    inputs = Input((4, 4, 2), name="photo")
    norm = layers.BatchNormalization(name="kept")
    x = layers.Conv2D(2, 2, name="first")(inputs)
    x = layers.add([norm(x, training=True), layers.LeakyReLU(0.25)(x)])
    return Model(inputs, x)


save("training", training())
save("nested", Sequential([
    Input((4, 4, 2)),
    Sequential([
        layers.Conv2D(3, 2), layers.BatchNormalization(),
        layers.Conv2D(3, 2), layers.BatchNormalization(),
    ], name="encoder"),
    layers.BatchNormalization(),
    layers.Dense(2, activation="tanh"),
]), formats=("h5", "keras", "tfjs"))
