"""What the generators share: weights and inputs that a test can tell apart, and how a case is written."""

import base64
import gzip
import io
import json
import os

import numpy

OUT = os.path.join(os.path.dirname(__file__), "..", "..", "packages", "tfjs", "keras", "fixtures")


def randomize(model, seed=7):
    """Gives every weight values of its own, so that no two can be mixed up unnoticed."""
    random = numpy.random.RandomState(seed)
    weights = []
    for old in model.get_weights():
        if old.dtype != numpy.float32:
            weights.append(old)
        elif old.ndim > 1:
            weights.append(random.normal(0, 0.5, old.shape).astype("float32"))
        else:
            weights.append(random.uniform(0.5, 1.5, old.shape).astype("float32"))
    model.set_weights(weights)


def make_input(model, seed=11):
    """Two samples, the second far from the first."""
    random = numpy.random.RandomState(seed)
    shape = [2] + [size or 4 for size in model.input_shape[1:]]
    x = random.normal(0, 1, shape).astype("float32")
    x[1] = x[1] * 3 + 1
    return x


def packed(data):
    """The bytes, compressed, as text."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write(data)
    return base64.b64encode(buffer.getvalue()).decode()


def numbers(values):
    """The shortest decimals that are these float32 numbers."""
    return [float(str(v)) for v in numpy.asarray(values, "float32").flatten()]


def named_weights(model):
    """Every weight under the name that the writer gives it, those of nested models included."""
    return [
        {"name": w.path if hasattr(w, "path") else w.name, "shape": list(v.shape), "values": numbers(v)}
        # Layer by layer: old versions order the two lists of a whole model differently.
        for layer in model.layers
        for w, v in zip(layer.weights, layer.get_weights())
    ]


def write_case(name, model, writer, files=(), topology=None):
    """Writes NAME.json: who wrote it, an input, the writer's own prediction, and the files, gzip in base64."""
    x = make_input(model)
    y = numpy.asarray(model.predict(x))
    case = {
        "writer": writer,
        "input": {"shape": list(x.shape), "values": numbers(x)},
        "output": {"shape": list(y.shape), "values": numbers(y)},
    }
    if topology is not None:
        case["topology"] = topology
        case["weights"] = named_weights(model)
    for key, path in dict(files).items():
        with open(path, "rb") as file:
            data = file.read()
        case[key] = json.loads(data) if path.endswith(".json") else packed(data)
    os.makedirs(OUT, exist_ok=True)
    with open(os.path.join(OUT, name + ".json"), "w") as file:
        json.dump(case, file, separators=(",", ":"))
        file.write("\n")
    print(name, os.path.getsize(os.path.join(OUT, name + ".json")), "bytes")
