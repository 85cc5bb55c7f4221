// tg::einsum: sums of products of any number of arrays, written with a letter for each axis.
#pragma once

#include <cstddef>
#include <string_view>

#include <typegrad/graph/products.hpp>

namespace typegrad {

namespace detail {

/// A text as a template argument.
template <std::size_t N>
struct label_text {
  char text[N] = {};
  constexpr label_text(const char (&from)[N]) {
    for (std::size_t k = 0; k < N; ++k) text[k] = from[k];
  }
};

/// The labels of `Count` operands and of the result, as "ij,jk->ik" names them.
template <std::size_t Count>
struct einsum_labels {
  axis_labels operands[Count], out;
  std::size_t commas = 0;
  std::string_view fault;

  constexpr explicit einsum_labels(const char* text) {
    bool arrow = false;
    for (; *text != 0; ++text) {
      const char c = *text;
      if (c == ' ') continue;
      if (c == ',' && !arrow) {
        ++commas;
      } else if (c == '-' && text[1] == '>' && !arrow) {
        arrow = true;
        ++text;
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        axis_labels* const labels = arrow ? &out : commas < Count ? &operands[commas] : nullptr;
        if (labels == nullptr) break;
        if (labels->size == shape::max_rank)
          fault = "an array has at most 6 axes";
        else
          labels->append(c);
      } else {
        fault = "the text has letters, commas and one arrow: \"ij,jk->ik\"";
      }
    }
    if (commas + 1 != Count) fault = "the text names another number of arrays than are given";
    if (!arrow) fault = "the text has an arrow and, after it, the letters of the result: \"ij->i\"";
    for (int k = 0; k < out.size; ++k) check_result(k);
  }

 private:
  constexpr void check_result(int k) {
    bool known = false;
    for (const axis_labels& labels : operands) known = known || labels.has(out.at[k]);
    if (!known) fault = "a letter of the result is at no array";
    if (out.place(out.at[k]) != k) fault = "a letter stands twice in the result";
  }
};

/// Those labels of x and y that others need.
constexpr axis_labels wanted_of(const labelled& x, const labelled& y, const axis_labels& out,
                                const labelled* others, std::size_t count, int& size) {
  axis_labels r;
  size = 0;
  const auto add = [&](char label) {
    bool wanted = out.has(label);
    for (std::size_t k = 0; k < count; ++k)
      wanted = wanted || (&others[k] != &x && &others[k] != &y && others[k].labels.has(label));
    if (!wanted || r.has(label)) return;
    if (++size <= shape::max_rank) r.append(label);
  };
  for (int k = 0; k < x.labels.size; ++k) add(x.labels.at[k]);
  for (int k = 0; k < y.labels.size; ++k) add(y.labels.at[k]);
  return r;
}

/// The sum of products of several arrays: the two whose product has the fewest axes are multiplied
/// first, until two are left.
constexpr index einsum(builder& b, labelled* x, std::size_t count, const axis_labels& out) {
  while (count > 2) {
    std::size_t left = 0, right = 1;
    int fewest = 2 * shape::max_rank + 1, size = 0;
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = i + 1; j < count; ++j) {
        wanted_of(x[i], x[j], out, x, count, size);
        if (size < fewest) fewest = size, left = i, right = j;
      }
    const axis_labels wanted = wanted_of(x[left], x[right], out, x, count, size);
    if (size > shape::max_rank) {
      misfit(b, "einsum", b.shape_of(x[left].node), b.shape_of(x[right].node),
             "a product of two of the arrays would have more than 6 axes");
      return x[0].node;
    }
    x[left] = {einsum(b, x[left], x[right], wanted), wanted};
    x[right] = x[--count];
  }
  if (count == 2) return einsum(b, x[0], x[1], out);
  return permuted(b, summed(b, diagonal(b, x[0]), out), out).node;
}

}  // namespace detail

/// The sum of products of arrays in Einstein's notation: einsum<"bij,bjk->bik">(x, y) is
/// Σ_j x[b,i,j] y[b,j,k]. Equal letters have equal extents; a letter that the result lacks is
/// summed over; one that stands twice at an array means its diagonal. Cost: of two arrays a matrix
/// product, or a loop over all letters; of several, those of products of two at a time.
template <detail::label_text Text, class... S>
  requires(sizeof...(S) > 0 && (std::same_as<S, symbol> && ...))
constexpr symbol einsum(const S&... x) {
  constexpr detail::einsum_labels<sizeof...(S)> labels(Text.text);
  builder* owner = nullptr;
  ((owner = owner == nullptr ? x.owner() : owner), ...);
  if (owner == nullptr)
    throw "typegrad: an array function of a constant; give it an argument of the program";
  builder& b = *owner;
  std::size_t k = 0;
  detail::labelled all[] = {detail::labelled{x.in(b), labels.operands[k++]}...};
  for (const detail::labelled& one : all) {
    const shape s = b.shape_of(one.node);
    if (!labels.fault.empty())
      detail::misfit(b, "einsum", s, labels.fault);
    else if (s.rank != one.labels.size)
      detail::misfit(b, "einsum", s, "the text has not as many letters as the array has axes");
  }
  if (b.program().error[0] != 0) return {b, all[0].node};
  return {b, detail::einsum(b, all, sizeof...(S), labels.out)};
}

}  // namespace typegrad
