"""Writes the golden vectors of the norms of weights and of sets of channels: see weights.py.

Run from anywhere: python3 scripts/golden/generate_weights.py. See README.md beside this file.
"""

import math
import platform
import sys
import zlib

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing may be left beside the source

from generate import OUT, leaf, values
from generate_activations import literal
from weights import CASES, WHOLE


def main():
    torch.set_num_threads(1)
    for op, (parameters, cases) in CASES.items():
        made = [make_case(op, parameters, *case) for case in cases]
        path = OUT / f"{op.__name__}.ts"
        path.write_text(module(op.__name__, made))
        print(f"{path.name}: {len(made)} cases, {path.stat().st_size} bytes")


def make_case(op, parameters, name, shape, settings):
    random = np.random.RandomState(zlib.crc32(f"{op.__name__}: {name}".encode()))
    sizes = sizes_of(shape, settings)
    inputs = {"x": leaf(0.5 + 2 * random.standard_normal(shape))}
    for key, (size, mean, sigma) in parameters.items():
        inputs[key] = leaf(mean + sigma * random.standard_normal(sizes[size]))
    answer = op(**inputs, **settings)
    y, more = answer if isinstance(answer, tuple) else (answer, {})
    dy = leaf(random.standard_normal(y.shape))
    y.backward(dy.detach(), retain_graph=True)
    if op.__name__ == "moments":
        dvariance = leaf(random.standard_normal(y.shape))
        more["variance"].backward(dvariance.detach())
        inputs["dvariance"] = dvariance
    return {
        "name": name,
        "shape": shape,
        "settings": settings,
        "inputs": {key: values(value) for key, value in {**inputs, "dy": dy}.items()},
        "outputs": {"y": values(y), **{key: values(value) for key, value in more.items()}},
        "gradients": {
            key: values(value.grad) for key, value in inputs.items() if value.grad is not None
        },
    }


def sizes_of(shape, settings):
    sizes = {"x": shape, "c": shape[1] if len(shape) > 1 else 1}
    if "axis" in settings:
        axis = settings["axis"]
        sizes["out"] = 1 if axis == WHOLE else shape[axis]
        sizes["rest"] = math.prod(shape) // sizes["out"]
    if "inputAxis" in settings:
        sizes["in"] = 3 * shape[settings["inputAxis"]]
    return sizes


def module(op, cases):
    body = "\n".join(literal(case) for case in cases)
    return (
        "// Made by scripts/golden/generate_weights.py; do not edit.\n"
        f"// PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}.\n"
        'import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";\n'
        'import type { GoldenActivationCase } from "../types.ts";\n\n'
        f"export const {op.upper()}: readonly GoldenActivationCase[] = [\n{body}\n];\n"
    )


if __name__ == "__main__":
    main()
