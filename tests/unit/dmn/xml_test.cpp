// XML as models need it: namespaces, places, and nothing that attacks its reader.
#include "dmn/xml.hpp"

#include <gtest/gtest.h>

namespace huice::dmn {
namespace {

using text::Code;

struct Read {
  std::unique_ptr<XmlElement> root;
  Diagnostics found;
};

Read read(std::string xml, const XmlLimits& limits = {}) {
  text::Report report;
  const auto source = std::make_shared<text::Source>("m.dmn", std::move(xml));
  auto root = read_xml(source, limits, report);
  return {std::move(root), report.take()};
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

struct Hostile {
  const char* what;
  std::string xml;
  Code code;
};

TEST(Xml, RefusesWhatAttacksItsReader) {
  const std::vector<Hostile> rows{
      {"a document type", "<!DOCTYPE a><a/>", Code::xml_entity},
      {"an external entity", R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>)",
       Code::xml_entity},
      {"an external entity that is not used",
       R"(<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.org/x">]><a/>)", Code::xml_entity},
      {"entities that grow",
       R"(<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>)",
       Code::xml_entity},
      {"an entity from nowhere", "<a>&nbsp;</a>", Code::xml_entity},
      {"an ampersand alone", "<a>b & c</a>", Code::xml_entity},
      {"in an attribute", R"(<a b="&x;"/>)", Code::xml_entity},
      {"the number of no character", "<a>&#0;</a>", Code::xml_entity},
      {"the number of a surrogate", "<a>&#xD800;</a>", Code::xml_entity},
      {"a number beyond Unicode", "<a>&#x110000;</a>", Code::xml_entity},
      {"a hundred thousand levels", repeated("<a>", 100'000) + repeated("</a>", 100'000),
       Code::xml_limit},
      {"a million levels that are never closed", repeated("<a>", 1'000'000), Code::xml_syntax},
      {"too many elements", "<a>" + repeated("<b/>", 500'001) + "</a>", Code::xml_limit},
      {"another encoding", R"(<?xml version="1.0" encoding="GBK"?><a/>)", Code::other_encoding},
      {"an undeclared prefix", "<x:a/>", Code::xml_syntax},
      {"an attribute twice", R"(<a b="1" b="2"/>)", Code::xml_syntax},
      {"an open tag", "<a><b></a>", Code::xml_syntax},
      {"two roots", "<a/><b/>", Code::xml_syntax},
      {"no element", "only text", Code::xml_syntax},
      {"an open comment", "<a><!-- </a>", Code::xml_syntax},
      {"an open section", "<a><![CDATA[ </a>", Code::xml_syntax},
  };
  for (const Hostile& row : rows) {
    const Read got = read(row.xml);
    EXPECT_EQ(got.root, nullptr) << row.what;
    ASSERT_FALSE(got.found.empty()) << row.what;
    EXPECT_EQ(got.found.front().code, text::info(row.code).id) << row.what;
  }
}

TEST(Xml, EveryPrefixOfADocumentIsReadOrRefused) {
  const std::string whole =
      R"(<?xml version="1.0" encoding="UTF-8"?><d:a xmlns:d="urn:d" b="&lt;1"><!-- c --><d:t>)"
      R"(x &gt; <![CDATA[<]]> y</d:t></d:a>)";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Read got = read(whole.substr(0, size));
    EXPECT_TRUE(got.root == nullptr && has_errors(got.found)) << size;
  }
  EXPECT_NE(read(whole).root, nullptr);
}

TEST(Xml, NamesGoByNamespaceNotByPrefix) {
  const Read got = read(R"(<x:a xmlns:x="urn:d" xmlns="urn:e"><b/><x:b/><c xmlns="urn:d"/></x:a>)");
  ASSERT_NE(got.root, nullptr);
  EXPECT_EQ(got.root->space, "urn:d");
  ASSERT_EQ(got.root->children.size(), 3U);
  EXPECT_EQ(got.root->children[0]->space, "urn:e");
  EXPECT_EQ(got.root->child("b"), got.root->children[1].get());
  EXPECT_EQ(got.root->child("c"), got.root->children[2].get());
  EXPECT_EQ(got.root->children[2]->space_of("x"), "urn:d");
}

struct Character {
  const char* xml;
  const char* text;
};

TEST(Xml, TextIsDecodedAndKeepsItsPlaces) {
  const std::vector<Character> rows{
      {"<a> 1 &lt; 2 </a>", "1 < 2"},       {"<a>\r\n1\r2\n</a>", "1\n2"},
      {"<a>&#x5E74;&#40836;</a>", "年龄"},  {"<a>1 <![CDATA[< 2 &amp; ]]>3</a>", "1 < 2 &amp; 3"},
      {"<a>1<!-- not this -->2</a>", "12"}, {"<a> \n </a>", ""},
  };
  for (const Character& row : rows) {
    const Read got = read(row.xml);
    ASSERT_NE(got.root, nullptr) << row.xml;
    EXPECT_EQ(got.root->text.text(), row.text) << row.xml;
  }
  const Read got = read("<a>\n  x &lt; 年龄</a>");
  ASSERT_NE(got.root, nullptr);
  const text::Decoded& text = got.root->text;
  const auto at = static_cast<std::uint32_t>(text.text().find("年"));
  const Location location = text.at({at, at + 6}).locate();
  EXPECT_EQ(location.line, 2U);
  EXPECT_EQ(location.column, 10U);
  EXPECT_EQ(location.length, 2U);
}

}  // namespace
}  // namespace huice::dmn
