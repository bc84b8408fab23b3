"""A hidden state per place and day: forward-backward and expectation-maximisation over all places at once.

The form of the model, its priors and their reasons are in ``docs/probability.md``. The recursions are those of Rabiner
(1989), with the state of each day scaled to sum to one. They are written here, over whole arrays of places, because
the kept libraries (hmmlearn; pomegranate, which brings torch) hold the chances of a step to be the same on every day,
and expect one observation a day, whereas here a day may have none or many, each with a share of its weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .emissions import DENIAL, STATES, VOICES, Observations

CONTESTED, UNKNOWN = STATES.index("contested"), STATES.index("unknown")
KNOWN = UNKNOWN  # the states before it
FORGET_DAYS = 7300.0  # in how many days the record would lose sight of a place that nobody names
BLOCK = 1024  # places that are worked through at once
# Counts of imagined words. Of a place that is held: right, one step off (contested for held, or the reverse), wrong.
# Of a contested place: words that name a party all the same, words that do not.
PRIOR_COUNTS = {
    "own word": (6.0, 1.0, 3.0, 8.0, 2.0),
    "own word, well attested": (16.0, 2.0, 2.0, 4.0, 6.0),
    "against interest": (18.0, 1.5, 0.5, 2.0, 8.0),
    "third voice": (18.0, 1.5, 0.5, 2.0, 8.0),
    "the outlet": (8.0, 1.5, 0.5, 3.0, 7.0),
    "the record": (8.0, 1.0, 1.0, 3.0, 7.0),
    "the coder": (8.0, 1.0, 1.0, 3.0, 7.0),
    "before the change": (8.0, 1.0, 1.0, 3.0, 7.0),
    "near by": (4.0, 0.5, 0.5, 3.0, 7.0),
    "baseline, reported": (18.0, 1.0, 1.0, 2.0, 8.0),
    "baseline, inferred": (8.0, 1.0, 1.0, 3.0, 7.0),
    "baseline, no source": (4.0, 0.5, 0.5, 3.0, 7.0),
    "denial": (2.0, 0.0, 4.0, 0.0, 0.0),  # denials of what was so, and of what was not
}
# A word also sways the state by which it is judged, so that the record alone flatters every voice: priors weigh more.
PRIOR_WEIGHT = 4.0
MOST_DENIED = 0.45  # a denial may weigh little, but never speaks for what it denies
QUIET_STAY, QUIET_MOVE = 10_000.0, 0.2  # imagined days: a change that nobody tells is rare
TOLD_STAY, TOLD_MOVE = 4.0, 1.0
OPENING = (2.0, 2.0, 0.5, 1.0, 0.25)  # imagined places in each hand at first
UNSEEN = 0.4  # how far, before any word of a place, the record is taken not to say


@dataclass(frozen=True)
class Model:
    """How reliable each kind of voice is, and how often places change hands.

    Attributes
    ----------
    right, near, wrong : ndarray
        Shape (voices,): chance that a word of this kind names the holder, is one step off, or names another. Of a
        denial `right` is the chance that what is denied was so.
    fought : ndarray
        Shape (voices,): chance that a word of this kind on a contested place names a party all the same.
    quiet, told : ndarray
        Shape (states, states): chances from one day to the next, without and with a change told of that day.
    opening : ndarray
        Shape (states,): before anything is known of a place.
    words : ndarray
        Shape (voices,): how many words of each kind the estimates rest on.
    """

    right: np.ndarray
    near: np.ndarray
    wrong: np.ndarray
    fought: np.ndarray
    quiet: np.ndarray
    told: np.ndarray
    opening: np.ndarray
    words: np.ndarray

    def log_likelihood(self) -> np.ndarray:
        """Give ln P(word | state), shape (voices, said, states)."""
        n, k = len(VOICES), len(STATES)
        table = np.empty((n, k - 1, k))
        table[:] = (self.wrong / 3)[:, None, None]
        table[:, CONTESTED, :KNOWN] = self.near[:, None]
        table[:, :2, CONTESTED] = (self.fought / 2)[:, None]
        table[:, CONTESTED, CONTESTED] = 1 - self.fought
        for said in set(range(k - 1)) - {CONTESTED}:
            table[:, said, said] = self.right
        table[DENIAL] = 1 - self.right[DENIAL]
        for said in range(k - 1):
            table[DENIAL, said, said] = self.right[DENIAL]
        return np.log(table)


def prior_model() -> Model:
    """Give the model that the priors alone make."""
    steps = np.zeros((len(STATES), len(STATES)))
    return _model(np.zeros((6, len(VOICES))), steps, steps, np.zeros(len(STATES)))


def smooth(seen: Observations, model: Model) -> np.ndarray:
    """Give the probability of each state of each place on each day, shape (places, days, states)."""
    return np.concatenate([state for _, state in smooth_blocks(seen, model)])


def smooth_blocks(seen: Observations, model: Model) -> Iterator[tuple[slice, np.ndarray]]:
    """Give the same block by block: which places, and their states."""
    for block, evidence in _blocks(seen, model):
        yield block, _posterior(evidence, seen.told[block], model)[0]


def fit(seen: Observations, *, rounds: int = 6, tolerance: float = 2e-3) -> Model:
    """Estimate reliabilities and chances of change by expectation-maximisation, under the stated priors."""
    model = prior_model()
    for _ in range(rounds):
        after = _round(seen, model)
        moved = max(np.abs(after.right - model.right).max(), np.abs(after.told - model.told).max())
        model = after
        if moved < tolerance:
            break
    return model


def _round(seen: Observations, model: Model) -> Model:
    voice, said = (seen.table[name].to_numpy(dtype=int)[seen.row] for name in ("voice", "said"))
    counts = np.zeros((6, len(VOICES)))
    steps = [np.zeros((len(STATES), len(STATES))) for _ in range(2)]
    opening = np.zeros(len(STATES))
    order = np.argsort(seen.place, kind="stable")
    bounds = np.searchsorted(seen.place[order], np.arange(0, len(seen.places) + BLOCK, BLOCK))
    for number, (block, evidence) in enumerate(_blocks(seen, model)):
        state, quiet, told = _posterior(evidence, seen.told[block], model, steps=True)
        steps[0] += quiet
        steps[1] += told
        opening += state[:, 0].sum(axis=0)
        at = order[bounds[number] : bounds[number + 1]]
        here = state[seen.place[at] - block.start, seen.day[at]]
        weight, kind, holder = seen.share[at], voice[at], said[at]
        contested, unknown = here[:, CONTESTED], here[:, UNKNOWN]
        names, denial = holder != CONTESTED, kind == DENIAL
        hit = np.where(names | denial, here[np.arange(len(at)), holder], 0.0)
        one_off = np.where(names | denial, 0.0, 1 - contested - unknown)
        off = np.where(names, 1 - hit - contested * ~denial, np.where(denial, 1 - hit, unknown))
        fought = np.where(names & (holder < 2) & ~denial, contested, 0.0)
        fair = np.where(names | denial, 0.0, contested)
        for number_, part in enumerate((hit, one_off, off, fought, fair, np.ones(len(at)))):
            counts[number_] += np.bincount(kind, weight * part, len(VOICES))
    return _model(counts, *steps, opening)


def _model(counts: np.ndarray, quiet: np.ndarray, told: np.ndarray, opening: np.ndarray) -> Model:
    """Make a model of counts (right, one step off, wrong, fought over, said so, words) and priors."""
    prior = PRIOR_WEIGHT * np.array([PRIOR_COUNTS[name] for name in VOICES]).T
    right, near, wrong = counts[:3] + prior[:3]
    sure = right / (right + near + wrong)
    sure = np.where(np.arange(len(VOICES)) == DENIAL, np.clip(sure, 0.02, MOST_DENIED), np.clip(sure, 0.5, 0.99))
    step = np.clip(near / (near + wrong), 0.05, 0.95)
    fought = (counts[3] + prior[3]) / np.maximum((counts[3:5] + prior[3:5]).sum(axis=0), 1e-9)
    near = (1 - sure) * step
    first = np.array(OPENING) + opening[:KNOWN]
    first = np.append((1 - UNSEEN) * first / first.sum(), UNSEEN)
    return Model(
        right=sure,
        near=near,
        wrong=(1 - sure) * (1 - step),
        fought=np.clip(fought, 0.02, 1 - near),  # to say so tells of a contest rather than of a holder
        quiet=_steps(quiet, QUIET_STAY, QUIET_MOVE),
        told=_steps(told, TOLD_STAY, TOLD_MOVE),
        opening=first,
        words=counts[5],
    )


def _steps(counts: np.ndarray, stay: float, move: float) -> np.ndarray:
    """Give chances of steps; the chance to be lost sight of is set, not estimated."""
    k = len(STATES)
    table = counts + np.where(np.eye(k, dtype=bool), stay, move)
    table[:KNOWN, UNKNOWN] = 0.0
    table /= table.sum(axis=1, keepdims=True)
    table[:KNOWN] *= 1 - 1 / FORGET_DAYS
    table[:KNOWN, UNKNOWN] = 1 / FORGET_DAYS
    return table


def _blocks(seen: Observations, model: Model) -> Iterator[tuple[slice, np.ndarray]]:
    """Give the places in blocks, each with ln P(all words of the day | state)."""
    table = model.log_likelihood()
    voice, said = (seen.table[name].to_numpy(dtype=int)[seen.row] for name in ("voice", "said"))
    order = np.argsort(seen.place, kind="stable")
    starts = range(0, len(seen.places), BLOCK)
    bounds = np.searchsorted(seen.place[order], [*starts, len(seen.places)])
    for number, start in enumerate(starts):
        block = slice(start, min(start + BLOCK, len(seen.places)))
        at = order[bounds[number] : bounds[number + 1]]
        size = block.stop - block.start
        cell = (seen.place[at] - start) * seen.days + seen.day[at]
        logs = table[voice[at], said[at]] * seen.share[at, None]
        evidence = np.stack([np.bincount(cell, logs[:, k], size * seen.days) for k in range(len(STATES))], axis=-1)
        yield block, evidence.reshape(size, seen.days, len(STATES))


def _posterior(evidence: np.ndarray, told: np.ndarray, model: Model, *, steps: bool = False) -> tuple:
    """Run forward and backward; give the states, and the expected steps on quiet and on told days."""
    size, days, k = evidence.shape
    weight = np.exp(np.maximum(evidence - evidence.max(axis=2, keepdims=True), -600.0))
    weight = np.ascontiguousarray(weight.transpose(1, 0, 2))
    mixed = np.ascontiguousarray(told.T)[:, :, None]
    busy = mixed.any(axis=(1, 2))
    forward = np.empty((days, size, k))
    now = model.opening * weight[0]
    forward[0] = now / now.sum(axis=1, keepdims=True)
    for t in range(1, days):
        ahead = forward[t - 1] @ model.quiet
        if busy[t]:
            ahead += mixed[t] * (forward[t - 1] @ (model.told - model.quiet))
        ahead *= weight[t]
        forward[t] = ahead / ahead.sum(axis=1, keepdims=True)
    back = np.ones((size, k))
    state = forward  # overwritten from the last day
    moved = [np.zeros((k, k)), np.zeros((k, k))]
    for t in range(days - 2, -1, -1):
        told_back = weight[t + 1] * back
        stay = told_back @ model.quiet.T
        if busy[t + 1]:
            stay += mixed[t + 1] * (told_back @ (model.told - model.quiet).T)
        if steps:
            scaled = told_back / (forward[t] * stay).sum(axis=1, keepdims=True)
            moved[0] += model.quiet * (((1 - mixed[t + 1]) * forward[t]).T @ scaled)
            if busy[t + 1]:
                moved[1] += model.told * ((mixed[t + 1] * forward[t]).T @ scaled)
        back = stay / stay.sum(axis=1, keepdims=True)
        now = forward[t] * back
        state[t] = now / now.sum(axis=1, keepdims=True)
    return state.transpose(1, 0, 2), *moved
