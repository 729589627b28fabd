find_package(Boost 1.81 REQUIRED)
add_library(huice_boost INTERFACE)
target_include_directories(huice_boost SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})

find_package(yaml-cpp REQUIRED)
if(TARGET yaml-cpp::yaml-cpp)  # 0.8 and later
  set(HUICE_YAML_CPP yaml-cpp::yaml-cpp)
else()
  set(HUICE_YAML_CPP yaml-cpp)
endif()

find_package(nlohmann_json 3.11 REQUIRED)
find_package(pugixml REQUIRED)

set(HUICE_ICU)
if(HUICE_WITH_ICU)
  find_package(ICU REQUIRED COMPONENTS uc i18n)
  set(HUICE_ICU ICU::i18n ICU::uc)
endif()

if(HUICE_BUILD_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()
if(HUICE_BUILD_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
