// Random programs over arrays, drawn while a test runs or in constant evaluation.
#pragma once

#include <typegrad/graph/array_functions.hpp>

namespace typegrad::test {

/// A linear congruential generator, for choices in constant evaluation (Knuth, The Art of Computer
/// Programming, vol. 2, 3rd ed., 1997, section 3.3.4, line 26).
class choices {
 public:
  constexpr explicit choices(unsigned long long seed) : state_(seed) {}
  constexpr int below(int count) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<int>((state_ >> 33) % static_cast<unsigned long long>(count));
  }

 private:
  unsigned long long state_;
};

/// A program on a matrix, a vector of its columns and a number, whose operations are chosen by the
/// seed. Every value stays a matrix of one shape (values of other shapes are made on the way), and
/// is bounded, so that no derivative grows beyond reason.
struct random_program {
  unsigned long long seed;
  int operations;

  constexpr symbol operator()(const symbol& x, const symbol& v, const symbol& a) const {
    choices choose(seed);
    sequence<symbol> values;
    values.push_back(x);
    values.push_back(tanh(x + v));
    const auto any = [&] {
      const int count = static_cast<int>(values.size());
      return values[static_cast<index>(choose.below(count))];
    };
    for (int k = 0; k < operations; ++k) {
      const symbol p = any(), q = any();
      values.push_back(operation_on(choose.below(36), p, q, v, a));
    }
    const index made = values.size();
    return sum(values[made - 1] * cos(values[made - 2])) + mean(square(values[made - 3]));
  }

 private:
  static constexpr symbol operation_on(int which, const symbol& p, const symbol& q, const symbol& v,
                                       const symbol& a) {
    switch (which) {
      case 0:
        return sin(p) + q;
      case 1:
        return tanh(p * q);
      case 2:
        return p / (2 + cos(q));
      case 3:
        return softmax(p, 1) - q;
      case 4:
        return tanh(p) * sum(tanh(q), 0) / 3;
      case 5:
        return p - mean(p, 1, keep::dimensions);
      case 6:
        return tanh(dot(p, dot(transpose(q), p)));
      case 7:
        return tanh(einsum<"ij,ik,j->ik">(p, q, v));
      case 8:
        return roll(p, 7) * cos(q);
      case 9:
        return flip(p, 0) - q / 2;
      case 10:
        return concatenate({slice(p, all(), range(1, to_end)), slice(q, all(), range(1))}, 1);
      case 11:
        return tanh(cumsum(p, 1));
      case 12:
        return cumprod(sin(p), 1) + q / 2;
      case 13:
        return select(p < q, p * a, sin(q));
      case 14:
        return tanh(amax(p, 0) + q);
      case 15:
        return p * tanh(prod(sin(q), 1, keep::dimensions));
      case 16:
        return tanh(logsumexp(p, 0, keep::dimensions) - q);
      case 17:
        return tanh(triu(p) + tril(q, -1));
      case 18:
        return tanh(norm(p, 1, keep::dimensions) * q / 4);
      case 19:
        return solve(matmul(p, transpose(p)) + 2 * diag(square(sum(p, 1)) + 1), q);
      case 20:
        return slice(pad(p, {{1, 0}, {0, 1}}, a), range(-1), range(1, to_end)) + sin(q);
      case 21:
        return reshape(transpose(stack({p, q}, 0), {1, 2, 0}), {-1, 2})[0](0) * tanh(p);
      case 22:
        return tanh(outer(p(all(), 0), v) - q);
      case 23:
        return p * tanh(amin(q)) + stddev(p) / 5;
      case 24:
        return flip(slice(p, range(-1, to_end, -1)), 1) * q(0, 1);
      case 25:
        return take(p, places(q[0]), 1) * cos(q);
      case 26:
        return tanh(scatter_add(p, places(v), sin(q), 1));
      case 27:
        return p * tanh(det(tanh(matmul(p, transpose(q)))));
      case 28:
        return tanh(dot(cholesky(positive(p)), q));
      case 29:
        return triangular_solve(positive(p), q) - p / 3;
      case 30:
        return tanh(dot(inv(positive(p)), q) * trace(positive(q)) / 4);
      case 31:
        return concatenate({max_pool(p, {2}, {1}), slice(q, all(), range(1))}, 1);
      case 32:
        return tanh(squeeze(conv1d(expand_dims(p, 1),
                                   reshape(stack({a, q(0, 1), cos(a)}), {1, 1, 3}), {.padding = 1}),
                            1));
      case 33:
        return p * tanh(cross_entropy(p, softmax(q, 1)));
      case 34:
        return tanh(cumprod(tanh(p), 0) + log_softmax(q, 0) / 2);
      default:
        return tanh(v * p + a) * logdet(positive(p));
    }
  }

  /// A symmetric positive definite matrix.
  static constexpr symbol positive(const symbol& p) {
    return matmul(p, transpose(p)) + diag(exp(sin(p(all(), 0))));
  }
  /// Places of columns, of which there are two or more, for each column.
  static constexpr symbol places(const symbol& x) { return floor(2 * sigmoid(x)); }
};

}  // namespace typegrad::test
