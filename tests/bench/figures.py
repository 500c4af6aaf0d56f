"""Series of measurements, taken in turns, and how they are told."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Act = Callable[[], object]


@dataclass(frozen=True)
class Series:
    """Seconds, as they were seen."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def told(self, unit: str = "ms") -> str:
        """Median, and the least and the most in brackets."""
        times = 1000 if unit == "ms" else 1
        values = (self.median, min(self.seconds), max(self.seconds))
        middle, least, most = (_short(value * times) for value in values)
        return f"{middle} {unit} ({least} – {most})"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def seconds_of(act: Act) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def work_of(act: Act) -> float:
    """Seconds of the processor that this process spends on it."""
    started = time.process_time()
    act()
    return time.process_time() - started


def in_turns(
    acts: Mapping[str, Act], rounds: int, measure: Callable[[Act], float] = seconds_of
) -> dict[str, Series]:
    """Each act once per round, so that a slow minute is slow for all of them."""
    seen: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act()
    for _ in range(rounds):
        for name, act in acts.items():
            seen[name].append(measure(act))
    return {name: Series(tuple(times)) for name, times in seen.items()}


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def verdict(*, met: bool) -> str:
    return "met" if met else "**not met**"
