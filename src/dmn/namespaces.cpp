#include "dmn/namespaces.hpp"

#include <algorithm>
#include <array>

namespace huice::dmn {

namespace {

struct Version {
  std::string_view space;
  std::string_view version;
};

constexpr std::array models{Version{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
                            Version{"http://www.omg.org/spec/DMN/20151130", "1.1"},
                            Version{"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
                            Version{"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
                            Version{"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
                            Version{"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"}};

constexpr std::array<std::string_view, 7> feel{
    "http://www.omg.org/spec/FEEL/20140401",       "http://www.omg.org/spec/FEEL/20151101",
    "http://www.omg.org/spec/DMN/20180521/FEEL/",  "https://www.omg.org/spec/DMN/20191111/FEEL/",
    "https://www.omg.org/spec/DMN/20211108/FEEL/", "https://www.omg.org/spec/DMN/20230324/FEEL/",
    "https://www.omg.org/spec/DMN/FEEL/"};

}  // namespace

std::string_view version_of_models(std::string_view space) noexcept {
  for (const Version& row : models) {
    if (row.space == space) return row.version;
  }
  return {};
}

bool is_feel(std::string_view space) noexcept {
  return std::find(feel.begin(), feel.end(), space) != feel.end();
}

}  // namespace huice::dmn
