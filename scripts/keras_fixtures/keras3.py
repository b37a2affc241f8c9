"""Files of Keras 3: pip install keras==3.15.1 jax h5py; KERAS_BACKEND=jax python keras3.py"""

import json
import os
import tempfile

import keras
from keras import layers

from _case import randomize, write_case

WRITER = "keras " + keras.__version__


def save(name, model, legacy=True):
    randomize(model)
    for layer in model.layers:
        if isinstance(layer, layers.Normalization):
            layer.finalize_state()
    folder = tempfile.mkdtemp()
    files = {"keras": os.path.join(folder, "m.keras")}
    model.save(files["keras"])
    if legacy:
        files["h5"] = os.path.join(folder, "m.h5")
        model.save(files["h5"])
    write_case("keras3_" + name, model, WRITER, files, json.loads(model.to_json()))


def chain(shape, *parts):
    x = inputs = keras.Input(shape)
    for part in parts:
        x = part(x)
    return keras.Model(inputs, x)


save("norms", chain(
    (4, 4, 4),
    layers.Conv2D(4, 3, padding="same"),
    layers.BatchNormalization(),
    layers.GroupNormalization(groups=2),
    layers.Conv2D(4, 1),
    layers.GroupNormalization(groups=-1, epsilon=1e-2),
    layers.Conv2D(4, 1),
    layers.LayerNormalization(axis=[1, 3]),
    layers.RMSNormalization(),
    layers.Normalization(),
    layers.UnitNormalization(),
    layers.GlobalAveragePooling2D(),
    layers.BatchNormalization(scale=False),
    layers.Dense(3),
    layers.BatchNormalization(center=False),
))
save("channels_first", chain(
    (4, 3, 5),
    layers.BatchNormalization(axis=1),
    layers.GroupNormalization(groups=2, axis=1),
    layers.LayerNormalization(axis=1, center=False),
    layers.LayerNormalization(rms_scaling=True),
))


def training():
    inputs = keras.Input((4, 4, 2), name="photo")
    norm = layers.BatchNormalization(name="kept")
    x = layers.Conv2D(2, 2, name="first")(inputs)
    x = layers.add([norm(x, training=True), layers.LeakyReLU(negative_slope=0.25)(x)])
    return keras.Model(inputs, layers.concatenate([x, layers.ReLU()(x)]))


save("training", training())
save("nested", keras.Sequential([
    keras.Input((4, 4, 2)),
    keras.Sequential([
        layers.Conv2D(3, 2), layers.BatchNormalization(), layers.Conv2D(3, 2), layers.BatchNormalization(),
    ], name="encoder"),
    layers.BatchNormalization(),
    layers.Dense(2, activation="tanh"),
]))
save("spectral", chain(
    (4, 4, 2),
    layers.SpectralNormalization(layers.Conv2D(3, 2)),
    layers.LayerNormalization(),
    layers.SpectralNormalization(layers.Dense(2)),
), legacy=False)
renorm = dict(renorm=True, renorm_clipping={"rmax": 2.0, "rmin": 0.5, "dmax": 1.0})
save("renorm", chain((4, 2), layers.BatchNormalization(**renorm), layers.BatchNormalization(momentum=0.5)))
