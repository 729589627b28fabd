// Models from files: versions, imports, references; what spoils one decision and what the model.
#include "dmn/load.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "text/file.hpp"

namespace huice::dmn {
namespace {

namespace fs = std::filesystem;
using text::Code;

constexpr std::string_view dmn_15 = "https://www.omg.org/spec/DMN/20230324/MODEL/";

/// A folder that goes with the test.
class Load : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "huice-dmn-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    outer_ = name;
    fs::create_directory(outer_ / "models");
  }
  void TearDown() override { fs::remove_all(outer_); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(outer_ / "models" / name) << text;
  }
  Library load(const std::string& name) {
    text::Report report;
    const std::string path = (outer_ / "models" / name).string();
    Library library = dmn::load(path, {}, report);
    found_ = report.take();
    expect_the_same_of_texts(path, library);
    return library;
  }
  // As texts that are named as the files are.
  void expect_the_same_of_texts(const std::string& path, const Library& library) const {
    text::Report report;
    std::vector<std::shared_ptr<const text::Source>> texts;
    for (const auto& entry : fs::recursive_directory_iterator(outer_)) {
      if (entry.symlink_status().type() != fs::file_type::regular) continue;
      text::Report unreadable;
      if (auto source = text::read_file(entry.path().string(), 1U << 24U, unreadable))
        texts.push_back(std::move(source));
    }
    const Library again = dmn::load(path, {}, report, ModelTexts(std::move(texts)));
    EXPECT_EQ(report.has_errors(), !found_.empty()) << path;
    ASSERT_EQ(again.models.size(), library.models.size()) << path;
    for (std::size_t i = 0; i < library.models.size(); ++i) {
      EXPECT_EQ(again.models[i].path, library.models[i].path);
      EXPECT_EQ(again.models[i].elements.size(), library.models[i].elements.size());
    }
  }
  [[nodiscard]] bool found(Code code) const {
    return found_.size() == 1 && found_.front().code == text::info(code).id;
  }

  static std::string model(std::string_view body, std::string_view space = "urn:main") {
    return "<definitions xmlns=\"" + std::string(dmn_15) + "\" name=\"m\" namespace=\"" +
           std::string(space) + "\">" + std::string(body) + "</definitions>";
  }
  static std::string decision(const std::string& name, const std::string& text,
                              const std::string& inside = {}) {
    return "<decision id=\"" + name + "\" name=\"" + name + "\">" + inside +
           "<literalExpression><text>" + text + "</text></literalExpression></decision>";
  }
  static std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  }
  static std::string requires_decision(const std::string& href) {
    return "<informationRequirement><requiredDecision href=\"" + href +
           "\"/></informationRequirement>";
  }
  static std::string import(const std::string& location) {
    return "<import name=\"base\" namespace=\"urn:base\" importType=\"" + std::string(dmn_15) +
           "\" locationURI=\"" + location + "\"/>";
  }

  fs::path outer_;
  Diagnostics found_;
};

TEST_F(Load, EveryVersionByItsNamespaceUnderAnyPrefix) {
  const std::vector<std::pair<const char*, bool>> spaces{
      {"http://www.omg.org/spec/DMN/20151101/dmn.xsd", true},
      {"http://www.omg.org/spec/DMN/20180521/MODEL/", true},
      {"https://www.omg.org/spec/DMN/20191111/MODEL/", true},
      {"https://www.omg.org/spec/DMN/20211108/MODEL/", true},
      {"https://www.omg.org/spec/DMN/20230324/MODEL/", true},
      {"https://www.omg.org/spec/DMN/20990101/MODEL/", false},
      {"http://www.omg.org/spec/BPMN/20100524/MODEL", false},
  };
  for (const auto& [space, good] : spaces) {
    write("m.dmn", "<q:definitions xmlns:q=\"" + std::string(space) +
                       "\" xmlns=\"urn:other\" namespace=\"urn:main\"><decision name=\"not this\"/>"
                       "<q:decision name=\"d\"/></q:definitions>");
    const Library library = load("m.dmn");
    if (good) {
      ASSERT_EQ(library.models.front().elements.size(), 1U) << space;
      EXPECT_EQ(library.models.front().elements.front().name, "d") << space;
    } else {
      EXPECT_TRUE(found(Code::dmn_namespace)) << space;
    }
  }
}

TEST_F(Load, ABrokenTextSpoilsItsOwnDecisionOnly) {
  write("m.dmn", model(decision("good", "1 + 1") + decision("bad", "1 +") +
                       "<decision name=\"table\"><decisionTable hitPolicy=\"BEST\"/></decision>" +
                       decision("lost", "1", requires_decision("#nowhere"))));
  const Library library = load("m.dmn");
  EXPECT_TRUE(found_.empty());
  const auto& elements = library.models.front().elements;
  ASSERT_EQ(elements.size(), 4U);
  EXPECT_TRUE(elements[0].problems.empty());
  ASSERT_EQ(elements[1].problems.size(), 1U);
  EXPECT_EQ(elements[1].problems.front().code, text::info(Code::feel_syntax).id);
  EXPECT_GT(elements[1].problems.front().location.column, 100U);  // its place in the file
  EXPECT_EQ(elements[2].problems.size(), 2U);                     // the policy, no output
  EXPECT_EQ(elements[3].problems.front().code, text::info(Code::dmn_reference).id);
}

TEST_F(Load, OtherLanguagesThanFeelAreTold) {
  const auto with = [](const std::string& language) {
    return "<decision name=\"" + language + "\"><literalExpression expressionLanguage=\"" +
           language + "\"><text>1</text></literalExpression></decision>";
  };
  write("m.dmn", model(with("feel") + with("https://www.omg.org/spec/DMN/20191111/FEEL/") +
                       with("groovy") + with("http://www.java.com/java")));
  const Library library = load("m.dmn");
  std::vector<bool> read;
  for (const Element& element : library.models.front().elements)
    read.push_back(element.problems.empty());
  EXPECT_EQ(read, (std::vector<bool>{true, true, false, false}));
}

TEST_F(Load, ImportsComeFromTheFolderOnly) {
  write("base.dmn", model(decision("b", "1"), "urn:base"));
  std::ofstream(outer_ / "outside.dmn") << model(decision("b", "1"), "urn:base");
  fs::create_symlink(outer_ / "outside.dmn", outer_ / "models" / "link.dmn");
  struct Row {
    std::string location;
    bool good;
  };
  const std::vector<Row> rows{
      {"base.dmn", true},
      {"./base.dmn", true},
      {"", true},  // found by its namespace
      {"../outside.dmn", false},
      {"x/../../outside.dmn", false},
      {(outer_ / "outside.dmn").string(), false},
      {"link.dmn", false},
      {"file:base.dmn", false},
      {"file:///etc/passwd", false},
      {"https://example.org/base.dmn", false},
      {"//example.org/base.dmn", false},
  };
  for (const Row& row : rows) {
    write("m.dmn", model(import(row.location) + decision("d", "1")));
    const Library library = load("m.dmn");
    EXPECT_EQ(library.models.size() == 2 && found_.empty(), row.good) << row.location;
    EXPECT_NE(has_errors(found_), row.good) << row.location;
  }
  fs::remove(outer_ / "models" / "base.dmn");
  write("m.dmn", model(import("")));
  static_cast<void>(load("m.dmn"));
  EXPECT_TRUE(found(Code::dmn_import));  // link.dmn holds that namespace, but lies elsewhere
}

TEST_F(Load, ModelsMayImportOneAnother) {
  write("base.dmn",
        model("<import name=\"main\" namespace=\"urn:main\" importType=\"" + std::string(dmn_15) +
                  "\"/>" + decision("b", "main.m + 1", requires_decision("urn:main#m")),
              "urn:base"));
  write("m.dmn", model(import("") + decision("m", "1") +
                       decision("d", "base.b", requires_decision("urn:base#b"))));
  const Library library = load("m.dmn");
  EXPECT_TRUE(found_.empty());
  ASSERT_EQ(library.models.size(), 2U);
  for (const Model& each : library.models) {
    for (const Element& element : each.elements) EXPECT_TRUE(element.problems.empty());
  }
}

TEST_F(Load, DecisionsThatRequireEachOtherAreTold) {
  write("m.dmn", model(decision("a", "b", requires_decision("#b")) +
                       decision("b", "a", requires_decision("#a")) +
                       decision("c", "c", requires_decision("#c"))));
  const Library library = load("m.dmn");
  std::size_t circles = 0;
  for (const Element& element : library.models.front().elements) {
    for (const Diagnostic& problem : element.problems)
      circles += problem.code == text::info(Code::cycle).id ? 1 : 0;
  }
  EXPECT_EQ(circles, 2U);
}

TEST_F(Load, AChainOfAnyLengthIsWalked) {
  std::string body = decision("d0", "1");
  for (int i = 1; i <= 9'000; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    body += decision("d" + std::to_string(i), before, requires_decision("#" + before));
  }
  write("m.dmn", model(body + repeated("<inputData name=\"i\"/>", 1'000)));
  static_cast<void>(load("m.dmn"));
  EXPECT_TRUE(found(Code::too_large));
  write("m.dmn", model(body));
  EXPECT_EQ(load("m.dmn").models.front().elements.size(), 9'001U);
  EXPECT_TRUE(found_.empty());
}

}  // namespace
}  // namespace huice::dmn
