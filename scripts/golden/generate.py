"""Writes the golden vectors: PyTorch's answers in float64, as TypeScript modules.

Run from anywhere: python3 scripts/golden/generate.py. See README.md beside this file.
"""

import base64
import json
import pathlib
import platform
import sys
import zlib

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing may be left beside the source

from cases import CASES
from ops import OPS, running_statistics
from verify import verify

OUT = pathlib.Path(__file__).resolve().parents[2] / "packages/testing/golden/vectors"
RATE = 0.1
TYPES = {"batch_norm": "GoldenBatchNormCase", "batch_norm_inference": "GoldenInferenceCase"}
INPUTS = {"x", "gamma", "beta", "dy"}


def main():
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    for op, cases in CASES.items():
        made = [make_case(op, *case) for case in cases]
        worst = max(verify(op, case) for case in made)
        path = OUT / f"{op}.ts"
        path.write_text(module(op, made))
        print(f"{path.name}: {len(made)} cases, {path.stat().st_size} bytes, verified to {worst:.1e}")


def make_case(op, name, shape, options):
    options = {"affine": "both", "epsilon": 1e-5, **options}
    # A stream for each case, so that adding one changes no other.
    random = np.random.RandomState(zlib.crc32(f"{op}: {name}".encode()))

    def normal(size, mean=0.0, sigma=1.0):
        return leaf(mean + sigma * random.standard_normal(size))

    x = normal(shape, options.get("mean", 0.0), options.get("sigma", 1.0))
    if "constant" in options:
        x = leaf(np.full(shape, options["constant"]))
    dy = normal(shape)
    parameters = shape[options["axis"] % len(shape):] if "axis" in options else (shape[1],)
    gamma = normal(parameters, 1.0, 0.5) if options["affine"] in ("both", "gamma") else None
    beta = normal(parameters) if options["affine"] in ("both", "beta") else None
    statistics_in = (
        normal(shape[1], options.get("mean", 0.0), 0.5),
        leaf(random.uniform(0.5, 2.0, shape[1]) * options.get("sigma", 1.0) ** 2),
    )
    if op == "batch_norm_inference":
        options["mean_in"], options["variance_in"] = statistics_in

    y, (mean, variance, rstd) = OPS[op](x, gamma, beta, options)
    y.backward(dy.detach())
    case = {
        "name": name,
        "shape": shape,
        "groups": options.get("groups"),
        "axis": options.get("axis"),
        "epsilon": options["epsilon"],
        "x": x,
        "gamma": gamma,
        "beta": beta,
        "dy": dy,
        "y": y,
        "dx": x.grad,
        "dgamma": None if gamma is None else gamma.grad,
        "dbeta": None if beta is None else beta.grad,
        "mean": mean,
        "variance": variance,
        "rstd": rstd,
    }
    if op == "batch_norm_inference":
        case["dmean"], case["dvariance"] = (tensor.grad for tensor in statistics_in)
    if "running" in options:
        before = tuple(tensor.detach() for tensor in statistics_in)
        after = running_statistics(x.detach(), before, options["running"], RATE)
        case["running"] = {
            "rate": RATE,
            "correction": options["running"],
            "before": [values(tensor) for tensor in before],
            "after": [values(tensor) for tensor in after],
        }
    return {
        key: values(value) if torch.is_tensor(value) else value
        for key, value in case.items()
        if value is not None
    }


def leaf(array):
    """A float64 tensor of numbers that float32 can represent."""
    single = np.asarray(array, dtype=np.float32)
    return torch.tensor(single.astype(np.float64), dtype=torch.float64, requires_grad=True)


def values(tensor):
    array = tensor.detach().contiguous().numpy().ravel()
    assert np.isfinite(array).all()
    return array


def module(op, cases):
    type_name = TYPES.get(op, "GoldenCase")
    body = "\n".join(literal(op, case) for case in cases)
    return (
        "// Made by scripts/golden/generate.py; do not edit.\n"
        f"// PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}.\n"
        'import { decodeFloat32 as f32, decodeFloat64 as f64 } from "../decode.ts";\n'
        f'import type {{ {type_name} }} from "../types.ts";\n\n'
        f"export const {op.upper()}: readonly {type_name}[] = [\n{body}\n];\n"
    )


def literal(op, case):
    given = INPUTS | ({"mean", "variance"} if op == "batch_norm_inference" else set())
    lines = ["  {"]
    for key, value in case.items():
        if key == "running":
            lines += running_literal(value)
        elif isinstance(value, np.ndarray):
            lines.append(f"    {key}: {encode(value, single=key in given)},")
        else:
            lines.append(f"    {key}: {json.dumps(value)},")
        if key == "shape":
            lines.append('    layout: "channels-first",')
    return "\n".join([*lines, "  },"])


def running_literal(running):
    lines = [f"      {key}: {running[key]}," for key in ("rate", "correction")]
    for key in ("before", "after"):
        mean, variance = (encode(array, single=key == "before") for array in running[key])
        lines.append(f"      {key}: {{ mean: {mean}, variance: {variance} }},")
    return ["    running: {", *lines, "    },"]


def encode(array, single):
    narrow = array.astype("<f4")
    if single:
        assert (narrow.astype("<f8") == array).all()
    data = narrow if single else array.astype("<f8")
    return f'{"f32" if single else "f64"}("{base64.b64encode(data.tobytes()).decode()}")'


if __name__ == "__main__":
    main()
