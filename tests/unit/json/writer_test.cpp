#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace huice::json {
namespace {

TEST(JsonWriter, PutsSeparatorsWhereTheyBelong) {
  Writer writer;
  writer.begin_object().key("a").begin_list().end_list().key("b").begin_list();
  writer.number("1.50").null().boolean(true).begin_object().end_object().string("x");
  writer.end_list().key("c").strings(std::vector<std::string>{"p", "q"}).end_object();
  EXPECT_EQ(writer.take(), R"({"a":[],"b":[1.50,null,true,{},"x"],"c":["p","q"]})");
}

TEST(JsonWriter, IndentsWhenAsked) {
  Writer writer(Writer::Layout::indented);
  writer.begin_object().key("a").begin_list().number("1").number("2").end_list();
  writer.key("b").begin_object().end_object().end_object();
  EXPECT_EQ(writer.take(), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

TEST(JsonWriter, EscapesAndKeepsUtf8) {
  const auto written = [](std::string_view text) { return Writer().string(text).take(); };
  EXPECT_EQ(written("贵阳 \"x\"\\/\n\t\x01\x7f"), "\"贵阳 \\\"x\\\"\\\\/\\n\\t\\u0001\x7f\"");
  EXPECT_EQ(written(std::string_view("a\0b", 3)), "\"a\\u0000b\"");
  EXPECT_EQ(written("a\xff\xfe中\xe4\xb8"), "\"a��中��\"");
}

}  // namespace
}  // namespace huice::json
