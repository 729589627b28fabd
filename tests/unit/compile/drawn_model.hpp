// DMN models that a test writes itself.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "huice/dmn.hpp"

namespace huice::test {

/// The day on which the tests' decisions are made.
inline Date as_of() { return *Date::of(2026, 3, 10); }

/// A model in a file of its own that goes with the test.
class Drawn {
 public:
  explicit Drawn(const std::string& body) {
    std::string name = (std::filesystem::temp_directory_path() / "huice-dmn-XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::ofstream(folder_ / "m.dmn")
        << R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" )"
        << R"(namespace="urn:m">)" << body << "</definitions>";
  }
  ~Drawn() { std::filesystem::remove_all(folder_); }
  Drawn(const Drawn&) = delete;
  Drawn& operator=(const Drawn&) = delete;

  [[nodiscard]] Result<DmnModel> model() const { return load_dmn((folder_ / "m.dmn").string()); }

  /// The value of a decision, or ! and the code of what is wrong.
  [[nodiscard]] std::string answer(const char* decision, const char* inputs) const {
    const auto loaded = model();
    if (!loaded) return "!" + loaded.error().front().code;
    const auto got = loaded->evaluate(decision, inputs, as_of());
    return got ? *got : "!" + got.error().front().code;
  }

 private:
  std::filesystem::path folder_;
};

/// Text as XML holds it.
inline std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return out;
}

}  // namespace huice::test
