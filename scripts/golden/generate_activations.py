"""Writes the golden vectors of the norms that mix statistics or parameters: see activations.py.

Run from anywhere: python3 scripts/golden/generate_activations.py. See README.md beside this file.
"""

import json
import platform
import sys
import zlib

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing may be left beside the source

from activations import ACTIVATIONS, SHAPES
from generate import OUT, encode, leaf, values

EVEN = ("even window", (2, 5, 3), {"size": 4})


def main():
    torch.set_num_threads(1)
    for op, (parameters, settings) in ACTIVATIONS.items():
        cases = [(name, shape, {}) for name, shape in SHAPES]
        if op.__name__ == "local_response_norm":
            cases.append(EVEN)
        made = [make_case(op, case, parameters, settings) for case in cases]
        path = OUT / f"{op.__name__}.ts"
        path.write_text(module(op.__name__, made))
        print(f"{path.name}: {len(made)} cases, {path.stat().st_size} bytes")


def make_case(op, case, parameters, settings):
    name, shape, special = case
    settings = {**settings, **special}
    random = np.random.RandomState(zlib.crc32(f"{op.__name__}: {name}".encode()))
    n, c = shape[:2]
    sizes = {"c": c, "nc": n * c, "x": shape, "3c": 3 * c, "3n": 3 * n}

    def draw(size, mean, sigma):
        if size == "unit":
            return leaf(random.uniform(0.1, 0.9, c))
        if size == "positive":
            return leaf(random.uniform(0.5, 2, c))
        return leaf(mean + sigma * random.standard_normal(sizes.get(size, size)))

    inputs = {"x": draw("x", 0.5, 2), "dy": draw("x", 0, 1)}
    for key, how in parameters.items():
        inputs[key] = draw(*how)
    given = {key: value for key, value in inputs.items() if key != "dy"}
    answer = op(**given, **settings)
    y, more = answer if isinstance(answer, tuple) else (answer, {})
    y.backward(inputs["dy"].detach())
    return {
        "name": name,
        "shape": shape,
        "settings": settings,
        "inputs": {key: values(value) for key, value in inputs.items()},
        "outputs": {"y": values(y), **{key: values(value) for key, value in more.items()}},
        "gradients": {
            key: values(value.grad) for key, value in given.items() if value.grad is not None
        },
    }


def module(op, cases):
    body = "\n".join(literal(case) for case in cases)
    return (
        "// Made by scripts/golden/generate_activations.py; do not edit.\n"
        f"// PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}.\n"
        'import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";\n'
        'import type { GoldenActivationCase } from "../types.ts";\n\n'
        f"export const {op.upper()}: readonly GoldenActivationCase[] = [\n{body}\n];\n"
    )


def literal(case):
    lines = ["  {"]
    for key in ("name", "shape", "settings"):
        lines.append(f"    {key}: {json.dumps(case[key])},")
    lines.insert(3, '    layout: "channels-first",')
    for key in ("inputs", "outputs", "gradients"):
        lines.append(f"    {key}: {{")
        for name, array in case[key].items():
            lines.append(f"      {name}: {encode(array, single=key == 'inputs')},")
        lines.append("    },")
    return "\n".join([*lines, "  },"])


if __name__ == "__main__":
    main()
