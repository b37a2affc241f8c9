"""Writes small CycleGAN generators as safetensors, with a picture and what PyTorch makes of it.

The net is ResnetGenerator of Zhu et al.'s published code, layer by layer, so that the names of its
arrays are the published ones. Run from anywhere: python3 scripts/golden/generate_cyclegan.py.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).resolve().parents[2] / "apps/style-transfer/checkpoint/fixtures"
WIDTH, BLOCKS = 2, 2


class Block(nn.Module):
    def __init__(self, width, norm, bias):
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(width, width, 3, bias=bias),
            norm(width),
            nn.ReLU(),
            nn.ReflectionPad2d(1),
            nn.Conv2d(width, width, 3, bias=bias),
            norm(width),
        )

    def forward(self, x):
        return x + self.conv_block(x)


class Generator(nn.Module):
    def __init__(self, norm, bias):
        super().__init__()
        w = WIDTH
        layers = [nn.ReflectionPad2d(3), nn.Conv2d(3, w, 7, bias=bias), norm(w), nn.ReLU()]
        for a, b in [(w, 2 * w), (2 * w, 4 * w)]:
            layers += [nn.Conv2d(a, b, 3, stride=2, padding=1, bias=bias), norm(b), nn.ReLU()]
        layers += [Block(4 * w, norm, bias) for _ in range(BLOCKS)]
        for a, b in [(4 * w, 2 * w), (2 * w, w)]:
            up = nn.ConvTranspose2d(a, b, 3, stride=2, padding=1, output_padding=1, bias=bias)
            layers += [up, norm(b), nn.ReLU()]
        layers += [nn.ReflectionPad2d(3), nn.Conv2d(w, 3, 7), nn.Tanh()]
        self.model = nn.Sequential(*layers)

    def forward(self, x):
        return self.model(x)


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        dtype = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        raw = tensor.contiguous().numpy().tobytes()
        span = [len(data), len(data) + len(raw)]
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": span}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    kinds = {
        "instance": (lambda c: nn.InstanceNorm2d(c), True),
        "batch": (lambda c: nn.BatchNorm2d(c), False),
    }
    for name, (norm, bias) in kinds.items():
        torch.manual_seed(1)
        net = Generator(norm, bias)
        x = torch.randn(1, 3, 16, 20).clamp(-1, 1)
        with torch.no_grad():
            for _ in range(3):  # running statistics that are not those of a new net
                net(torch.randn(2, 3, 16, 16))
            for key, parameter in net.named_parameters():
                if parameter.dim() == 1:
                    parameter.add_(0.3 * torch.randn_like(parameter))
            y = net.eval().double()(x.double()).float()
        save(OUT / f"cyclegan-{name}.safetensors", net.float().state_dict())
        save(OUT / f"cyclegan-{name}-sample.safetensors", {"x": x, "y": y})


main()
