// C = A B, by BLAS itself and by a program.
#include <memory>
#include <random>
#include <vector>

#include <typegrad/xtensor.hpp>

#include "workloads.hpp"

#include <cblas.h>

namespace benchmark {

namespace {

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;

constexpr auto product = [](auto a, auto b) { return tg::dot(a, b); };

struct matrices {
  matrix a, b, c;
  decltype(tg::bind(product, matrix(), matrix())) step;

  explicit matrices(std::size_t n)
      : a(xt::zeros<double>({n, n})), b(a), c(a), step(tg::bind(product, a, b)) {
    std::mt19937_64 generator(11);
    std::normal_distribution<double> number;
    for (matrix* m : {&a, &b})
      for (double& e : *m) e = number(generator);
  }

  void ours() { step(a, b, c); }
  void by_blas() {
    const int n = static_cast<int>(c.shape(0));
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a.data(), n, b.data(), n, 0,
                c.data(), n);
  }
  std::vector<double> results() const { return {c.begin(), c.end()}; }
};

}  // namespace

workload matrix_product(std::size_t n) {
  const auto data = std::make_shared<matrices>(n);
  const auto results = [data] { return data->results(); };
  return {"product of matrices, n = " + std::to_string(n),
          "matrix_product",
          n * n * n,
          {{"blas", "cblas_dgemm", [data] { data->by_blas(); }, results},
           {"ours", "typegrad", [data] { data->ours(); }, results, n > 100 ? 1.02 : 1.0}}};
}

}  // namespace benchmark
