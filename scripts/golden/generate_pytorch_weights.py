"""Writes modules of PyTorch as safetensors, each with an input and what PyTorch makes of it.

Inputs and outputs are stored with channels last, as TensorFlow.js wants them. Run from anywhere:
python3 scripts/golden/generate_pytorch_weights.py.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).resolve().parents[2] / "packages/tfjs/safetensors/fixtures"
DTYPES = {
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
}


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().view(torch.int16 if tensor.element_size() == 2 else tensor.dtype)
        raw = raw.numpy().tobytes()
        span = [len(data), len(data) + len(raw)]
        dtype = DTYPES[tensor.dtype]
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": span}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def channels_last(x):
    return x.movedim(1, -1)


torch.manual_seed(1)
picture = (2, 4, 6, 5)
modules = {
    "conv1d": (nn.Conv1d(3, 4, 3), (2, 3, 9)),
    "conv2d": (nn.Conv2d(4, 3, (3, 2)), picture),
    "conv3d": (nn.Conv3d(2, 3, (2, 3, 2), bias=False), (1, 2, 4, 5, 3)),
    "transposed": (nn.ConvTranspose2d(4, 3, (2, 3), stride=2), picture),
    "depthwise": (nn.Conv2d(4, 4, 3, groups=4), picture),
    "multiplied": (nn.Conv2d(4, 8, 3, groups=4), picture),
    "linear": (nn.Linear(5, 3), (4, 5)),
    "half": (nn.Linear(5, 3).half(), (4, 5)),
    "brain": (nn.Linear(5, 3).bfloat16(), (4, 5)),
    "batch_norm": (nn.BatchNorm2d(4), picture),
    "bare_batch_norm": (nn.BatchNorm1d(4, affine=False), (5, 4)),
    "instance_norm": (nn.InstanceNorm2d(4, affine=True), picture),
    "group_norm": (nn.GroupNorm(2, 4), picture),
    "layer_norm": (nn.LayerNorm(5), (3, 5)),
}
tensors = {}
for name, (module, shape) in modules.items():
    with torch.no_grad():
        x = torch.randn(shape) * 2 + 1
        if "norm" in name:
            for parameter in module.parameters():
                parameter.copy_(torch.randn_like(parameter))
            for _ in range(3):
                module.train()(torch.randn(shape) * 3 - 1)
        state = {f"{name}.{key}": value.clone() for key, value in module.state_dict().items()}
        y = module.float().eval()(x)
    tensors.update(state)
    tensors[f"{name}/x"] = channels_last(x)
    tensors[f"{name}/y"] = channels_last(y)
OUT.mkdir(exist_ok=True)
save(OUT / "pytorch_layers.safetensors", tensors)
