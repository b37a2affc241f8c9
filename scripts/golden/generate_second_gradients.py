"""Writes the golden vectors of the gradient of the gradient, for the plan family.

The first gradients are of sum(y * dy), and in training of sum(mean * dmean + variance * dvariance)
besides; the second ones are of sum(first gradient * its cotangent), over all first gradients.

Run from anywhere: python3 scripts/golden/generate_second_gradients.py. See README.md beside this file.
"""

import json
import platform
import sys
import zlib

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing may be left beside the source

from generate import OUT, encode, leaf, values

SHAPES = [
    ("rank 4", (3, 4, 2, 3), {}),
    ("rank 2", (5, 6), {}),
    ("mean 100, deviation 1", (2, 4, 3, 3), {"mean": 100.0}),
]
RANK_5 = ("rank 5", (2, 2, 2, 1, 3), {})
AXES = [("axis -1", (2, 3, 2, 5), {"axis": -1}), ("axis 2", (2, 3, 2, 4), {"axis": 2})]

KINDS = {
    "batch": [*SHAPES, RANK_5],
    "batch_inference": SHAPES,
    "instance": [SHAPES[0], SHAPES[2], RANK_5],
    "group": [(name, shape, {"groups": 2, **more}) for name, shape, more in SHAPES],
    "layer": [*[(name, shape, {"axis": 1, **more}) for name, shape, more in SHAPES], AXES[0]],
    "rms": [*[(name, shape, {"axis": 1, **more}) for name, shape, more in SHAPES[:2]], AXES[1]],
    "positional": SHAPES,
}


def main():
    torch.set_num_threads(1)
    body = "\n".join(
        f"  {camel(kind)}: [\n" + "\n".join(literal(make_case(kind, *case)) for case in cases) + "\n  ],"
        for kind, cases in KINDS.items()
    )
    path = OUT / "second_gradients.ts"
    path.write_text(
        "// Made by scripts/golden/generate_second_gradients.py; do not edit.\n"
        f"// PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}.\n"
        'import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";\n'
        'import type { GoldenActivationCase } from "../types.ts";\n\n'
        "export const SECOND_GRADIENTS: Readonly<Record<string, readonly GoldenActivationCase[]>> = {\n"
        f"{body}\n}};\n"
    )
    print(f"{path.name}: {path.stat().st_size} bytes")


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def make_case(kind, name, shape, options):
    random = np.random.RandomState(zlib.crc32(f"second gradient, {kind}: {name}".encode()))
    draw = lambda size, mean=0.0, sigma=1.0: leaf(mean + sigma * random.standard_normal(size))
    options = {"epsilon": 1e-3, **options}
    offset = options.pop("mean", 0.0)
    axis = options["axis"] % len(shape) if "axis" in options else None
    parameters = (shape[1],) if axis is None else shape[axis:]
    inputs = {
        "x": draw(shape, offset),
        "gamma": draw(parameters, 1.0, 0.5),
        "dy": draw(shape),
        "ddx": draw(shape),
        "ddgamma": draw(parameters),
        "ddbeta": draw(parameters),
    }
    beta = torch.zeros(parameters, dtype=torch.float64, requires_grad=True)
    if kind == "batch_inference":
        inputs["mean"] = draw(shape[1], offset, 0.5)
        inputs["variance"] = leaf(random.uniform(0.5, 2.0, shape[1]))
        inputs["ddmean"], inputs["ddvariance"] = draw(shape[1]), draw(shape[1])

    y, mean, variance = normalize(kind, inputs, beta, options, axis)
    first = {"x": inputs["x"], "gamma": inputs["gamma"], "beta": beta}
    loss = (y * inputs["dy"]).sum()
    if kind == "batch_inference":
        first["mean"], first["variance"] = inputs["mean"], inputs["variance"]
    else:
        if mean is not None:
            inputs["dmean"] = draw(mean.numel())
            loss = loss + (mean.flatten() * inputs["dmean"]).sum()
        inputs["dvariance"] = draw(variance.numel())
        loss = loss + (variance.flatten() * inputs["dvariance"]).sum()
    gradients = torch.autograd.grad(loss, list(first.values()), create_graph=True)
    second = sum((g * inputs["dd" + name].detach()).sum() for name, g in zip(first, gradients))
    second.backward()
    return {
        "name": name,
        "shape": shape,
        "settings": options,
        "inputs": {key: values(value) for key, value in inputs.items()},
        "outputs": {
            "y": values(y), **{"d" + name: values(g) for name, g in zip(first, gradients)}
        },
        "gradients": {
            key: values(value.grad)
            for key, value in inputs.items()
            if not key.startswith("dd") and value.grad is not None
        },
    }


def normalize(kind, inputs, beta, options, axis):
    x, epsilon, space = inputs["x"], options["epsilon"], list(range(2, inputs["x"].dim()))
    shape = [1, -1] + [1] * len(space) if axis is None else x.shape[axis:]
    folded = x
    if kind == "group":
        folded = x.reshape(x.shape[0], options["groups"], -1)
    dims = {
        "batch": [0, *space],
        "instance": space,
        "group": [2],
        "positional": [1],
        "layer": list(range(axis or 0, x.dim())),
        "rms": list(range(axis or 0, x.dim())),
    }
    if kind == "batch_inference":
        mean, variance = inputs["mean"].reshape(shape), inputs["variance"].reshape(shape)
    else:
        mean = None if kind == "rms" else folded.mean(dims[kind], keepdim=True)
        centered = folded if mean is None else folded - mean
        variance = (centered**2).mean(dims[kind], keepdim=True)
    centered = folded if mean is None else folded - mean
    xhat = (centered / torch.sqrt(variance + epsilon)).reshape(x.shape)
    y = xhat * inputs["gamma"].reshape(shape) + beta.reshape(shape)
    return y, mean, variance


def literal(case):
    lines = ["    {"]
    for key in ("name", "shape", "settings"):
        lines.append(f"      {key}: {json.dumps(case[key])},")
    lines.insert(3, '      layout: "channels-first",')
    for key in ("inputs", "outputs", "gradients"):
        lines.append(f"      {key}: {{")
        for name, array in case[key].items():
            lines.append(f"        {name}: {encode(array, single=key == 'inputs')},")
        lines.append("      },")
    return "\n".join([*lines, "    },"])


if __name__ == "__main__":
    main()
