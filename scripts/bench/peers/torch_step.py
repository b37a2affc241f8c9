"""A training step of the style app for torch_peer.py: apps/style-transfer/training/trainer.ts as one
writes it in PyTorch."""

import base64

import torch
import torch.nn.functional as F

from torch_conv import to_torch, to_torch_filter

EPSILON = 1e-5
CONTENT_EPSILON = 1e-3
LUMINANCE = (0.299, 0.587, 0.114)
LOGIT_SCALE = 3
BETAS = (0.5, 0.99)
LAYERS = (("look1", 2), ("look2", 2), ("look3", 1), ("judge", 1))


def decode(sent):
    values = torch.frombuffer(bytearray(base64.b64decode(sent["base64"])), dtype=torch.float32)
    return values.view(sent["shape"])


def instance_norm(x, gamma=None, beta=None, epsilon=EPSILON):
    return F.instance_norm(x, None, None, gamma, beta, True, 0.1, epsilon)


def convolve(x, kernel, stride=1):
    border = (kernel.shape[2] - 1) // 2
    return F.conv2d(F.pad(x, (border,) * 4, mode="reflect"), kernel, None, stride)


def generate(x, weights, blocks):
    def step(x, layer, stride=1):
        y = convolve(x, weights[layer + ".kernel"], stride)
        return instance_norm(y, weights[layer + ".gamma"], weights[layer + ".beta"])

    def larger(x):
        return F.interpolate(x, scale_factor=2, mode="nearest")

    h = F.relu(step(x, "enter"))
    h = F.relu(step(h, "down1", 2))
    h = F.relu(step(h, "down2", 2))
    for i in range(1, blocks + 1):
        h = h + step(F.relu(step(h, f"block{i}a")), f"block{i}b")
    h = F.relu(step(larger(h), "up1"))
    h = F.relu(step(larger(h), "up2"))
    return torch.tanh(convolve(h, weights["leave.kernel"]) + weights["leave.beta"].view(1, -1, 1, 1))


def unit(x):
    return x / x.norm().clamp_min(1e-12)


def discriminate(x, weights, directions):
    h = x
    for layer, stride in LAYERS:
        kernel = weights[layer + ".kernel"]
        sigma = (kernel.flatten(1) * directions[layer]).sum()
        if stride == 2:  # TensorFlow's "same": one row below and one column to the right
            h = F.pad(h, (0, 1, 0, 1))
        h = F.conv2d(h, kernel / sigma, weights[layer + ".bias"], stride, 0 if stride == 2 else 1)
        h = h * LOGIT_SCALE if layer == "judge" else F.leaky_relu(h, 0.2)
    return h


class StepCase:
    def __init__(self, one, options, payload):
        self.memory, self.blocks = options["memory"], one["blocks"]
        self.content_weight = one["contentWeight"]
        self.content = to_torch(decode(payload["content"]), self.memory)
        self.style = to_torch(decode(payload["style"]), self.memory)
        self.generator = self.load(payload["generator"])
        self.discriminator = self.load(payload["discriminator"])
        self.spectral = {name: decode(sent) for name, sent in payload["spectral"].items()}
        self.luminance = torch.tensor(LUMINANCE).view(1, 3, 1, 1)
        adam = {"lr": one["learningRate"], "betas": BETAS, "eps": 1e-8}
        self.generator_adam = torch.optim.Adam(self.generator.values(), **adam)
        self.discriminator_adam = torch.optim.Adam(self.discriminator.values(), **adam)

    def load(self, sent):
        weights = {}
        for name, value in sent.items():
            tensor = decode(value)
            if tensor.dim() == 4:
                tensor = to_torch_filter(tensor, self.memory)
            weights[name] = tensor.clone().requires_grad_()
        return weights

    def iterate_spectral(self):
        directions = {}
        with torch.no_grad():
            for layer, _ in LAYERS:
                matrix = self.discriminator[layer + ".kernel"].flatten(1)
                v = unit(matrix.t() @ self.spectral[layer])
                u = unit(matrix @ v)
                self.spectral[layer] = u
                directions[layer] = torch.outer(u, v)
        return directions

    def low_pass(self, x):
        return instance_norm(F.avg_pool2d(F.conv2d(x, self.luminance), 4), epsilon=CONTENT_EPSILON)

    def run(self):
        directions = self.iterate_spectral()
        judge = {name: value.detach() for name, value in self.discriminator.items()}
        self.generator_adam.zero_grad(set_to_none=True)
        fake = generate(self.content, self.generator, self.blocks)
        close = F.mse_loss(self.low_pass(fake), self.low_pass(self.content))
        convinced = (discriminate(fake, judge, directions) - 1).square().mean()
        generator_loss = convinced + close * self.content_weight
        generator_loss.backward()
        self.generator_adam.step()

        self.discriminator_adam.zero_grad(set_to_none=True)
        real = (discriminate(self.style, self.discriminator, directions) - 1).square().mean()
        painted = discriminate(fake.detach(), self.discriminator, directions).square().mean()
        loss = (real + painted) * 0.5
        loss.backward()
        self.discriminator_adam.step()

        return [float(generator_loss), float(loss), float(close)]

    def probe(self):
        """Of the first step: the losses, and Adam's first moments, 1 - beta1 times the gradients."""
        found = {"losses": self.run()}
        nets = (self.generator, self.generator_adam), (self.discriminator, self.discriminator_adam)
        for weights, adam in nets:
            for name, value in weights.items():
                if name.endswith(".kernel"):
                    moment = adam.state[value]["exp_avg"].permute(2, 3, 1, 0).reshape(-1)
                    step = (len(moment) - 1) / 31
                    found[name] = [float(moment[int(k * step)]) for k in range(32)]
        return found
