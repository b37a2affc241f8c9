"""Files of Keras 2.2 with keras-contrib, and of tf.keras 1.13, whose batch norm is BatchNormalizationV1.

On Python 3.7: pip install tensorflow==1.13.2 keras==2.2.5 'h5py<3' 'numpy<1.17' 'protobuf<3.21' scipy
and a checkout of keras-contrib (3fc5ef7) on the PYTHONPATH; python tensorflow_1.py
"""

import json
import os
import tempfile

import keras
import tensorflow as tf
from keras import layers
from keras_contrib.layers.normalization.groupnormalization import GroupNormalization
from keras_contrib.layers.normalization.instancenormalization import InstanceNormalization

from _case import randomize, write_case


def save(name, model, writer):
    randomize(model)
    path = os.path.join(tempfile.mkdtemp(), "m.h5")
    model.save(path)
    write_case(name, model, writer, {"h5": path}, json.loads(model.to_json()))


def chain(keras, shape, *parts):
    x = inputs = keras.layers.Input(shape)
    for part in parts:
        x = part(x)
    return keras.models.Model(inputs, x)


CONTRIB = "keras %s, keras-contrib 3fc5ef7" % keras.__version__
save("keras_contrib_instance", chain(
    keras, (4, 4, 3),
    layers.Conv2D(3, 2),
    InstanceNormalization(epsilon=0.1),
    layers.Conv2D(3, 2),
    InstanceNormalization(axis=-1, epsilon=0.1),
    InstanceNormalization(axis=1, scale=False),
), CONTRIB)
save("keras_contrib_group", chain(
    keras, (4, 4, 4),
    layers.Conv2D(4, 2),
    GroupNormalization(groups=2),
    layers.Conv2D(4, 2),
    layers.BatchNormalization(),
    GroupNormalization(groups=4),
    layers.Permute((3, 1, 2)),
    GroupNormalization(groups=2, axis=1),
), CONTRIB)
tf_layers = tf.keras.layers
save("tf_keras_v1", chain(
    tf.keras, (4, 4, 3),
    tf_layers.Conv2D(3, 2),
    tf_layers.BatchNormalization(),
    tf_layers.BatchNormalization(renorm=True),
), "tf.keras of TensorFlow " + tf.__version__)
