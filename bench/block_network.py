"""Training of the block network of crawler.extract.block_model.model, in JAX: pip install jax. Evaluation needs numpy only."""

import collections
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from crawler.extract.block_model.model import CLIP, DILATIONS, Network

Floats = NDArray[np.float32]
Layers = list[list[Any]]

WIDTH, CONTEXT, LAST = 64, 16, 32
_CUTS = (64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536)  # lengths that pages are padded to
_BLOCKS_A_BATCH = 6144
_RATE, _DECAY = 2e-3, 3e-3
_DROP_COLUMN, _DROP_UNIT, _DROP_CONTEXT = 0.08, 0.2, 0.15
_CROSS_ENTROPY = 0.4  # beside one minus the expected F1 of the page


@dataclass(slots=True)
class Item:
    """A page: rows of the model, share of each block that is the article, tokens of each, weight of the page."""

    rows: Floats
    labels: Floats
    tokens: Floats
    weight: float


def train(items: list[Item], epochs: int, seed: int) -> Network:
    """A network trained on the pages: the same for the same pages in the same order, epochs and seed."""
    rows = np.concatenate([item.rows for item in items])
    mean, scale = rows.mean(0), 1 / np.maximum(rows.std(0), 0.05)
    standard = [Item(_standard(each.rows, mean, scale), each.labels, each.tokens, each.weight) for each in items]
    rng, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    layers = _start(key, rows.shape[1])
    first, second = jax.tree.map(jnp.zeros_like, layers), jax.tree.map(jnp.zeros_like, layers)
    total = epochs * sum(1 for _ in _batches(standard, np.random.default_rng(seed)))
    step = _step(total)
    time = 0
    for _ in range(epochs):
        for batch in _batches(standard, rng):
            time += 1
            key, noise = jax.random.split(key)
            layers, first, second = step(layers, first, second, float(time), noise, *batch)
    arrays = [(np.asarray(weights, np.float32), np.asarray(bias, np.float32)) for weights, bias in layers]
    return Network(mean.astype(np.float32), scale.astype(np.float32), arrays)


def _standard(rows: Floats, mean: Floats, scale: Floats) -> Floats:
    return np.clip((rows - mean) * scale, -CLIP, CLIP).astype(np.float32)


def _start(key: Any, columns: int) -> Layers:
    def layer(key: Any, inputs: int, outputs: int, gain: float = 1.0, bias: float = 0.0) -> list[Any]:
        spread = gain * (1.6 / inputs) ** 0.5
        return [jax.random.normal(key, (inputs, outputs)) * spread, jnp.zeros(outputs) + bias]

    keys = jax.random.split(key, 4 + len(DILATIONS))
    layers = [layer(keys[0], columns, WIDTH)]
    layers += [layer(each, 3 * WIDTH, WIDTH, 0.5) for each in keys[4:]]
    head = layer(keys[1], WIDTH + 3 * CONTEXT, LAST)
    return [*layers, layer(keys[3], WIDTH, CONTEXT), head, layer(keys[2], LAST, 1, 0.3, -1.0)]


def _spread(h: Any, dilation: int) -> Any:
    edge = jnp.zeros_like(h[:, :dilation])
    before = jnp.concatenate([edge, h[:, :-dilation]], 1)
    after = jnp.concatenate([h[:, dilation:], edge], 1)
    return jnp.concatenate([before, h, after], 2)


def _context(g: Any, mask: Any) -> Any:
    """As crawler.extract.block_model.model.context, for padded pages."""
    total, count = jnp.cumsum(g, 1), jnp.cumsum(mask, 1)
    before = (total - g) / jnp.maximum(count - 1, 1)
    after = (total[:, -1:] - total) / jnp.maximum(count[:, -1:] - count, 1)
    return jnp.concatenate([before, after, jnp.broadcast_to(g.max(1, keepdims=True), g.shape)], 2) * mask


def _dropped(key: Any, x: Any, rate: float, shape: tuple[int, ...] | None = None) -> Any:
    return x * jax.random.bernoulli(key, 1 - rate, shape or x.shape) / (1 - rate)


def _forward(layers: Layers, x: Any, mask: Any, key: Any) -> Any:
    keys = jax.random.split(key, 3 + len(DILATIONS))
    x = _dropped(keys[0], x, _DROP_COLUMN, (x.shape[0], 1, x.shape[2]))  # a column is missing on the whole page
    mask = mask[..., None]
    h = jax.nn.relu(x @ layers[0][0] + layers[0][1]) * mask
    for dilation, (weights, bias), noise in zip(DILATIONS, layers[1:], keys[3:], strict=False):
        h = h + _dropped(noise, jax.nn.relu(_spread(h, dilation) @ weights + bias) * mask, _DROP_UNIT)
    g = jax.nn.relu(h @ layers[-3][0] + layers[-3][1]) * mask
    h = _dropped(keys[2], jnp.concatenate([h, _context(g, mask)], 2), _DROP_CONTEXT)
    h = _dropped(keys[1], jax.nn.relu(h @ layers[-2][0] + layers[-2][1]), _DROP_UNIT)
    return (h @ layers[-1][0] + layers[-1][1])[..., 0]


def _loss(layers: Layers, key: Any, x: Any, y: Any, tokens: Any, mask: Any, weight: Any) -> Any:
    z = _forward(layers, x, mask, key)
    importance = (jnp.log1p(tokens) + 0.3) * mask
    importance = importance / (importance.sum(1, keepdims=True) + 5.0) ** 0.5
    entropy = jnp.maximum(z, 0) - z * y + jnp.log1p(jnp.exp(-jnp.abs(z)))
    p = jax.nn.sigmoid(z) * mask
    f1 = 2 * (p * y * tokens).sum(1) / ((p * tokens).sum(1) + (y * tokens).sum(1) + 1.0)
    page = _CROSS_ENTROPY * (entropy * importance).sum(1) + 1 - f1
    return (page * weight).sum() / weight.sum()


def _step(total: int) -> Any:
    gradient_of = jax.grad(_loss)

    @jax.jit
    def step(layers: Layers, first: Any, second: Any, time: Any, key: Any, *batch: Any) -> Any:
        gradient = gradient_of(layers, key, *batch)
        rate = _RATE * jnp.minimum(1.0, time / 50) * (0.5 * (1 + jnp.cos(jnp.pi * time / total)) + 0.01)
        first = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, first, gradient)
        second = jax.tree.map(lambda a, g: 0.99 * a + 0.01 * g * g, second, gradient)

        def moved(p: Any, a: Any, b: Any) -> Any:
            return p - rate * (a / (1 - 0.9**time) / (jnp.sqrt(b / (1 - 0.99**time)) + 1e-6) + _DECAY * p)

        return jax.tree.map(moved, layers, first, second), first, second

    return step


def _batches(items: list[Item], rng: np.random.Generator) -> Iterator[tuple[Floats, ...]]:
    """Pages of like length together, padded; pages that are too long give a random stretch."""
    by_length = collections.defaultdict(list)
    for item in items:
        by_length[next((cut for cut in _CUTS if len(item.rows) <= cut), _CUTS[-1])].append(item)
    batches = []
    for length, group in by_length.items():
        order = rng.permutation(len(group))
        size = max(1, _BLOCKS_A_BATCH // length)
        batches += [(length, size, [group[at] for at in order[i : i + size]]) for i in range(0, len(order), size)]
    for at in rng.permutation(len(batches)):
        length, size, group = batches[at]
        yield _padded(length, size, group, rng)


def _padded(length: int, size: int, group: list[Item], rng: np.random.Generator) -> tuple[Floats, ...]:
    x = np.zeros((size, length, group[0].rows.shape[1]), np.float32)
    y, tokens, mask = (np.zeros((size, length), np.float32) for _ in range(3))
    weight = np.zeros(size, np.float32)
    for at, item in enumerate(group):
        n = min(length, len(item.rows))
        start = int(rng.integers(0, len(item.rows) - n + 1))
        x[at, :n], y[at, :n] = item.rows[start : start + n], item.labels[start : start + n]
        tokens[at, :n], mask[at, :n], weight[at] = item.tokens[start : start + n], 1, item.weight
    return x, y, tokens, mask, weight
