#include "text/code.hpp"

#include <algorithm>
#include <iterator>

namespace huice::text {
namespace {

constexpr CodeInfo table[] = {
#define HUICE_CODE(name, id, title) {Code::name, #name, id, title},
#include "text/code_list.inc"
#undef HUICE_CODE
};

}  // namespace

const CodeInfo& info(Code code) noexcept { return table[static_cast<std::size_t>(code)]; }

std::span<const CodeInfo> all_codes() noexcept { return table; }

}  // namespace huice::text
