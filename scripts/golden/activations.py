"""The norms that mix statistics or parameters, composed in PyTorch as their papers write them.

Every function takes x, its parameters by name and the settings of its case, and returns y, or y and
a dictionary of further outputs. Biased variances throughout.
"""

import torch
import torch.nn.functional as F

SHAPES = [
    ("rank 4", (3, 4, 2, 3)),
    ("rank 3, odd sizes", (2, 4, 7)),
    ("rank 2", (5, 4)),
    ("rank 5", (2, 2, 2, 1, 3)),
]


def dims(x, kind):
    space = list(range(2, x.dim()))
    return {"batch": [0, *space], "instance": space, "layer": [1, *space], "positional": [1]}[kind]


def moments(x, kind):
    # An empty list of dimensions means all of them to PyTorch.
    if not dims(x, kind):
        return x, torch.zeros_like(x)
    mean = x.mean(dims(x, kind), keepdim=True)
    return mean, ((x - mean) ** 2).mean(dims(x, kind), keepdim=True)


def normal(x, kind, epsilon):
    mean, variance = moments(x, kind)
    return (x - mean) / torch.sqrt(variance + epsilon)


def channels(parameter, x):
    return parameter.reshape([1, -1] + [1] * (x.dim() - 2))


def instances(parameter, x):
    return parameter.reshape([x.shape[0], -1] + [1] * (x.dim() - 2))


def affine(xhat, gamma, beta):
    return xhat * channels(gamma, xhat) + channels(beta, xhat)


def mean_square(x, kind):
    return (x * x).mean(dims(x, kind), keepdim=True) if dims(x, kind) else x * x


def batch_instance_norm(x, rho, gamma, beta, epsilon):
    rho = channels(rho, x)
    return affine(rho * normal(x, "batch", epsilon) + (1 - rho) * normal(x, "instance", epsilon), gamma, beta)


def ibn(x, gamma, beta, epsilon):
    half = x.shape[1] // 2
    parts = [normal(x[:, :half], "instance", epsilon), normal(x[:, half:], "batch", epsilon)]
    return affine(torch.cat(parts, 1), gamma, beta)


def adaptive_layer_instance_norm(x, rho, gamma, beta, epsilon):
    rho = channels(rho, x)
    xhat = rho * normal(x, "instance", epsilon) + (1 - rho) * normal(x, "layer", epsilon)
    return xhat * instances(gamma, x) + instances(beta, x)


def conditional_instance_norm(x, gamma, beta, weights, epsilon):
    weights = weights.reshape(x.shape[0], -1)
    rows = weights.shape[1]
    gamma, beta = weights @ gamma.reshape(rows, -1), weights @ beta.reshape(rows, -1)
    return normal(x, "instance", epsilon) * instances(gamma, x) + instances(beta, x)


def adaptive_instance_norm(x, style, alpha, epsilon):
    mean, variance = moments(style, "instance")
    return alpha * (normal(x, "instance", epsilon) * torch.sqrt(variance + epsilon) + mean) + (1 - alpha) * x


def switchable_norm(x, meanLogits, varianceLogits, gamma, beta, epsilon):
    sets = [moments(x, kind) for kind in ("instance", "layer", "batch")]
    w, v = torch.softmax(meanLogits, 0), torch.softmax(varianceLogits, 0)
    mean = sum(w[k] * sets[k][0] for k in range(3))
    variance = sum(v[k] * sets[k][1] for k in range(3))
    return affine((x - mean) / torch.sqrt(variance + epsilon), gamma, beta)


def virtual_batch_norm(x, reference, gamma, beta, epsilon):
    """Each sample in a batch with the reference, all by itself."""
    rows = []
    for sample in x.split(1):
        rows.append(normal(torch.cat([sample, reference]), "batch", epsilon)[:1])
    return affine(torch.cat(rows), gamma, beta)


def batch_renorm(x, mean, variance, gamma, beta, epsilon, rMax, dMax):
    own_mean, own_variance = (value.detach() for value in moments(x, "batch"))
    sigma = torch.sqrt(channels(variance, x).detach() + epsilon)
    r = (torch.sqrt(own_variance + epsilon) / sigma).clamp(1 / rMax, rMax)
    d = ((own_mean - channels(mean, x).detach()) / sigma).clamp(-dMax, dMax)
    y = affine(normal(x, "batch", epsilon) * r + d, gamma, beta)
    return y, {"r": r, "d": d}


def ghost_batch_norm(x, gamma, beta, epsilon, ghostSize):
    return torch.cat([affine(normal(part, "batch", epsilon), gamma, beta) for part in x.split(ghostSize)])


def spade(x, gamma, beta, epsilon):
    return normal(x, "batch", epsilon) * (1 + gamma) + beta


def pixel_norm(x, epsilon):
    return x * torch.rsqrt(mean_square(x, "positional") + epsilon)


def filter_response_norm(x, gamma, beta, tau, learnedEpsilon, epsilon):
    square = mean_square(x, "instance")
    y = affine(x * torch.rsqrt(square + epsilon + channels(learnedEpsilon, x).abs()), gamma, beta)
    return torch.maximum(y, channels(tau, x))


def local_response_norm(x, size, alpha, exponent, bias):
    if x.dim() == 2:  # PyTorch wants three axes
        return F.local_response_norm(x.unsqueeze(2), size, alpha, exponent, bias).squeeze(2)
    flat = x.reshape(*x.shape[:2], -1)
    return F.local_response_norm(flat, size, alpha, exponent, bias).reshape(x.shape)


def global_response_norm(x, gamma, beta, epsilon):
    flat = x.reshape(*x.shape[:2], -1)
    root = torch.sqrt((flat * flat).sum(2))
    response = root / (root.mean(1, keepdim=True) + epsilon)
    return channels(gamma, x) * x * instances(response, x) + channels(beta, x) + x


def evo_norm_b0(x, nu, gamma, beta, epsilon):
    whole = torch.sqrt(moments(x, "batch")[1] + epsilon)
    own = torch.sqrt(moments(x, "instance")[1] + epsilon)
    return affine(x / torch.maximum(whole, channels(nu, x) * x + own), gamma, beta)


def evo_norm_s0(x, nu, gamma, beta, epsilon, groups):
    grouped = x.reshape(x.shape[0], groups, -1)
    variance = ((grouped - grouped.mean(2, keepdim=True)) ** 2).mean(2, keepdim=True)
    gated = (x * torch.sigmoid(channels(nu, x) * x)).reshape(grouped.shape)
    return affine((gated / torch.sqrt(variance + epsilon)).reshape(x.shape), gamma, beta)


# What each takes: parameters with (size, mean, sigma), and settings. Sizes: "c" one per channel, "nc"
# one per channel of each sample, "x" one per element, otherwise a number or a function of the shape.
CHANNEL = {"gamma": ("c", 1, 0.5), "beta": ("c", 0, 1)}
EPSILON = {"epsilon": 1e-3}
ACTIVATIONS = {
    batch_instance_norm: ({"rho": ("unit", 0, 0), **CHANNEL}, EPSILON),
    ibn: (CHANNEL, EPSILON),
    adaptive_layer_instance_norm: (
        {"rho": ("unit", 0, 0), "gamma": ("nc", 1, 0.5), "beta": ("nc", 0, 1)},
        EPSILON,
    ),
    conditional_instance_norm: (
        {"gamma": ("3c", 1, 0.5), "beta": ("3c", 0, 1), "weights": ("3n", 0, 1)},
        EPSILON,
    ),
    adaptive_instance_norm: ({"style": ("x", 3, 2)}, {**EPSILON, "alpha": 0.75}),
    switchable_norm: ({"meanLogits": (3, 0, 1), "varianceLogits": (3, 0, 1), **CHANNEL}, EPSILON),
    virtual_batch_norm: ({"reference": ("x", 1, 2), **CHANNEL}, EPSILON),
    batch_renorm: (
        {"mean": ("c", 1, 1), "variance": ("positive", 0, 0), **CHANNEL},
        {**EPSILON, "rMax": 1.25, "dMax": 0.5},
    ),
    ghost_batch_norm: (CHANNEL, {**EPSILON, "ghostSize": 2}),
    spade: ({"gamma": ("x", 0, 0.5), "beta": ("x", 0, 1)}, EPSILON),
    pixel_norm: ({}, {"epsilon": 1e-8}),
    filter_response_norm: ({**CHANNEL, "tau": ("c", 0, 0.5), "learnedEpsilon": ("c", 0, 0.1)}, EPSILON),
    local_response_norm: ({}, {"size": 3, "alpha": 0.5, "exponent": 0.75, "bias": 1.5}),
    global_response_norm: (CHANNEL, EPSILON),
    evo_norm_b0: ({"nu": ("c", 1, 0.5), **CHANNEL}, EPSILON),
    evo_norm_s0: ({"nu": ("c", 1, 0.5), **CHANNEL}, {**EPSILON, "groups": 2}),
}
