"""One thread for numpy's matrix products: on a busy machine two wait for each other, on a quiet one a core is spared.

Measured on two cores under a load of ten: a question's vector in 60 ms by one thread, in 280 to 700 by two.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np

_SETTERS = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def use_one_thread() -> bool:
    """For this process, in the OpenBLAS that numpy's wheels bring; False where numpy was built with another library."""
    for path in (Path(np.__file__).parent.parent / "numpy.libs").glob("*openblas*"):
        library = ctypes.CDLL(str(path))
        for name in _SETTERS:
            if hasattr(library, name):
                getattr(library, name)(1)
                return True
    return False
