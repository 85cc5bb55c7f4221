// Trees of parameters in NumPy's files: what is written is read again, by NumPy too; a file that
// does not fit is refused, and nothing is half-written.
#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <unistd.h>

#include <typegrad/hana.hpp>
#include <typegrad/npz.hpp>
#include <typegrad/xtensor.hpp>

namespace tg = typegrad;
namespace hana = boost::hana;

namespace {

struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (xt::xtensor<double, 2>, weights),
                           (xt::xtensor<double, 1>, offset));
};
struct network {
  BOOST_HANA_DEFINE_STRUCT(network, (layer, hidden), (std::array<double, 2>, taps), (double, gain));
};

const network example{{{{1, 2, 3}, {4, 5, 1.0 / 3}}, {-0.5, 0.25}}, {7, 8}, 5e-324};
network zeros() { return tg::zeros_like(example); }

bool operator==(const network& a, const network& b) {
  return a.hidden.weights == b.hidden.weights && a.hidden.offset == b.hidden.offset &&
         a.taps == b.taps && a.gain == b.gain;
}

/// A folder that is there as long as the test runs.
class scratch {
 public:
  scratch()
      : folder_(std::filesystem::temp_directory_path() / ("npz." + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder_);
  }
  ~scratch() { std::filesystem::remove_all(folder_); }
  std::string operator/(const std::string& name) const { return (folder_ / name).string(); }
  auto files() const {
    return std::distance(std::filesystem::directory_iterator(folder_),
                         std::filesystem::directory_iterator());
  }

 private:
  std::filesystem::path folder_;
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// The sentence with which a file is refused for the parameters, which are not touched.
template <class Tree>
std::string refusal(const std::string& path, const Tree& parameters) {
  Tree copy = parameters;
  try {
    tg::load_npz(path, copy);
  } catch (const tg::npz_error& error) {
    CHECK((copy == parameters));
    return error.what();
  }
  return "accepted";
}

/// Runs Python with NumPy; false where either is not installed.
bool numpy(const std::string& program) {
  if (std::system("/usr/bin/python3 -c 'import numpy' 2>/dev/null") != 0) {
    WARN("NumPy is not installed: it has not read the file.");
    return false;
  }
  return std::system(("/usr/bin/python3 -c \"import numpy as np; " + program + "\"").c_str()) == 0;
}

}  // namespace

TEST_CASE("what is saved is loaded again") {
  const scratch folder;
  tg::save_npz(folder / "a.npz", example);
  network copy = zeros();
  tg::load_npz(folder / "a.npz", copy);
  CHECK(copy == example);
  CHECK(folder.files() == 1);

  tg::save_npz(folder / "b.npz", copy);
  CHECK(bytes_of(folder / "a.npz") == bytes_of(folder / "b.npz"));
}

TEST_CASE("leaves of every kind and type") {
  const scratch folder;
  const auto tree =
      std::tuple(xt::xtensor<float, 3>(xt::ones<float>({2, 3, 5})), xt::xtensor<double, 2>({0, 3}),
                 std::vector<double>{1, std::numeric_limits<double>::infinity()}, 1.0L / 3, 7,
                 hana::make_tuple(xt::xtensor_fixed<double, xt::xshape<2, 2>>{{1, 2}, {3, 4}}));
  tg::save_npz(folder / "tree.npz", tree);
  auto copy = tree;
  std::get<0>(copy).fill(0);
  std::get<2>(copy) = {0, 0};
  std::get<3>(copy) = 0;
  std::get<4>(copy) = 0;
  hana::front(std::get<5>(copy)).fill(0);
  tg::load_npz(folder / "tree.npz", copy);
  CHECK((copy == tree));

  xt::xtensor<double, 1> alone = {1, 2, 3};
  tg::save_npz(folder / "alone.npz", alone);
  alone.fill(0);
  tg::load_npz(folder / "alone.npz", alone);
  CHECK((alone == xt::xtensor<double, 1>{1, 2, 3}));
}

TEST_CASE("a column-major array is saved in row-major order") {
  const scratch folder;
  const xt::xtensor<double, 2, xt::layout_type::column_major> columns = {{1, 2, 3}, {4, 5, 6}};
  tg::save_npz(folder / "columns.npz", columns);
  xt::xtensor<double, 2> rows = xt::zeros<double>({2, 3});
  tg::load_npz(folder / "columns.npz", rows);
  CHECK((rows == columns));
}

TEST_CASE("NumPy reads what is saved, and is read") {
  const scratch folder;
  const std::string path = folder / "a.npz";
  tg::save_npz(path, example);
  if (!numpy("")) return;
  CHECK(numpy("a = np.load('" + path +
              "'); assert sorted(a) == ['gain', 'hidden.offset', 'hidden.weights', 'taps']; "
              "assert a['hidden.weights'].dtype == np.float64; "
              "assert (a['hidden.weights'] == [[1, 2, 3], [4, 5, 1 / 3]]).all(); "
              "assert (a['hidden.offset'] == [-0.5, 0.25]).all(); "
              "assert (a['taps'] == [7, 8]).all(); "
              "assert a['gain'].shape == () and a['gain'] == 5e-324"));

  for (const std::string function : {"savez", "savez_compressed"})
    for (const std::string order : {"C", "F"}) {
      CHECK(numpy("np." + function + "('" + path +
                  "', **{'hidden.weights': np.array([[1., 2, 3], [4, 5, 1 / 3]], order='" + order +
                  "'), 'hidden.offset': np.array([-0.5, 0.25]), 'taps': np.array([7., 8]), "
                  "'gain': np.array(5e-324), 'epoch': np.array(3)})"));
      network copy = zeros();
      tg::load_npz(path, copy);
      CHECK(copy == example);
    }
}

TEST_CASE("files that do not fit are refused in one sentence") {
  const scratch folder;
  const std::string path = folder / "a.npz", start = "typegrad: " + path + ": ";
  CHECK(refusal(path, example) == start + "the archive cannot be opened: No such file");
  write(path, "weights");
  CHECK(refusal(path, example) == start + "the archive cannot be opened: Not a zip archive");

  tg::save_npz(path, std::tuple(example.hidden.weights));
  CHECK(refusal(path, example) == start + "the archive holds no hidden.weights.npy");

  network other = example;
  other.hidden.weights = xt::zeros<double>({3, 2});
  tg::save_npz(path, other);
  CHECK(refusal(path, example) ==
        start + "hidden.weights.npy has the shape (3, 2), and the parameters have (2, 3)");

  // The last leaf does not fit: those before it are not written either.
  tg::save_npz(path, std::tuple(1.0, std::array{1.0f}));
  CHECK(refusal(path, std::tuple(2.0, std::array{2.0})) ==
        start +
            "1.npy has to be an array of float64 (Cast error: formats not matching <f4 vs <f8)");
  CHECK(refusal(path, std::tuple(2.0, 2.0f)) ==
        start + "1.npy has the shape (1), and the parameters have ()");
}

TEST_CASE("a damaged archive is refused, or read as it was") {
  const scratch folder;
  const std::string path = folder / "a.npz", damaged = folder / "b.npz";
  tg::save_npz(path, std::tuple(xt::xtensor<double, 2>{{1, 2, 3}, {4, 5, 6}}, 7.0));
  const std::string bytes = bytes_of(path);
  const auto before = std::tuple(xt::xtensor<double, 2>{{0, 0, 0}, {0, 0, 0}}, 0.0);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    write(damaged, bytes.substr(0, length));
    CHECK(refusal(damaged, before) != "accepted");
  }
  for (std::size_t k = 0; k < bytes.size(); ++k) {
    std::string changed = bytes;
    changed[k] = static_cast<char>(changed[k] ^ 4);
    write(damaged, changed);
    auto copy = before;
    try {
      tg::load_npz(damaged, copy);
      CHECK((copy == std::tuple(xt::xtensor<double, 2>{{1, 2, 3}, {4, 5, 6}}, 7.0)));
    } catch (const tg::npz_error&) {
      CHECK((copy == before));
    }
  }
}

TEST_CASE("an array whose own bytes are wrong is refused") {
  const scratch folder;
  const std::string path = folder / "a.npz";
  const xt::xtensor<double, 2> before = {{0, 0, 0}, {0, 0, 0}}, numbers = {{1, 2, 3}, {4, 5, 6}};
  const std::string bytes = xt::dump_npy(numbers);
  const std::size_t header = bytes.size() - 6 * sizeof(double);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    tg::detail::write_zip(path, {{"arr_0.npy", bytes.substr(0, length)}});
    CHECK(refusal(path, before) != "accepted");
  }
  tg::detail::write_zip(path, {{"arr_0.npy", bytes + "x"}});
  CHECK(refusal(path, before) ==
        "typegrad: " + path + ": arr_0.npy has not as many numbers as its shape tells");
  for (std::size_t k = 0; k < header; ++k)
    for (const char with : {'\0', ' ', '9', '(', '\'', '\xff'}) {
      std::string changed = bytes;
      changed[k] = with;
      tg::detail::write_zip(path, {{"arr_0.npy", changed}});
      auto copy = before;
      try {
        tg::load_npz(path, copy);
        CHECK((copy == numbers));
      } catch (const tg::npz_error&) {
        CHECK((copy == before));
      }
    }
}

TEST_CASE("a file that cannot be written leaves nothing behind") {
  const scratch folder;
  CHECK_THROWS_AS(tg::save_npz(folder / "missing/a.npz", example), tg::npz_error);
  std::filesystem::create_directory(folder / "folder.npz");
  CHECK_THROWS_AS(tg::save_npz(folder / "folder.npz", example), tg::npz_error);
  CHECK(folder.files() == 1);
}
