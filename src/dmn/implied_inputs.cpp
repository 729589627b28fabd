#include "dmn/implied_inputs.hpp"

#include <algorithm>
#include <string_view>

#include "dmn/parse.hpp"

namespace huice::dmn {

namespace {

bool is_word(std::string_view text) {
  static constexpr std::string_view constants[] = {"true", "false", "null"};
  if (std::find(std::begin(constants), std::end(constants), text) != std::end(constants))
    return false;
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

class ImpliedInputs {
 public:
  ImpliedInputs(Library& library, std::uint32_t model) : library_(library), model_(model) {}

  void run() {
    const std::size_t own = elements().size();
    for (std::size_t i = 0; i < own; ++i) {
      const Boxed* logic = elements()[i].logic.get();  // stays where it is as elements join
      if (elements()[i].kind != ElementKind::decision || logic == nullptr || !logic->table)
        continue;
      for (const TableInput& column : logic->table->inputs) {
        const std::string name = column.value.text.text();
        if (is_word(name) && !is_known(elements()[i], name)) require(i, name, column);
      }
    }
  }

 private:
  std::vector<Element>& elements() { return library_.models[model_].elements; }

  bool is_known(const Element& element, std::string_view name) const {
    return std::any_of(element.required.begin(), element.required.end(), [&](const Reference& r) {
      return r.found() && used_name(library_, model_, r).name == name;
    });
  }

  void require(std::size_t decision, const std::string& name, const TableInput& column) {
    const std::uint32_t input = input_named(name, column);
    elements()[decision].required.push_back({{}, {}, column.value.text.whole(), model_, input});
  }

  std::uint32_t input_named(const std::string& name, const TableInput& column) {
    for (std::uint32_t i = 0; i < elements().size(); ++i) {
      if (elements()[i].kind == ElementKind::input && elements()[i].name == name) return i;
    }
    Element input;
    input.kind = ElementKind::input;
    input.name = name;
    input.variable = {name, column.type};
    input.place = column.value.text.whole();
    elements().push_back(std::move(input));
    return static_cast<std::uint32_t>(elements().size() - 1);
  }

  Library& library_;
  std::uint32_t model_;
};

}  // namespace

void add_implied_inputs(Library& library) {
  for (std::uint32_t m = 0; m < library.models.size(); ++m) {
    const auto& elements = library.models[m].elements;
    const bool has_inputs = std::any_of(elements.begin(), elements.end(), [](const Element& e) {
      return e.kind == ElementKind::input;
    });
    if (!has_inputs) ImpliedInputs(library, m).run();
  }
}

}  // namespace huice::dmn
