#include "columns.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>

#include "arrow/export.hpp"
#include "errors.hpp"

namespace py = pybind11;

namespace huice::python {

using arrow::ArrayParts;
using arrow::SchemaParts;

namespace {

using Bytes = std::vector<unsigned char>;

struct Parts {
  SchemaParts schema;
  ArrayParts array;
};

/// A bit for each value.
class Mask {
 public:
  void add(bool known) {
    if (size_ % 8 == 0) bits_.push_back(0);
    if (known) {
      bits_.back() = static_cast<unsigned char>(bits_.back() | 1U << (size_ % 8));
    } else {
      ++nulls_;
    }
    ++size_;
  }
  [[nodiscard]] Bytes take() { return std::move(bits_); }
  /// Sets length, count of nulls and the first buffer; the others are there already.
  void put(ArrayParts& array) {
    array.length = size_;
    array.nulls = nulls_;
    array.buffers.insert(array.buffers.begin(), nulls_ == 0 ? Bytes() : std::move(bits_));
  }

 private:
  Bytes bits_;
  std::int64_t size_ = 0;
  std::int64_t nulls_ = 0;
};

template <class T>
void append(Bytes& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof(T));
  std::memcpy(bytes.data() + at, &value, sizeof(T));
}

bool is_numeric(FactType type) noexcept {
  return type == FactType::integer || type == FactType::number || type == FactType::money;
}

[[noreturn]] void refuse(const std::string& path, const FactInfo& fact, const std::string& what) {
  Diagnostic problem;
  problem.code = "E0403";
  problem.path = path;
  problem.message = "`" + fact.id + "` is of type " + std::string(name(fact.type)) +
                    ", which does not take " + what;
  raise(case_error, Diagnostics{std::move(problem)});
}

std::string shortest(double number) {
  char digits[32];
  const auto [end, failed] = std::to_chars(digits, digits + sizeof digits, number);
  return {digits, end};
}

/// What huice.values makes of a value that is not one of Python's own: NumPy's, pandas', dates,
/// decimals.
py::object plain(const py::handle& value) {
  // Never freed: the interpreter may be gone before this module is.
  static const auto* function = new py::object(py::module_::import("huice.values").attr("plain"));
  return (*function)(value);
}

bool is_plain(const py::handle& value) {
  return value.is_none() || PyBool_Check(value.ptr()) || PyUnicode_CheckExact(value.ptr()) ||
         PyLong_CheckExact(value.ptr()) || PyFloat_CheckExact(value.ptr()) ||
         PyList_CheckExact(value.ptr()) || PyDict_CheckExact(value.ptr());
}

class Builder {
 public:
  /// A column of the values, of which the n-th is about `path_of(n)`.
  using PathOf = std::function<std::string(std::size_t)>;

  Parts column(const FactInfo& fact, const std::vector<py::object>& values, const PathOf& path_of) {
    switch (fact.type) {
      case FactType::boolean:
        return booleans(fact, values, path_of);
      case FactType::enum_set:
        return sets(fact, values, path_of);
      case FactType::members:
        return members(fact, values, path_of);
      default:
        return texts(fact, values, path_of);
    }
  }

 private:
  static py::object checked(const py::handle& value) {
    py::object made = is_plain(value) ? py::reinterpret_borrow<py::object>(value) : plain(value);
    if (PyFloat_Check(made.ptr()) && std::isnan(PyFloat_AS_DOUBLE(made.ptr()))) return py::none();
    return made;
  }

  static std::string describe(const py::handle& value) {
    return "a value of Python's type " +
           py::type::handle_of(value).attr("__name__").cast<std::string>();
  }

  static Parts booleans(const FactInfo& fact, const std::vector<py::object>& values,
                        const PathOf& path_of) {
    Mask known;
    Mask bits;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const py::object value = checked(values[i]);
      if (!value.is_none() && !PyBool_Check(value.ptr())) refuse(path_of(i), fact, describe(value));
      known.add(!value.is_none());
      bits.add(value.ptr() == Py_True);
    }
    Parts parts;
    parts.schema.format = "b";
    parts.array.buffers.push_back(bits.take());
    known.put(parts.array);
    return parts;
  }

  static std::string text(const FactInfo& fact, const py::object& value, const std::string& path) {
    PyObject* object = value.ptr();
    if (PyUnicode_Check(object)) return value.cast<std::string>();
    if (PyBool_Check(object) || !is_numeric(fact.type)) refuse(path, fact, describe(value));
    if (PyLong_Check(object)) return py::str(value).cast<std::string>();
    if (!PyFloat_Check(object)) refuse(path, fact, describe(value));
    const double number = PyFloat_AS_DOUBLE(object);
    if (std::isinf(number)) refuse(path, fact, "infinity");
    return shortest(number);
  }

  static Parts texts(const FactInfo& fact, const std::vector<py::object>& values,
                     const PathOf& path_of) {
    Mask known;
    Bytes offsets;
    Bytes bytes;
    append(offsets, std::int64_t{0});
    for (std::size_t i = 0; i < values.size(); ++i) {
      const py::object value = checked(values[i]);
      known.add(!value.is_none());
      if (!value.is_none()) {
        const std::string written = text(fact, value, path_of(i));
        bytes.insert(bytes.end(), written.begin(), written.end());
      }
      append(offsets, static_cast<std::int64_t>(bytes.size()));
    }
    Parts parts;
    parts.schema.format = "U";
    parts.array.buffers = {std::move(offsets), std::move(bytes)};
    known.put(parts.array);
    return parts;
  }

  /// Lists of anything: `items` gets the items of all lists, `owner` the list that each belongs to.
  struct Lists {
    Mask known;
    Bytes offsets;
    std::vector<py::object> items;
    std::vector<std::pair<std::size_t, std::size_t>> owner;  ///< list, place in the list
  };

  static Lists split(const FactInfo& fact, const std::vector<py::object>& values,
                     const PathOf& path_of) {
    Lists lists;
    append(lists.offsets, std::int64_t{0});
    for (std::size_t i = 0; i < values.size(); ++i) {
      const py::object value = checked(values[i]);
      lists.known.add(!value.is_none());
      if (!value.is_none()) {
        if (!PyList_Check(value.ptr())) refuse(path_of(i), fact, describe(value));
        std::size_t place = 0;
        for (const py::handle item : py::reinterpret_borrow<py::list>(value)) {
          lists.items.push_back(checked(item));
          lists.owner.emplace_back(i, place++);
        }
      }
      append(lists.offsets, static_cast<std::int64_t>(lists.items.size()));
    }
    return lists;
  }

  static Parts finish(Lists lists, Parts items) {
    Parts parts;
    parts.schema.format = "+L";
    items.schema.name = "item";
    parts.schema.children.push_back(std::move(items.schema));
    parts.array.buffers.push_back(std::move(lists.offsets));
    parts.array.children.push_back(std::move(items.array));
    lists.known.put(parts.array);
    return parts;
  }

  static Parts sets(const FactInfo& fact, const std::vector<py::object>& values,
                    const PathOf& path_of) {
    Lists lists = split(fact, values, path_of);
    const PathOf path_of_item = inside(lists, path_of);
    FactInfo choice;
    choice.id = fact.id;
    choice.type = FactType::text;
    Parts items = texts(choice, lists.items, path_of_item);
    return finish(std::move(lists), std::move(items));
  }

  static PathOf inside(const Lists& lists, const PathOf& path_of) {
    return [&lists, &path_of](std::size_t i) {
      return path_of(lists.owner[i].first) + "[" + std::to_string(lists.owner[i].second) + "]";
    };
  }

  Parts members(const FactInfo& fact, const std::vector<py::object>& values,
                const PathOf& path_of) {
    Lists lists = split(fact, values, path_of);
    const PathOf path_of_item = inside(lists, path_of);
    Parts items;
    items.schema.format = "+s";
    items.array.length = static_cast<std::int64_t>(lists.items.size());
    items.array.buffers.emplace_back();
    check_members(fact, lists.items, path_of_item);
    for (const FactInfo& field : fact.fields) {
      std::vector<py::object> column;
      const py::str key(field.id);
      bool is_given = false;
      for (const py::object& member : lists.items) {
        PyObject* found = PyDict_GetItemWithError(member.ptr(), key.ptr());
        is_given = is_given || found != nullptr;
        column.push_back(found == nullptr ? py::none() : py::reinterpret_borrow<py::object>(found));
      }
      if (!is_given) continue;
      Parts made = this->column(field, column,
                                [&](std::size_t i) { return path_of_item(i) + "." + field.id; });
      made.schema.name = field.id;
      items.schema.children.push_back(std::move(made.schema));
      items.array.children.push_back(std::move(made.array));
    }
    return finish(std::move(lists), std::move(items));
  }

  static void check_members(const FactInfo& fact, const std::vector<py::object>& members,
                            const PathOf& path_of) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!PyDict_Check(members[i].ptr())) refuse(path_of(i), fact, describe(members[i]));
      for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(members[i])) {
        const auto id = py::str(key).cast<std::string>();
        const bool is_known = std::any_of(fact.fields.begin(), fact.fields.end(),
                                          [&](const FactInfo& field) { return field.id == id; });
        if (!is_known) {
          raise(case_error, "`" + fact.id + "` has no fact `" + id + "`", path_of(i) + "." + id);
        }
      }
    }
  }
};

/// Values of a buffer as they lie there; booleans become bits, and no time becomes null.
Parts buffered(const Buffered& given, std::int64_t rows, const std::string& fact) {
  const py::buffer_info info = given.values.request();
  if (info.ndim != 1 || info.shape[0] != rows) {
    raise(table_error,
          "the column has " + std::to_string(info.ndim == 1 ? info.shape[0] : 0) + " values for " +
              std::to_string(rows) + " rows",
          "facts." + fact);
  }
  Parts parts;
  parts.schema.format = given.format;
  const auto* first = static_cast<const unsigned char*>(info.ptr);
  Mask known;
  if (given.format == "b") {
    Mask bits;
    for (std::int64_t i = 0; i < rows; ++i) bits.add(first[i] != 0);
    parts.array.buffers = {Bytes(), bits.take()};
  } else {
    const bool is_time = given.format.starts_with("ts") || given.format == "tdm";
    Bytes values(first, first + rows * info.itemsize);
    parts.array.buffers.push_back(Bytes());
    if (is_time) {
      for (std::int64_t i = 0; i < rows; ++i) {
        std::int64_t at = 0;
        std::memcpy(&at, first + i * info.itemsize, sizeof at);
        known.add(at != std::numeric_limits<std::int64_t>::min());
      }
      parts.array.buffers.clear();
      parts.array.buffers.push_back(std::move(values));
      known.put(parts.array);
      return parts;
    }
    parts.array.buffers.push_back(std::move(values));
  }
  parts.array.length = rows;
  return parts;
}

}  // namespace

void build_columns(const Rulebook& book, const py::dict& columns, std::int64_t rows,
                   ArrowSchema* schema, ArrowArray* array) {
  Parts root;
  root.schema.format = "+s";
  root.array.length = rows;
  root.array.buffers.emplace_back();
  for (const auto& [key, column] : columns) {
    const auto id = py::str(key).cast<std::string>();
    Parts made;
    if (py::isinstance<Buffered>(column)) {
      made = buffered(column.cast<const Buffered&>(), rows, id);
    } else if (const FactInfo* fact = book.find_fact(id); fact != nullptr) {
      std::vector<py::object> values;
      for (const py::handle value : column)
        values.push_back(py::reinterpret_borrow<py::object>(value));
      if (static_cast<std::int64_t>(values.size()) != rows) {
        raise(table_error,
              "the column has " + std::to_string(values.size()) + " values for " +
                  std::to_string(rows) + " rows",
              "facts." + id);
      }
      made = Builder().column(*fact, values, [&](std::size_t i) {
        return "rows[" + std::to_string(i) + "].facts." + id;
      });
    } else {  // told when the rows are checked against the facts
      made.schema.format = "n";
      made.array.length = rows;
      made.array.nulls = rows;
    }
    made.schema.name = id;
    root.schema.children.push_back(std::move(made.schema));
    root.array.children.push_back(std::move(made.array));
  }
  arrow::build(std::move(root.schema), schema);
  arrow::build(std::move(root.array), array);
}

}  // namespace huice::python
