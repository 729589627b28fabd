#include "interrupt.hpp"

#include <csignal>

namespace cli {
namespace {

volatile std::sig_atomic_t asked_to_end = 0;

extern "C" void note_interrupt(int /*signal*/) { asked_to_end = 1; }

}  // namespace

void handle_signals() {
  struct sigaction action = {};
  action.sa_handler = note_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // not SA_RESTART: reads must return
  ::sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool is_interrupted() noexcept { return asked_to_end != 0; }

}  // namespace cli
