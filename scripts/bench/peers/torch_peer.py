"""PyTorch, behind the same pipe as the JavaScript contenders: one JSON request a line."""

import array
import json
import sys
import time

import torch
import torch.nn.functional as F

from torch_conv import ConvCase
from torch_step import StepCase

EPSILON = 1e-5
PROBES = 32


def fill(size, multiplier):
    """The numbers of inputs.js, made in pieces so that int64 takes little memory."""
    out = torch.empty(size, dtype=torch.float32)
    for start in range(0, size, 1 << 22):
        i = torch.arange(start, min(start + (1 << 22), size), dtype=torch.int64)
        # The product of two 32-bit numbers, modulo 2**32, without leaving int64.
        high = (i * (multiplier >> 16)) & 0xFFFF
        word = ((high << 16) + i * (multiplier & 0xFFFF)) & 0xFFFFFFFF
        out[start:start + len(i)] = (word.to(torch.float64) / 2**31 - 1).to(torch.float32)
    return out


def probe(values):
    flat = values.detach().reshape(-1)
    step = (len(flat) - 1) / (PROBES - 1)
    return [float(flat[int(k * step)]) for k in range(PROBES)]


class NormCase:
    def __init__(self, one, options, payload):
        n, c, h, w = one["sizes"]
        self.last = one["layout"] == "channels-last"
        self.backward = one["pass"] != "forward"
        self.batch = one["op"] == "batch"
        self.shape = (n, c, h, w)
        self.x = self.input(2654435761)
        self.gamma = torch.tensor([0.5 + (i % 7) / 8 for i in range(c)])
        self.beta = torch.tensor([(i % 5) / 4 - 0.5 for i in range(c)])
        self.dy = self.input(2246822519) if self.backward else None
        if self.backward:
            for tensor in (self.x, self.gamma, self.beta):
                tensor.requires_grad_()

    def input(self, multiplier):
        n, c, h, w = self.shape
        flat = fill(n * c * h * w, multiplier)
        # Channels-last is a matter of strides: the shape stays [n, c, h, w].
        return flat.view(n, h, w, c).permute(0, 3, 1, 2) if self.last else flat.view(self.shape)

    def forward(self):
        if self.batch:
            return F.batch_norm(self.x, None, None, self.gamma, self.beta, True, 0.1, EPSILON)
        return F.instance_norm(self.x, None, None, self.gamma, self.beta, True, 0.1, EPSILON)

    def run(self):
        if not self.backward:
            with torch.no_grad():
                return self.forward(), None
        y = self.forward()
        return y, torch.autograd.grad(y, (self.x, self.gamma, self.beta), self.dy)

    def memory_order(self, tensor):
        return tensor.permute(0, 2, 3, 1) if self.last else tensor

    def probe(self):
        y, gradients = self.run()
        found = {"y": probe(self.memory_order(y))}
        if gradients is not None:
            found["dx"] = probe(self.memory_order(gradients[0]))
            found["dgamma"] = probe(gradients[1])
        return found


def normalize(request):
    """Channels out of a file; the first one's moments, as instance_norm itself saves them."""
    with open(request["x"], "rb") as file:
        x = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    channels = request["sizes"][1]
    mean, variance = torch.zeros(channels), torch.ones(channels)
    last = request["layout"] == "channels-last"
    shaped = x.view(request["shape"])
    shaped = shaped.permute(0, 3, 1, 2) if last else shaped
    y = F.instance_norm(shaped, mean, variance, None, None, True, 1.0, request["epsilon"])
    with open(request["y"], "wb") as file:
        file.write(to_bytes(y.permute(0, 2, 3, 1) if last else y))
    count = len(x) // channels
    return {"mean": float(mean[0]), "variance": float(variance[0]) * (count - 1) / count}


def to_bytes(tensor):
    """Raw float32, also where this PyTorch comes without numpy."""
    return array.array("f", tensor.reshape(-1).tolist()).tobytes()


CASES = {"conv": ConvCase, "step": StepCase}


class Host:
    case = None
    options = None

    def answer(self, request):
        command = request["command"]
        if command == "start":
            self.options = request["options"]
            torch.set_num_threads(self.options["threads"])
            return {"version": "PyTorch " + torch.__version__}
        if command == "prepare":
            self.case = None
            one = request["case"]
            create = CASES.get(one["op"], NormCase)
            self.case = create(one, self.options, request.get("payload"))
            return {}
        if command == "run":
            start = time.perf_counter()
            for _ in range(request["loops"]):
                self.case.run()
            return {"ms": (time.perf_counter() - start) * 1000}
        if command == "probe":
            return {"probe": self.case.probe()}
        if command == "release":
            self.case = None
            return {}
        if command == "normalize":
            return {"result": normalize(request)}
        raise ValueError("command must be known, got " + command)


def finite(value):
    """JSON has no NaN and no infinity; JavaScript reads null."""
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    return [finite(item) for item in value] if isinstance(value, list) else value


def main():
    host = Host()
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            reply = host.answer(json.loads(line))
        except Exception as error:  # the pipe has to go on
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(finite(reply)), flush=True)


if __name__ == "__main__":
    main()
