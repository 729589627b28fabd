#include "dmn/link.hpp"

#include <unordered_map>

#include "text/report.hpp"

namespace huice::dmn {

using text::Code;

namespace {

class Linker {
 public:
  explicit Linker(Library& library) : library_(library), ids_(library.models.size()) {
    for (std::size_t m = 0; m < library.models.size(); ++m) {
      for (std::uint32_t e = 0; e < library.models[m].elements.size(); ++e)
        ids_[m].emplace(library.models[m].elements[e].id, e);
    }
  }

  void run() {
    for (std::uint32_t m = 0; m < library_.models.size(); ++m) {
      for (Element& element : library_.models[m].elements) {
        for (auto* list :
             {&element.required, &element.outputs, &element.input_decisions, &element.input_data}) {
          for (Reference& reference : *list) find(m, element, reference);
        }
      }
    }
    find_circles();
  }

 private:
  void find(std::uint32_t model, Element& element, Reference& reference) {
    const std::uint32_t target = model_of(library_, model, reference.space);
    if (target != nowhere) {
      const auto found = ids_[target].find(reference.id);
      if (found != ids_[target].end()) {
        reference.model = target;
        reference.element = found->second;
        return;
      }
    }
    text::Report report;
    report.error(Code::dmn_reference, reference.place,
                 "`" + element.name + "` refers to `" + reference.id + "`, which does not exist");
    add(element, report);
  }

  static void add(Element& element, text::Report& report) {
    for (Diagnostic& diagnostic : report.take()) element.problems.push_back(std::move(diagnostic));
  }

  // --- circles of decisions ---

  enum class Mark : std::uint8_t { untouched, open, done };
  struct Step {
    std::uint32_t model;
    std::uint32_t element;
    std::size_t next;
  };

  // Without recursion: a hostile model may chain any number of decisions.
  void find_circles() {
    marks_.resize(library_.models.size());
    for (std::size_t m = 0; m < marks_.size(); ++m)
      marks_[m].assign(library_.models[m].elements.size(), Mark::untouched);
    for (std::uint32_t m = 0; m < marks_.size(); ++m) {
      for (std::uint32_t e = 0; e < marks_[m].size(); ++e) walk({m, e, 0});
    }
  }

  void walk(Step start) {
    if (marks_[start.model][start.element] != Mark::untouched) return;
    std::vector<Step> path{start};
    marks_[start.model][start.element] = Mark::open;
    while (!path.empty()) {
      Step& here = path.back();
      Element& element = library_.models[here.model].elements[here.element];
      if (element.kind != ElementKind::decision || here.next == element.required.size()) {
        marks_[here.model][here.element] = Mark::done;
        path.pop_back();
        continue;
      }
      const Reference& reference = element.required[here.next++];
      if (!reference.found()) continue;
      Mark& mark = marks_[reference.model][reference.element];
      if (mark == Mark::open) {
        report_circle(element, reference);
      } else if (mark == Mark::untouched) {
        mark = Mark::open;
        path.push_back({reference.model, reference.element, 0});
      }
    }
  }

  void report_circle(Element& element, const Reference& reference) {
    text::Report report;
    report.error(Code::cycle, reference.place,
                 "`" + element.name + "` requires `" +
                     library_.at(reference.model, reference.element).name +
                     "`, which requires it in turn");
    add(element, report);
  }

  Library& library_;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> ids_;
  std::vector<std::vector<Mark>> marks_;
};

}  // namespace

std::uint32_t model_of(const Library& library, std::uint32_t model,
                       std::string_view space) noexcept {
  if (space.empty() || library.models[model].space == space) return model;
  for (std::uint32_t i = 0; i < library.models.size(); ++i) {
    if (library.models[i].space == space) return i;
  }
  return nowhere;
}

void link(Library& library) { Linker(library).run(); }

}  // namespace huice::dmn
