#include "capsules.hpp"

#include <atomic>
#include <memory>
#include <string>

#include "errors.hpp"

namespace py = pybind11;

namespace huice::python {

namespace {

std::atomic<long> live = 0;

template <class T>
struct NameOf;
template <>
struct NameOf<ArrowSchema> {
  static constexpr const char* value = "arrow_schema";
};
template <>
struct NameOf<ArrowArray> {
  static constexpr const char* value = "arrow_array";
};
template <>
struct NameOf<ArrowArrayStream> {
  static constexpr const char* value = "arrow_array_stream";
};

template <class T>
void free_struct(PyObject* capsule) {
  const std::unique_ptr<T> held(static_cast<T*>(PyCapsule_GetPointer(capsule, NameOf<T>::value)));
  if (held == nullptr) return;
  if (held->release != nullptr) held->release(held.get());
  --live;
}

template <class T>
py::capsule put(T filled) {
  auto held = std::make_unique<T>(filled);
  PyObject* made = PyCapsule_New(held.get(), NameOf<T>::value, &free_struct<T>);
  if (made == nullptr) {
    held->release(held.get());
    throw py::error_already_set();
  }
  static_cast<void>(held.release());
  ++live;
  return py::reinterpret_steal<py::capsule>(made);
}

template <class T>
T take(const py::capsule& capsule) {
  auto* held = static_cast<T*>(PyCapsule_GetPointer(capsule.ptr(), NameOf<T>::value));
  if (held == nullptr) throw py::error_already_set();
  if (held->release == nullptr)
    raise(table_error, std::string("the capsule `") + NameOf<T>::value + "` was used before");
  T moved = *held;
  held->release = nullptr;
  return moved;
}

}  // namespace

py::capsule schema_capsule(ArrowSchema schema) { return put(schema); }
py::capsule stream_capsule(ArrowArrayStream stream) { return put(stream); }

ArrowSchema take_schema(const py::capsule& capsule) { return take<ArrowSchema>(capsule); }
ArrowArray take_array(const py::capsule& capsule) { return take<ArrowArray>(capsule); }
ArrowArrayStream take_stream(const py::capsule& capsule) { return take<ArrowArrayStream>(capsule); }

long live_capsules() noexcept { return live; }

}  // namespace huice::python
