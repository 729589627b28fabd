#include "pack/library.hpp"

#include <algorithm>
#include <map>

#include "pack/graph.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;

struct FoundFile {
  View root;
  std::string part;  ///< "" for the head
  text::Place place;
};

bool is_part(const FoundFile& file) { return file.root["part"].present(); }

void report_twice(const FoundFile& second, const FoundFile& first, const std::string& id,
                  text::Report& report) {
  std::string message = is_part(second)
                            ? "part `" + second.part + "` of pack `" + id + "` is there twice"
                            : "two packs have the id `" + id + "`";
  std::string hint = is_part(second)
                         ? "give each part a name of its own"
                         : "rename one, or make it a part: `part: some-name` below `pack`";
  report.error(Code::duplicate_id, second.place, std::move(message), std::move(hint))
      .notes.push_back({"the other one is here", first.place.locate()});
}

}  // namespace

bool PackFiles::sees_pack(std::size_t pack) const {
  return std::find(sees.begin(), sees.end(), pack) != sees.end();
}

Library::Library(const FilesFound& found, text::Report& report) : complete_(found.complete) {
  gather(found, report);
  follow_uses(report);
}

std::optional<std::size_t> Library::find(std::string_view id) const {
  const auto at = std::lower_bound(
      packs_.begin(), packs_.end(), id,
      [](const PackFiles& pack, std::string_view wanted) { return pack.id < wanted; });
  if (at == packs_.end() || at->id != id) return std::nullopt;
  return static_cast<std::size_t>(at - packs_.begin());
}

void Library::gather(const FilesFound& found, text::Report& report) {
  std::map<std::string, std::vector<FoundFile>> by_id;
  for (const PackFile& file : found.files) {
    const View root = View::root(file);
    const View id = root["pack"];
    if (id.text().empty()) {
      complete_ = false;
      continue;
    }
    by_id[id.text()].push_back({root, root["part"].text(), id.place()});
  }
  for (auto& [id, files] : by_id) {
    std::stable_sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) {
      return std::pair(is_part(a), a.part) < std::pair(is_part(b), b.part);
    });
    PackFiles pack;
    pack.id = id;
    pack.place = files.front().place;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (i > 0 && is_part(files[i]) == is_part(files[i - 1]) &&
          files[i].part == files[i - 1].part) {
        report_twice(files[i], files[i - 1], id, report);
      }
      pack.files.push_back(files[i].root);
    }
    if (!is_part(files.front())) {
      pack.head = files.front().root;
      pack.area = pack.head["area"].text();
    } else if (complete_) {
      report.error(Code::missing_key, pack.place, "pack `" + id + "` has parts, but no head",
                   "one file of the pack has `version` and `title` instead of `part`");
    }
    packs_.push_back(std::move(pack));
  }
}

void Library::follow_uses(text::Report& report) {
  std::vector<std::string_view> ids;
  for (const PackFiles& pack : packs_) ids.push_back(pack.id);
  std::vector<GraphNode> nodes;
  for (const PackFiles& pack : packs_) {
    GraphNode node{pack.id, pack.place, {}};
    for (const View& use : pack.head["uses"].items()) {
      const std::string id = use.text();
      if (const auto used = find(id)) {
        node.next.push_back(*used);
      } else if (!id.empty() && complete_) {
        std::string hint = near_name(id, report, [&] { return ids; });
        if (hint.empty()) hint = "load it too, for instance with a second --packs";
        report.error(Code::uses_missing, use.place(), "pack `" + id + "` is used, but not loaded",
                     std::move(hint));
      }
    }
    nodes.push_back(std::move(node));
  }
  report_circles(nodes, "packs use each other",
                 "move what both need into a third pack that both use", report);
  const auto reached = reachable(nodes);
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    packs_[i].sees.push_back(i);
    for (const std::size_t other : reached[i]) {
      if (other != i) packs_[i].sees.push_back(other);
    }
  }
}

}  // namespace huice::pack
