// The bundle adjustment residual of ADBench: its published value, and its Jacobian in SIMD lanes
// against the closed form written by hand.
#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <fstream>
#include <vector>

#include <typegrad/simd.hpp>

#include "../../benchmarks/scalar/bundle_adjustment.hpp"

namespace tg = typegrad;

namespace {

constexpr const char* path = "../shared/data/adbench/ba/test.txt";

}  // namespace

TEST_CASE("the residual of ADBench's test problem and its Jacobian") {
  std::ifstream file(path);
  if (!file) {
    WARN("skipped: there is no file " << path);
    return;
  }
  int counts[3];
  std::array<double, 17> x{};
  for (int& n : counts) file >> n;
  for (double& number : x) file >> number;
  REQUIRE(file);
  benchmark::camera<double> camera{};
  for (std::size_t i = 0; i < 11; ++i) camera[i] = x[i];
  const benchmark::vector3<double> point = {x[11], x[12], x[13]};
  const double weight = x[14];
  const benchmark::vector2<double> feature = {x[15], x[16]};

  const auto residual = benchmark::reprojection{}(camera, point, weight, feature);
  CHECK(residual[0] == Approx(-2.69048849235189402e-01).epsilon(1e-12));
  CHECK(residual[1] == Approx(2.59944792677901881e-01).epsilon(1e-12));

  benchmark::jacobian_numbers expected{};
  benchmark::closed_form(camera.data(), point.data(), weight, feature.data(), expected.data());
  std::vector<benchmark::camera<double>> cameras(11, camera);
  std::vector<benchmark::jacobian_numbers> jacobians(11);
  tg::map_over<0>(benchmark::reprojection_jacobian{})
      .into(jacobians, cameras, point, weight, feature);
  for (const auto& jacobian : jacobians)
    for (std::size_t k = 0; k < 31; ++k)
      CHECK(jacobian[k] == Approx(expected[k]).epsilon(1e-12).margin(1e-9));
}
