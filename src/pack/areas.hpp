// The list of areas: codes of GB/T 2260 with names and former codes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pack/model.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::pack {

class Areas {
 public:
  /// Adds a tab-separated list with the columns code, name_zh, name_en, aliases (former codes,
  /// comma-separated).
  void read(const std::shared_ptr<const text::Source>& source, text::Report& report);

  /// The current code for a former one; any other code as it is.
  [[nodiscard]] std::string current(std::string_view code) const;
  /// Whether a code is listed; true for all while there is no list.
  [[nodiscard]] bool knows(std::string_view code) const;

  /// In the order of their codes.
  [[nodiscard]] std::vector<Area> take();

 private:
  void read_line(const std::shared_ptr<const text::Source>& source, text::Span line,
                 text::Report& report);
  bool add_code(const std::string& code, const text::Place& place, text::Report& report);

  std::vector<Area> areas_;
  std::map<std::string, std::string, std::less<>> current_;  ///< former code -> current code
  std::map<std::string, text::Place, std::less<>> places_;   ///< of every code, former ones too
};

}  // namespace huice::pack
