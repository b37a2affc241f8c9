"""What networks do besides normalizing, asked of PyTorch in float64. Arrays are channels last.

Every function takes its arrays by name and the settings of its case, and returns y.
"""

import torch
import torch.nn.functional as F


def first(x):
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def padded(x, padding, value=0.0):
    top, bottom, left, right = padding
    return F.pad(first(x), (left, right, top, bottom), value=value)


def conv2d(x, filter, bias, strides, dilations, padding, **_):
    return last(F.conv2d(padded(x, padding), filter.permute(3, 2, 0, 1), bias, strides, 0, dilations))


def depthwise_conv2d(x, filter, strides, dilations, padding, **_):
    kh, kw, c, multiplier = filter.shape
    weights = filter.permute(2, 3, 0, 1).reshape(c * multiplier, 1, kh, kw)
    return last(F.conv2d(padded(x, padding), weights, None, strides, 0, dilations, groups=c))


def average_pool2d(x, windowSize, strides, padding, countPadding, **_):
    top, bottom, left, right = padding
    if countPadding[0]:
        return last(F.avg_pool2d(padded(x, padding), windowSize, strides))
    ones = padded(torch.ones_like(x), padding)
    return last(F.avg_pool2d(padded(x, padding), windowSize, strides) / F.avg_pool2d(ones, windowSize, strides))


def max_pool2d(x, windowSize, strides, padding, **_):
    return last(F.max_pool2d(padded(x, padding, float("-inf")), windowSize, strides))


def upsample_bilinear2d(x, outputSize, alignCorners, **_):
    return last(F.interpolate(first(x), outputSize, mode="bilinear", align_corners=bool(alignCorners[0])))


def upsample_nearest2d(x, outputSize, **_):
    return last(F.interpolate(first(x), outputSize, mode="nearest"))


def reflection_pad2d(x, padding, **_):
    top, bottom, left, right = padding
    return last(F.pad(first(x), (left, right, top, bottom), mode="reflect"))


def zero_pad2d(x, padding, **_):
    return last(padded(x, padding))


def activations(x, kind, slope, **_):
    return [
        torch.relu,
        lambda x: F.leaky_relu(x, slope[0]),
        torch.tanh,
        torch.sigmoid,
        F.silu,
    ][kind[0]](x)


# What is special about a case, and its settings. Every setting is a list of numbers.
WINDOWS = [
    ("3x3, no padding", [1, 5, 4, 3], [3, 3], [1, 1], [1, 1], [0, 0, 0, 0]),
    ("1x1", [2, 3, 2, 5], [1, 1], [1, 1], [1, 1], [0, 0, 0, 0]),
    ("3x3, padding 1, many channels", [1, 5, 6, 16], [3, 3], [1, 1], [1, 1], [1, 1, 1, 1]),
    ("4x4, stride 2, padding 1", [2, 6, 6, 3], [4, 4], [2, 2], [1, 1], [1, 1, 1, 1]),
    ("uneven everything", [1, 8, 7, 2], [2, 3], [3, 2], [2, 1], [2, 0, 1, 3]),
    ("9x9", [1, 9, 9, 2], [9, 9], [1, 1], [1, 1], [4, 4, 4, 4]),
    ("dilation 3", [1, 9, 8, 4], [3, 3], [1, 1], [3, 3], [3, 3, 3, 3]),
]
OUTPUTS = [4, 5, 16, 6, 3, 2, 13]


def windows(outputs):
    return [
        (
            name,
            {
                "inputShape": shape,
                "filterShape": [*size, shape[3], count],
                "strides": strides,
                "dilations": dilations,
                "padding": padding,
            },
        )
        for (name, shape, size, strides, dilations, padding), count in zip(WINDOWS, outputs)
    ]


POOLS = [
    ("2x2, stride 2", [2, 4, 6, 3], [2, 2], [2, 2], [0, 0, 0, 0]),
    ("3x3, stride 2, padding 1", [1, 7, 5, 4], [3, 3], [2, 2], [1, 1, 1, 1]),
    ("overlapping", [1, 4, 5, 2], [3, 2], [1, 1], [0, 0, 0, 0]),
    ("uneven everything", [2, 6, 5, 1], [3, 2], [2, 3], [2, 0, 1, 1]),
]


def pools(**more):
    keys = ("inputShape", "windowSize", "strides", "padding")
    return [(name, {**dict(zip(keys, rest)), **more}) for name, *rest in POOLS]


SIZES = [
    ("twice", [1, 3, 4, 3], [6, 8]),
    ("uneven", [2, 3, 5, 2], [7, 6]),
    ("smaller", [1, 8, 7, 2], [3, 5]),
    ("one pixel", [1, 1, 1, 3], [3, 2]),
    ("the same", [1, 2, 3, 1], [2, 3]),
    ("to one pixel", [1, 3, 4, 1], [1, 1]),
]


def sizes(suffix="", **more):
    return [(n + suffix, {"inputShape": s, "outputSize": o, **more}) for n, s, o in SIZES]


PADDINGS = [
    ("even", [1, 3, 4, 3], [1, 1, 1, 1]),
    ("uneven", [2, 4, 3, 2], [3, 0, 1, 2]),
    ("none", [1, 2, 2, 1], [0, 0, 0, 0]),
]
paddings = [(name, {"inputShape": shape, "padding": padding}) for name, shape, padding in PADDINGS]

NAMES = ["relu", "leakyRelu", "tanh", "sigmoid", "silu"]
OPERATIONS = {
    conv2d: windows(OUTPUTS),
    depthwise_conv2d: windows([1, 2, 1, 3, 2, 1, 1]),
    average_pool2d: [
        *pools(countPadding=[0]),
        *[(f"{name}, counting", settings) for name, settings in pools(countPadding=[1])],
    ],
    max_pool2d: pools(),
    upsample_bilinear2d: [
        *sizes(alignCorners=[0]),
        *sizes(", corners aligned", alignCorners=[1]),
    ],
    upsample_nearest2d: sizes(),
    reflection_pad2d: paddings,
    zero_pad2d: paddings,
    activations: [
        (name, {"inputShape": [1, 4, 5, 2], "kind": [kind], "slope": [0.25]})
        for kind, name in enumerate(NAMES)
    ],
}


def adam(random, leaf, values):
    """Three updates of eleven parameters, for each of a few settings of torch.optim.Adam."""
    cases = []
    for name, rate, betas, epsilon, decay in [
        ("PyTorch's defaults", 1e-3, (0.9, 0.999), 1e-8, 0.0),
        ("as GANs have it", 2e-4, (0.5, 0.999), 1e-8, 0.0),
        ("large epsilon, weight decay", 0.1, (0.8, 0.9), 1e-2, 0.25),
    ]:
        parameter = leaf(random.standard_normal(11))
        before = values(parameter).copy()
        optimizer = torch.optim.Adam([parameter], lr=rate, betas=betas, eps=epsilon, weight_decay=decay)
        inputs, outputs = {"before": before}, {}
        for step in (1, 2, 3):
            gradient = leaf(random.standard_normal(11) * 10.0 ** -step)
            parameter.grad = gradient.detach()
            optimizer.step()
            state = optimizer.state[parameter]
            inputs[f"gradient{step}"] = values(gradient).copy()
            outputs[f"parameters{step}"] = values(parameter).copy()
            outputs[f"mean{step}"] = values(state["exp_avg"]).copy()
            outputs[f"square{step}"] = values(state["exp_avg_sq"]).copy()
        settings = {
            "rate": [rate],
            "betas": list(betas),
            "epsilon": [epsilon],
            "weightDecay": [decay],
        }
        cases.append({"name": name, "settings": settings, "inputs": inputs, "outputs": outputs, "gradients": {}})
    return cases
