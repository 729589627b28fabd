// Work in another thread, while this one listens to signals.
#pragma once

#include <functional>

namespace huice::python {

/// Runs `work` in a thread of its own, without the GIL. Every 50 ms, and once at the end, this
/// thread takes the GIL and calls `tick`; it also looks for signals (Ctrl-C). When one of them
/// raises, `stop` is called (it must make the work end soon), and the exception goes on when the
/// work has ended. Called with the GIL.
void run_job(const std::function<void()>& work, const std::function<void()>& tick,
             const std::function<void()>& stop);

}  // namespace huice::python
