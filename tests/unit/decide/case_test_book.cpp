#include "unit/decide/case_test_book.hpp"

#include <gtest/gtest.h>

namespace huice::deciding {

const Rulebook& test_book() {
  static const Rulebook book = [] {
    Result<Rulebook> loaded = load({HUICE_SOURCE_DIR "/tests/unit/decide/cases"});
    if (!loaded) ADD_FAILURE() << to_text(loaded.error());
    return std::move(*loaded);
  }();
  return book;
}

}  // namespace huice::deciding
