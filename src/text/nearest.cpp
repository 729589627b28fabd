#include "text/nearest.hpp"

#include <algorithm>
#include <utility>

#include "text/utf8.hpp"

namespace huice::text {
namespace {

constexpr std::size_t longest_name = 128;  // code points; nothing longer is a misspelt name

using CodePoints = std::vector<char32_t>;

CodePoints code_points_of(std::string_view text) {
  CodePoints out;
  for (std::size_t at = 0; at < text.size() && out.size() <= longest_name;) {
    out.push_back(next_code_point(text, at));
  }
  return out;
}

/// What people confuse without noticing: case, and the character between words.
CodePoints loosely(CodePoints name) {
  for (char32_t& c : name) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c == '-' || c == ' ' || c == '.') c = '_';
  }
  return name;
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal
/// string alignment), or `most + 1` as soon as it is certain that there are more than `most`.
class Distance {
 public:
  std::size_t operator()(const CodePoints& a, const CodePoints& b, std::size_t most) {
    const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > most) return most + 1;
    before_.assign(b.size() + 1, 0);
    last_.resize(b.size() + 1);
    row_.resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last_[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      if (fill_row(a, b, i) > most) return most + 1;
      std::swap(before_, last_);
      std::swap(last_, row_);
    }
    return last_[b.size()];
  }

 private:
  std::size_t fill_row(const CodePoints& a, const CodePoints& b, std::size_t i) {
    row_[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
      std::size_t cost = std::min({last_[j] + 1, row_[j - 1] + 1, last_[j - 1] + changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, before_[j - 2] + 1);
      }
      row_[j] = cost;
      least = std::min(least, cost);
    }
    return least;
  }

  std::vector<std::size_t> before_;
  std::vector<std::size_t> last_;
  std::vector<std::size_t> row_;
};

struct Match {
  std::size_t distance;
  std::string_view name;
};

}  // namespace

std::vector<std::string> nearest(std::string_view name,
                                 const std::vector<std::string_view>& candidates,
                                 std::size_t most) {
  const CodePoints wanted = loosely(code_points_of(name));
  if (wanted.empty() || wanted.size() > longest_name) return {};
  const std::size_t limit = std::max<std::size_t>(wanted.size(), 3) / 3;
  Distance distance;
  std::vector<Match> matches;
  for (const std::string_view candidate : candidates) {
    if (candidate == name) continue;
    const std::size_t found = distance(wanted, loosely(code_points_of(candidate)), limit);
    // A name that shares no character with the wanted one is no help, however short both are.
    if (found <= limit && found < wanted.size()) matches.push_back({found, candidate});
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.name < b.name;
  });
  std::vector<std::string> names;
  for (const Match& match : matches) {
    if (names.size() == most) break;
    if (names.empty() || names.back() != match.name) names.emplace_back(match.name);
  }
  return names;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::vector<std::string> names = nearest(name, candidates);
  if (names.empty()) return {};
  std::string out = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += '`';
    out += names[i];
    out += '`';
  }
  out += '?';
  return out;
}

}  // namespace huice::text
