#include "arrow/export.hpp"

#include <cstring>

namespace huice::arrow {

namespace {

struct OwnedSchema {
  std::string format;
  std::string name;
  std::string metadata;
  std::vector<std::unique_ptr<ArrowSchema>> children;
  std::vector<ArrowSchema*> pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

struct OwnedArray {
  std::vector<Memory> memory;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<ArrowArray>> children;
  std::vector<ArrowArray*> pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

// A user may have moved a child out: then it is marked as released here.
template <class Owned, class Struct>
void release(Struct* released) {
  auto* owned = static_cast<Owned*>(released->private_data);
  for (auto& child : owned->children) {
    if (child->release != nullptr) child->release(child.get());
  }
  if (owned->dictionary != nullptr && owned->dictionary->release != nullptr)
    owned->dictionary->release(owned->dictionary.get());
  delete owned;  // NOLINT(cppcoreguidelines-owning-memory): private_data is a C pointer
  released->release = nullptr;
}

void release_schema(ArrowSchema* schema) { release<OwnedSchema>(schema); }
void release_array(ArrowArray* array) { release<OwnedArray>(array); }

void append_number(std::string& out, std::size_t number) {
  const auto narrow = static_cast<std::int32_t>(number);
  char bytes[sizeof narrow];
  std::memcpy(bytes, &narrow, sizeof narrow);
  out.append(bytes, sizeof narrow);
}

// The number of pairs, then each text with its length before it.
std::string encode(const std::vector<std::pair<std::string, std::string>>& metadata) {
  std::string out;
  append_number(out, metadata.size());
  for (const auto& [key, value] : metadata) {
    append_number(out, key.size());
    out += key;
    append_number(out, value.size());
    out += value;
  }
  return out;
}

}  // namespace

void build(SchemaParts parts, ArrowSchema* out) {
  auto owned = std::make_unique<OwnedSchema>();
  owned->format = std::move(parts.format);
  owned->name = std::move(parts.name);
  if (!parts.metadata.empty()) owned->metadata = encode(parts.metadata);
  for (SchemaParts& child : parts.children) {
    owned->children.push_back(std::make_unique<ArrowSchema>());
    build(std::move(child), owned->children.back().get());
    owned->pointers.push_back(owned->children.back().get());
  }
  if (parts.dictionary != nullptr) {
    owned->dictionary = std::make_unique<ArrowSchema>();
    build(std::move(*parts.dictionary), owned->dictionary.get());
  }
  *out = {};
  out->format = owned->format.c_str();
  out->name = owned->name.c_str();
  out->metadata = owned->metadata.empty() ? nullptr : owned->metadata.data();
  out->flags = ARROW_FLAG_NULLABLE;
  out->n_children = static_cast<std::int64_t>(owned->pointers.size());
  out->children = owned->pointers.data();
  out->dictionary = owned->dictionary.get();
  out->release = &release_schema;
  out->private_data = owned.release();
}

void build(ArrayParts parts, ArrowArray* out) {
  auto owned = std::make_unique<OwnedArray>();
  owned->memory = std::move(parts.buffers);
  for (std::size_t i = 0; i < owned->memory.size(); ++i) {
    const bool all_known = i == 0 && owned->memory[i].empty();
    owned->buffers.push_back(all_known ? nullptr : owned->memory[i].data());
  }
  for (ArrayParts& child : parts.children) {
    owned->children.push_back(std::make_unique<ArrowArray>());
    build(std::move(child), owned->children.back().get());
    owned->pointers.push_back(owned->children.back().get());
  }
  if (parts.dictionary != nullptr) {
    owned->dictionary = std::make_unique<ArrowArray>();
    build(std::move(*parts.dictionary), owned->dictionary.get());
  }
  *out = {};
  out->length = parts.length;
  out->null_count = parts.nulls;
  out->n_buffers = static_cast<std::int64_t>(owned->buffers.size());
  out->buffers = owned->buffers.data();
  out->n_children = static_cast<std::int64_t>(owned->pointers.size());
  out->children = owned->pointers.data();
  out->dictionary = owned->dictionary.get();
  out->release = &release_array;
  out->private_data = owned.release();
}

}  // namespace huice::arrow
