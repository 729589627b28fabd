// Ctrl-C: the first one asks for an orderly end, the second one kills.
#pragma once

namespace cli {

/// Takes SIGINT over, and ignores SIGPIPE so that a closed pipe is an error of write().
void handle_signals();
[[nodiscard]] bool is_interrupted() noexcept;

}  // namespace cli
