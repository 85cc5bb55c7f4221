// The Jacobian of each of 31,843 observations of a bundle adjustment problem.
#include "bundle_adjustment.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <new>
#include <random>
#include <stdexcept>
#include <tuple>
#include <vector>

#include <typegrad/simd.hpp>

#include "workloads.hpp"

namespace benchmark {

namespace {

/// The derived program's own result: as jacobian_numbers, in a tree.
using jacobian_tree =
    std::tuple<std::array<std::tuple<camera<double>, vector3<double>, double>, 2>, double>;

/// Every observation has a camera, point, weight and feature of its own: the file's, perturbed by
/// up to 1 %.
struct observations {
  std::vector<camera<double>> cameras;
  std::vector<vector3<double>> points;
  std::vector<double> weights;
  std::vector<vector2<double>> features;
  std::vector<jacobian_numbers> jacobians;
  std::vector<jacobian_tree> trees;
  std::vector<double> results;

  explicit observations(const std::string& path) {
    std::ifstream file(path);
    std::size_t camera_count = 0, point_count = 0, count = 0;
    std::array<double, 17> numbers{};
    file >> camera_count >> point_count >> count;
    for (double& x : numbers) file >> x;
    if (!file)
      throw std::runtime_error(path +
                               ": no bundle adjustment problem; expected 3 counts and 17 "
                               "numbers (see ADBench's data/ba)");
    std::mt19937_64 generator(31);
    std::uniform_real_distribution<double> factor(0.99, 1.01);
    for (std::size_t i = 0; i < count; ++i) {
      std::array<double, 17> x = numbers;
      for (double& number : x) number *= factor(generator);
      std::copy_n(x.begin(), 11, cameras.emplace_back().begin());
      std::copy_n(x.begin() + 11, 3, points.emplace_back().begin());
      weights.push_back(x[14]);
      features.push_back({x[15], x[16]});
    }
    jacobians.resize(count);
    trees.resize(count);
  }

  template <class Tree>
  const std::vector<double>& flat(const std::vector<Tree>& of) {
    results.clear();
    for (const Tree& tree : of)
      typegrad::structure<Tree>::each(tree, [&](double x) { results.push_back(x); });
    return results;
  }
};

using by_hand = void(const double*, const double*, double, const double*, double*);

template <by_hand f>
void run_by_hand(observations& o) {
  for (std::size_t i = 0; i < o.cameras.size(); ++i)
    f(o.cameras[i].data(), o.points[i].data(), o.weights[i], o.features[i].data(),
      o.jacobians[i].data());
}

void run_scalar(observations& o) {
  constexpr auto derived =
      typegrad::trace<camera<double>, vector3<double>, double, vector2<double>>(
          reprojection_jacobian{});
  for (std::size_t i = 0; i < o.cameras.size(); ++i)
    ::new (&o.trees[i])
        jacobian_tree(derived(o.cameras[i], o.points[i], o.weights[i], o.features[i]));
}

void run_lanes(observations& o) {
  typegrad::map_over<0, 1, 2, 3>(reprojection_jacobian{})
      .into(o.jacobians, o.cameras, o.points, o.weights, o.features);
}

}  // namespace

workload bundle_adjustment(const std::string& path) {
  const auto data = std::make_shared<observations>(path);
  const auto results = [data]() -> const std::vector<double>& {
    return data->flat(data->jacobians);
  };
  const auto trees = [data]() -> const std::vector<double>& { return data->flat(data->trees); };
  return {"Bundle adjustment: 2 x 15 Jacobian and the weight's term",
          "bundle_adjustment",
          data->cameras.size(),
          {{"hand", "hand-written, step by step", [data] { run_by_hand<step_by_step>(*data); },
            results},
           {"closed", "hand-written, closed form of a rotation",
            [data] { run_by_hand<closed_form>(*data); }, results},
           {"ours", "typegrad, scalar", [data] { run_scalar(*data); }, trees},
           {"lanes", "typegrad, lanes", [data] { run_lanes(*data); }, results}}};
}

}  // namespace benchmark
