"""The norms of weights and of whole sets of channels, as PyTorch has them or as their papers write them.

Every function takes x, its parameters by name and the settings of its case, and returns y, or y and a
dictionary of further outputs. An axis of -1000 stands for None.
"""

from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch.nn.utils.parametrizations import _SpectralNorm
from torch.nn.utils.spectral_norm import SpectralNorm

WHOLE = -1000


def weight_norm(x, gamma, axis):
    dim = -1 if axis == WHOLE else axis % x.dim()
    return torch._weight_norm(x, gamma.reshape(kept_shape(x, axis)), dim), {
        "norm": torch.norm_except_dim(x, 2, dim)
    }


def weight_standardization(x, gamma, axis, epsilon, scale):
    """timm's: F.batch_norm of the weight seen as one sample."""
    rows = x.movedim(axis, 0)
    y = F.batch_norm(rows.reshape(1, rows.shape[0], -1), None, None, gamma * scale, training=True, eps=epsilon)
    return y.reshape(rows.shape).movedim(0, axis)


def authors_weight_standardization(x, gamma, axis, epsilon, scale):
    """The authors': the unbiased deviation, and epsilon outside."""
    rows = x.movedim(axis, 0)
    flat = rows.reshape(rows.shape[0], -1)
    flat = flat - flat.mean(1, keepdim=True)
    flat = flat / (flat.std(1, keepdim=True) + epsilon) * (gamma * scale).reshape(-1, 1)
    return flat.reshape(rows.shape).movedim(0, axis)


def demodulation(x, style, axis, inputAxis, epsilon):
    """StyleGAN2's ModulatedConv2d."""
    rank = x.dim()
    style = style.reshape(-1, x.shape[inputAxis])
    shape = [style.shape[0]] + [1] * rank
    shape[1 + inputAxis % rank] = style.shape[1]
    w = x.unsqueeze(0) * style.reshape(shape)
    dims = [1 + dim for dim in range(rank) if dim != axis % rank]
    return w * torch.rsqrt((w * w).sum(dims, keepdim=True) + epsilon)


def paper_spectral_norm(x, u, v, axis, iterations):
    """The older nn.utils.spectral_norm, which starts from u as the paper does."""
    hook = SpectralNorm("weight", iterations, dim=axis % x.dim())
    module = SimpleNamespace(weight_orig=x, weight_u=u.detach().clone(), weight_v=v.detach().clone())
    return hook.compute_weight(module, do_power_iteration=True), {
        "u": module.weight_u,
        "v": module.weight_v,
    }


def spectral_norm(x, u, v, axis, iterations):
    """nn.utils.parametrizations.spectral_norm, which starts from v."""
    module = _SpectralNorm(x.detach(), n_power_iterations=iterations, dim=axis)
    with torch.no_grad():
        module._u.copy_(u)
        module._v.copy_(v)
    module.train()
    return module(x), {"u": module._u, "v": module._v}


def divisive_norm(x, gamma, beta, window, suppression, epsilon, zeros):
    """The authors' div_norm_2d with zeros counted at the border, or only with what is there."""

    def local(values, side):
        pooled = F.avg_pool2d(values, side, 1, side // 2, count_include_pad=zeros == 1)
        return pooled

    v = x - local(x.mean(1, keepdim=True), window)
    y = v / torch.sqrt(local((v * v).mean(1, keepdim=True), suppression) + epsilon)
    return y * gamma.reshape(1, -1, 1, 1) + beta.reshape(1, -1, 1, 1)


def roots(x, epsilon, power):
    """Channels by positions, centered, and a power of their covariance."""
    mean = x.mean(1, keepdim=True)
    centered = x - mean
    values, vectors = torch.linalg.eigh(centered @ centered.T / x.shape[1])
    return mean, centered, vectors @ torch.diag((values + epsilon) ** power) @ vectors.T


def whitening(x, epsilon, groups, batch):
    n, c = x.shape[:2]
    rows = x.reshape(n, c, -1)
    if batch:
        rows = rows.transpose(0, 1).reshape(1, c, -1)
    parts = []
    for part in rows.reshape(-1, c // groups, rows.shape[2]):
        _, centered, matrix = roots(part, epsilon, -0.5)
        parts.append(matrix @ centered)
    y = torch.stack(parts).reshape(rows.shape)
    return (y.reshape(c, n, -1).transpose(0, 1) if batch else y).reshape(x.shape)


def whitening_coloring(x, style, epsilon, groups, alpha):
    n, c = x.shape[:2]
    parts = []
    styles = style.reshape(n * groups, c // groups, -1)
    for part, target in zip(x.reshape(n * groups, c // groups, -1), styles):
        _, centered, whiten = roots(part, epsilon, -0.5)
        mean, _, color = roots(target, epsilon, 0.5)
        parts.append(alpha * (color @ whiten @ centered + mean) + (1 - alpha) * part)
    return torch.stack(parts).reshape(x.shape)


def moments(x, weights, first, second):
    """Weighted, over the axes from first up to and with second."""
    dims = list(range(first, second + 1))
    weights = weights.detach().abs().reshape(x.shape)  # no gradient is asked for
    count = weights.sum(dims)
    mean = (weights * x).sum(dims, keepdim=True) / weights.sum(dims, keepdim=True)
    variance = (weights * (x - mean) ** 2).sum(dims) / count
    return mean.reshape(count.shape), {"variance": variance, "count": count}


def kept_shape(x, axis):
    shape = [1] * x.dim()
    if axis != WHOLE:
        shape[axis] = x.shape[axis]
    return shape


# For each: the parameters with (size, mean, sigma), and the cases with name, shape and settings. Sizes:
# "out" one per index of the settings' axis, "rest" all others, "in" three samples of the input axis, "c"
# one per channel, "x" one per element.
KERNEL, LAST = (4, 3, 2, 3), (2, 3, 3, 4)
GAMMA = {"gamma": ("out", 1, 0.5)}
STANDARD = {"epsilon": 1e-3, "scale": 1.25}
CASES = {
    weight_norm: (GAMMA, [
        ("outputs first", KERNEL, {"axis": 0}),
        ("outputs last", LAST, {"axis": -1}),
        ("transposed", KERNEL, {"axis": 1}),
        ("dense", (5, 3), {"axis": 0}),
        ("a vector", (6,), {"axis": 0}),
        ("the whole", KERNEL, {"axis": WHOLE}),
    ]),
    weight_standardization: (GAMMA, [
        ("outputs first", KERNEL, {"axis": 0, **STANDARD}),
        ("outputs last", LAST, {"axis": -1, **STANDARD}),
        ("dense", (5, 3), {"axis": 0, **STANDARD}),
    ]),
    authors_weight_standardization: (GAMMA, [
        ("outputs first", KERNEL, {"axis": 0, **STANDARD}),
        ("outputs last", LAST, {"axis": -1, **STANDARD}),
    ]),
    demodulation: ({"style": ("in", 1, 1)}, [
        ("outputs first", KERNEL, {"axis": 0, "inputAxis": 1, "epsilon": 1e-8}),
        ("outputs last", LAST, {"axis": -1, "inputAxis": -2, "epsilon": 1e-3}),
        ("dense", (5, 3), {"axis": 0, "inputAxis": 1, "epsilon": 1e-8}),
    ]),
    spectral_norm: ({"u": ("out", 0, 1), "v": ("rest", 0, 1)}, [
        ("outputs first", KERNEL, {"axis": 0, "iterations": 1}),
        ("outputs last", LAST, {"axis": -1, "iterations": 1}),
        ("transposed, three iterations", KERNEL, {"axis": 1, "iterations": 3}),
        ("dense", (5, 3), {"axis": 0, "iterations": 2}),
    ]),
    paper_spectral_norm: ({"u": ("out", 0, 1), "v": ("rest", 0, 1)}, [
        ("outputs first", KERNEL, {"axis": 0, "iterations": 1}),
        ("outputs last, three iterations", LAST, {"axis": -1, "iterations": 3}),
    ]),
    divisive_norm: ({"gamma": ("c", 1, 0.5), "beta": ("c", 0, 1)}, [
        ("cropped", (2, 3, 4, 5), {"window": 3, "suppression": 5, "epsilon": 0.5, "zeros": 0}),
        ("zeros", (2, 3, 4, 5), {"window": 3, "suppression": 3, "epsilon": 1, "zeros": 1}),
    ]),
    whitening: ({}, [
        ("each sample", (2, 4, 3, 5), {"epsilon": 1e-3, "groups": 1, "batch": 0}),
        ("the batch, two groups", (3, 4, 2, 3), {"epsilon": 1e-3, "groups": 2, "batch": 1}),
        ("rank 2", (7, 3), {"epsilon": 1e-3, "groups": 1, "batch": 1}),
    ]),
    whitening_coloring: ({"style": ("x", 3, 2)}, [
        ("whole", (2, 3, 3, 5), {"epsilon": 1e-3, "groups": 1, "alpha": 1}),
        ("two groups, blended", (2, 4, 11), {"epsilon": 1e-3, "groups": 2, "alpha": 0.75}),
    ]),
    moments: ({"weights": ("x", 0, 1)}, [
        ("the last axis", (3, 4, 5), {"first": 2, "second": 2}),
        ("two in the middle", (2, 3, 4, 3), {"first": 1, "second": 2}),
        ("all", (3, 7), {"first": 0, "second": 1}),
    ]),
}
