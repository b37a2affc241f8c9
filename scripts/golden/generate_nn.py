"""Writes the golden vectors of @evenkeel/kernels/nn: see nn.py.

Run from anywhere: python3 scripts/golden/generate_nn.py. See README.md beside this file.
"""

import json
import platform
import sys
import zlib

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing may be left beside the source

from generate import OUT, encode, leaf, values
from nn import OPERATIONS, adam


def main():
    torch.set_num_threads(1)
    for op, cases in OPERATIONS.items():
        write(op.__name__, [make_case(op, *case) for case in cases])
    write("adam", adam(np.random.RandomState(1), leaf, values))


def write(name, cases):
    path = OUT / f"{name}.ts"
    path.write_text(module(name, cases))
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")


def make_case(op, name, settings):
    random = np.random.RandomState(zlib.crc32(f"{op.__name__}: {name}".encode()))
    given = {"x": leaf(random.standard_normal(settings["inputShape"]))}
    if "filterShape" in settings:
        given["filter"] = leaf(random.standard_normal(settings["filterShape"]))
        if op.__name__ == "conv2d":
            given["bias"] = leaf(random.standard_normal(settings["filterShape"][3]))
    y = op(**given, **settings)
    dy = leaf(random.standard_normal(y.shape))
    y.backward(dy.detach())
    return {
        "name": name,
        "settings": settings,
        "inputs": {key: values(value) for key, value in {**given, "dy": dy}.items()},
        "outputs": {"y": values(y)},
        "gradients": {key: values(value.grad) for key, value in given.items()},
    }


def module(name, cases):
    body = "\n".join(literal(case) for case in cases)
    return (
        "// Made by scripts/golden/generate_nn.py; do not edit.\n"
        f"// PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}.\n"
        'import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";\n'
        'import type { GoldenOperationCase } from "../types.ts";\n\n'
        f"export const {name.upper()}: readonly GoldenOperationCase[] = [\n{body}\n];\n"
    )


def literal(case):
    lines = ["  {"]
    for key in ("name", "settings"):
        lines.append(f"    {key}: {json.dumps(case[key])},")
    for key in ("inputs", "outputs", "gradients"):
        lines.append(f"    {key}: {{")
        for name, array in case[key].items():
            lines.append(f"      {name}: {encode(array, single=key == 'inputs')},")
        lines.append("    },")
    return "\n".join([*lines, "  },"])


if __name__ == "__main__":
    main()
