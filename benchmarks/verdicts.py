"""The tables of one run: what flowcheck reaches, what its peers take, what bytecode saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rows import FLOOR, FLOWS, RECORDS, REFERENCE, SYSTEMS, TWICE
from tables import amount, spread, table, yes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from measure import Sample
    from plan import Plan
    from rows import Row

BUSY = 1.2  # so many wall seconds of `python -c pass` for one of the processor: others ran
TIMES = ("median", "min-max", "CPU", "x pass", "CPU x")
COMPARED = 1_000  # systems, of which fides is to have as many as flowcheck
DEPTRY_AT_MOST, GROWTH_AT_MOST, FIDES_AT_LEAST = 1.5, 2.2, 70


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The samples of one run, `python -c pass` among them, and the plan that they come from."""

    plan: Plan
    samples: Mapping[str, Sample]

    @property
    def decisive(self) -> str:
        """What decides: `wall`, or `cpu` where others kept the machine busy.

        Then a process waits for its turn, and even `python -c pass`, which waits for nothing else,
        takes longer than it works.
        """
        floor = self.samples[FLOOR]
        return "cpu" if floor.of("wall") > BUSY * floor.of("cpu") else "wall"

    def ratio(self, sample: Sample, kind: str) -> float:
        """Return how many times `python -c pass` it takes, of the same kind of seconds."""
        return sample.of(kind) / self.samples[FLOOR].of(kind)

    def targets(self) -> str:
        """Return the table of what flowcheck is to reach."""
        lines = []
        for row in self.plan.rows:
            taken = [self.samples[name] for name in row.commands if name in self.samples]
            if taken:
                dearest = max(sample.of(row.kind) for sample in taken)
                sample = next(one for one in taken if one.of(row.kind) == dearest)
                lines.append([row.name, *self._target(row, sample)])
        heads = ("flowcheck", "median", "min-max", "CPU", "x pass", "CPU x", "at most", "reached")
        return table(heads, lines)

    def _target(self, row: Row, sample: Sample) -> list[str]:
        """Return the figures of one row."""
        figure = sample.of(row.kind)
        shown = [amount(figure, row.kind), spread(sample, row.kind)]
        if row.kind == "memory":
            return [*shown, "", "", "", amount(row.target, "memory"), yes(figure <= row.target)]
        most = row.target / REFERENCE
        reached = self.ratio(sample, "cpu" if row.kind == "cpu" else self.decisive) <= most
        return [*shown, *self._work(sample), f"{most:.1f}", yes(reached)]

    def _work(self, sample: Sample) -> list[str]:
        """Return seconds of the processor, and the ratios of both kinds of seconds."""
        wall, cpu = self.ratio(sample, "wall"), self.ratio(sample, "cpu")
        return [amount(sample.of("cpu"), "cpu"), f"{wall:.1f}", f"{cpu:.1f}"]

    def beside(self) -> str:
        """Return the table of the peers, flowcheck among them."""
        pairs = [("--version", RECORDS), *self.plan.linters.items()]
        pairs += [("", name) for name in self.plan.fides.values()]
        lines = []
        for version, name in pairs:
            if name in self.samples:
                asked = self.samples.get(version)
                shown = amount(asked.of("wall"), "wall") if asked else ""
                title = f"flowcheck lint, {name}" if name == RECORDS else name
                lines.append([title, shown, *self._times(self.samples[name])])
        return table(("beside it", "version", *TIMES), lines)

    def _times(self, sample: Sample) -> list[str]:
        """Return what stands under TIMES."""
        return [amount(sample.of("wall"), "wall"), spread(sample, "wall"), *self._work(sample)]

    def lines(self, names: Iterable[str], head: str) -> str:
        """Return a plain table of commands by name, those that were measured."""
        found = [[name, *self._times(self.samples[name])] for name in names if name in self.samples]
        return table((head, *TIMES), found)

    def compared(self) -> str:
        """Return the table of the ratios that are to be reached."""
        deptry = next((name for name in self.plan.linters.values() if "deptry" in name), "")
        fides = self.plan.fides.get(COMPARED, "")
        wanted = (
            (RECORDS, deptry, self.decisive, "at most", DEPTRY_AT_MOST),
            (TWICE, FLOWS, self.decisive, "at most", GROWTH_AT_MOST),
            (fides, SYSTEMS, "cpu", "at least", FIDES_AT_LEAST),
        )
        lines = []
        for one, other, kind, how, bound in wanted:
            if {one, other} <= set(self.samples):
                ratio = self.samples[one].of(kind) / self.samples[other].of(kind)
                reached = ratio <= bound if how == "at most" else ratio >= bound
                name = f"{one} / {other}{', CPU' if kind == 'cpu' else ''}"
                lines.append([name, f"{ratio:.2f}", f"{how} {bound}", yes(reached)])
        return table(("compared", "ratio", "wanted", "reached"), lines)
