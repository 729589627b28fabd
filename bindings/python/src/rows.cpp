#include "rows.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <string_view>

#include "capsules.hpp"
#include "columns.hpp"
#include "module.hpp"

namespace py = pybind11;
using py::literals::operator""_a;

namespace huice::python {

namespace {

/// A stream of one array.
class One {
 public:
  One(ArrowSchema schema, ArrowArray array) noexcept : schema_(schema), array_(array) {}
  One(const One&) = delete;
  One& operator=(const One&) = delete;
  ~One() {
    if (schema_.release != nullptr) schema_.release(&schema_);
    if (array_.release != nullptr) array_.release(&array_);
  }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    One& one = of(stream);
    if (one.schema_.release == nullptr) return EINVAL;
    *out = one.schema_;
    one.schema_.release = nullptr;
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    One& one = of(stream);
    *out = one.array_;
    one.array_.release = nullptr;
    return 0;
  }
  static const char* get_last_error(ArrowArrayStream*) { return "the schema was taken before"; }
  static void release(ArrowArrayStream* stream) {
    const std::unique_ptr<One> done(&of(stream));
    stream->release = nullptr;
  }

 private:
  static One& of(ArrowArrayStream* stream) { return *static_cast<One*>(stream->private_data); }

  ArrowSchema schema_;
  ArrowArray array_;
};

std::int32_t number_at(const char*& at) noexcept {
  std::int32_t number = 0;
  std::memcpy(&number, at, sizeof number);
  at += sizeof number;
  return number;
}

bool is_key(const ArrowSchema& column) noexcept {
  const char* at = column.metadata;
  if (at == nullptr) return false;
  for (std::int32_t left = number_at(at); left > 0; --left) {
    const std::int32_t key_size = number_at(at);
    const std::string_view key(at, static_cast<std::size_t>(key_size));
    at += key_size;
    const std::int32_t value_size = number_at(at);
    at += value_size;
    if (key == "huice.key") return true;
  }
  return false;
}

void collect_keys(const ArrowSchema& schema, const std::string& path,
                  std::vector<std::string>& keys) {
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const std::string name = child.name == nullptr ? "" : child.name;
    if (is_key(child) || (path.empty() && name.starts_with("__index_level_"))) {
      keys.push_back(path + name);
      continue;
    }
    const std::string_view format = child.format;
    const bool is_list = format == "+l" || format == "+L";
    if (is_list && child.n_children == 1 && std::string_view(child.children[0]->format) == "+s")
      collect_keys(*child.children[0], path + name + ".", keys);
  }
}

void collect_floats(std::span<const FactInfo> facts, const ArrowSchema& schema,
                    const std::string& path, const std::vector<std::string>& left_out,
                    Diagnostics& problems) {
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const std::string name = child.name == nullptr ? "" : child.name;
    if (std::find(left_out.begin(), left_out.end(), path + name) != left_out.end()) continue;
    const auto fact = std::find_if(facts.begin(), facts.end(),
                                   [&](const FactInfo& info) { return info.id == name; });
    if (fact == facts.end()) continue;
    const std::string_view format = child.format;
    if (fact->type == FactType::members && child.n_children == 1)
      collect_floats(fact->fields, *child.children[0], path + name + ".", left_out, problems);
    if (fact->type != FactType::money || (format != "f" && format != "g")) continue;
    Diagnostic problem;
    problem.code = "E0417";
    problem.path = "facts." + path + name;
    problem.message = "`" + name + "` is money, and the column holds binary floats";
    problem.hint = "give decimals, whole numbers or texts, or leave `strict` off";
    problems.push_back(std::move(problem));
  }
}

Rows from_stream(const py::capsule& stream) { return Rows(take_stream(stream)); }

Rows from_array(const py::capsule& schema, const py::capsule& array) {
  const ArrowSchema taken = take_schema(schema);
  return Rows(stream_of(taken, take_array(array)));
}

Rows from_columns(const Rulebook& book, const py::dict& columns, std::int64_t rows) {
  ArrowSchema schema{};
  ArrowArray array{};
  build_columns(book, columns, rows, &schema, &array);
  return Rows(stream_of(schema, array));
}

}  // namespace

ArrowArrayStream stream_of(ArrowSchema schema, ArrowArray array) {
  ArrowArrayStream out{};
  out.get_schema = &One::get_schema;
  out.get_next = &One::get_next;
  out.get_last_error = &One::get_last_error;
  out.release = &One::release;
  out.private_data = std::make_unique<One>(schema, array).release();
  return out;
}

std::vector<std::string> keys_of(const ArrowSchema& schema) {
  std::vector<std::string> keys;
  collect_keys(schema, "", keys);
  return keys;
}

Diagnostics floats_for_money(const Rulebook& book, const ArrowSchema& schema,
                             const std::vector<std::string>& left_out) {
  Diagnostics problems;
  collect_floats(book.facts(), schema, "", left_out, problems);
  return problems;
}

void add_rows(py::module_& core) {
  py::class_<Buffered>(core, "Buffered")
      .def(py::init<py::buffer, std::string>(), "values"_a, "format"_a);
  py::class_<Rows>(core, "Rows");
  core.def("rows_from_stream", &from_stream, "stream"_a);
  core.def("rows_from_array", &from_array, "schema"_a, "array"_a);
  core.def("rows_from_columns", &from_columns, "book"_a, "columns"_a, "rows"_a);
  core.def("live_capsules", &live_capsules);
}

}  // namespace huice::python
