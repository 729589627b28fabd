"""The notebooks run on small data, and their two forms say the same."""

import os
import sys
from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext")
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
for needed in ("duckdb", "ipykernel", "matplotlib", "pandas", "yaml"):
    pytest.importorskip(needed)

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))


def test_each_notebook_has_both_forms():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NAMES
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_hold_the_same_cells_and_no_output(name):
    text = jupytext.read(FOLDER / f"{name}.py")
    other = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    assert [(c.cell_type, c.source) for c in text.cells] == [
        (c.cell_type, c.source) for c in other.cells
    ]
    assert not any(cell.get("outputs") for cell in other.cells)


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_runs(name, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    monkeypatch.setenv("HUICE_NOTEBOOK_HOUSEHOLDS", "600")
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    pictures = sum("image/png" in output.get("data", {}) for c in cells for output in c.outputs)
    assert pictures == sum(".chart(" in cell.source for cell in cells)
