// A regression as a problem of least squares, in the arithmetic of a scalar type S.
#pragma once

#include <cmath>
#include <vector>

#include "command.hpp"
#include "fit.hpp"
#include "regression.hpp"
#include <typegrad/eval/interpret.hpp>

namespace laboratory {

/// Evaluates the model and its derivatives row by row of the data.
template <class S>
class model_rows {
 public:
  explicit model_rows(const regression& r) : r_(r), results_(r.value_and_gradient.outputs.size()) {
    for (const auto& row : r.data.rows) {
      std::vector<S>& x = rows_.emplace_back(r.variables.size());
      for (const auto& p : r.predictors) x[p.place] = row[p.column].template as<S>();
      const S y = row[r.response_column].template as<S>();
      responses_.emplace_back();
      typegrad::interpret<S>(r.transformed, &y, &responses_.back());
    }
  }

  std::size_t size() const { return rows_.size(); }
  const S& response(std::size_t row) const { return responses_[row]; }
  /// f, then its derivatives by the parameters.
  const std::vector<S>& at(std::size_t row, const curve_fit::vector<S>& b) {
    for (std::size_t k = 0; k < r_.parameters.size(); ++k)
      rows_[row][r_.parameters[k]] = b[static_cast<Eigen::Index>(k)];
    typegrad::interpret<S>(r_.value_and_gradient, rows_[row].data(), results_.data());
    return results_;
  }

 private:
  const regression& r_;
  std::vector<std::vector<S>> rows_;
  std::vector<S> responses_, results_;
};

template <class S>
curve_fit::problem<S> problem_of(model_rows<S>& rows) {
  using curve_fit::matrix, curve_fit::vector;
  const auto residuals = [&rows](const vector<S>& b, vector<S>& r) {
    r.resize(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
      r[static_cast<Eigen::Index>(i)] = rows.at(i, b)[0] - rows.response(i);
  };
  const auto jacobian = [&rows](const vector<S>& b, matrix<S>& j) {
    j.resize(static_cast<Eigen::Index>(rows.size()), b.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      j.row(static_cast<Eigen::Index>(i)) =
          Eigen::Map<const vector<S>>(rows.at(i, b).data() + 1, b.size());
  };
  return {rows.size(), residuals, jacobian};
}

template <class S>
curve_fit::estimate fit_formula(const regression& r) {
  using std::isfinite;
  curve_fit::vector<S> b(static_cast<Eigen::Index>(r.start.size()));
  for (std::size_t k = 0; k < r.start.size(); ++k)
    typegrad::interpret<S>(r.start[k], nullptr, &b[static_cast<Eigen::Index>(k)]);
  model_rows<S> rows(r);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool is_finite = isfinite(rows.response(i));
    for (const S& number : rows.at(i, b)) is_finite = is_finite && isfinite(number);
    if (!is_finite)
      throw input_error("the model, its derivatives or " + r.response + " are not finite in row " +
                        std::to_string(i + 1) +
                        " of the data; start from other values by --start.");
  }
  return curve_fit::fit(problem_of(rows), b);
}

}  // namespace laboratory
