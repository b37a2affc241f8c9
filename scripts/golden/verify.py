"""A second opinion on every case: the formulas in numpy's longdouble (64 bits of mantissa on x86).

It keeps a mistake in an operation's arguments, or an inexact corner of PyTorch, out of the vectors.
"""

import numpy as np

# The largest deviation seen with the versions in the vectors is 1.9e-13, where x is constant.
LIMIT = 3e-13


def verify(op, case):
    """Raises AssertionError where y, dx, dgamma or dbeta is not what the formulas say."""
    shape, x, dy = case["shape"], wide(case["x"]), wide(case["dy"])
    dims = reduced_axes(op, case)
    if op == "group_norm":
        x, dy = x.reshape(shape[0], case["groups"], -1), dy.reshape(shape[0], case["groups"], -1)
        dims = (2,)
    else:
        x, dy = x.reshape(shape), dy.reshape(shape)

    if op == "batch_norm_inference":
        column = [1, -1] + [1] * (len(shape) - 2)
        mean, variance = wide(case["mean"]).reshape(column), wide(case["variance"]).reshape(column)
    else:
        mean = 0 if op == "rms_norm" else x.mean(axis=dims, keepdims=True)
        variance = ((x - mean) ** 2).mean(axis=dims, keepdims=True)
    deviation = np.sqrt(variance + np.longdouble(case["epsilon"]))
    rstd = np.divide(1, deviation, out=np.zeros_like(deviation), where=deviation != 0)
    xhat = (x - mean) * rstd

    gamma, beta = (parameter(op, case, name) for name in ("gamma", "beta"))
    y = xhat.reshape(shape)
    g = dy.reshape(shape)
    if gamma is not None:
        y, g = y * gamma, g * gamma
    if beta is not None:
        y = y + beta
    g = g.reshape(x.shape)
    dx = g * rstd
    if op != "batch_norm_inference":
        dx = dx - rstd * xhat * (g * xhat).mean(axis=dims, keepdims=True)
        if op != "rms_norm":
            dx = dx - rstd * g.mean(axis=dims, keepdims=True)

    shared = tuple(range(axis_of(case))) if "axis" in case else (0, *range(2, len(shape)))
    dgamma = (dy * xhat).reshape(shape).sum(axis=shared)
    dbeta = dy.reshape(shape).sum(axis=shared)
    expected = {"y": y, "dx": dx, "dgamma": dgamma, "dbeta": dbeta, "rstd": rstd}
    # Where gradients cancel to nothing, rounding is relative to what cancelled.
    scale = {"dx": np.abs(g * rstd).max()}
    return max(
        deviation_of(f"{op}: {case['name']}: {name}", case[name], value, scale.get(name, 0))
        for name, value in expected.items()
        if name in case
    )


def deviation_of(label, actual, expected, scale):
    largest = max(np.abs(expected).max(), scale, np.longdouble(1e-300))
    if np.abs(expected).max() <= 1e-15 * scale:
        assert not np.any(actual), f"{label} must be exactly 0, got up to {np.abs(actual).max():.2e}"
    error = float(np.abs(wide(actual) - expected.ravel()).max() / largest)
    assert error <= LIMIT, f"{label} deviates by {error:.2e} of the maximum"
    return error


def axis_of(case):
    return case["axis"] % len(case["shape"])


def reduced_axes(op, case):
    rank = len(case["shape"])
    if "axis" in case:
        return tuple(range(axis_of(case), rank))
    return {
        "instance_norm": tuple(range(2, rank)),
        "positional_norm": (1,),
    }.get(op, (0, *range(2, rank)))


def parameter(op, case, name):
    if name not in case:
        return None
    shape = case["shape"]
    if "axis" in case:
        return wide(case[name]).reshape(shape[axis_of(case):])
    return wide(case[name]).reshape([1, -1] + [1] * (len(shape) - 2))


def wide(values):
    return np.asarray(values, dtype=np.longdouble).ravel()
