"""Three training steps of Keras 3's SpectralNormalization: `KERAS_BACKEND=torch python spectral_training.py`.

Plain gradient descent on the sum of `y * dy`; what is written are the outputs, and the weights after each step.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np
import torch
from keras import layers

TARGET = Path(__file__).parents[2] / "packages/tfjs/layers/fixtures/keras3_spectral_training.json"
LEARNING_RATE = 0.1
STEPS = 3


def tensor(values):
    values = np.asarray(values, np.float32)
    return {"shape": list(values.shape), "values": [float(str(v)) for v in values.ravel()]}


def value(variable):
    return keras.ops.convert_to_numpy(variable).copy()


def train(name, make, shape, iterations, seed):
    random = np.random.default_rng(seed)
    x = random.normal(size=shape).astype(np.float32)
    inner = make()
    layer = layers.SpectralNormalization(inner, power_iterations=iterations)
    layer.build(x.shape)
    for variable in (inner.kernel, inner.bias, layer.vector_u):
        variable.assign(random.normal(size=variable.shape).astype(np.float32))
    before = [tensor(value(v)) for v in (inner.kernel, inner.bias, layer.vector_u)]
    dy = random.normal(size=layer.compute_output_shape(x.shape)).astype(np.float32)
    steps = []
    for _ in range(STEPS):
        y = layer(keras.ops.convert_to_tensor(x), training=True)
        torch.sum(y * keras.ops.convert_to_tensor(dy)).backward()
        for variable in (inner.kernel, inner.bias):
            with torch.no_grad():
                variable.value.sub_(LEARNING_RATE * variable.value.grad)
            variable.value.grad = None
        weights = [tensor(value(v)) for v in (inner.kernel, inner.bias, layer.vector_u)]
        steps.append({"y": tensor(value(y.detach())), "weights": weights})
    inferred = tensor(value(layer(keras.ops.convert_to_tensor(x), training=False).detach()))
    return {
        "name": name,
        "iterations": iterations,
        "x": tensor(x),
        "dy": tensor(dy),
        "before": before,
        "steps": steps,
        "inferred": inferred,
    }


cases = [
    train("dense", lambda: layers.Dense(3), (2, 4), 1, 1),
    train("conv2d", lambda: layers.Conv2D(3, 2), (2, 3, 3, 2), 1, 2),
    train("conv2dTranspose", lambda: layers.Conv2DTranspose(3, 2), (1, 2, 3, 2), 2, 3),
]
found = {"writer": "keras " + keras.__version__, "learningRate": LEARNING_RATE, "cases": cases}
TARGET.parent.mkdir(exist_ok=True)
TARGET.write_text(json.dumps(found, separators=(",", ":")))
