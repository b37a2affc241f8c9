"""Three training steps of layers with PyTorch's weight normalization, in float64, as JSON.

Plain gradient descent on the sum of `y * dy`; what is written are the outputs, and the weights after
each step: direction, bias and length, in the layouts of Keras. One length for each output, so `dim` is
that of the outputs.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch.nn.utils import weight_norm

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "packages/tfjs/layers/fixtures/torch_weight_norm_training.json"
LEARNING_RATE = 0.1
STEPS = 3


def tensor(values):
    values = np.asarray(values.detach().numpy() if torch.is_tensor(values) else values)
    return {"shape": list(values.shape), "values": values.ravel().tolist()}


def channels_last(x):
    return x.movedim(1, -1) if x.ndim == 4 else x


def train(name, module, shape, seed, dim, kernel):
    """`kernel` lays PyTorch's weight out as Keras does."""
    torch.manual_seed(seed)
    module = module.double()
    for parameter in module.parameters():
        # What float32 can represent, since that is what the layers hold.
        parameter.data = torch.randn(parameter.shape).float().double()
    module = weight_norm(module, dim=dim)
    module.weight_g.data = module.weight_g.data.float().double()
    x = torch.randn(shape).float().double()
    dy = torch.randn(module(x).shape).float().double()

    def weights():
        length = module.weight_g.flatten()
        return [tensor(kernel(module.weight_v)), tensor(module.bias), tensor(length)]

    before, steps = weights(), []
    for _ in range(STEPS):
        y = module(x)
        module.zero_grad()
        torch.sum(y * dy).backward()
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.sub_(LEARNING_RATE * parameter.grad)
        steps.append({"y": tensor(channels_last(y)), "weights": weights()})
    return {
        "name": name,
        "x": tensor(channels_last(x)),
        "dy": tensor(channels_last(dy)),
        "before": before,
        "steps": steps,
    }


nn = torch.nn
last = lambda weight: weight.permute(2, 3, 1, 0)
# Keras has [height, width, channels, multiplier], and a channel's outputs side by side, as PyTorch does.
depthwise = lambda weight: weight.reshape(2, 2, 2, 2).permute(2, 3, 0, 1)
cases = [
    train("dense", nn.Linear(4, 3), (2, 4), 1, 0, lambda weight: weight.T),
    train("conv2d", nn.Conv2d(2, 3, 2), (2, 2, 3, 3), 2, 0, last),
    train("conv2dTranspose", nn.ConvTranspose2d(2, 3, 2), (1, 2, 2, 3), 3, 1, last),
    train("depthwiseConv2d", nn.Conv2d(2, 4, 2, groups=2), (1, 2, 3, 3), 4, 0, depthwise),
]
writer = "torch " + torch.__version__
found = {"writer": writer, "learningRate": LEARNING_RATE, "cases": cases}
TARGET.write_text(json.dumps(found, separators=(",", ":")) + "\n")
