// Exit codes of the command.
#pragma once

namespace cli {

enum ExitCode : int {
  done = 0,
  findings = 1,  ///< check or test found failures
  usage = 2,
  bad_pack = 3,  ///< a pack cannot be loaded
  bad_case = 4,  ///< a case is invalid or unreadable; a line was answered by an error
  cannot_write = 5,
  interrupted = 130,
};

}  // namespace cli
