# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks of core/nn/network.h once more, written for PyTorch from the papers, with the usual names of parameters.

As a program: python_networks.py FOLDER loads FOLDER/NAME.pt (a dict of weights) into each network, strictly, and compares its
logits for FOLDER/images.pt with those in FOLDER/logits.pt, and how often it multiplies with FOLDER/multiplications.pt. Exits
with 1 where logits differ by more than 1e-4, or a count at all.
"""
import sys

import torch
from torch import nn
from torch.nn import functional as F


def conv(inputs, outputs, kernel, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class PadShortcut(nn.Module):
    """Option A of arXiv 1512.03385: every second pixel, new channels zero, half of them on either side."""

    def __init__(self, grown):
        super().__init__()
        self.grown = grown

    def forward(self, x):
        before = self.grown // 2
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, before, self.grown - before))


def shortcut(inputs, outputs, stride, padded):
    if stride == 1 and inputs == outputs:
        return nn.Sequential()
    if padded:
        return PadShortcut(outputs - inputs)
    return nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))


class Basic(nn.Module):
    expansion = 1

    def __init__(self, inputs, width, stride, padded):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, width, 3, stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3), nn.BatchNorm2d(width)
        self.shortcut = shortcut(inputs, width, stride, padded)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.shortcut(x))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, width, stride, padded):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, width, 1), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3, stride), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = conv(width, 4 * width, 1), nn.BatchNorm2d(4 * width)
        self.shortcut = shortcut(inputs, 4 * width, stride, padded)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        return F.relu(self.bn3(self.conv3(y)) + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, block, widths, blocks, padded, classes):
        super().__init__()
        inputs = widths[0]
        self.conv1, self.bn1 = conv(3, inputs, 3), nn.BatchNorm2d(inputs)
        self.stages = len(widths)
        for stage, (width, count) in enumerate(zip(widths, blocks)):
            layer = []
            for i in range(count):
                layer.append(block(inputs, width, 2 if stage > 0 and i == 0 else 1, padded))
                inputs = block.expansion * width
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layer))
        self.linear = nn.Linear(inputs, classes)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        for stage in range(self.stages):
            x = getattr(self, f"layer{stage + 1}")(x)
        return self.linear(F.adaptive_avg_pool2d(x, 1).flatten(1))


class Wide(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1, self.conv1 = nn.BatchNorm2d(inputs), conv(inputs, outputs, 3, stride)
        self.bn2, self.conv2 = nn.BatchNorm2d(outputs), conv(outputs, outputs, 3)
        self.convShortcut = None if inputs == outputs else conv(inputs, outputs, 1, stride)

    def forward(self, x):
        active = F.relu(self.bn1(x))
        y = self.conv2(F.relu(self.bn2(self.conv1(active))))
        return y + (x if self.convShortcut is None else self.convShortcut(active))


class WideGroup(nn.Module):
    def __init__(self, inputs, outputs, stride, blocks):
        super().__init__()
        first = [Wide(inputs, outputs, stride)]
        self.layer = nn.Sequential(*first, *[Wide(outputs, outputs, 1) for _ in range(blocks - 1)])

    def forward(self, x):
        return self.layer(x)


class WideResNet(nn.Module):
    def __init__(self, blocks, k, classes):
        super().__init__()
        self.conv1 = conv(3, 16, 3)
        self.block1 = WideGroup(16, 16 * k, 1, blocks)
        self.block2 = WideGroup(16 * k, 32 * k, 2, blocks)
        self.block3 = WideGroup(32 * k, 64 * k, 2, blocks)
        self.bn1 = nn.BatchNorm2d(64 * k)
        self.fc = nn.Linear(64 * k, classes)

    def forward(self, x):
        x = self.block3(self.block2(self.block1(self.conv1(x))))
        return self.fc(F.adaptive_avg_pool2d(F.relu(self.bn1(x)), 1).flatten(1))


def make(name, classes=10):
    wide = (64, 128, 256, 512)
    return {
        "resnet8": lambda: ResNet(Basic, (8, 16, 32), (1, 1, 1), True, classes),
        "resnet20": lambda: ResNet(Basic, (16, 32, 64), (3, 3, 3), True, classes),
        "resnet18": lambda: ResNet(Basic, wide, (2, 2, 2, 2), False, classes),
        "resnet50": lambda: ResNet(Bottleneck, wide, (3, 4, 6, 3), False, classes),
        "wrn-28-10": lambda: WideResNet(4, 10, classes),
        "wrn-34-10": lambda: WideResNet(5, 10, classes),
    }[name]()


def multiplications(network):
    """Of one image's forward pass, in convolutions and linear layers."""
    count = 0

    def add(module, _, output):
        nonlocal count
        pixels = output[0, 0].numel() if isinstance(module, nn.Conv2d) else 1
        count += module.weight.numel() * pixels

    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            module.register_forward_hook(add)
    with torch.no_grad():
        network.eval()(torch.zeros(1, 3, 32, 32))
    return count


def load(path):
    return torch.load(path, weights_only=True)


def main(folder):
    images = load(f"{folder}/images.pt")["images"]
    expected = load(f"{folder}/logits.pt")
    counts = load(f"{folder}/multiplications.pt")
    failed = False
    for name, logits in expected.items():
        network = make(name).eval()
        network.load_state_dict(load(f"{folder}/{name}.pt"), strict=True)
        with torch.no_grad():
            difference = (network(images) - logits).abs().max().item()
        counted = multiplications(network)
        print(f"{name}: {counted} multiplications, logits differ by at most {difference:.1e}")
        failed = failed or not difference <= 1e-4 or counted != counts[name].item()
    return 1 if failed or not expected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
