# SPDX-License-Identifier: GPL-3.0-or-later
"""Products with the Hessian of a network by PyHessian's method, on the same LibTorch: hessian_peer.py NETWORK BATCH THREADS.

As its dataloader_hv_product does for every batch (arXiv 1912.07145): forward, backward with create_graph, and the gradient of
that along a vector, through torch's own convolutions; here in evaluation mode. Says "ready" after a product to warm up; then
reads numbers of products, one a line, and answers each with the seconds that they took.
"""
import os
import sys
import time

import torch
from torch.nn import functional as F

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "nn"))
import python_networks  # noqa: E402

name, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
torch.manual_seed(1)
network = python_networks.make(name).eval()
parameters = list(network.parameters())
images = torch.randn(batch, 3, 32, 32)
labels = torch.randint(0, 10, (batch,))
vector = [torch.randint_like(p, 2) * 2 - 1 for p in parameters]


def product():
    network.zero_grad()
    loss = F.cross_entropy(network(images), labels)
    loss.backward(create_graph=True)
    slopes = [p.grad + 0.0 for p in parameters]
    found = torch.autograd.grad(slopes, parameters, grad_outputs=vector, only_inputs=True, retain_graph=False)
    for p in parameters:
        p.grad = None
    return found[0].sum().item()


product()
print("ready", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        product()
    print(time.perf_counter() - start, flush=True)
