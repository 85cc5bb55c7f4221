// Trees of parameters in NumPy's .npz files.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <functional>
#include <regex>
#include <span>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <xtensor/xadapt.hpp>
#include <xtensor/xnpy.hpp>

#include <typegrad/eval/shape_error.hpp>
#include <typegrad/arrays/trees.hpp>
#include <typegrad/train/zip_archive.hpp>

namespace typegrad {

namespace detail {

/// A number or an array as a block of numbers in row-major order.
template <class Leaf>
struct npz_leaf {
  using number = Leaf;
  static constexpr std::size_t rank = 0;
  static array_size size(const Leaf&) { return {}; }
  static Leaf* data(Leaf& leaf) { return &leaf; }
  static void copy(const Leaf& leaf, Leaf* to) { *to = leaf; }
};
template <array_leaf Leaf>
struct npz_leaf<Leaf> : array_argument<Leaf> {
  static void copy(const Leaf& leaf, typename array_argument<Leaf>::number* to) {
    copy_elements(leaf, to);
  }
};

template <class Leaf>
using npz_leaf_of = npz_leaf<std::remove_const_t<Leaf>>;

template <class T>
inline constexpr bool is_numpy_number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

/// The name that NumPy gives the type, as float64.
template <class T>
std::string numpy_type() {
  const char* const kind = std::is_floating_point_v<T> ? "float"
                           : std::is_signed_v<T>       ? "int"
                                                       : "uint";
  return kind + std::to_string(8 * sizeof(T));
}

/// The entry for a leaf; NumPy calls arrays without a name arr_0.
inline std::string npz_entry(const std::string& leaf) {
  return (leaf.empty() ? "arr_0" : leaf) + ".npy";
}

/// NumPy pads to a multiple of 64; a shape has at most 32 axes of 19 digits.
inline constexpr std::size_t longest_npy_header = 1024;

/// Does it begin as a .npy file must (NumPy Enhancement Proposal 1: magic string, version, length
/// of the header, header), its keys in NumPy's order? xtensor relies on it.
inline bool has_npy_header(const std::string& bytes) {
  const std::size_t short_start = 10, long_start = 12;
  if (bytes.size() < long_start || !bytes.starts_with("\x93NUMPY")) return false;
  const auto byte = [&](std::size_t k) {
    return std::size_t{static_cast<unsigned char>(bytes[k])};
  };
  const bool is_short = byte(6) == 1;
  const std::size_t start = is_short ? short_start : long_start;
  std::size_t length = byte(8) | byte(9) << 8;
  if (!is_short) length |= byte(10) << 16 | byte(11) << 24;
  static const std::regex header(
      R"(\{ *'descr' *: *'[^']+' *, *'fortran_order' *: *(True|False) *, *)"
      R"('shape' *: *\([0-9, ]*\) *,? *\} *\n)");
  return length <= bytes.size() - start && length <= longest_npy_header &&
         std::regex_match(bytes.substr(start, length), header);
}

/// The numbers of a .npy file in row-major order, of the size given; fault(what) is the error.
template <class T, class Fault>
std::vector<T> decode_npy(const std::string& bytes, const array_size& size, Fault fault) {
  if (!has_npy_header(bytes)) throw fault("is no array of NumPy's");
  std::istringstream stream(bytes);
  const auto array = [&] {
    try {
      return xt::load_npy<T>(stream);
    } catch (const std::exception& error) {
      throw fault("has to be an array of " + numpy_type<T>() + " (" + error.what() + ")");
    }
  }();
  const std::vector<std::ptrdiff_t> found(array.shape().begin(), array.shape().end());
  const std::span wanted(size.extents, static_cast<std::size_t>(size.rank));
  if (!std::ranges::equal(found, wanted))
    throw fault("has the shape " + text_of(found) + ", and the parameters have " + text_of(wanted));
  if (!stream || stream.peek() != std::istringstream::traits_type::eof())
    throw fault("has not as many numbers as its shape tells");
  return {array.template begin<xt::layout_type::row_major>(),
          array.template end<xt::layout_type::row_major>()};
}

}  // namespace detail

/// Writes the numbers and arrays of a tree to a file that NumPy's `load` reads: an archive of
/// arrays, each by its path in the tree, as hidden.weights or 0.2 (see for_each_leaf); a tree that
/// is one array alone is arr_0. Equal trees make equal files. Throws npz_error; the file appears as
/// a whole, or stays as it was. Cost: two copies of the parameters in memory.
template <detail::parameters Tree>
void save_npz(const std::string& path, const Tree& parameters) {
  std::vector<std::pair<std::string, std::string>> entries;
  for_each_leaf(parameters, [&](const std::string& name, const auto& leaf) {
    using argument = detail::npz_leaf_of<std::remove_reference_t<decltype(leaf)>>;
    using number = typename argument::number;
    static_assert(detail::is_numpy_number<number>,
                  "typegrad: NumPy's files hold float, double, long double and integers");
    const detail::array_size size = argument::size(leaf);
    std::vector<number> numbers(static_cast<std::size_t>(size.elements()));
    argument::copy(leaf, numbers.data());
    std::array<std::size_t, argument::rank> extents{};
    std::copy_n(size.extents, argument::rank, extents.begin());
    entries.emplace_back(detail::npz_entry(name), xt::dump_npy(xt::adapt(numbers, extents)));
  });
  detail::write_zip(path, entries);
}

/// Reads what save_npz or NumPy's `savez` has written, in the same types and shapes as the
/// parameters have, in either order of elements; arrays of other names are passed over. Throws
/// npz_error for a file that is missing or damaged, and for an array that is missing or of another
/// type or shape; the parameters are then as they were. Cost: two copies of them in memory.
template <detail::parameters Tree>
void load_npz(const std::string& path, Tree& parameters) {
  const detail::zip_reader archive(path);
  std::vector<std::function<void()>> writes;
  for_each_leaf(parameters, [&](const std::string& name, auto& leaf) {
    using argument = detail::npz_leaf_of<std::remove_reference_t<decltype(leaf)>>;
    using number = typename argument::number;
    static_assert(detail::is_numpy_number<number>,
                  "typegrad: NumPy's files hold float, double, long double and integers");
    const std::string entry = detail::npz_entry(name);
    const auto fault = [&](const std::string& what) {
      return npz_error("typegrad: " + path + ": " + entry + " " + what);
    };
    auto numbers = detail::decode_npy<number>(archive.read(entry), argument::size(leaf), fault);
    writes.push_back(
        [from = std::move(numbers), to = argument::data(leaf)] { std::ranges::copy(from, to); });
  });
  for (const auto& write : writes) write();
}

}  // namespace typegrad
