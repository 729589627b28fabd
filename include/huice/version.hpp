// The version of the library. The build reads it from here.
#pragma once

#include <string_view>

#define HUICE_VERSION_MAJOR 0
#define HUICE_VERSION_MINOR 1
#define HUICE_VERSION_PATCH 0

#define HUICE_VERSION_TEXT_2(number) #number
#define HUICE_VERSION_TEXT_1(number) HUICE_VERSION_TEXT_2(number)

namespace huice {

/// "0.1.0": the version of the headers that a program is compiled against. Releases follow
/// semantic versioning; before 1.0 a change of the second number may break programs.
inline constexpr std::string_view version =
    HUICE_VERSION_TEXT_1(HUICE_VERSION_MAJOR) "." HUICE_VERSION_TEXT_1(
        HUICE_VERSION_MINOR) "." HUICE_VERSION_TEXT_1(HUICE_VERSION_PATCH);

}  // namespace huice

#undef HUICE_VERSION_TEXT_1
#undef HUICE_VERSION_TEXT_2
