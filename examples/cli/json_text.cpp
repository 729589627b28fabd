#include "json_text.hpp"

#include <fmt/format.h>

namespace cli {

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string json_object(const std::vector<std::pair<std::string_view, std::string>>& entries) {
  std::string out = "{";
  for (const auto& [key, value] : entries) {
    if (out.size() > 1) out += ',';
    out += json_string(key) + ":" + value;
  }
  return out + "}";
}

std::string json_list(const std::vector<std::string>& values) {
  if (values.empty()) return "[]";
  std::string out = "[";
  for (const std::string& value : values) {
    out += out.size() > 1 ? ",\n" : "\n";
    out += value;
  }
  return out + "\n]";
}

}  // namespace cli
