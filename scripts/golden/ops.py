"""The operations: PyTorch's own where they exist, composed in float64 where they do not.

Every function takes x, gamma, beta (either may be None) and the options of its case, and returns y
(connected for autograd) and the statistics: mean, biased variance and rstd.
"""

import torch
import torch.nn.functional as F


def moments(x, dims, epsilon):
    mean = x.mean(dims, keepdim=True)
    variance = ((x - mean) ** 2).mean(dims, keepdim=True)
    deviation = torch.sqrt(variance + epsilon)
    # Where it is 0, y is beta: what torch's batch norm does, and what Evenkeel promises everywhere.
    rstd = torch.where(deviation == 0, torch.zeros_like(deviation), 1 / deviation)
    return mean, variance, rstd


def affine(xhat, gamma, beta, shape):
    if gamma is not None:
        xhat = xhat * gamma.reshape(shape)
    if beta is not None:
        xhat = xhat + beta.reshape(shape)
    return xhat


def channel_shape(x):
    return [1, -1] + [1] * (x.dim() - 2)


def composed(x, dims, gamma, beta, parameter_shape, epsilon):
    mean, variance, rstd = moments(x, dims, epsilon)
    return affine((x - mean) * rstd, gamma, beta, parameter_shape), (mean, variance, rstd)


def batch_norm(x, gamma, beta, options):
    epsilon = options["epsilon"]
    dims = [0] + list(range(2, x.dim()))
    statistics = moments(x.detach(), dims, epsilon)
    # F.batch_norm refuses one value per channel while it trains; what it calls does not.
    y, _, rstd = torch.native_batch_norm(x, gamma, beta, None, None, True, 0.0, epsilon)
    assert torch.allclose(rstd, statistics[2].flatten(), rtol=1e-13, atol=0)
    return y, statistics


def running_statistics(x, before, correction, rate=0.1):
    mean, variance = before[0].clone(), before[1].clone()
    F.batch_norm(x, mean, variance, training=True, momentum=rate)
    if correction == 0:
        dims = [0] + list(range(2, x.dim()))
        variance = (1 - rate) * before[1] + rate * x.var(dims, unbiased=False)
    return mean, variance


def batch_norm_inference(x, gamma, beta, options):
    mean, variance, epsilon = options["mean_in"], options["variance_in"], options["epsilon"]
    y = F.batch_norm(x, mean.detach(), variance.detach(), gamma, beta, False, 0.0, epsilon)
    # torch gives fixed statistics no gradient: compose, and see that it is the same function.
    shape = channel_shape(x)
    rstd = 1 / torch.sqrt(variance + epsilon)
    again = affine((x - mean.reshape(shape)) * rstd.reshape(shape), gamma, beta, shape)
    assert torch.allclose(y, again, rtol=1e-13, atol=1e-13)
    return again, (mean, variance, rstd)


def instance_norm(x, gamma, beta, options):
    epsilon, dims = options["epsilon"], list(range(2, x.dim()))
    if x[0, 0].numel() == 1:  # F.instance_norm refuses
        flat = x.reshape(*x.shape[:2], 1)
        y, statistics = composed(flat, [2], gamma, beta, [1, -1, 1], epsilon)
        return y.reshape(x.shape), statistics
    y = F.instance_norm(x, weight=gamma, bias=beta, eps=epsilon)
    return y, moments(x.detach(), dims, epsilon)


def group_norm(x, gamma, beta, options):
    groups, epsilon = options["groups"], options["epsilon"]
    n, c, size = x.shape[0], x.shape[1], x[0, 0].numel()
    if c // groups * size == 1:  # F.group_norm refuses, and what it calls gives noise for a dx of 0
        xhat, statistics = composed(x.reshape(n, groups, 1), [2], None, None, None, epsilon)
        return affine(xhat.reshape(x.shape), gamma, beta, channel_shape(x)), statistics
    # Without both parameters, the backward pass of PyTorch 1.13 fails: ones and zeros change nothing.
    weight = torch.ones(c, dtype=x.dtype, requires_grad=True) if gamma is None else gamma
    bias = torch.zeros(c, dtype=x.dtype, requires_grad=True) if beta is None else beta
    # What F.group_norm calls also hands out the statistics.
    y, _, rstd = torch.native_group_norm(x, weight, bias, n, c, size, groups, epsilon)
    statistics = moments(x.detach().reshape(n, groups, -1), [2], epsilon)
    assert torch.allclose(rstd, statistics[2].reshape(n, groups), rtol=1e-12, atol=0)
    return y, statistics


def layer_norm(x, gamma, beta, options):
    axis, epsilon = options["axis"] % x.dim(), options["epsilon"]
    dims, parameters = list(range(axis, x.dim())), x.shape[axis:]
    if parameters.numel() == 1:  # torch's dgamma is rounding noise there instead of 0
        return composed(x, dims, gamma, beta, parameters, epsilon)
    y = F.layer_norm(x, parameters, gamma, beta, epsilon)
    return y, moments(x.detach(), dims, epsilon)


def rms_norm(x, gamma, beta, options):
    assert beta is None
    axis, epsilon = options["axis"] % x.dim(), options["epsilon"]
    square = (x * x).mean(list(range(axis, x.dim())), keepdim=True)
    rstd = torch.rsqrt(square + epsilon)
    y = affine(x * rstd, gamma, None, list(x.shape[axis:]))
    return y, (torch.zeros_like(square), square, rstd)


def positional_norm(x, gamma, beta, options):
    return composed(x, [1], gamma, beta, channel_shape(x), options["epsilon"])


OPS = {
    function.__name__: function
    for function in (
        batch_norm,
        batch_norm_inference,
        instance_norm,
        group_norm,
        layer_norm,
        rms_norm,
        positional_norm,
    )
}
