"""The twenty rules side by side: checks every engine, times them by turns, prints a table.

usage: measure.py [--people N] [--repeats N] [--engines NAME,...] [--json FILE]"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import population
from population import FLAGS, OUTPUTS, TWENTY, reference

HERE = Path(__file__).resolve().parent
TITLES = {
    "huice": "huice, decide_many",
    "huice-arrow": "huice, decide_many + to_arrow",
    "huice-flat": "huice, nest + decide_many + unnest",
    "numpy": "numpy reference",
    "openfisca": "OpenFisca as documented",
    "openfisca-tuned": "OpenFisca, np.take and positions",
    "openfisca-numpy": "OpenFisca, scales and min past it too",
    "polars": "polars expressions",
    "duckdb": "DuckDB SQL, DOUBLE",
    "duckdb-decimal": "DuckDB SQL, DECIMAL",
}
# The others know one thread only.
THREADED = {"huice", "huice-arrow", "huice-flat", "polars", "duckdb", "duckdb-decimal"}
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "POLARS_MAX_THREADS",
)


@dataclass
class Worker:
    """An engine's process."""

    engine: str
    threads: int
    process: Any
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    checked: dict[str, Any] = field(default_factory=dict)

    def ask(self, what: str) -> dict[str, Any]:
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.engine}: the process ended")
        return json.loads(line)

    def time(self) -> None:
        took = self.ask("run")
        self.wall.append(took["wall"])
        self.cpu.append(took["cpu"])

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def start(engine: str, people: int, threads: int, exact: str) -> Worker:
    environment = dict(os.environ)
    for name in THREAD_VARIABLES:
        environment.pop(name, None)
        if threads:
            environment[name] = str(threads)
    process = subprocess.Popen(
        [sys.executable, str(HERE / "worker.py"), engine, str(people), str(threads), exact],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )
    return Worker(engine, threads, process)


def exact_cents(path: str) -> None:
    """Writes the exact cents of 10,000 people, after comparing them with the stored hashes."""
    import check_rows

    small = population.make(10_000)
    columns = check_rows.run(Fraction, small.household_of, small.person, small.household)
    stored = expected(10_000)
    assert stored is not None
    for name in OUTPUTS:
        values = columns[name]
        lines = [str(v).lower() if name in FLAGS else check_rows.cents_text(v) for v in values]
        text = "".join(line + "\n" for line in lines)
        if hashlib.sha256(text.encode()).hexdigest() != stored[name]["sha256"]:
            raise SystemExit(f"{name}: the exact values are not those of expected.json")
    np.savez(
        path,
        **{
            n: np.array([round(v * 100) for v in columns[n]], float)
            for n in OUTPUTS
            if n not in FLAGS
        },
    )


def expected(people: int) -> dict[str, Any] | None:
    stored = json.loads((TWENTY / "expected.json").read_text(encoding="ascii"))
    for each in stored["populations"]:
        if each["people"] == people and each["seed"] == 1:
            return each["outputs"]
    return None


def check_reference(people: int) -> None:
    """The reference, with which every engine is compared, must give the stored figures."""
    stored = expected(people)
    if stored is None:
        print(
            f"expected.json has no figures for {people} people: compared with the reference alone"
        )
        return
    made = population.make(people)
    figures = reference.figures(reference.evaluate(made.household_of, made.person, made.household))
    for name, figure in figures.items():
        off = abs(figure["sum"] - stored[name]["sum"]) > 0.00001 * figure["rows"]
        if off or figure["nonzero"] != stored[name]["nonzero"]:
            raise SystemExit(f"{name}: the reference is not that of expected.json")


def load() -> str:
    return " ".join(f"{each:.2f}" for each in os.getloadavg())


def check(worker: Worker) -> bool:
    """Whether an engine answers right; prints how right."""
    found = worker.checked = worker.ask("check")
    exact = found["arithmetic"].startswith("exact")
    good = found["wrong"] == 0 and not (exact and found["other_cents"])
    title = TITLES[worker.engine] + ("" if worker.threads else ", own threads")
    print(
        f"{title:<48} {found['arithmetic']:<30} {found['wrong']:>6} wrong,"
        f" largest difference {found['largest']:.1e}, another cent in"
        f" {found['other_cents']} of {found['compared']}",
        flush=True,
    )
    return good


def table(workers: list[Worker], people: int) -> list[dict[str, Any]]:
    """Prints the best times. Of one thread it is the processor's time: that of all its threads, and
    the same whatever else the machine does."""

    def best(times: list[float]) -> float:
        return min(times) * 1e9 / people

    one = {w.engine: w for w in workers if w.threads == 1}
    many = {w.engine: w for w in workers if w.threads == 0}
    base = one.get("huice") or next(iter(one.values()))
    heading = f"ns per person, best of {len(base.wall)}"
    print(
        f"\n{heading:<38} {'1 thread: CPU':>13} {'ratio':>6}"
        f" {'clock':>7} {'ratio':>6}   {'own threads: clock':>18} {'ratio':>6}"
    )
    rows = []
    for engine, worker in one.items():
        row = {
            "engine": engine,
            "cpu": best(worker.cpu),
            "cpu_ratio": min(worker.cpu) / min(base.cpu),
            "clock": best(worker.wall),
            "clock_ratio": min(worker.wall) / min(base.wall),
        }
        text = (
            f"{TITLES[engine]:<38} {row['cpu']:>13.1f} {row['cpu_ratio']:>6.1f}"
            f" {row['clock']:>7.1f} {row['clock_ratio']:>6.1f}"
        )
        if engine in many:
            fastest = many[engine].wall
            row["own_threads"] = best(fastest)
            row["own_threads_ratio"] = min(fastest) / min(many.get("huice", base).wall)
            text += f"   {row['own_threads']:>18.1f} {row['own_threads_ratio']:>6.1f}"
        print(text)
        rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="the twenty rules side by side")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--engines", default=",".join(TITLES))
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    chosen = parser.parse_args()
    engines = chosen.engines.split(",")
    if importlib.util.find_spec("huice") is None:
        print("huice is not installed in this Python: its rows are left out")
        engines = [each for each in engines if not each.startswith("huice")]
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        exact = str(Path(folder) / "exact.npz")
        exact_cents(exact)
        check_reference(chosen.people)
        workers = [start(each, chosen.people, 1, exact) for each in engines]
        workers += [start(each, chosen.people, 0, exact) for each in engines if each in THREADED]
        print(f"{chosen.people} people, and 10,000 compared to the cent:")
        right = [check(worker) for worker in workers]
        for _ in range(chosen.repeats):
            for worker in workers:
                worker.time()
        rows = table(workers, chosen.people)
        versions = {"python": platform.python_version()}
        for worker in workers:
            versions |= worker.checked.get("versions", {})
            worker.end()
    print("\n" + ", ".join(f"{name} {version}" for name, version in versions.items()))
    print(f"{os.cpu_count()} cores, {platform.machine()}; load before {before}, after {load()}")
    if chosen.json:
        figures = {"people": chosen.people, "rows": rows, "versions": versions}
        Path(chosen.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if not all(right):
        raise SystemExit("wrong answers: the times say nothing")


if __name__ == "__main__":
    main()
