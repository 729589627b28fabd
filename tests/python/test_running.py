"""Long runs: signals, cancelling, progress, threads, forks; and what is left behind."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import huice
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from huice import _core
from packs import TEXT, small

BOOK = small()
DAY = "2026-03-10"
ROWS = 3000


def slow_table(rows: int) -> pa.Table:
    """Rows that all hang on something unknown, and so take the single evaluator's time."""
    return pa.table({"years": np.arange(rows) % 7, "poor": [True, None] * (rows // 2)})


LONG = """
import sys, time, numpy as np, huice
book = huice.load(*huice.packs.cn())
table = {"is_agri_transfer_population": np.arange(400_000) % 2 == 0}
print("ready", flush=True)
try:
    book.decide_many(table, "2026-03-10", "520000")
except KeyboardInterrupt:
    print(time.time(), flush=True)
    sys.exit(42)
"""


def test_ctrl_c_ends_a_run_within_half_a_second() -> None:
    with subprocess.Popen([sys.executable, "-c", LONG], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        time.sleep(0.5)
        assert run.poll() is None, "the run is too short for this test"
        sent = time.time()
        run.send_signal(signal.SIGINT)
        ended = float(run.stdout.readline())
        assert run.wait(5) == 42
    assert ended - sent < 0.5


def test_a_token_cancels_from_another_thread() -> None:
    token = huice.CancelToken()
    threading.Timer(0.2, token.cancel).start()
    book = huice.load(*huice.packs.cn())
    with pytest.raises(huice.Cancelled):
        book.decide_many({"hukou_place": ["510500"] * 400_000}, DAY, "520000", cancel=token)
    assert token.cancelled


def test_progress_grows_to_the_whole(book: huice.Rulebook) -> None:
    told: list[tuple] = []
    book.decide_many(
        {"hukou_place": ["510500"] * ROWS}, DAY, "520000", progress=lambda *at: told.append(at)
    )
    assert told == sorted(told)
    assert told[-1] == (ROWS, ROWS)


def test_an_exception_of_progress_ends_the_run(book: huice.Rulebook) -> None:
    def fail(done: int, total: int | None) -> None:
        raise LookupError(done)

    with pytest.raises(LookupError):
        book.decide_many({"hukou_place": ["510500"] * ROWS}, DAY, progress=fail)


def test_progress_true_needs_nothing(book: huice.Rulebook) -> None:
    assert len(book.decide_many([{}], DAY, progress=True)) == 1


def test_other_threads_run_meanwhile(book: huice.Rulebook) -> None:
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    other = threading.Thread(target=count)
    other.start()
    book.decide_many({"hukou_place": ["510500"] * 10_000}, DAY, "520000")
    done.set()
    other.join()
    assert counted > 5


def test_threads_change_no_answer() -> None:
    table = slow_table(20_000)
    one, four = (BOOK.decide_many(table, DAY, threads=n).to_arrow() for n in (1, 4))
    assert one.equals(four)


def answers_in_a_child(rows: int) -> list:
    return BOOK.decide_many(slow_table(rows), DAY, threads=2).to_arrow().to_pylist()


def test_a_fork_goes_on_deciding() -> None:
    expected = answers_in_a_child(5000)
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        assert pool.map(answers_in_a_child, [5000, 5000]) == [expected, expected]


def test_a_rulebook_travels_by_content(tmp_path: Path) -> None:
    book = huice.load(*huice.packs.cn()).bind([huice.Parameter("local_dibao_line", 830)])
    data = pickle.dumps(book)
    assert os.fsencode(huice.packs.root()) not in data
    (tmp_path / "book").write_bytes(data)
    program = (
        "import pickle, sys; book = pickle.load(open(sys.argv[1], 'rb'));"
        "print(book.hash, book.bindings[0].value)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "book")],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert told.stdout == f"{book.hash} 830\n"
    assert pickle.loads(data) == book


def test_models_beside_packs_travel_with_them() -> None:
    golden = Path(__file__).parent.parent / "golden" / "check" / "model_decision.yaml"
    book = huice.load(golden)
    assert set(book.texts()) == {"model_decision.yaml", "subsidy.dmn"}
    again = pickle.loads(pickle.dumps(book))
    facts = {"age": 60, "income": "699.99"}
    assert again.hash == book.hash
    assert again.decide(facts, DAY, "520000")["one"].status == "eligible"
    without = huice.Reform("without", switch_off=("one",)).apply(book)
    assert without.decide(facts, DAY, "520000")["one"].status == "not_applicable"


def test_errors_travel_too() -> None:
    with pytest.raises(huice.CaseError) as caught:
        BOOK.decide({"por": True}, DAY)
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is huice.CaseError
    assert str(again) == str(caught.value)


def test_loading_texts_says_where(tmp_path: Path) -> None:
    with pytest.raises(huice.LoadError) as caught:
        huice.load_texts({"bad.yaml": TEXT.replace("wage / 2", "wag / 2")})
    problem = caught.value.diagnostics[0]
    assert problem.location.file == "bad.yaml"
    assert problem.severity == "error"
    assert "wag / 2" in problem.location.excerpt


def test_nothing_leaks() -> None:
    gc.collect()
    before = _core.live_capsules()
    table = slow_table(100)
    for giver in (lambda t: t, pl.from_arrow, duckdb.from_arrow, pa.Table.to_pandas):
        result = BOOK.decide_many(giver(table), DAY)
        result.to_arrow(), result.to_polars(), result.to_pandas()
        # Handed over, but never read.
        result.__arrow_c_stream__(), result.__arrow_c_schema__()
    with pytest.raises(huice.TableError):
        BOOK.decide_many(pd.DataFrame({"por": [1]}), DAY)
    used = table.__arrow_c_stream__()
    _core.rows_from_stream(used)
    with pytest.raises(huice.TableError, match="used before"):
        _core.rows_from_stream(used)
    del result, used
    gc.collect()
    assert _core.live_capsules() == before
    assert pa.total_allocated_bytes() < 100_000_000


def test_memory_stays_where_it_is() -> None:
    table = slow_table(2000)

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    for _ in range(5):
        BOOK.decide_many(table, DAY).to_arrow()
    before = resident()
    for _ in range(60):
        BOOK.decide_many(table, DAY).to_arrow()
    assert resident() - before < 30_000_000


def test_importing_is_quick_and_brings_nothing_along() -> None:
    program = (
        "import sys, time; before = time.perf_counter(); import huice;"
        "print(time.perf_counter() - before);"
        "print([m for m in ('numpy', 'pyarrow', 'pandas', 'polars') if m in sys.modules])"
    )
    times = []
    for _ in range(5):
        told = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        times.append(float(told[0]))
        assert told[1] == "[]"
    assert min(times) < 0.1
