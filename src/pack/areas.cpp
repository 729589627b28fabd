#include "pack/areas.hpp"

#include <algorithm>
#include <array>

#include "pack/scalar.hpp"

namespace huice::pack {
namespace {

using text::Code;

constexpr std::string_view heading = "code\tname_zh\tname_en\taliases";
constexpr std::size_t columns = 4;

/// The parts of a text between separators, each with its span in the source.
std::vector<text::Span> split(std::string_view source, text::Span whole, char separator) {
  std::vector<text::Span> parts;
  std::uint32_t begin = whole.begin;
  for (std::uint32_t at = whole.begin; at <= whole.end; ++at) {
    if (at < whole.end && source[at] != separator) continue;
    parts.push_back({begin, at});
    begin = at + 1;
  }
  return parts;
}

std::string_view without_return(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

}  // namespace

void Areas::read(const std::shared_ptr<const text::Source>& source, text::Report& report) {
  const std::string_view whole = source->text();
  bool first = true;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    const std::string_view line = without_return(whole.substr(begin, end - begin));
    const text::Span span{static_cast<std::uint32_t>(begin),
                          static_cast<std::uint32_t>(begin + line.size())};
    begin = end + 1;
    if (first) {
      first = false;
      if (line != heading) {
        report.error(Code::wrong_shape, {source, span},
                     "the head line of the list of areas is wrong",
                     "write `code`, `name_zh`, `name_en` and `aliases` with a tab between them");
        return;
      }
      continue;
    }
    if (!trim(line).empty()) read_line(source, span, report);
  }
}

void Areas::read_line(const std::shared_ptr<const text::Source>& source, text::Span line,
                      text::Report& report) {
  std::vector<text::Span> cells = split(source->text(), line, '\t');
  if (cells.size() == columns - 1) cells.push_back({line.end, line.end});
  if (cells.size() != columns) {
    report.error(
        Code::wrong_shape, {source, line},
        "a line of the list of areas has " + std::to_string(cells.size()) + " columns",
        "four are needed, with a tab between them: code, Chinese and English name, former codes");
    return;
  }
  Area area;
  area.code = source->text(cells[0]);
  area.name = {std::string(trim(source->text(cells[1]))),
               std::string(trim(source->text(cells[2]))),
               {source, cells[1]},
               {source, cells[2]}};
  if (area.name.zh.empty() || area.name.en.empty()) {
    report.error(Code::missing_language, {source, line},
                 "area `" + area.code + "` has no name in " +
                     (area.name.zh.empty() ? "Chinese" : "English"));
  }
  if (!add_code(area.code, {source, cells[0]}, report)) return;
  if (!trim(source->text(cells[3])).empty()) {
    for (const text::Span alias : split(source->text(), cells[3], ',')) {
      std::string code(trim(source->text(alias)));
      if (!add_code(code, {source, alias}, report)) continue;
      current_[code] = area.code;
      area.aliases.push_back(std::move(code));
    }
  }
  std::sort(area.aliases.begin(), area.aliases.end());
  areas_.push_back(std::move(area));
}

bool Areas::add_code(const std::string& code, const text::Place& place, text::Report& report) {
  if (!is_area_code(code)) {
    report.error(Code::bad_value, place, "`" + code + "` is not an area code",
                 "write the six digits of GB/T 2260, such as 520000");
    return false;
  }
  const auto [known, is_new] = places_.try_emplace(code, place);
  if (!is_new) {
    report.error(Code::duplicate_id, place, "area code `" + code + "` is listed twice")
        .notes.push_back({"first listed here", known->second.locate()});
  }
  return is_new;
}

std::string Areas::current(std::string_view code) const {
  const auto found = current_.find(code);
  return found == current_.end() ? std::string(code) : found->second;
}

bool Areas::knows(std::string_view code) const {
  return places_.empty() || code == "000000" || places_.find(code) != places_.end();
}

std::vector<Area> Areas::take() {
  std::sort(areas_.begin(), areas_.end(),
            [](const Area& a, const Area& b) { return a.code < b.code; });
  return std::move(areas_);
}

}  // namespace huice::pack
