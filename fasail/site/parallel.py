"""Two halves of one work at the same time, where the system can and the work is worth it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def both(first: Callable[[], list[T]], second: Callable[[], list[T]], *, worth_it: bool) -> list[T]:
    """What `first` and then `second` return, the second made by a forked process if that is worth it and possible.

    A forked process has all data without a copy being sent; only what it makes comes back.
    """
    if not worth_it or "fork" not in multiprocessing.get_all_start_methods():
        return first() + second()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(second()))
    process.start()
    sender.close()
    try:
        made = first()
        rest: list[T] = receiver.recv()
        return made + rest
    except EOFError:
        raise RuntimeError("the second process ended without a result; its error stands above") from None
    except BaseException:
        # It may wait for somebody to take what it made; a gentler signal would run handlers that are not its own.
        process.kill()
        raise
    finally:
        process.join()
