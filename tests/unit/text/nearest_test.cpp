#include "text/nearest.hpp"

#include <gtest/gtest.h>

namespace huice::text {
namespace {

const std::vector<std::string_view> facts = {"residence_permit_held",
                                             "residence_permit_place",
                                             "residence_start_date",
                                             "hukou_place",
                                             "hukou_type",
                                             "birth_date",
                                             "age",
                                             "年龄",
                                             "户籍所在地",
                                             "户籍性质",
                                             "a",
                                             "b"};

TEST(Nearest, FindsWhatWasMeant) {
  struct Row {
    std::string_view name;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"residence_permit_hold", {"residence_permit_held", "residence_permit_place"}},
      {"Residence-Permit-Held", {"residence_permit_held", "residence_permit_place"}},
      {"hukou_palce", {"hukou_place"}},
      {"bith_date", {"birth_date"}},
      {"年岭", {"年龄"}},
      {"户籍所在的", {"户籍所在地"}},
      {"户籍", {}},
      {"aeg", {"age"}},
      {"c", {}},
      {"wage_arrears", {}},
      {"", {}},
      {"age", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(nearest(row.name, facts), row.expected) << row.name;
}

TEST(Nearest, IsInOrderAndCapped) {
  const std::vector<std::string_view> names = {"fact_d", "fact_b", "fact_c",
                                               "fact_a", "fact_b", "fact_"};
  EXPECT_EQ(nearest("fact_x", names), (std::vector<std::string>{"fact_", "fact_a", "fact_b"}));
  EXPECT_EQ(nearest("fact_x", names, 1), (std::vector<std::string>{"fact_"}));
}

TEST(Nearest, MakesASentence) {
  EXPECT_EQ(did_you_mean("bith_date", facts), "did you mean `birth_date`?");
  EXPECT_EQ(did_you_mean("residence_permit_hold", facts),
            "did you mean `residence_permit_held` or `residence_permit_place`?");
  EXPECT_EQ(did_you_mean("fact_x", {"fact_a", "fact_b", "fact_c"}),
            "did you mean `fact_a`, `fact_b` or `fact_c`?");
  EXPECT_EQ(did_you_mean("zzz", facts), "");
}

TEST(Nearest, IsNotSlowedDownByLongNames) {
  const std::string name(1'000'000, 'x');
  EXPECT_TRUE(nearest(name, {std::string_view(name).substr(1)}).empty());
  EXPECT_TRUE(nearest("age", {name}).empty());
}

}  // namespace
}  // namespace huice::text
