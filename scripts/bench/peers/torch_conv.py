"""Single convolutions for torch_peer.py."""

import torch
import torch.nn.functional as F

SEED_MULTIPLIER = 2654435761
WORD = 0xFFFFFFFF
FORMATS = {"first": torch.contiguous_format, "last": torch.channels_last}


def noise(shape, seed):
    """The numbers of inputs.js. Products wrap modulo 2**64, of which the low 32 bits are right."""
    size = 1
    for length in shape:
        size *= length
    word = (torch.arange(size, dtype=torch.int64) + seed * SEED_MULTIPLIER) & WORD
    word = ((word ^ (word >> 16)) * 0x85EBCA6B) & WORD
    word = ((word ^ (word >> 13)) * 0xC2B2AE35) & WORD
    word = word ^ (word >> 16)
    return (word.to(torch.float64) / 2**31 - 1).to(torch.float32).view(shape)


def to_torch(values, memory):
    """`[n, h, w, c]` to `[n, c, h, w]`, in one of PyTorch's two memory formats."""
    return values.permute(0, 3, 1, 2).contiguous(memory_format=FORMATS[memory])


def to_torch_filter(values, memory):
    """`[kh, kw, c, outputs]` to `[outputs, c, kh, kw]`."""
    return values.permute(3, 2, 0, 1).contiguous(memory_format=FORMATS[memory])


class ConvCase:
    def __init__(self, one, options, payload):
        n, h, w, c = one["inputShape"]
        k, self.stride, self.padding = one["kernel"], one["stride"], one["padding"]
        oh, ow = ((size + 2 * self.padding - k) // self.stride + 1 for size in (h, w))
        memory, seeds = options["memory"], payload["seeds"]
        self.one, self.probes = one["pass"], payload["probes"]
        self.x = to_torch(noise((n, h, w, c), seeds["x"]), memory)
        self.filter = to_torch_filter(noise((k, k, c, one["outputs"]), seeds["filter"]), memory)
        self.dy = to_torch(noise((n, oh, ow, one["outputs"]), seeds["dy"]), memory)

    def run(self):
        with torch.no_grad():
            if self.one == "forward":
                return F.conv2d(self.x, self.filter, None, self.stride, self.padding)
            # What autograd calls. torch.nn.grad calls it too, with a stand-in for the array that a
            # gradient does not need, which has no memory format and may be copied.
            pair = (self.stride, self.stride), (self.padding, self.padding), (1, 1)
            wanted = self.one == "dx", self.one == "dw", False
            gradients = torch.ops.aten.convolution_backward(
                self.dy, self.x, self.filter, None, *pair, False, (0, 0), 1, wanted
            )
            return gradients[0 if self.one == "dx" else 1]

    def probe(self):
        result = self.run()
        order = (2, 3, 1, 0) if self.one == "dw" else (0, 2, 3, 1)
        flat = result.permute(*order).reshape(-1)
        step = (len(flat) - 1) / (self.probes - 1)
        name = "y" if self.one == "forward" else self.one
        return {name: [float(flat[int(k * step)]) for k in range(self.probes)]}
