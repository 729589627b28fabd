#include "huice/version.hpp"

namespace huice {

std::string_view version() noexcept { return HUICE_VERSION; }

}  // namespace huice
