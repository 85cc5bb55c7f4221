// Single layers: what each one passes back.
#include "lectures.hpp"
#include "print.hpp"

namespace lectures {

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

void layers() {
  std::puts("f(W, x) = ||W x||^2: the gradients 2 (W x) x^T and 2 W^T (W x)");
  constexpr auto squared_norm = [](auto W, auto x) { return tg::sum(tg::square(tg::dot(W, x))); };
  const matrix W = {{0.1, 0.5}, {-0.3, 0.8}};
  const vector x = {0.2, 0.4};
  const auto [f, gradient] = tg::value_and_grad(squared_norm)(W, x);
  print("f", f);
  print("df/dW", std::get<0>(gradient));
  print("df/dx", std::get<1>(gradient));

  std::puts("\nA linear layer y = W x is told d = df/dy: it passes back W^T d, and d x^T to W");
  constexpr auto linear = [](auto V, auto v) { return tg::dot(V, v); };
  const auto [y, pullback] = tg::vjp(linear)(matrix{{1, -2, 3}, {4, 0, -1}}, vector{2, 1, -1});
  const auto [to_W, to_x] = pullback(vector{3, -2});
  print("y", y);
  print("W^T d", to_x);
  print("d x^T", to_W);

  std::puts("\nMap: the Jacobian of ReLU is diagonal, 1 where x > 0");
  constexpr auto rectified = [](auto v) { return tg::relu(v); };
  print("x", vector{1.5, -2, 0, 3});
  print("dy/dx", tg::jacobian(rectified)(vector{1.5, -2, 0, 3}));

  std::puts("\nReduce: by +, *, max and min");
  constexpr auto reduced = [](auto v) {
    return tg::stack({tg::sum(v), tg::prod(v), tg::amax(v), tg::amin(v)});
  };
  print("x", vector{3, -2, 5, 4});
  print("y", tg::value(reduced)(vector{3, -2, 5, 4}));
  print("dy/dx", tg::jacobian(reduced)(vector{3, -2, 5, 4}));

  std::puts("\nPooling: the largest of each 2 x 2 takes what is passed back");
  constexpr auto pooled = [](auto picture) { return tg::max_pool(picture, {2, 2}); };
  const auto [largest, back] =
      tg::vjp(pooled)(matrix{{1, 1, 2, 4}, {5, 6, 7, 8}, {3, 2, 1, 0}, {1, 2, 3, 4}});
  print("y", largest);
  print("df/dx of df/dy = 1", back(matrix{{1, 1}, {1, 1}}));

  std::puts("\nConvolution: a kernel of 3 x 3 over a picture of 5 x 5");
  constexpr auto convolved = [](auto picture, auto kernel) { return tg::conv2d(picture, kernel); };
  const xt::xtensor<double, 4> picture = {
      {{{3, 3, 2, 1, 0}, {0, 0, 1, 3, 1}, {3, 1, 2, 2, 3}, {2, 0, 0, 2, 2}, {2, 0, 0, 0, 1}}}};
  const xt::xtensor<double, 4> kernel = {{{{0, 1, 2}, {2, 2, 0}, {0, 1, 2}}}};
  const auto [out, to_both] = tg::vjp(convolved)(picture, kernel);
  const auto [to_picture, to_kernel] =
      to_both(xt::xtensor<double, 4>(xt::ones<double>({1, 1, 3, 3})));
  print("y", out);
  print("sum of y by the kernel", to_kernel);
  print("sum of y by the picture", to_picture);
}

}  // namespace lectures
