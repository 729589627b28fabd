#include "text/report.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace huice::text {
namespace {

const auto source = std::make_shared<const Source>("b.yaml", "one\ntwo\nthree\n");

TEST(Report, IsSortedByPlaceWithoutRepetitions) {
  Report report;
  report.warning(Code::dead_condition, {source, {4, 7}}, "w");
  report.error(Code::unknown_key, {source, {8, 9}}, "third");
  report.error(Code::unknown_key, {source, {4, 7}}, "second");
  report.error(Code::unknown_key, {source, {4, 7}}, "second");
  report.file_error(Code::cannot_read, "a.yaml", "first");
  EXPECT_TRUE(report.has_errors());
  EXPECT_EQ(report.error_count(), 4U);
  const Diagnostics found = report.take();
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].message, "first");
  EXPECT_EQ(found[0].code, "E0001");
  EXPECT_EQ(found[1].message, "second");
  EXPECT_EQ(found[1].location.line, 2U);
  EXPECT_EQ(found[2].code, "W0223");
  EXPECT_EQ(found[2].severity, Severity::warning);
  EXPECT_EQ(found[3].message, "third");
  EXPECT_FALSE(report.has_errors());
  EXPECT_TRUE(report.take().empty());
}

TEST(Report, NotesCanBeAdded) {
  Report report;
  report.error(Code::duplicate_id, {source, {4, 7}}, "again")
      .notes.push_back({"first", source->locate({0, 3})});
  EXPECT_EQ(report.take().at(0).notes.at(0).location.line, 1U);
}

TEST(Report, IsCappedWithoutLosingErrorsToWarnings) {
  Report report(2);
  for (std::uint32_t i = 0; i < 5; ++i) report.warning(Code::dead_condition, {source, {i, i}}, "w");
  for (std::uint32_t i = 0; i < 3; ++i) report.error(Code::unknown_key, {source, {i, i}}, "e");
  const Diagnostics found = report.take();
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_EQ(found[4].severity, Severity::note);
  EXPECT_EQ(found[4].message, "4 more were found and are not shown");
}

}  // namespace
}  // namespace huice::text
